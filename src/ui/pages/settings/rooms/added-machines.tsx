/** What comes after a heat pump was added: how far the hub may go with each machine that it is. */
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { MachineLevel } from '../../../levels/machine-level.tsx';
import { kinds } from '../../../strings/kinds.ts';
import { rooms } from '../../../strings/rooms.ts';
import type { WrittenDevice } from './edits/house.ts';

const words = rooms.add.machines;

export interface AddedMachines {
  readonly name: string;
  readonly machines: readonly WrittenDevice[];
}

export function AddedMachines({
  name,
  machines,
  onClose,
}: AddedMachines & { onClose: () => void }) {
  return (
    <Dialog title={words.title(name)} onClose={onClose}>
      <div class="stack">
        <p>{words.text}</p>
        {machines.map(({ kind, id }) => (
          <section key={`${kind}/${id}`} aria-label={kinds[kind].name}>
            <h3>{kinds[kind].name}</h3>
            <MachineLevel kind={kind} id={id} isAwaited />
          </section>
        ))}
        <p class="muted small">{words.later}</p>
      </div>
      <div class="actions">
        <Button onClick={onClose}>{words.close}</Button>
      </div>
    </Dialog>
  );
}

/** How far the hub may go with a machine of another make, changed by an owner who has read what that means. */
import { useState } from 'preact/hooks';
import type { Level } from '../../../domain/binding/level.ts';
import type { LevelView } from '../../../domain/control/level-view.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { attempt } from '../../failure.ts';
import { plant } from '../../strings/plant.ts';
import { tell } from '../../toasts.ts';
import { levelChanges, withLevel, type BoundHouse } from './level-changes.ts';

const words = plant.level.change;
const HOUSE = '/api/house';

interface Machine {
  readonly kind: string;
  readonly id: string;
}

/** What somebody else has changed meanwhile is not overwritten. */
async function choose(machine: Machine, level: Level): Promise<void> {
  const seen = await api<BoundHouse>('GET', HOUSE);
  await api('PUT', HOUSE, withLevel(seen, machine, level), seen);
}

export function LevelChange({ kind, id, control }: Machine & { control: LevelView }) {
  const [asked, setAsked] = useState<Level>();
  const changes = levelChanges(control);
  const change = changes.find(({ level }) => level === asked);
  if (changes.length === 0) return null;
  return (
    <>
      <div class="row">
        {changes.map(({ level }) => (
          <Button key={level} onClick={() => setAsked(level)}>
            {words.buttons[level]}
          </Button>
        ))}
      </div>
      {change !== undefined && (
        <Confirm
          title={words.titles[change.level]}
          text={change.text}
          action={words.buttons[change.level]}
          onClose={() => setAsked(undefined)}
          onConfirm={async () => {
            if (await attempt(() => choose({ kind, id }, change.level))) tell(words.done);
          }}
        >
          {change.whenGone !== undefined && <p>{words.gone(change.whenGone)}</p>}
        </Confirm>
      )}
    </>
  );
}

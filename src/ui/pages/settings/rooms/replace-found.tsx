/** A found device that could take the place of a silent one of the house. */
import type { Replaced } from '../../../../app/found/successors.ts';
import type { FoundDeviceView } from '../../../../app/found/views.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { fromNow } from '../../../format.ts';
import { rooms } from '../../../strings/rooms.ts';
import { tell } from '../../../toasts.ts';
import { replaceDevice, type Successor } from './edits/devices.ts';
import { pieceOf } from './edits/found.ts';
import { roomOf, type WrittenHouse } from './edits/house.ts';
import { nameOfDevice } from './names.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.replace;

export interface Replacement {
  readonly dead: Replaced;
  readonly name: string;
  readonly next: Successor;
}

/** The likeliest of each of its devices. */
export const replacementsOf = (device: FoundDeviceView): readonly Replacement[] =>
  device.becomes.flatMap(({ id, replaces = [] }) =>
    replaces.slice(0, 1).map((dead) => ({
      dead,
      name: device.name,
      next: { id, piece: pieceOf(device) },
    })),
  );

const roomNames = (house: WrittenHouse, { zones }: Replaced): string[] =>
  zones.flatMap((zoneId) => roomOf(house, zoneId)?.friendlyName ?? []);

export function ReplaceOffer(props: {
  house: WrittenHouse;
  replacement: Replacement;
  onChoose: () => void;
}) {
  const { house, replacement, onChoose } = props;
  const { dead, name } = replacement;
  const old = nameOfDevice(house, dead);
  return (
    <div class="room-trouble">
      <p class="small">{words.offer(old, roomNames(house, dead), fromNow(dead.sinceTs))}</p>
      <Button icon="rotate" label={words.label(name, old)} onClick={onChoose}>
        {words.action}
      </Button>
    </div>
  );
}

export function ReplaceDialog(props: {
  book: EditableHouse;
  replacement: Replacement;
  onDone: () => Promise<void>;
  onClose: () => void;
}) {
  const { book, replacement, onDone, onClose } = props;
  const { dead, name, next } = replacement;
  const old = nameOfDevice(book.house, dead);
  return (
    <Confirm
      title={words.title(name, old)}
      text={words.text(roomNames(book.house, dead))}
      action={words.action}
      onClose={onClose}
      onConfirm={async () => {
        if (!(await book.act(replaceDevice(book.house, dead, next)))) return;
        tell(words.done(name, old));
        await onDone();
      }}
    />
  );
}

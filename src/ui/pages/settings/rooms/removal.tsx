/** Before a room or a device is removed: what goes with it, and what stays. */
import type { Zone } from '../../../../domain/house.ts';
import { Button } from '../../../components/button.tsx';
import { Confirm, Dialog } from '../../../components/dialog.tsx';
import { spelledOut } from '../../../devices.ts';
import { common } from '../../../strings/common.ts';
import { rooms } from '../../../strings/rooms.ts';
import { tell } from '../../../toasts.ts';
import { Lines } from '../lines.tsx';
import { goesWith, removeDevice } from './edits/devices.ts';
import { sensorsOf, type WrittenDevice, type WrittenHouse } from './edits/house.ts';
import { removeRoom } from './edits/rooms.ts';
import { nameOfDevice, terminalNames } from './names.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.removal;

interface Consequences {
  readonly goes: readonly string[];
  readonly stays: readonly string[];
}

function ofRoom(house: WrittenHouse, zone: Zone): Consequences {
  const left = sensorsOf(removeRoom(house, zone.zoneId));
  const gone = zone.sensors.filter((id) => !left.includes(id)).map(spelledOut);
  const terminals = terminalNames(house, zone);
  return {
    goes: [words.roomItself(zone.friendlyName), ...(gone.length > 0 ? [words.sensors(gone)] : [])],
    stays: [...(terminals.length > 0 ? [words.terminals(terminals)] : []), words.records],
  };
}

function ofDevice(house: WrittenHouse, device: WrittenDevice): Consequences {
  const { kind, id } = device;
  const along = goesWith(house, device).map((one) => nameOfDevice(house, one));
  const served = house.zones
    .filter(
      ({ sensors, terminals }) =>
        (kind === 'sensor' && sensors.includes(id)) || (kind === 'fcu' && terminals.includes(id)),
    )
    .map(({ friendlyName }) => friendlyName);
  return {
    goes: [
      words.deviceItself(nameOfDevice(house, device)),
      ...(along.length > 0 ? [words.along(along)] : []),
    ],
    stays: [...(served.length > 0 ? [words.roomsStay(served)] : []), words.past, words.asItIs],
  };
}

function Removal(props: {
  title: string;
  name: string;
  consequences: Consequences;
  book: EditableHouse;
  next: WrittenHouse;
  onClose: () => void;
}) {
  const { title, name, consequences, book, next, onClose } = props;
  return (
    <Confirm
      title={title}
      action={words.action}
      onClose={onClose}
      onConfirm={async () => {
        if (await book.act(next)) tell(words.removed(name));
      }}
    >
      <Lines title={words.goes} lines={consequences.goes} />
      <Lines title={words.stays} lines={consequences.stays} />
    </Confirm>
  );
}

export function RoomRemoval(props: { book: EditableHouse; zone: Zone; onClose: () => void }) {
  const { book, zone, onClose } = props;
  if (book.house.zones.length === 1)
    return (
      <Dialog title={words.room(zone.friendlyName)} onClose={onClose}>
        <p>{words.lastRoom}</p>
        <div class="actions">
          <Button onClick={onClose}>{common.close}</Button>
        </div>
      </Dialog>
    );
  return (
    <Removal
      title={words.room(zone.friendlyName)}
      name={zone.friendlyName}
      consequences={ofRoom(book.house, zone)}
      book={book}
      next={removeRoom(book.house, zone.zoneId)}
      onClose={onClose}
    />
  );
}

export function DeviceRemoval(props: {
  book: EditableHouse;
  device: WrittenDevice;
  onClose: () => void;
}) {
  const { book, device, onClose } = props;
  const name = nameOfDevice(book.house, device);
  return (
    <Removal
      title={words.device(name)}
      name={name}
      consequences={ofDevice(book.house, device)}
      book={book}
      next={removeDevice(book.house, device)}
      onClose={onClose}
    />
  );
}

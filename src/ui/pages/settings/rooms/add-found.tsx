/** Adding a found device to the house: two taps where all of it can be known. */
import { useState } from 'preact/hooks';
import type { FoundDeviceView } from '../../../../app/found/views.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Form } from '../../../components/form.tsx';
import { Notice } from '../../../components/notice.tsx';
import { common } from '../../../strings/common.ts';
import { rooms } from '../../../strings/rooms.ts';
import { settings } from '../../../strings/settings.ts';
import { tell } from '../../../toasts.ts';
import { Troubles, useEditing } from './editing.tsx';
import { addFound, partsOf, terminalsFor, type Part } from './edits/found.ts';
import type { WrittenDevice, WrittenHouse } from './edits/house.ts';
import { FoundPart, pathsOf } from './found-part.tsx';
import type { EditableHouse } from './use-house.ts';

const words = rooms.add;

/** The name of the room that comes of it, where one does. */
const roomIn = (parts: readonly Part[]): string | undefined =>
  parts.find(({ isAdded, place, kind }) => {
    const isOfRoom = kind === 'sensor' || kind === 'fcu';
    return isAdded && isOfRoom && place.is === 'new';
  })?.room;

/** The hub tells it nothing until somebody has chosen how far it may go. */
const isWatchedMachine = ({ kind }: Part) => kind === 'hcu' || kind === 'dhw' || kind === 'tes';

/** What the button that opens the form says: a thermometer is the beginning of a room. */
export function addLabels(
  device: FoundDeviceView,
  house: WrittenHouse,
): { readonly text: string; readonly label: string } {
  const { name } = device;
  return roomIn(partsOf(device, house, [])) === undefined
    ? { text: words.device, label: words.deviceOf(name) }
    : { text: words.room, label: words.roomOf(name) };
}

export function AddFound(props: {
  book: EditableHouse;
  device: FoundDeviceView;
  /** All that is found: what could heat the room is among it. */
  found: readonly FoundDeviceView[];
  onAdded: () => Promise<void>;
  /** It has machines that the hub only watches until somebody lets it do more. */
  onMachines: (name: string, machines: readonly WrittenDevice[]) => void;
  onClose: () => void;
}) {
  const { book, device, found, onAdded, onMachines, onClose } = props;
  const { house } = book;
  // As it was when the form was opened: the list is read again all the time.
  const [terminals] = useState(() => terminalsFor(house, found));
  const [parts, setParts] = useState(() => partsOf(device, house, terminals));
  const edited = addFound(house, device, parts, terminals);
  const room = roomIn(parts);
  const editing = useEditing(book, edited, () => {
    const added = parts.filter(({ isAdded }) => isAdded);
    const [only, ...more] = added;
    const name = more.length > 0 || only === undefined ? device.name : only.name.trim();
    const machines = added.filter(isWatchedMachine);
    void onAdded();
    onClose();
    if (machines.length > 0) onMachines(name, machines);
    else tell(room === undefined ? words.added(name) : words.addedRoom(room.trim()));
  });
  const isRoomless = edited.zones.length === 0;
  const paths = parts.map((part) => pathsOf(edited, part));
  const shown = paths.flatMap(({ room: at, device: own, binding }) => [at, own, binding]);
  return (
    <Dialog title={room === undefined ? words.title(device.name) : words.room} onClose={onClose}>
      <Form
        class="stack"
        submission={editing}
        action={room === undefined ? words.device : words.room}
        isDisabled={isRoomless || parts.every(({ isAdded }) => !isAdded)}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        {isRoomless ? (
          <Notice icon="info">{words.firstRoom}</Notice>
        ) : (
          <Troubles editing={editing} shown={shown} onLoad={book.reload} />
        )}
        {device.setUp !== undefined && (
          <p class="muted small">{settings.found.setUp(device.setUp)}</p>
        )}
        {parts.map((part, index) => (
          <FoundPart
            key={`${part.kind}/${part.id}`}
            house={house}
            part={part}
            parts={parts}
            terminals={terminals}
            paths={pathsOf(edited, part)}
            editing={editing}
            onPart={(change) => setParts(parts.with(index, { ...part, ...change }))}
          />
        ))}
      </Form>
    </Dialog>
  );
}

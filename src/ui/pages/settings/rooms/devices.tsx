/** What the house has beside its rooms and their thermometers. */
import { useState } from 'preact/hooks';
import type { DeviceView } from '../../../../app/devices/device-list.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Chip } from '../../../components/notice.tsx';
import { Card } from '../../../components/page.tsx';
import { KIND_NAMES } from '../../../kinds.ts';
import { common } from '../../../strings/common.ts';
import { kinds } from '../../../strings/kinds.ts';
import { rooms } from '../../../strings/rooms.ts';
import { settings } from '../../../strings/settings.ts';
import { MachineLevel } from '../../../levels/machine-level.tsx';
import { tell } from '../../../toasts.ts';
import { Troubles, useEditing } from './editing.tsx';
import { renameDevice } from './edits/devices.ts';
import {
  devicePath,
  devicesOf,
  idIn,
  type WrittenDevice,
  type WrittenHouse,
} from './edits/house.ts';
import { iconOfDevice, nameOfDevice, viewOf } from './names.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.devices;

/** Thermometers of rooms stand with their rooms. */
const listed = (house: WrittenHouse): readonly WrittenDevice[] => [
  ...KIND_NAMES.flatMap((kind) =>
    devicesOf(house, kind).map((one) => ({ kind, id: idIn(kind, one) })),
  ),
  ...(house.outdoorSensors ?? []).map((id) => ({ kind: 'sensor' as const, id })),
];

const hasName = (kind: WrittenDevice['kind']): kind is 'fcu' | 'meter' =>
  kind === 'fcu' || kind === 'meter';

/** What it is for. */
function useText(house: WrittenHouse, { kind, id }: WrittenDevice): string {
  if (kind === 'sensor') return words.outdoors;
  if (kind === 'fcu') {
    const room = house.zones.find(({ terminals }) => terminals.includes(id));
    return room === undefined ? words.heatsNone : words.heats(room.friendlyName);
  }
  const device = devicesOf(house, kind).find((one) => idIn(kind, one) === id);
  const measures = device?.['measures'];
  return typeof measures === 'string' ? (words.measures[measures] ?? measures) : kinds[kind].name;
}

function DeviceForm({
  book,
  device,
  onClose,
}: {
  book: EditableHouse;
  device: WrittenDevice;
  onClose: () => void;
}) {
  const { kind, id } = device;
  const before = nameOfDevice(book.house, device);
  const [name, setName] = useState(before);
  const edited = hasName(kind) ? renameDevice(book.house, { kind, id }, name) : book.house;
  const editing = useEditing(book, edited, () => {
    tell(rooms.room.saved(name.trim()));
    onClose();
  });
  const path = devicePath(edited, device);
  const at = path === undefined ? undefined : `${path}.friendlyName`;
  return (
    <Dialog title={before} onClose={onClose}>
      <Form
        class="stack"
        submission={editing}
        action={common.save}
        others={<Button onClick={onClose}>{common.cancel}</Button>}
      >
        <Troubles editing={editing} shown={[at]} onLoad={book.reload} />
        <Field
          label={rooms.room.name}
          autocomplete="off"
          required
          value={name}
          wrong={editing.wrongAt(at)}
          onValue={setName}
        />
      </Form>
    </Dialog>
  );
}

function Row(props: {
  book: EditableHouse;
  device: WrittenDevice;
  online: boolean | undefined;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { book, device, online, onEdit, onRemove } = props;
  const name = nameOfDevice(book.house, device);
  const use = useText(book.house, device);
  return (
    <li class="room">
      <span class={online === false ? 'disc away' : 'disc'}>
        <Icon name={iconOfDevice(device)} />
      </span>
      <div class="grow">
        <p>
          <strong>{name}</strong>
        </p>
        {use !== name && <p class="muted small">{use}</p>}
        <MachineLevel kind={device.kind} id={device.id} />
        {online === false && (
          <p class="room-trouble">
            <Chip tone="warn">{settings.devices.offline}</Chip>
          </p>
        )}
      </div>
      {book.isEditable && (
        <div class="room-actions">
          {hasName(device.kind) && <Button icon="edit" label={words.edit(name)} onClick={onEdit} />}
          <Button icon="trash" label={words.remove(name)} onClick={onRemove} />
        </div>
      )}
    </li>
  );
}

export function Devices(props: {
  book: EditableHouse;
  devices: readonly DeviceView[] | undefined;
  onEdit: (device: WrittenDevice) => void;
  onRemove: (device: WrittenDevice) => void;
}) {
  const { book, devices, onEdit, onRemove } = props;
  const all = listed(book.house);
  return (
    <Card title={words.title}>
      {all.length === 0 ? (
        <p class="muted">{words.none}</p>
      ) : (
        <ul class="list" aria-label={words.title}>
          {all.map((device) => (
            <Row
              key={`${device.kind}/${device.id}`}
              book={book}
              device={device}
              online={viewOf(devices, device)?.online}
              onEdit={() => onEdit(device)}
              onRemove={() => onRemove(device)}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

export { DeviceForm };

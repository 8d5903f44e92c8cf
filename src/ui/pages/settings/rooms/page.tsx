/** The house as it is made up: rooms by floor, devices, and the way back from every change. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon.tsx';
import { may } from '../../../session.ts';
import { rooms as words } from '../../../strings/rooms.ts';
import type { DeviceList } from '../devices.tsx';
import { Loaded, useResource } from '../../../resource.tsx';
import { NotYourPage, NotYours, Section } from '../section.tsx';
import { DeviceForm, Devices } from './devices.tsx';
import { roomOf, type WrittenDevice } from './edits/house.ts';
import { foundSensors } from './edits/room-draft.ts';
import { Floors } from './floors.tsx';
import { isUnmeasured } from './names.ts';
import { DeviceRemoval, RoomRemoval } from './removal.tsx';
import { RoomForm } from './room-form.tsx';
import { TimeZone, TimeZoneForm } from './time-zone.tsx';
import { useFound } from './use-found.ts';
import { useHouse, type EditableHouse } from './use-house.ts';
import { Origin, Versions } from './versions.tsx';

/** What is open over the page. */
type Open =
  | { readonly is: 'timeZone' }
  | { readonly is: 'room' | 'roomRemoval'; readonly zoneId: string }
  | { readonly is: 'device' | 'deviceRemoval'; readonly device: WrittenDevice };

function Over(props: {
  book: EditableHouse;
  devices: DeviceList['equipment'] | undefined;
  open: Open;
  onOpen: (open: Open | undefined) => void;
}) {
  const { book, devices, open, onOpen } = props;
  const onClose = () => onOpen(undefined);
  if ('device' in open) {
    const Shown = open.is === 'device' ? DeviceForm : DeviceRemoval;
    return <Shown book={book} device={open.device} onClose={onClose} />;
  }
  if (open.is === 'timeZone') return <TimeZoneForm book={book} onClose={onClose} />;
  const { zoneId } = open;
  // Somebody else may have removed it meanwhile.
  const zone = roomOf(book.house, zoneId);
  if (zone === undefined) return null;
  if (open.is === 'roomRemoval') return <RoomRemoval book={book} zone={zone} onClose={onClose} />;
  return (
    <RoomForm
      book={book}
      zone={zone}
      devices={devices}
      onRemove={() => onOpen({ is: 'roomRemoval', zoneId })}
      onClose={onClose}
    />
  );
}

function House({
  book,
  open,
  onOpen,
}: {
  book: EditableHouse;
  open: Open | undefined;
  onOpen: (open: Open | undefined) => void;
}) {
  const list = useResource<DeviceList>(may('equipment:read') ? '/api/equipment' : undefined);
  // Which devices there are changes with the house.
  useEffect(() => void list.reload(), [book.house]);
  const devices = list.data?.equipment;
  const found = useFound(book.house.zones.some(isUnmeasured));
  return (
    <>
      <Origin origin={book.origin} />
      {book.house.zones.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <Floors
          book={book}
          devices={devices}
          found={foundSensors(found.data?.foundDevices ?? [])}
          onEdit={(zoneId) => onOpen({ is: 'room', zoneId })}
        />
      )}
      {book.house.zones.length > 0 && (
        <Devices
          book={book}
          devices={devices}
          onEdit={(device) => onOpen({ is: 'device', device })}
          onRemove={(device) => onOpen({ is: 'deviceRemoval', device })}
        />
      )}
      <TimeZone book={book} onEdit={() => onOpen({ is: 'timeZone' })} />
      <Versions book={book} />
      {open !== undefined && <Over book={book} devices={devices} open={open} onOpen={onOpen} />}
    </>
  );
}

export function RoomsPage() {
  const isSeen = may('settings:read');
  const [open, setOpen] = useState<Open | undefined>();
  const book = useHouse(isSeen, open !== undefined);
  if (!isSeen) return <NotYourPage title={words.title} text={words.notSeen} />;
  return (
    <Section
      title={words.title}
      intro={words.intro}
      actions={
        book.data?.isEditable === true && (
          <a class="button primary" href="/settings/found">
            <Icon name="plus" />
            {words.addMore}
          </a>
        )
      }
    >
      {!may('settings:full') && <NotYours text={words.notYours} />}
      <Loaded what={words.title} of={book}>
        {(data) => <House book={data} open={open} onOpen={setOpen} />}
      </Loaded>
    </Section>
  );
}

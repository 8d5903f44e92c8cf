/** The rooms, floor by floor. */
import { useState } from 'preact/hooks';
import type { DeviceView } from '../../../../app/devices/device-list.ts';
import type { Zone } from '../../../../domain/house.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Chip } from '../../../components/notice.tsx';
import { Card } from '../../../components/page.tsx';
import { fromNow } from '../../../format.ts';
import { home } from '../../../strings/home.ts';
import { rooms } from '../../../strings/rooms.ts';
import type { WrittenHouse } from './edits/house.ts';
import type { FoundSensor } from './edits/room-draft.ts';
import { floorsOf, moveFloor, moveRoom, type Floor } from './edits/rooms.ts';
import { Movers } from './movers.tsx';
import { isUnmeasured, sensorNames, terminalNames, viewOf } from './names.ts';
import type { EditableHouse } from './use-house.ts';

const words = rooms.room;

interface Props {
  book: EditableHouse;
  devices: readonly DeviceView[] | undefined;
  found: readonly FoundSensor[];
  onEdit: (zoneId: string) => void;
}

/** A room may be measured by what heats it. */
function measuredText(zone: Zone, terminals: readonly string[]): string {
  const sensors = sensorNames(zone);
  if (sensors.length > 0) return words.measuredBy(sensors);
  return terminals.length > 0 ? words.ownSensor(terminals) : words.unmeasured;
}

/** What could measure a room that nothing measures. */
function Near({ book, found, zone, onEdit }: Props & { zone: Zone }) {
  const near = found.filter((one) => one.near.includes(zone.zoneId)).map(({ name }) => name);
  if (near.length === 0) return null;
  return (
    <div class="room-trouble">
      <p class="small">{words.near(near)}</p>
      {book.isEditable && <Button onClick={() => onEdit(zone.zoneId)}>{words.addSensor}</Button>}
    </div>
  );
}

/** One that was never heard may have nothing to say yet: it is no reason to look for another. */
function Silent(props: { device: DeviceView; onReplace: (() => void) | undefined }) {
  const { device, onReplace } = props;
  const { lastSeenTs } = device;
  if (lastSeenTs === undefined)
    return (
      <p class="room-trouble">
        <Chip tone="warn">{words.unheard}</Chip>
      </p>
    );
  return (
    <p class="room-trouble">
      <Chip tone="warn">{words.silent}</Chip>
      <span class="muted small">{words.heard(fromNow(lastSeenTs))}</span>
      {onReplace !== undefined && <Button onClick={onReplace}>{words.replace}</Button>}
    </p>
  );
}

/** Without anything of its own what makes the heat brings it there. */
function heatedText({ hcu }: WrittenHouse, terminals: readonly string[]): string {
  if (terminals.length > 0) return words.heatedBy(terminals);
  return hcu === undefined ? words.unheated : words.heatedBySource;
}

function Room(
  props: Props & { zone: Zone; place: number; all: number; tell: (text: string) => void },
) {
  const { book, devices, onEdit, zone, place, all, tell } = props;
  const { zoneId, friendlyName: name } = zone;
  const terminals = terminalNames(book.house, zone);
  const silent = zone.sensors
    .flatMap((id) => viewOf(devices, { kind: 'sensor', id }) ?? [])
    .find(({ online }) => !online);
  const isBlind = silent !== undefined || isUnmeasured(zone);
  const isHeatedApart = zone.sensors.length > 0 || terminals.length === 0;
  return (
    <li class="room">
      <span class={isBlind ? 'disc away' : 'disc'}>
        <Icon name={isBlind ? 'warn' : 'thermometer'} />
      </span>
      <div class="grow">
        <p>
          <strong>{name}</strong>
        </p>
        <p class="muted small">{measuredText(zone, terminals)}</p>
        {isHeatedApart && <p class="muted small">{heatedText(book.house, terminals)}</p>}
        {isUnmeasured(zone) && <Near {...props} />}
        {silent !== undefined && (
          <Silent device={silent} onReplace={book.isEditable ? () => onEdit(zoneId) : undefined} />
        )}
      </div>
      {book.isEditable && (
        <div class="room-actions">
          {all > 1 && (
            <Movers
              up={words.up(name)}
              down={words.down(name)}
              isFirst={place === 1}
              isLast={place === all}
              onMove={async (by) => {
                const isDone = await book.act(moveRoom(book.house, zoneId, by));
                if (isDone) tell(words.moved(name, place + by, all));
              }}
            />
          )}
          <Button icon="edit" label={words.edit(name)} onClick={() => onEdit(zoneId)} />
        </div>
      )}
    </li>
  );
}

function FloorCard(
  props: Props & { floor: Floor; isFirst: boolean; isLast: boolean; isOnly: boolean },
) {
  const { floor, isFirst, isLast, isOnly, ...rest } = props;
  const { book } = rest;
  const { name, rooms: all } = floor;
  const [moved, setMoved] = useState('');
  const title = name ?? (isOnly ? rooms.rooms : home.noFloor);
  const movers = book.isEditable && name !== undefined && !isOnly && (
    <Movers
      up={words.up(name)}
      down={words.down(name)}
      isFirst={isFirst}
      isLast={isLast}
      onMove={async (by) => {
        await book.act(moveFloor(book.house, name, by));
      }}
    />
  );
  return (
    <Card title={title} aside={movers}>
      <ul class="list" aria-label={title}>
        {all.map((zone, index) => (
          <Room
            key={zone.zoneId}
            {...rest}
            zone={zone}
            place={index + 1}
            all={all.length}
            tell={setMoved}
          />
        ))}
      </ul>
      <p class="hidden" role="status">
        {moved}
      </p>
    </Card>
  );
}

export function Floors(props: Props) {
  const floors = floorsOf(props.book.house);
  const named = floors.filter(({ name }) => name !== undefined).length;
  return (
    <>
      {floors.map((floor, index) => (
        <FloorCard
          key={floor.name ?? ''}
          {...props}
          floor={floor}
          isFirst={index === 0}
          isLast={index === named - 1}
          isOnly={floors.length === 1}
        />
      ))}
    </>
  );
}

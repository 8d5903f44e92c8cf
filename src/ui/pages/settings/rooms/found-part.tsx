/** One of the devices that a found one becomes: what of it cannot be known is asked. */
import type { Becoming } from '../../../../app/found/views.ts';
import { Checkbox, Segments, Select } from '../../../components/choices.tsx';
import { Field } from '../../../components/field.tsx';
import { kinds } from '../../../strings/kinds.ts';
import { rooms } from '../../../strings/rooms.ts';
import type { Editing } from './editing.tsx';
import { isOfNewRoom, type Part, type PartPlace, type TerminalOffer } from './edits/found.ts';
import {
  bindingPath,
  devicePath,
  devicesOf,
  roomPath,
  type WrittenDevice,
  type WrittenHouse,
} from './edits/house.ts';
import { FloorField } from './floor-field.tsx';
import { TerminalsField } from './terminals-field.tsx';

const words = rooms.add;
const ROOM = 'room ';
const MEASURES = ['electricity', 'heat'].map((value) => ({
  value,
  text: words.measured[value] ?? value,
}));

/** Places of the edited house that the part's fields show what is wrong with. */
export interface PartPaths {
  readonly room: string | undefined;
  readonly device: string | undefined;
  readonly binding: string | undefined;
}

export function pathsOf(edited: WrittenHouse, { kind, id }: WrittenDevice): PartPaths {
  const list = kind === 'sensor' ? 'sensors' : 'terminals';
  const isOfRoom = kind === 'sensor' || kind === 'fcu';
  return {
    room: isOfRoom ? roomPath(edited, (zone) => zone[list].includes(id)) : undefined,
    device: devicePath(edited, { kind, id }),
    binding: bindingPath(edited, { kind, id }),
  };
}

export interface PartProps {
  readonly house: WrittenHouse;
  readonly part: Part;
  readonly parts: readonly Part[];
  readonly terminals: readonly TerminalOffer[];
  readonly paths: PartPaths;
  readonly editing: Editing;
  readonly onPart: (change: Partial<Part>) => void;
}

const valueOf = (place: PartPlace) => (place.is === 'room' ? ROOM + place.zoneId : place.is);

function placeOf(value: string): PartPlace {
  if (value.startsWith(ROOM)) return { is: 'room', zoneId: value.slice(ROOM.length) };
  return { is: value === 'outdoors' || value === 'none' ? value : 'new' };
}

function PlaceField({ house, part, onPart }: Pick<PartProps, 'house' | 'part' | 'onPart'>) {
  const isSensor = part.kind === 'sensor';
  const known = house.zones.map(({ zoneId, friendlyName }) => ({
    value: ROOM + zoneId,
    text: friendlyName,
  }));
  return (
    <Select
      label={isSensor ? words.where : words.heatsWhat}
      value={valueOf(part.place)}
      options={[
        { value: 'new', text: words.newRoom },
        ...known,
        isSensor
          ? { value: 'outdoors', text: words.outdoors }
          : { value: 'none', text: words.noRoom },
      ]}
      onValue={(value) => onPart({ place: placeOf(value) })}
    />
  );
}

/** The room that begins with it. What heats it is asked of a thermometer alone: a valve does that itself. */
function RoomFields({ house, part, terminals, paths, editing, onPart }: PartProps) {
  const wrongAt = (field: string) => editing.wrongAt(paths.room && `${paths.room}.${field}`);
  return (
    <>
      <Field
        label={words.roomName}
        autocomplete="off"
        required
        value={part.room}
        wrong={wrongAt('friendlyName')}
        onValue={(room) => onPart({ room })}
      />
      {part.kind === 'sensor' && (
        <TerminalsField
          choices={terminals.map(({ id, name, piece }) => ({
            id,
            name: piece === undefined ? name : words.heatsFound(name),
          }))}
          chosen={part.terminals}
          hasSource={house.hcu !== undefined}
          none={words.heatsLater}
          wrong={wrongAt('terminals')}
          onChosen={(chosen) => onPart({ terminals: chosen })}
        />
      )}
      <FloorField
        house={house}
        value={part.floor}
        wrong={wrongAt('floor')}
        onValue={(floor) => onPart({ floor })}
      />
    </>
  );
}

function SensorFields(props: PartProps) {
  return (
    <>
      {props.part.place.is === 'new' && <RoomFields {...props} />}
      <PlaceField {...props} />
    </>
  );
}

function NameField({ part, paths, editing, onPart }: PartProps) {
  return (
    <Field
      label={words.name}
      autocomplete="off"
      required
      value={part.name}
      wrong={editing.wrongAt(paths.device && `${paths.device}.friendlyName`)}
      onValue={(name) => onPart({ name })}
    />
  );
}

function TerminalFields(props: PartProps) {
  const { part, parts } = props;
  return (
    <>
      {part.place.is === 'new' && <RoomFields {...props} />}
      <NameField {...props} />
      {!isOfNewRoom(parts, part) && <PlaceField {...props} />}
    </>
  );
}

function MeterFields(props: PartProps) {
  const { part, onPart } = props;
  return (
    <>
      <NameField {...props} />
      <div class="field">
        <span class="legend">{words.measures}</span>
        <Segments
          label={words.measures}
          value={part.measures}
          options={MEASURES}
          onValue={(measures) => onPart({ measures })}
        />
      </div>
    </>
  );
}

/** Of what a house has once it is said where it takes the place of another. */
function PlainPart({ house, part, parts }: Pick<PartProps, 'house' | 'part' | 'parts'>) {
  const { kind } = part;
  const isInstead = kind !== 'sensor' && kind !== 'heatpump' && devicesOf(house, kind).length > 0;
  if (!isInstead && parts.length > 1) return null;
  return <p class="muted small">{isInstead ? words.instead(kinds[kind].name) : words.asItIs}</p>;
}

const FIELDS = { sensor: SensorFields, fcu: TerminalFields, meter: MeterFields } as const;

const fieldsFor = (kind: Becoming['kind']) =>
  kind === 'sensor' || kind === 'fcu' || kind === 'meter' ? FIELDS[kind] : PlainPart;

export function FoundPart(props: PartProps) {
  const { part, parts, paths, editing, onPart } = props;
  const Fields = fieldsFor(part.kind);
  const wrong = editing.wrongAt(paths.binding);
  const isChoice = parts.length > 1;
  return (
    <div class="found-choice">
      {isChoice && (
        <Checkbox
          label={kinds[part.kind].name}
          isChecked={part.isAdded}
          onChecked={(isAdded) => onPart({ isAdded })}
        />
      )}
      {part.isAdded && <Fields {...props} />}
      {wrong !== undefined && <p class="wrong">{wrong}</p>}
    </div>
  );
}

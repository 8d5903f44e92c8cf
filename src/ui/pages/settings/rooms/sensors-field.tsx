/** The thermometers of a room: each stays, goes, or makes way for one that is found; and one may be added. */
import type { Zone } from '../../../../domain/house.ts';
import { Select } from '../../../components/choices.tsx';
import { temperature } from '../../../format.ts';
import { rooms } from '../../../strings/rooms.ts';
import { units } from '../../../units.ts';
import { spelledOut } from '../../../devices.ts';
import type { FoundSensor, RoomDraft, SensorFate } from './edits/room-draft.ts';

const words = rooms.room;
const BY = 'by ';

const valueOf = (fate: SensorFate) => (typeof fate === 'string' ? fate : BY + fate.by);
const fateOf = (value: string): SensorFate =>
  value.startsWith(BY) ? { by: value.slice(BY.length) } : value === 'drop' ? 'drop' : 'keep';

const shown = ({ name, tempC, near }: FoundSensor, { zoneId }: Zone) =>
  words.offered(
    name,
    tempC === undefined ? undefined : temperature(tempC, units.value),
    near.includes(zoneId),
  );

export function SensorsField(props: {
  zone: Zone;
  draft: RoomDraft;
  found: readonly FoundSensor[];
  isSilent: (sensorId: string) => boolean;
  onDraft: (change: Partial<RoomDraft>) => void;
}) {
  const { zone, draft, found, isSilent, onDraft } = props;
  const { fates, added } = draft;
  const taken = new Set(
    Object.values(fates).flatMap((fate) => (typeof fate === 'string' ? [] : [fate.by])),
  );
  /** Each is offered in one place at a time. */
  const offered = (own: string) =>
    found.filter(({ id }) => id === own || (!taken.has(id) && id !== added));
  return (
    <>
      {zone.sensors.map((id) => {
        const fate = fates[id] ?? 'keep';
        const own = typeof fate === 'string' ? '' : fate.by;
        return (
          <Select
            key={id}
            label={words.sensor(spelledOut(id))}
            {...(isSilent(id) && { hint: words.sensorSilent })}
            value={valueOf(fate)}
            options={[
              { value: 'keep', text: words.keep(spelledOut(id)) },
              ...offered(own).map((one) => ({
                value: BY + one.id,
                text: words.byFound(shown(one, zone)),
              })),
              { value: 'drop', text: words.drop },
            ]}
            onValue={(value) => onDraft({ fates: { ...fates, [id]: fateOf(value) } })}
          />
        );
      })}
      <Select
        label={words.sensorNew}
        {...(found.length === 0 && { hint: words.noFound })}
        value={added}
        options={[
          { value: '', text: words.noSensor },
          ...offered(added).map((one) => ({ value: one.id, text: shown(one, zone) })),
        ]}
        onValue={(value) => onDraft({ added: value })}
      />
    </>
  );
}

/** Every room, to be seen from afar; a tap shows one of them large. */
import { useComputed } from '@preact/signals';
import { activityIn, LOOKS } from '../../activity.ts';
import { Icon } from '../../components/icon.tsx';
import { setpoint, temperature } from '../../format.ts';
import { byFloor } from '../../floors.ts';
import { roomPlaces, zones } from '../../live.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { seasonOf, setpointOf, sideOf } from '../../zone-side.ts';
import { look, shownZoneId } from './rooms-shown.ts';

const words = home.zone;

function Tile({ zoneId }: { zoneId: string }) {
  // Drawn anew with this room alone, as on Home.
  const zone = useComputed(() => zones.value.find((one) => one.zoneId === zoneId)).value;
  const activity = useComputed(() => activityIn(zoneId)).value;
  const isShown = useComputed(() => shownZoneId.value === zoneId).value;
  const season = useComputed(() => seasonOf(zones.value)).value;
  if (zone === undefined) return null;
  const { friendlyName, tempC } = zone;
  const side = sideOf(zone, season);
  const { tone, icon } = LOOKS[activity];
  const asked = side && setpoint(setpointOf(zone, side), units.value);
  return (
    <button
      type="button"
      class={`card room-tile ${activity}`}
      aria-pressed={isShown}
      onClick={() => look(zoneId)}
    >
      <span class="name">{friendlyName}</span>
      <span class="temp">{temperature(tempC, units.value)}</span>
      <span class="target">
        {side !== undefined && asked !== undefined && (
          <>
            <span class="hidden">{words.planned[side](asked)}</span>
            <span aria-hidden="true">→ {asked}</span>
          </>
        )}
      </span>
      <span class={`activity ${tone === undefined ? 'muted' : `ink-${tone}`}`}>
        <Icon name={icon} size={18} />
        <span class="text">{words.activity[activity]}</span>
      </span>
    </button>
  );
}

export function RoomTiles() {
  const floors = byFloor(roomPlaces.value);
  // A single one is shown large already.
  if (roomPlaces.value.length < 2) return null;
  return (
    <div class="room-tiles" role="group" aria-label={home.rooms}>
      {floors.map(({ name, rooms }) => (
        <section
          key={name ?? ''}
          aria-label={floors.length < 2 ? undefined : (name ?? home.noFloor)}
        >
          {floors.length > 1 && <h2>{name ?? home.noFloor}</h2>}
          <div class="tiles">
            {rooms.map(({ zoneId }) => (
              <Tile key={zoneId} zoneId={zoneId} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

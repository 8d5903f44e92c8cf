/** One setpoint of a room, and the way to the other. */
import { computed } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { ZoneView } from '../domain/zone-view.ts';
import { Button } from './components/button.tsx';
import { Icon } from './components/icon.tsx';
import { SIDE_ICONS } from './components/setpoint.tsx';
import { zones } from './live.ts';
import { sidesIn, type Side } from './setpoints.ts';
import { home } from './strings/home.ts';
import { seasonOf, sideOf } from './zone-side.ts';

const words = home.zone;

/** Found once for all rooms: each would look at all of them. */
const season = computed(() => seasonOf(zones.value));

/** Which setpoint is shown, and the way to the other. */
export function useSide(zone: ZoneView) {
  const [picked, setPicked] = useState<Side | undefined>();
  const sides = sidesIn(zone.mode, zone);
  const side = sides.find((one) => one === picked) ?? sideOf(zone, season.value);
  const other = sides.find((one) => one !== side);
  return { side, other, pick: setPicked };
}

/** Which setpoint it is, and the way to the other. */
export function SideSwitch({ zone, asked }: { zone: ZoneView; asked: ReturnType<typeof useSide> }) {
  const { side, other, pick } = asked;
  if (side === undefined) return null;
  return (
    <span class={`setpoint ${side}`}>
      {other === undefined ? (
        <span class="what">
          <Icon name={SIDE_ICONS[side]} />
        </span>
      ) : (
        <Button
          icon={SIDE_ICONS[side]}
          label={words.show[other](zone.friendlyName)}
          onClick={() => pick(other)}
        />
      )}
    </span>
  );
}

/** A room where there are many: what it is like, and the setpoint that matters now; the other is a tap away. */
import { useState } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { SetpointStepper, SIDE_ICONS } from '../../components/setpoint.tsx';
import { zones } from '../../live.ts';
import { zonePath } from '../../place.ts';
import { mayCommand } from '../../session.ts';
import { sidesIn, type Side } from '../../setpoints.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { moveSetpoint } from '../../zone-commands.ts';
import { seasonOf, setpointOf, sideOf } from './room-list.ts';
import { ZoneTemp } from './zone-temp.tsx';

const words = home.zone;

/** Which setpoint is shown, and the way to the other. */
function useSide(zone: ZoneView) {
  const [picked, setPicked] = useState<Side | undefined>();
  const season = useComputed(() => seasonOf(zones.value)).value;
  const sides = sidesIn(zone.mode, zone);
  const side = sides.find((one) => one === picked) ?? sideOf(zone, season);
  const other = sides.find((one) => one !== side);
  return { side, other, pick: setPicked };
}

/** Which setpoint the card has, and the way to the other. */
function SideSwitch({ zone, asked }: { zone: ZoneView; asked: ReturnType<typeof useSide> }) {
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

export function CompactCard({ zone }: { zone: ZoneView }) {
  const { zoneId, friendlyName, hold } = zone;
  const asked = useSide(zone);
  const { side } = asked;
  const activity = useComputed(() => activityIn(zoneId)).value;
  const { tone, icon } = LOOKS[activity];
  const text = words.activity[activity];
  return (
    <article class={`card zone-card compact ${activity}`} aria-label={friendlyName}>
      <h2>
        <a href={zonePath(zoneId)} title={friendlyName}>
          <span>{friendlyName}</span>
        </a>
      </h2>
      <div class="now">
        <ZoneTemp zone={zone} />
        <SideSwitch zone={zone} asked={asked} />
      </div>
      <p class={`state ${tone === undefined ? 'muted' : `ink-${tone}`}`}>
        <Icon name={icon} size={14} />
        <span class="text">{text}</span>
        {hold !== undefined && (
          <span class="by-hand" title={words.byHand}>
            <span class="hidden">{words.byHand}</span>
            <Icon name="person" size={14} />
          </span>
        )}
      </p>
      {side !== undefined && (
        <div class="asked">
          <SetpointStepper
            side={side}
            of={friendlyName}
            tempC={setpointOf(zone, side)}
            units={units.value}
            isFixed={!mayCommand()}
            onChange={(to) => moveSetpoint(zone, side, to)}
          />
        </div>
      )}
    </article>
  );
}

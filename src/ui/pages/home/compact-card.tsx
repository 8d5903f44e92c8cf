/** A room where there are many: what it is like, and the setpoint that matters now; the other is a tap away. */
import { useComputed } from '@preact/signals';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Icon } from '../../components/icon.tsx';
import { SetpointStepper } from '../../components/setpoint.tsx';
import { zonePath } from '../../place.ts';
import { mayCommand } from '../../session.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { moveSetpoint } from '../../zone-commands.ts';
import { setpointOf } from '../../zone-side.ts';
import { SideSwitch, useSide } from '../../zone-side-switch.tsx';
import { ZoneTemp } from './zone-temp.tsx';

const words = home.zone;

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

/** One room, to be read from across it: how warm it is, what is asked, what it does and why. */
import { useComputed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Icon } from '../../components/icon.tsx';
import { SetpointStepper } from '../../components/setpoint.tsx';
import { temperature } from '../../format.ts';
import type { Side } from '../../setpoints.ts';
import { home } from '../../strings/home.ts';
import { units } from '../../units.ts';
import { moveSetpoint } from '../../zone-commands.ts';
import { whyText } from '../../zone-look.ts';
import { ModeSelect, Until } from '../../zone-parts.tsx';
import { setpointOf } from '../../zone-side.ts';
import { SideSwitch, useSide } from '../../zone-side-switch.tsx';
import { panelControls } from './controls.ts';
import { minuteMs } from './minute.ts';
import { shownZone } from './rooms-shown.ts';

const words = home.zone;

function Doing({ zone: { zoneId, reason } }: { zone: ZoneView }) {
  const activity = useComputed(() => activityIn(zoneId)).value;
  const { tone, icon } = LOOKS[activity];
  const why = whyText(reason, minuteMs());
  return (
    <div class="doing">
      <p class={`activity ${tone === undefined ? 'muted' : `ink-${tone}`}`}>
        <Icon name={icon} size={24} />
        {words.activity[activity]}
      </p>
      {why !== undefined && <p class="why">{why}</p>}
    </div>
  );
}

function Asked({ zone, side }: { zone: ZoneView; side: Side }) {
  return (
    <div class={`setpoint ${side}`}>
      <SetpointStepper
        side={side}
        of={zone.friendlyName}
        tempC={setpointOf(zone, side)}
        units={units.value}
        isFixed={!panelControls().setsRooms}
        onChange={(to) => moveSetpoint(zone, side, to)}
      />
    </div>
  );
}

function Room({ zone }: { zone: ZoneView }) {
  const { friendlyName, tempC } = zone;
  const asked = useSide(zone);
  const { side } = asked;
  return (
    <section class="card large-room" aria-label={friendlyName}>
      <header>
        <h1>{friendlyName}</h1>
        <SideSwitch zone={zone} asked={asked} />
        {panelControls().setsRooms && <ModeSelect zone={zone} />}
      </header>
      <div class="now">
        <p class="temp">
          {tempC === undefined && <span class="hidden">{words.noTemp}</span>}
          <span aria-hidden={tempC === undefined}>{temperature(tempC, units.value)}</span>
        </p>
        {side !== undefined && <Asked zone={zone} side={side} />}
      </div>
      <Doing zone={zone} />
      <div class="until">
        <Until zone={zone} />
      </div>
    </section>
  );
}

export function LargeRoom() {
  const zone = shownZone.value;
  const place = useRef<HTMLDivElement>(null);
  const zoneId = zone?.zoneId;
  const shown = useRef(zoneId);
  // Whoever taps a room that is far down sees it.
  useEffect(() => {
    if (shown.current !== zoneId) place.current?.scrollIntoView({ block: 'nearest' });
    shown.current = zoneId;
  }, [zoneId]);
  return (
    <div ref={place}>
      {zone === undefined ? (
        <div class="empty">
          <h1>{home.noRooms}</h1>
        </div>
      ) : (
        <Room key={zoneId} zone={zone} />
      )}
    </div>
  );
}

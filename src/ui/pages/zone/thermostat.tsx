/** The zone now: what it is, what is asked of it, what happens and why, and for how long. */
import { useRef } from 'preact/hooks';
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Segments } from '../../components/choices.tsx';
import { Chip } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { temperature } from '../../format.ts';
import { system } from '../../live.ts';
import { nowMs } from '../../now.ts';
import { useSchedule } from '../../schedules.ts';
import { mayCommand } from '../../session.ts';
import { modesOf, type Side } from '../../setpoints.ts';
import { home } from '../../strings/home.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import { whyText } from '../../zone-look.ts';
import { Held, setMode, ZoneAir, ZoneSetpoints } from '../../zone-parts.tsx';
import { Dial } from './dial.tsx';
import { HoldChoices } from './hold-choices.tsx';

export function Now({ zone }: { zone: ZoneView }) {
  const activity = activityIn(zone.zoneId);
  const place = useRef<HTMLDivElement>(null);
  /** Who takes a knob goes on with keys and digits. */
  const focusOn = (side: Side) =>
    place.current?.parentElement
      ?.querySelector<HTMLElement>(`.setpoint.${side} [role=spinbutton]`)
      ?.focus({ preventScroll: true });
  return (
    <div class="dial-place" ref={place}>
      <Dial zone={zone} onTaken={focusOn} />
      <div class="dial-words">
        <p class="temp">{temperature(zone.tempC, units.value)}</p>
        <Chip tone={LOOKS[activity].tone} icon={LOOKS[activity].icon}>
          {home.zone.activity[activity]}
        </Chip>
      </div>
      <p class="why">{whyText(zone.reason, nowMs.value)}</p>
      <ZoneAir zone={zone} />
    </div>
  );
}

export function Thermostat({ zone }: { zone: ZoneView }) {
  const options = modesOf(zone).map((value) => ({ value, text: home.zone.modes[value] }));
  return (
    <Card class={`thermostat ${activityIn(zone.zoneId)}`} title={words.thermostat}>
      <Now zone={zone} />
      <div class="asked">
        <ZoneSetpoints zone={zone} />
        <Segments
          label={home.zone.modeOf(zone.friendlyName)}
          value={zone.mode}
          options={options}
          isDisabled={!mayCommand()}
          onValue={(mode) => setMode(zone, mode)}
        />
      </div>
    </Card>
  );
}

/** How long what is asked stays, and for how long it is to stay. */
export function HoldCard({ zone }: { zone: ZoneView }) {
  const hasNext = useSchedule(zone.zoneId)?.next !== undefined;
  const { mode } = system.value ?? {};
  const follows = hasNext ? words.hold.follows : words.hold.noSchedule;
  return (
    <Card title={words.hold.title} class="hold">
      <div class="stack">
        <div role="status">
          {zone.hold !== undefined ? <Held zone={zone} /> : mode === 'home' && <p>{follows}</p>}
        </div>
        {mayCommand() && <HoldChoices zone={zone} />}
      </div>
    </Card>
  );
}

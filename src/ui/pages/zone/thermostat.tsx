/** The zone now: what it is, what is asked of it, what happens and why, and for how long. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import { activityIn, LOOKS } from '../../activity.ts';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/field.tsx';
import { Chip } from '../../components/notice.tsx';
import { Card } from '../../components/page.tsx';
import { clockTime, temperature } from '../../format.ts';
import { system } from '../../live.ts';
import { hubNowMs, nowMs } from '../../now.ts';
import { useSchedule } from '../../schedules.ts';
import { mayCommand } from '../../session.ts';
import { modesOf } from '../../setpoints.ts';
import { home } from '../../strings/home.ts';
import { zone as words } from '../../strings/zone.ts';
import { units } from '../../units.ts';
import { commandZone } from '../../zone-commands.ts';
import { whyText } from '../../zone-look.ts';
import { Held, setMode, ZoneAir, ZoneSetpoints } from '../../zone-parts.tsx';
import { Dial } from './dial.tsx';

const HOLD_HOURS = [1, 2, 4] as const;

function Now({ zone }: { zone: ZoneView }) {
  const activity = activityIn(zone.zoneId);
  return (
    <div class="dial-place">
      <Dial zone={zone} />
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

/** Keeps what is asked now for a while. */
function keep(zone: ZoneView, end: { until: string } | { durationMinutes: number } | object) {
  const { mode, tempHeatSetC, tempCoolSetC, hold } = zone;
  const asked = {
    mode,
    ...(tempHeatSetC !== undefined && { tempHeatSetC }),
    ...(tempCoolSetC !== undefined && { tempCoolSetC }),
  };
  const until =
    'durationMinutes' in end
      ? { until: new Date(hubNowMs() + end.durationMinutes * 60_000).toISOString() }
      : {};
  commandZone(zone, { ...asked, ...end }, { hold: { source: hold?.source ?? '', ...until } });
}

export function HoldCard({ zone }: { zone: ZoneView }) {
  const next = useSchedule(zone.zoneId)?.next;
  const { mode } = system.value ?? {};
  const isSchedule = next !== undefined;
  const keepText = isSchedule || zone.hold !== undefined ? words.hold.keep : words.hold.onlyFor;
  const follows = isSchedule ? words.hold.follows : words.hold.noSchedule;
  return (
    <Card title={words.hold.title} class="hold">
      <div class="stack">
        <div role="status">
          {zone.hold !== undefined ? <Held zone={zone} /> : mode === 'home' && <p>{follows}</p>}
        </div>
        {mayCommand() && (
          <div class="keep" role="group" aria-label={keepText}>
            <p class="legend-line">{keepText}</p>
            {isSchedule && (
              <Button onClick={() => keep(zone, { until: 'next_schedule' })}>
                {words.hold.untilNext(clockTime(next.at, nowMs.value))}
              </Button>
            )}
            {HOLD_HOURS.map((hours) => (
              <Button key={hours} onClick={() => keep(zone, { durationMinutes: hours * 60 })}>
                {words.hold.hours(hours)}
              </Button>
            ))}
            {(isSchedule || mode !== 'home' || zone.hold !== undefined) && (
              <Button onClick={() => keep(zone, {})}>{words.hold.open}</Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

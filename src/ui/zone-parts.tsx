/** Parts of a zone that stand on its card, on its page, and on the panel. */
import type { ZoneMode } from '../domain/zone-setpoints.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { Button } from './components/button.tsx';
import { Setpoint } from './components/setpoint.tsx';
import { amount, clockTime } from './format.ts';
import { system } from './live.ts';
import { nowMs } from './now.ts';
import { schedules, useSchedule } from './schedules.ts';
import { mayCommand } from './session.ts';
import { FIELDS, modesOf, sidesIn } from './setpoints.ts';
import { home } from './strings/home.ts';
import { units } from './units.ts';
import { commandZone, moveSetpoint, resume } from './zone-commands.ts';
import { holdText, settingsText } from './zone-look.ts';

const words = home.zone;

/** What the air is like besides warm or cold. */
export function ZoneAir({ zone: { rhPercent, co2Ppm } }: { zone: ZoneView }) {
  if (rhPercent === undefined && co2Ppm === undefined) return null;
  return (
    <dl class="air">
      {rhPercent !== undefined && (
        <div>
          <dt>{words.humidity}</dt>
          <dd>{amount(rhPercent, '%')}</dd>
        </div>
      )}
      {co2Ppm !== undefined && (
        <div>
          <dt>{words.co2}</dt>
          <dd>{amount(co2Ppm, 'ppm')}</dd>
        </div>
      )}
    </dl>
  );
}

/** The setpoints that count in the zone's mode. */
export function ZoneSetpoints({ zone }: { zone: ZoneView }) {
  const sides = sidesIn(zone.mode, zone);
  return (
    <>
      {sides.map((side) => (
        <Setpoint
          key={side}
          side={side}
          of={zone.friendlyName}
          tempC={zone[FIELDS[side]] ?? 0}
          units={units.value}
          isFixed={!mayCommand()}
          onChange={(tempC) => moveSetpoint(zone, side, tempC)}
        />
      ))}
    </>
  );
}

export function setMode(zone: ZoneView, mode: ZoneMode): void {
  if (mode !== zone.mode) commandZone(zone, { mode }, { mode });
}

/** The mode, where there is little room for it. */
export function ModeSelect({ zone }: { zone: ZoneView }) {
  return (
    <select
      class="input mode-select"
      aria-label={words.modeOf(zone.friendlyName)}
      value={zone.mode}
      onChange={({ currentTarget }) => setMode(zone, currentTarget.value as ZoneMode)}
    >
      {modesOf(zone).map((mode) => (
        <option key={mode} value={mode}>
          {words.modes[mode]}
        </option>
      ))}
    </select>
  );
}

/** How long what was set by hand still lasts, and the way back to the schedule. */
export function Held({ zone }: { zone: ZoneView }) {
  const { hold, friendlyName } = zone;
  if (hold === undefined) return null;
  const isScheduled = schedules.value.get(zone.zoneId)?.next !== undefined;
  const back = isScheduled ? words.resume : words.resumeOwn;
  return (
    <div class="held">
      <p class="small">{holdText(hold, nowMs.value)}</p>
      {mayCommand() && (
        <Button label={words.resumeIn(back, friendlyName)} onClick={() => resume(zone)}>
          {back}
        </Button>
      )}
    </div>
  );
}

/** Until when it stays so: by hand, or by its schedule. */
export function Until({ zone }: { zone: ZoneView }) {
  const next = useSchedule(zone.zoneId)?.next;
  if (zone.hold !== undefined) return <Held zone={zone} />;
  const { mode } = system.value ?? {};
  // While nobody is home the schedule has no say.
  if (next === undefined || mode !== 'home') return null;
  const when = clockTime(next.at, nowMs.value);
  return <p class="muted small">{words.next(when, settingsText(next, units.value, zone.mode))}</p>;
}

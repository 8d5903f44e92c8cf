/** Plans of a zone, and what is asked of it by them. */
import type { HoldCommand } from '../../src/domain/hold.ts';
import { createSchedule, type ScheduleEntry } from '../../src/domain/schedule.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { INITIAL_SYSTEM } from '../../src/domain/system-mode.ts';
import { HOUR_MS } from '../../src/domain/units.ts';
import { commandPlan } from '../../src/domain/zone-command.ts';
import { effectiveRequest, type HouseState, type ZonePlan } from '../../src/domain/zone-request.ts';
import { zoneOf } from './time-zones.ts';

/** Thursday, 11:00 in Berlin. */
export const START = Date.parse('2026-01-15T10:00:00Z');
export const BOTH = { supportsHeat: true, supportsCool: true };
export const DAYS: ScheduleEntry[] = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], at: '06:30', tempHeatSetC: 22 },
  {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    at: '22:00',
    tempHeatSetC: 17,
    mode: 'heat',
  },
];

export const house = (system = INITIAL_SYSTEM): HouseState => ({
  system,
  settings: DEFAULT_SETTINGS,
  offsetOf: zoneOf('Europe/Berlin'),
});
export const planOf = (entries: readonly ScheduleEntry[] = []): ZonePlan => ({
  zone: BOTH,
  settings: { mode: 'auto', heatSet: 210, coolSet: 240 },
  schedule: createSchedule(entries),
  holds: [],
});

/** What is asked of the zone, in short: `auto 21 24 manual`. */
export function asked(plan: ZonePlan, state: HouseState, nowMs: number): string {
  const { mode, heatSet = 0, coolSet = 0, source } = effectiveRequest(plan, state, nowMs);
  return `${mode} ${heatSet / 10} ${coolSet / 10} ${source}`;
}

export const tell = (plan: ZonePlan, command: HoldCommand, nowMs = START, state = house()) =>
  commandPlan(plan, state, command, { nowMs, source: 'tok_a' }).plan;

export const hour = (hours: number) => START + hours * HOUR_MS;

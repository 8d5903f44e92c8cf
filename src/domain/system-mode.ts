/**
 * The mode of the whole house. A vacation may be planned ahead: until it begins the house goes on
 * as it is; when it or an absence is over, the house is home again.
 */
import { invalid } from './errors.ts';
import { because } from './refusals.ts';
import { futureInstant } from './hold.ts';
import type { HouseSettings } from './settings.ts';
import { HOUR_MS } from './units.ts';

export const SYSTEM_MODES = ['home', 'away', 'vacation', 'off'] as const;
export type SystemMode = (typeof SYSTEM_MODES)[number];

/** A mode, for as long as it is in force. */
export interface ModePeriod {
  readonly mode: SystemMode;
  readonly sinceMs: number;
  /** Then the house is home again; undefined: until told otherwise. */
  readonly untilMs?: number | undefined;
}

/** What was told, the last word of each kind. */
export interface SystemState {
  readonly current: ModePeriod;
  /** A vacation that has not begun. */
  readonly planned?: ModePeriod | undefined;
}

export const INITIAL_SYSTEM: SystemState = { current: { mode: 'home', sinceMs: 0 } };

export interface SystemCommand {
  readonly mode?: SystemMode | undefined;
  /** ISO 8601. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly cancelVacation?: true | undefined;
}

/** The state as time has moved it on. */
export function systemAt(state: SystemState, nowMs: number): SystemState {
  const { current, planned } = state;
  if (planned !== undefined && nowMs >= planned.sinceMs)
    return systemAt({ current: planned }, nowMs);
  if (current.untilMs !== undefined && nowMs >= current.untilMs)
    return { current: { mode: 'home', sinceMs: current.untilMs }, planned };
  return state;
}

/** The state after the clock was set: its hours stay, but what was told so long ago still was. */
export function movedSystem(state: SystemState, byMs: number): SystemState {
  const { current } = state;
  if (byMs === 0 || current.mode === 'home') return state;
  return { ...state, current: { ...current, sinceMs: current.sinceMs + byMs } };
}

/** When the state moves on by itself next. */
export function nextSystemChange({ current, planned }: SystemState): number | undefined {
  const next = Math.min(current.untilMs ?? Infinity, planned?.sinceMs ?? Infinity);
  return next === Infinity ? undefined : next;
}

function refuse({ mode, from, until, cancelVacation }: SystemCommand): void {
  if (cancelVacation !== undefined && (mode ?? from ?? until) !== undefined)
    throw invalid('cancelVacation', 'cancelVacation stands alone');
  if (mode === undefined && cancelVacation === undefined)
    throw invalid('mode', `mode must be one of ${SYSTEM_MODES.join(', ')}`);
  if (from !== undefined && mode !== 'vacation')
    throw invalid('from', 'from goes with the mode vacation only');
  if (until !== undefined && mode === 'home')
    throw invalid('until', 'until does not go with the mode home');
}

/**
 * The state after the command. A mode ends the one before it; told again, it keeps its beginning, so that it overrides
 * no hold. A planned vacation stays planned: an ordinary day of coming and going does not cancel it.
 * @throws HubError `invalid`, naming the field
 */
export function commandSystem(
  before: SystemState,
  command: SystemCommand,
  nowMs: number,
): SystemState {
  refuse(command);
  const { current, planned } = systemAt(before, nowMs);
  const { mode = 'home' } = command;
  if (command.cancelVacation === true)
    return current.mode === 'vacation'
      ? { current: { mode: 'home', sinceMs: nowMs } }
      : { current };
  const untilMs =
    command.until === undefined ? undefined : futureInstant('until', command.until, nowMs);
  const fromMs =
    command.from === undefined ? undefined : futureInstant('from', command.from, nowMs);
  if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs)
    throw invalid('until', 'until must be later than from', because('time_order'));
  const period: ModePeriod = {
    mode,
    sinceMs: fromMs ?? (mode === current.mode ? current.sinceMs : nowMs),
    ...(untilMs !== undefined && { untilMs }),
  };
  if (fromMs !== undefined) return { current, planned: period };
  return mode === 'vacation' ? { current: period } : { current: period, planned };
}

/** When the house is made ready for the return; undefined where nobody said when that is. */
export function reheatStart(
  { mode, untilMs }: ModePeriod,
  settings: HouseSettings,
): number | undefined {
  return mode === 'vacation' && untilMs !== undefined
    ? untilMs - settings.vacationReheatHours * HOUR_MS
    : undefined;
}

export function isReheating(period: ModePeriod, settings: HouseSettings, nowMs: number): boolean {
  return nowMs >= (reheatStart(period, settings) ?? Infinity);
}

/**
 * What hot water is kept for: `comfort` at its target; `reduced` at what is set for an absence, without comfort
 * reheating; `hygiene` for disinfection alone, which no mode ends; `frost` so that nothing freezes.
 */
export type DhwLevel = ScheduledDhwLevel | 'hygiene' | 'frost';
/** Those that a schedule may ask for. */
export const SCHEDULED_DHW_LEVELS = ['comfort', 'reduced'] as const;
export type ScheduledDhwLevel = (typeof SCHEDULED_DHW_LEVELS)[number];

/** @param scheduled what the schedule of the hot water has it kept for while somebody is home */
export function dhwLevel(
  period: ModePeriod,
  settings: HouseSettings,
  nowMs: number,
  scheduled: ScheduledDhwLevel = 'comfort',
): DhwLevel {
  switch (period.mode) {
    case 'home':
      return scheduled;
    case 'away':
      return 'reduced';
    case 'vacation':
      return isReheating(period, settings, nowMs) ? 'comfort' : 'hygiene';
    case 'off':
      return 'frost';
  }
}

/** Whether the one says the very same of the house as the other: it need not be written. */
export const saysTheSame = (before: SystemState, after: SystemState): boolean =>
  before.current.mode === after.current.mode &&
  before.current.untilMs === after.current.untilMs &&
  before.planned === after.planned;

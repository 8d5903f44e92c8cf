/** What somebody looks for among the events: as a query of the hub, and to judge by whether a new one belongs to it. */
import type { EventView } from '../../../app/records/event-record.ts';
import type { EventType, Severity } from '../../../domain/event.ts';
import { instantAt, wallDay } from '../../house-time.ts';
import { houseZone } from '../../now.ts';

export const TYPES_OF = {
  comfort: [
    'setpoint_change',
    'mode_change',
    'schedule_changed',
    'schedule_template_changed',
    'surplus_changed',
    'power_limit_changed',
    'setpoint_shift_changed',
  ],
  faults: [
    ...(['fault_raised', 'fault_cleared'] as const),
    ...([
      'command_unconfirmed',
      'report_refused',
      'reading_refused',
      'level_changed',
      'device_conflict',
      'hub_word_stale',
    ] as const),
  ],
  devices: ['device_online', 'device_offline', 'command_sent', 'filter_reset'],
  hub: [
    'system_startup',
    'system_shutdown',
    'house_reloaded',
    'house_changed',
    'events_lost',
    'settings_changed',
    'broker_changed',
    'store_restored',
    'records_damaged',
    'backup_made',
    'backup_failed',
    'backup_restored',
  ],
  access: [
    ...(['token_created', 'token_changed', 'token_rotated', 'token_revoked'] as const),
    ...(['user_created', 'user_changed', 'user_removed', 'password_changed'] as const),
    ...(['session_started', 'sign_in_new_place', 'session_ended', 'refresh_reused'] as const),
    ...(['second_factor_changed', 'recovery_code_used'] as const),
    ...(['pin_changed', 'pin_disabled', 'setup_code_renewed'] as const),
    ...(['access_refused', 'locked_out', 'unlocked'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly EventType[]>>;

export type Group = keyof typeof TYPES_OF;
export type Time = 'all' | 'day' | 'week' | 'month' | 'own';

export interface Filter {
  readonly search: string;
  readonly group: Group | 'all';
  readonly severity: Severity | 'all';
  readonly source: string;
  readonly time: Time;
  /** Days, such as `2026-01-15`, of the device that shows the page; the last one is within. */
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: Filter = {
  search: '',
  group: 'all',
  severity: 'all',
  source: 'all',
  time: 'all',
  from: '',
  to: '',
};

export const isEverything = (filter: Filter): boolean =>
  toQuery({ ...filter, search: filter.search.trim() }, 0).size === 0;

const DAY_MS = 86_400_000;
const DAYS = { day: 1, week: 7, month: 30 } as const;
/** As long as the hub takes it. */
const SEARCH_CHARS = 64;

/** Midnight of that day in the house, a number of days later. */
function midnight(day: string, daysLater: number): number | undefined {
  const noonMs = Date.parse(`${day}T12:00Z`);
  if (Number.isNaN(noonMs)) return undefined;
  const later = new Date(noonMs + daysLater * DAY_MS).toISOString().slice(0, 10);
  return instantAt(`${later}T00:00`, houseZone.value);
}

/** ms since 1970, the end not within. */
function rangeOf({ time, from, to }: Filter, nowMs: number): { fromMs?: number; toMs?: number } {
  if (time === 'all') return {};
  if (time !== 'own') return { fromMs: nowMs - DAYS[time] * DAY_MS };
  const [fromMs, toMs] = [midnight(from, 0), midnight(to, 1)];
  return { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) };
}

const wordsOf = ({ search }: Filter) => search.trim().toLowerCase().slice(0, SEARCH_CHARS).trim();

/** Parameters of `GET /api/events`. */
export function toQuery(filter: Filter, nowMs: number): URLSearchParams {
  const { group, severity, source } = filter;
  const { fromMs, toMs } = rangeOf(filter, nowMs);
  const search = wordsOf(filter);
  return new URLSearchParams({
    ...(search !== '' && { search }),
    ...(group !== 'all' && { type: TYPES_OF[group].join(',') }),
    ...(severity !== 'all' && { severity }),
    ...(source !== 'all' && { source }),
    ...(fromMs !== undefined && { from: new Date(fromMs).toISOString() }),
    ...(toMs !== undefined && { to: new Date(toMs).toISOString() }),
  });
}

/** Whether the hub would count it among them. */
export function fits(filter: Filter, event: EventView, nowMs: number): boolean {
  const { group, severity, source } = filter;
  const { fromMs = -Infinity, toMs = Infinity } = rangeOf(filter, nowMs);
  const atMs = Date.parse(event.timestamp);
  const types: readonly string[] | undefined = group === 'all' ? undefined : TYPES_OF[group];
  const text = `${event.message} ${event.objectId ?? ''}`.toLowerCase();
  return (
    (types === undefined || types.includes(event.type)) &&
    (severity === 'all' || severity === event.severity) &&
    (source === 'all' || source === event.source) &&
    atMs >= fromMs &&
    atMs < toMs &&
    wordsOf(filter)
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}

/** Those of both, each once, newest first. */
export function joined(some: readonly EventView[], others: readonly EventView[]): EventView[] {
  const byId = new Map([...others, ...some].map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => b.id - a.id);
}

/** By the day that each was on in the house, as `2026-01-31`, newest first. */
export function byDay(all: readonly EventView[]): { day: string; events: EventView[] }[] {
  const days: { day: string; events: EventView[] }[] = [];
  for (const event of all) {
    const day = wallDay(Date.parse(event.timestamp), houseZone.value);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(event);
    else days.push({ day, events: [event] });
  }
  return days;
}

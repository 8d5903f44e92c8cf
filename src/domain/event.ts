/**
 * What happened, as it is kept and shown: the documented types and what authentication adds.
 * An audit event tells of credentials and people; it is shown to who may read the audit.
 */
import type { Doer } from './doer.ts';
import type { JsonValue } from './errors.ts';
import type { EventDataTypes } from './sentences/event-data.ts';
import { EVENT_SENTENCES, type EventFacts } from './sentences/events.ts';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Where events are kept, each table with a cap of its own, so that many of one kind drive none of another out: what
 * happens in the `house`; changes of who has `access`, which take a right to it; the `traffic` of sign-ins and settings,
 * which may be much; and `refusals`. All but the house is for the audit.
 */
export const EVENT_TABLES = ['house', 'access', 'traffic', 'refusals'] as const;
export type EventTableName = (typeof EVENT_TABLES)[number];

interface EventKind {
  /** What it is about. */
  readonly source: string;
  readonly table: EventTableName;
  /** Whether owners are to notice it, on whatever page they look at next. */
  readonly isNotice?: true;
}

export const EVENT_TYPES = {
  // The house (documented)
  fault_raised: { source: 'system', table: 'house' },
  fault_cleared: { source: 'system', table: 'house' },
  mode_change: { source: 'zone', table: 'house' },
  setpoint_change: { source: 'zone', table: 'house' },
  device_online: { source: 'device', table: 'house' },
  device_offline: { source: 'device', table: 'house' },
  command_sent: { source: 'device', table: 'house' },
  system_startup: { source: 'system', table: 'house' },
  system_shutdown: { source: 'system', table: 'house' },
  // The house (our own)
  command_unconfirmed: { source: 'device', table: 'house' },
  report_refused: { source: 'device', table: 'house' },
  reading_refused: { source: 'device', table: 'house' },
  level_changed: { source: 'device', table: 'house' },
  device_conflict: { source: 'device', table: 'house' },
  hub_word_stale: { source: 'system', table: 'house' },
  surplus_changed: { source: 'system', table: 'house' },
  power_limit_changed: { source: 'system', table: 'house' },
  setpoint_shift_changed: { source: 'system', table: 'house' },
  filter_reset: { source: 'fcu', table: 'house' },
  events_lost: { source: 'system', table: 'house' },
  house_reloaded: { source: 'system', table: 'house' },
  house_changed: { source: 'system', table: 'house' },
  backup_made: { source: 'system', table: 'house' },
  backup_failed: { source: 'system', table: 'house', isNotice: true },
  backup_restored: { source: 'system', table: 'access', isNotice: true },
  schedule_changed: { source: 'zone', table: 'house' },
  schedule_template_changed: { source: 'system', table: 'house' },
  settings_changed: { source: 'system', table: 'traffic' },
  broker_changed: { source: 'system', table: 'access' },
  // The store. Who has access may be as it was before: it is for the audit, and for owners to confirm
  store_restored: { source: 'system', table: 'access', isNotice: true },
  records_damaged: { source: 'system', table: 'access', isNotice: true },
  // Tokens
  token_created: { source: 'token', table: 'access', isNotice: true },
  token_changed: { source: 'token', table: 'access' },
  token_rotated: { source: 'token', table: 'access' },
  token_revoked: { source: 'token', table: 'access' },
  // People
  user_created: { source: 'user', table: 'access' },
  user_changed: { source: 'user', table: 'access' },
  user_removed: { source: 'user', table: 'access' },
  password_changed: { source: 'user', table: 'access' },
  second_factor_changed: { source: 'user', table: 'access' },
  recovery_code_used: { source: 'user', table: 'access' },
  session_started: { source: 'session', table: 'traffic' },
  sign_in_new_place: { source: 'session', table: 'traffic', isNotice: true },
  session_ended: { source: 'session', table: 'traffic' },
  refresh_reused: { source: 'session', table: 'traffic' },
  pin_changed: { source: 'user', table: 'access' },
  pin_disabled: { source: 'user', table: 'traffic' },
  setup_code_renewed: { source: 'user', table: 'traffic' },
  // At the door
  access_refused: { source: 'access', table: 'refusals' },
  locked_out: { source: 'access', table: 'traffic', isNotice: true },
  unlocked: { source: 'access', table: 'access' },
} as const satisfies Record<string, EventKind>;
export type EventType = keyof typeof EVENT_TYPES;

/** What is known of a type; undefined for one that only a later version knows. */
export const kindOf = (type: string): EventKind | undefined =>
  Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type as EventType] : undefined;

export type EventData = Readonly<Record<string, JsonValue | undefined>>;
/** The same, as TypeScript takes it for JSON: an interface may be widened later, and is none to it. */
type AsJson<T> = T extends object ? { readonly [Name in keyof T]: AsJson<T[Name]> } : T;
type DataOf<T extends EventType> = AsJson<EventDataTypes[T]>;

interface EventOf<T extends EventType> extends Partial<Doer> {
  readonly type: T;
  readonly severity: Severity;
  /** Where it differs from that of its type: `mqtt` for a change that came over MQTT. */
  readonly source?: string;
  /** The id of what it is about: a zone's, a device's, a token's, a user's, an address. */
  readonly objectId?: string;
  readonly data: DataOf<T>;
}
/** What is to be recorded; by the hub itself where it does not say by whom. No secret may be in any of it. */
export type NewEvent<T extends EventType = EventType> = { [K in T]: EventOf<K> }[T];

const TABLE: {
  readonly [T in EventType]: (data: DataOf<T>, facts: EventFacts) => string;
} = EVENT_SENTENCES;

/** What people are told of it, in English. */
export const sentenceOf = <T extends EventType>(event: NewEvent<T>): string =>
  TABLE[event.type](event.data, event);

/**
 * What happened, as it is kept and shown: the documented types (aris-api.md section 8) and what authentication adds.
 * An audit event tells of credentials and people; it is shown to who may read the audit.
 */
import type { Doer } from './doer.ts';
import type { JsonValue } from './errors.ts';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Where events are kept, each shelf with a cap of its own, so that many of one kind drive none of another out: what
 * happens in the `house`; changes of who has `access`, which take a right to it; the `traffic` of sign-ins and settings,
 * which may be much; and `refusals`. All but the house is for the audit.
 */
export const SHELVES = ['house', 'access', 'traffic', 'refusals'] as const;
export type ShelfName = (typeof SHELVES)[number];

interface EventKind {
  /** What it is about. */
  readonly source: string;
  readonly shelf: ShelfName;
  /** Whether owners are to notice it, on whatever page they look at next. */
  readonly isNotice?: true;
}

export const EVENT_TYPES = {
  // The house (documented)
  fault_raised: { source: 'system', shelf: 'house' },
  fault_cleared: { source: 'system', shelf: 'house' },
  mode_change: { source: 'zone', shelf: 'house' },
  setpoint_change: { source: 'zone', shelf: 'house' },
  device_online: { source: 'device', shelf: 'house' },
  device_offline: { source: 'device', shelf: 'house' },
  command_sent: { source: 'device', shelf: 'house' },
  system_startup: { source: 'system', shelf: 'house' },
  system_shutdown: { source: 'system', shelf: 'house' },
  // The house (our own)
  command_unconfirmed: { source: 'device', shelf: 'house' },
  report_refused: { source: 'device', shelf: 'house' },
  reading_refused: { source: 'device', shelf: 'house' },
  device_conflict: { source: 'device', shelf: 'house' },
  hub_word_stale: { source: 'system', shelf: 'house' },
  surplus_changed: { source: 'system', shelf: 'house' },
  filter_reset: { source: 'fcu', shelf: 'house' },
  house_reloaded: { source: 'system', shelf: 'house' },
  schedule_changed: { source: 'zone', shelf: 'house' },
  settings_changed: { source: 'system', shelf: 'traffic' },
  // Tokens
  token_created: { source: 'token', shelf: 'access', isNotice: true },
  token_changed: { source: 'token', shelf: 'access' },
  token_rotated: { source: 'token', shelf: 'access' },
  token_revoked: { source: 'token', shelf: 'access' },
  // People
  user_created: { source: 'user', shelf: 'access' },
  user_changed: { source: 'user', shelf: 'access' },
  user_removed: { source: 'user', shelf: 'access' },
  password_changed: { source: 'user', shelf: 'access' },
  session_started: { source: 'session', shelf: 'traffic' },
  sign_in_new_place: { source: 'session', shelf: 'traffic', isNotice: true },
  session_ended: { source: 'session', shelf: 'traffic' },
  refresh_reused: { source: 'session', shelf: 'traffic' },
  pin_changed: { source: 'user', shelf: 'access' },
  pin_disabled: { source: 'user', shelf: 'traffic' },
  setup_code_renewed: { source: 'user', shelf: 'traffic' },
  // At the door
  access_refused: { source: 'access', shelf: 'refusals' },
  locked_out: { source: 'access', shelf: 'traffic', isNotice: true },
  unlocked: { source: 'access', shelf: 'access' },
} as const satisfies Record<string, EventKind>;
export type EventType = keyof typeof EVENT_TYPES;

/** What is known of a type; undefined for one that only a later version knows. */
export const kindOf = (type: string): EventKind | undefined =>
  Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type as EventType] : undefined;

/** What is to be recorded; by the hub itself where it does not say by whom. No secret may be in any of it. */
export interface NewEvent extends Partial<Doer> {
  readonly type: EventType;
  readonly severity: Severity;
  /** Where it differs from that of its type: `mqtt` for a change that came over MQTT. */
  readonly source?: string;
  /** The id of what it is about: a zone's, a device's, a token's, a user's, an address. */
  readonly objectId?: string;
  /** A sentence for people, in English. */
  readonly message: string;
  readonly data?: Readonly<Record<string, JsonValue | undefined>>;
}

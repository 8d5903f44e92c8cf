/**
 * What happened, as it is kept and shown: the documented types (aris-api.md section 8) and what authentication adds.
 * An audit event tells of credentials and people; it is shown to who may read the audit.
 */
import type { JsonValue } from './errors.ts';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What an event is about, and whether it is for the audit. */
export const EVENT_TYPES = {
  // The house (documented)
  fault_raised: { source: 'system', isAudit: false },
  fault_cleared: { source: 'system', isAudit: false },
  mode_change: { source: 'zone', isAudit: false },
  setpoint_change: { source: 'zone', isAudit: false },
  device_online: { source: 'device', isAudit: false },
  device_offline: { source: 'device', isAudit: false },
  command_sent: { source: 'device', isAudit: false },
  system_startup: { source: 'system', isAudit: false },
  system_shutdown: { source: 'system', isAudit: false },
  // The house (our own)
  command_unconfirmed: { source: 'device', isAudit: false },
  report_refused: { source: 'device', isAudit: false },
  reading_refused: { source: 'device', isAudit: false },
  device_conflict: { source: 'device', isAudit: false },
  hub_word_stale: { source: 'system', isAudit: false },
  surplus_changed: { source: 'system', isAudit: false },
  filter_reset: { source: 'fcu', isAudit: false },
  house_reloaded: { source: 'system', isAudit: false },
  schedule_changed: { source: 'zone', isAudit: false },
  settings_changed: { source: 'system', isAudit: true },
  // Tokens
  token_created: { source: 'token', isAudit: true },
  token_changed: { source: 'token', isAudit: true },
  token_rotated: { source: 'token', isAudit: true },
  token_revoked: { source: 'token', isAudit: true },
  // People
  user_created: { source: 'user', isAudit: true },
  user_changed: { source: 'user', isAudit: true },
  user_removed: { source: 'user', isAudit: true },
  password_changed: { source: 'user', isAudit: true },
  second_factor_changed: { source: 'user', isAudit: true },
  recovery_code_used: { source: 'user', isAudit: true },
  session_started: { source: 'session', isAudit: true },
  session_ended: { source: 'session', isAudit: true },
  refresh_reused: { source: 'session', isAudit: true },
  pin_changed: { source: 'user', isAudit: true },
  pin_disabled: { source: 'user', isAudit: true },
  setup_code_renewed: { source: 'user', isAudit: true },
  // At the door
  access_refused: { source: 'access', isAudit: true },
  locked_out: { source: 'access', isAudit: true },
  unlocked: { source: 'access', isAudit: true },
} as const satisfies Record<string, { source: string; isAudit: boolean }>;
export type EventType = keyof typeof EVENT_TYPES;

/** What is to be recorded. No secret may be in any of it. */
export interface NewEvent {
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

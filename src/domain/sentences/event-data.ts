/** What an event of each type says in its `data`: sentences are made of it, and the contract publishes its schema. */
import type { Permission } from '../access.ts';
import type { Role } from '../account.ts';
import type { Level } from '../binding/level.ts';
import type { BackupKind } from '../backup.ts';
import type { BrokerMember } from '../broker.ts';
import type { ZonePreset } from '../hold.ts';
import type { RestoredStore } from '../restored-store.ts';
import type { HouseSettings } from '../settings.ts';

/** Of a device; `objectId` is its id. */
export interface OfDevice {
  readonly kind: string;
}
/** What it is about is called so: a zone, a person, a token. */
export interface Named {
  readonly name: string;
}
/** `message` is that of the fault: a device's own, or of the hub's table. */
export interface FaultData extends OfDevice {
  readonly code: string;
  readonly message: string;
  /** Since when, where the device says so, ISO 8601. */
  readonly sinceTs?: string | undefined;
}
/** Of a zone, where it has a name; else of the house. */
interface ModeData extends Partial<Named> {
  readonly mode: string;
  /** ISO 8601. */
  readonly until?: string | undefined;
  readonly before: { readonly mode: string };
}
/** In °C. */
interface Setpoints {
  readonly tempHeatSetC?: number | undefined;
  readonly tempCoolSetC?: number | undefined;
}
/** What of a zone was asked for, with what had to move for it. */
export interface ZoneSetpointData extends Named, Setpoints {
  readonly mode?: string | undefined;
  /** ISO 8601. */
  readonly until?: string | undefined;
  readonly resumeSchedule?: true | undefined;
  readonly preset?: ZonePreset | undefined;
  readonly before: Setpoints;
}
export interface HotWaterData {
  readonly targetTempC?: number | undefined;
  /** 0 ends a boost. */
  readonly boostMinutes?: number | undefined;
  /** ISO 8601. */
  readonly boostUntil?: string | undefined;
  readonly sanitize?: boolean | undefined;
  readonly recirc?: boolean | undefined;
}
/** What a device was told, and has not confirmed: what there is depends on its kind. Temperatures in °C. */
interface UnconfirmedData extends OfDevice, Setpoints {
  readonly commandId: string;
  readonly mode?: string | undefined;
  readonly fanPercent?: number | undefined;
  readonly supplyTempC?: number | undefined;
  readonly curveShiftK?: number | undefined;
  readonly surplusLevel?: string | undefined;
  readonly powerLimitKw?: number | undefined;
  readonly quiet?: boolean | undefined;
  readonly heat?: boolean | undefined;
  readonly targetTempC?: number | undefined;
  readonly sanitize?: boolean | undefined;
  readonly recirc?: boolean | undefined;
  readonly backupHeater?: boolean | undefined;
}
interface ReadingRefusedData extends OfDevice {
  readonly field: string;
  /** What was said, as JSON, perhaps cut. */
  readonly value: string;
  readonly reason: string;
}
/** Two devices under one id: how that shows. */
export type Conflict =
  | { readonly why: 'claimed'; readonly heard: string; readonly refused?: string | undefined }
  | { readonly why: 'bound' | 'returning' };

interface SurplusData {
  readonly level: number;
  /** ISO 8601. */
  readonly until?: string | undefined;
  readonly before: { readonly level: number };
}
interface PowerLimitData {
  readonly powerLimitKw: number;
  /** ISO 8601. */
  readonly until: string;
}
/** Without a limit there is none any more. */
interface PowerLimitChangedData extends Partial<PowerLimitData> {
  readonly before?: PowerLimitData | undefined;
}
/** All setpoints are moved by so much. */
interface ShiftData {
  readonly shiftK: number;
  /** ISO 8601. */
  readonly until: string;
}
/** Without a shift there is none any more. */
interface ShiftChangedData extends Partial<ShiftData> {
  readonly before?: ShiftData | undefined;
}
interface HouseChangedData {
  /** Of the house as it is now. */
  readonly version: number;
  /** Names of the members that are otherwise than before. */
  readonly changed: readonly string[];
  /** The version that it is as again. */
  readonly restored?: number | undefined;
}
type SomeSettings = Partial<HouseSettings>;
interface SettingsData extends SomeSettings {
  readonly before: SomeSettings;
}

interface TokenCreatedData extends Named {
  readonly permissions?: readonly Permission[] | undefined;
  readonly zones?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly isImport?: true | undefined;
}
interface TokenChangedData {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly before: Named;
}
/** Ids of who held it and who does now, and how many tokens moved along, where it is somebody else. */
interface TokenRotatedData extends Named {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly alongCount?: number | undefined;
}
export interface TokenRevokedData extends Named {
  /** Id of what it stood under, where it ended along with that. */
  readonly under?: string | undefined;
  /** How many ended along with it. */
  readonly alongCount?: number | undefined;
}

/** Why a session has ended; `ended_by` by whoever did it. */
export const SESSION_ENDS = {
  signed_out: 'signed out',
  ended_by: 'ended by',
  too_many: 'it was unused the longest of too many',
  replaced: 'another took its place',
  password_changed: 'the password was changed',
  pin_changed: 'the PIN was changed',
  user_removed: 'the user was removed',
  refresh_reused: 'an old refresh token was used',
} as const;
export type SessionEnd = keyof typeof SESSION_ENDS;

export const SECOND_FACTOR_CHANGES = {
  on: 'turned on a second factor',
  off: 'turned off their second factor',
  recovery_codes: 'made new recovery codes',
  reset: 'lost their second factor: it was reset',
} as const;
export type SecondFactorChange = keyof typeof SECOND_FACTOR_CHANGES;
export type SecondFactorData =
  | (Named & { readonly change: SecondFactorChange })
  | { readonly change: 'rule'; readonly required: boolean };

interface RefusalsData {
  readonly count: number;
  /** When the last one was, ISO 8601. */
  readonly last: string;
  /** Reason → how often. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Ids of real credentials that were refused, the first few. */
  readonly principalIds?: readonly string[] | undefined;
}

/** How far control goes with a machine of another make. */
interface LevelData extends OfDevice {
  readonly level: Level;
  readonly chosen: Level;
  readonly before: { readonly level: Level };
  /** Names of the places that keep it from what was chosen. */
  readonly missing?: readonly string[] | undefined;
}

/** Records of one table. */
interface DamagedRecords {
  readonly table: string;
  /** Of the first few. */
  readonly keys: readonly string[];
  readonly count: number;
  /** When the backup was made that their last good values come from; absent where they count for nothing now. */
  readonly goodTs?: string | undefined;
}

interface BackupMadeData extends Named {
  readonly kind: BackupKind;
  readonly sizeBytes: number;
}

interface BackupRestoredData {
  /** When the backup was made, ISO 8601, and by which version of the hub. */
  readonly madeAt: string;
  readonly version: string;
  readonly tokensRevoked: number;
  readonly tokensDisabled: number;
  readonly peopleRemoved: number;
  readonly ownersDemoted: number;
  readonly passwordsKept: number;
  readonly pinsKept: number;
  readonly factorsKept: number;
}

/** What was done to a schedule that is kept under a name. */
export const TEMPLATE_CHANGES = ['added', 'changed', 'removed'] as const;
export type TemplateChange = (typeof TEMPLATE_CHANGES)[number];

/** Nothing but the type is to be said. */
type NoData = Readonly<Record<string, never>>;

export interface EventDataTypes {
  // The house
  fault_raised: FaultData;
  fault_cleared: FaultData;
  mode_change: ModeData;
  setpoint_change: ZoneSetpointData | HotWaterData;
  device_online: OfDevice;
  device_offline: OfDevice;
  command_sent: HotWaterData;
  system_startup: { readonly version: string; readonly virtual: boolean };
  system_shutdown: NoData;
  command_unconfirmed: UnconfirmedData;
  report_refused: OfDevice & { readonly detail: string };
  reading_refused: ReadingRefusedData;
  level_changed: LevelData;
  device_conflict: OfDevice & Conflict;
  hub_word_stale: { readonly serial: string };
  surplus_changed: SurplusData;
  power_limit_changed: PowerLimitChangedData;
  setpoint_shift_changed: ShiftChangedData;
  filter_reset: { readonly filterLastChangedTs: string };
  events_lost: { readonly count: number };
  backup_made: BackupMadeData;
  backup_failed: { readonly reason: string };
  backup_restored: BackupRestoredData;
  house_reloaded: { readonly path: string; readonly zones: number };
  house_changed: HouseChangedData;
  schedule_changed: Named & { readonly entries: number };
  schedule_template_changed: Named & { readonly change: TemplateChange };
  settings_changed: SettingsData;
  broker_changed: { readonly url: string; readonly changed: readonly BrokerMember[] };
  // The store
  store_restored: RestoredStore;
  records_damaged: DamagedRecords;
  // Tokens
  token_created: TokenCreatedData;
  token_changed: TokenChangedData;
  token_rotated: TokenRotatedData;
  token_revoked: TokenRevokedData;
  // People
  user_created: Named & { readonly role: Role };
  user_changed: Named & {
    readonly changed: readonly ('email' | 'name' | 'role')[];
    readonly role: Role;
  };
  user_removed: Named & { readonly tokensRevoked: number };
  password_changed: Named;
  second_factor_changed: SecondFactorData;
  recovery_code_used: Named & { readonly left: number };
  session_started: { readonly userId: string; readonly kind: 'cookie' | 'jwt' };
  sign_in_new_place: Named;
  session_ended: { readonly userId: string; readonly why: SessionEnd };
  refresh_reused: { readonly userId?: string | undefined };
  pin_changed: { readonly change: 'set' | 'removed' };
  pin_disabled: { readonly to?: string | undefined };
  setup_code_renewed: { readonly wrongTries?: number | undefined };
  // At the door
  access_refused: RefusalsData;
  locked_out: { readonly failures: number };
  unlocked: NoData;
}

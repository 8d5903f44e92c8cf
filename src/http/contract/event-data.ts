/** The schema of what an event says in its `data`, for each type. */
import * as v from 'valibot';
import { BACKUP_KINDS } from '../../domain/backup.ts';
import { PERMISSIONS } from '../../domain/access.ts';
import { LEVELS } from '../../domain/binding/level.ts';
import { BROKER_MEMBERS } from '../../domain/broker.ts';
import { ROLES } from '../../domain/account.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import {
  SECOND_FACTOR_CHANGES,
  SESSION_ENDS,
  TEMPLATE_CHANGES,
  type EventDataTypes,
  type SecondFactorChange,
  type SessionEnd,
} from '../../domain/sentences/event-data.ts';
import { HOUSE_SETTINGS, SETTING_NAMES, type HouseSettings } from '../../domain/settings.ts';
import { SURPLUS_LEVELS } from '../../domain/control/grid/surplus.ts';
import { SYSTEM_MODES } from '../../domain/system-mode.ts';
import { ZONE_MODES } from '../../domain/zone-setpoints.ts';
import { COUNT, describesEach, maybe, said, TIME } from './describe.ts';
import { valueSchema } from './readings.ts';

const TEXT = v.string();
const TEXTS = v.array(TEXT);
const YES = v.literal(true);
const TEMP_C = said(v.number(), '°C');
const NAME = said(TEXT, 'As it was called at the time');

const NAMED = { name: NAME };
const OF_DEVICE = { kind: said(TEXT, 'Of the device; objectId is its id') };
const UNTIL = maybe(TIME);
const NO_DATA = v.object({});
const FAULT_DATA = v.object({
  ...OF_DEVICE,
  code: TEXT,
  message: said(TEXT, 'For people, in English'),
  sinceTs: maybe(said(TIME, 'Since when, where the device says so')),
});
const MODE = v.picklist([...new Set([...SYSTEM_MODES, ...ZONE_MODES])]);
const SETPOINTS = { tempHeatSetC: maybe(TEMP_C), tempCoolSetC: maybe(TEMP_C) };
const ZONE_SETPOINTS = v.object({
  ...NAMED,
  mode: maybe(v.picklist(ZONE_MODES)),
  ...SETPOINTS,
  until: UNTIL,
  resumeSchedule: maybe(YES),
  preset: maybe(v.picklist(ZONE_PRESETS)),
  before: v.object(SETPOINTS),
});
const HOT_WATER = v.object({
  targetTempC: maybe(TEMP_C),
  boostMinutes: maybe(said(COUNT, 'min; 0 ends a boost')),
  boostUntil: maybe(TIME),
  sanitize: maybe(v.boolean()),
  recirc: maybe(v.boolean()),
});
const KW = v.number();
const UNCONFIRMED = v.object({
  ...OF_DEVICE,
  commandId: TEXT,
  mode: maybe(TEXT),
  ...SETPOINTS,
  fanPercent: maybe(v.number()),
  supplyTempC: maybe(TEMP_C),
  curveShiftK: maybe(v.number()),
  surplusLevel: maybe(TEXT),
  powerLimitKw: maybe(KW),
  quiet: maybe(v.boolean()),
  heat: maybe(v.boolean()),
  targetTempC: maybe(TEMP_C),
  sanitize: maybe(v.boolean()),
  recirc: maybe(v.boolean()),
  backupHeater: maybe(v.boolean()),
});
const CONFLICT = v.union([
  v.object({
    ...OF_DEVICE,
    why: v.literal('claimed'),
    heard: said(TEXT, 'hardwareId of the one that is heard'),
    refused: maybe(said(TEXT, 'hardwareId of the other, where it has one')),
  }),
  v.object({ ...OF_DEVICE, why: v.picklist(['bound', 'returning']) }),
]);
const LEVEL = v.picklist(SURPLUS_LEVELS);
const CONTROL_LEVEL = v.picklist(LEVELS);

type SettingSchemas = {
  readonly [Name in keyof HouseSettings]: v.ExactOptionalSchema<
    v.GenericSchema<HouseSettings[Name]>,
    undefined
  >;
};
// Which of the schemas it is, and which of the types, both say by the setting's type.
const SOME_SETTINGS = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, maybe(valueSchema(HOUSE_SETTINGS[name]))]),
) as unknown as SettingSchemas;

const ALONG = { alongCount: maybe(said(COUNT, 'How many tokens that stand under it went along')) };
const ROLE = v.picklist(ROLES);
const USER_ID = said(TEXT, 'panel where it was opened with the PIN');
const SECOND_FACTOR = v.union([
  v.object({
    ...NAMED,
    change: v.picklist(Object.keys(SECOND_FACTOR_CHANGES) as SecondFactorChange[]),
  }),
  v.object({ change: v.literal('rule'), required: v.boolean() }),
]);

/** As the sentences take it (`domain/sentences/event-data.ts`), which the compiler compares. */
export const EVENT_DATA = describesEach<EventDataTypes>()({
  // The house
  fault_raised: FAULT_DATA,
  fault_cleared: FAULT_DATA,
  mode_change: v.object({
    name: maybe(said(TEXT, 'Of a zone; absent where the house changed its mode')),
    mode: MODE,
    until: UNTIL,
    before: v.object({ mode: MODE }),
  }),
  setpoint_change: v.union([ZONE_SETPOINTS, HOT_WATER]),
  device_online: v.object(OF_DEVICE),
  device_offline: v.object(OF_DEVICE),
  command_sent: HOT_WATER,
  system_startup: v.object({ version: TEXT, virtual: v.boolean() }),
  system_shutdown: NO_DATA,
  command_unconfirmed: UNCONFIRMED,
  report_refused: v.object({ ...OF_DEVICE, detail: TEXT }),
  reading_refused: v.object({
    ...OF_DEVICE,
    field: TEXT,
    value: said(TEXT, 'What was said, as JSON, perhaps cut'),
    reason: said(TEXT, 'Such as: must be from 0 to 100 %'),
  }),
  level_changed: v.object({
    ...OF_DEVICE,
    level: CONTROL_LEVEL,
    chosen: said(CONTROL_LEVEL, 'What the house file says'),
    before: v.object({ level: CONTROL_LEVEL }),
    missing: maybe(
      said(v.array(TEXT), 'Places of its binding that do not say what the chosen level needs'),
    ),
  }),
  device_conflict: CONFLICT,
  hub_word_stale: v.object({ serial: TEXT }),
  surplus_changed: v.object({ level: LEVEL, until: UNTIL, before: v.object({ level: LEVEL }) }),
  power_limit_changed: v.object({
    powerLimitKw: maybe(KW),
    until: UNTIL,
    before: maybe(v.object({ powerLimitKw: KW, until: TIME })),
  }),
  setpoint_shift_changed: v.object({
    shiftK: maybe(said(v.number(), 'K; all setpoints are moved by it')),
    until: UNTIL,
    before: maybe(v.object({ shiftK: v.number(), until: TIME })),
  }),
  filter_reset: v.object({ filterLastChangedTs: TIME }),
  events_lost: v.object({ count: COUNT }),
  backup_made: v.object({
    name: said(TEXT, "The file's"),
    kind: v.picklist(BACKUP_KINDS),
    sizeBytes: COUNT,
  }),
  backup_failed: v.object({ reason: TEXT }),
  backup_restored: v.object({
    madeAt: said(TIME, 'When the backup was made'),
    version: said(TEXT, 'Of the hub that made it'),
    tokensRevoked: said(COUNT, 'Tokens in it that stay revoked'),
    tokensDisabled: said(COUNT, 'Those that stay disabled'),
    peopleRemoved: said(COUNT, 'People in it who stay removed'),
    ownersDemoted: said(COUNT, 'Owners in it who are members since, and stay so'),
    passwordsKept: said(COUNT, 'Passwords that were changed since, and stay so'),
    pinsKept: said(COUNT, "1 where the panels' PIN was changed or removed since, and stays so"),
    factorsKept: said(COUNT, 'Second factors that were set up or changed since, and stay so'),
  }),
  house_reloaded: v.object({ path: TEXT, zones: COUNT }),
  house_changed: v.object({
    version: COUNT,
    changed: said(TEXTS, 'Members of the house that are otherwise than before'),
    restored: maybe(said(COUNT, 'The version that it is as again')),
  }),
  schedule_changed: v.object({ ...NAMED, entries: said(COUNT, 'How many there are now') }),
  schedule_template_changed: v.object({ ...NAMED, change: v.picklist(TEMPLATE_CHANGES) }),
  settings_changed: v.object({ ...SOME_SETTINGS, before: v.object(SOME_SETTINGS) }),
  broker_changed: v.object({
    url: TEXT,
    changed: said(v.array(v.picklist(BROKER_MEMBERS)), 'What of it is otherwise than before'),
  }),
  // The store
  store_restored: v.object({
    fault: said(TEXT, 'What was wrong with it'),
    from: said(v.picklist(['backup', 'rest', 'nothing']), 'Where the new records come from'),
    records: COUNT,
    kept: maybe(said(TEXT, 'Where the damaged one lies')),
    backup: maybe(TEXT),
    sinceTs: maybe(said(TIME, 'What was kept from then until untilTs is gone')),
    untilTs: maybe(TIME),
    lost: maybe(said(v.array(TEXT), 'Tables that may lack some')),
  }),
  records_damaged: v.object({
    table: TEXT,
    keys: said(v.array(TEXT), 'Of the first few'),
    count: COUNT,
    goodTs: maybe(said(TIME, 'When the backup was made that their last good values come from')),
  }),
  // Tokens
  token_created: v.object({
    ...NAMED,
    permissions: maybe(v.array(v.picklist(PERMISSIONS))),
    zones: maybe(TEXTS),
    addresses: maybe(TEXTS),
    isImport: maybe(YES),
  }),
  token_changed: v.object({
    name: maybe(NAME),
    enabled: maybe(v.boolean()),
    before: v.object(NAMED),
  }),
  token_rotated: v.object({
    ...NAMED,
    from: maybe(said(TEXT, 'Id of who held it, where it is somebody else now')),
    to: maybe(TEXT),
    ...ALONG,
  }),
  token_revoked: v.object({
    ...NAMED,
    under: maybe(said(TEXT, 'Id of what it stood under, where it ended along with that')),
    ...ALONG,
  }),
  // People
  user_created: v.object({ ...NAMED, role: ROLE }),
  user_changed: v.object({
    ...NAMED,
    changed: v.array(v.picklist(['email', 'name', 'role'])),
    role: ROLE,
  }),
  user_removed: v.object({ ...NAMED, tokensRevoked: COUNT }),
  password_changed: v.object(NAMED),
  second_factor_changed: SECOND_FACTOR,
  recovery_code_used: v.object({ ...NAMED, left: COUNT }),
  session_started: v.object({ userId: USER_ID, kind: v.picklist(['cookie', 'jwt']) }),
  sign_in_new_place: v.object(NAMED),
  session_ended: v.object({
    userId: USER_ID,
    why: v.picklist(Object.keys(SESSION_ENDS) as SessionEnd[]),
  }),
  refresh_reused: v.object({ userId: maybe(USER_ID) }),
  pin_changed: v.object({ change: v.picklist(['set', 'removed']) }),
  pin_disabled: v.object({ to: maybe(said(TEXT, 'The address; absent: all without a panel')) }),
  setup_code_renewed: v.object({ wrongTries: maybe(COUNT) }),
  // At the door
  access_refused: v.object({
    count: COUNT,
    last: TIME,
    reasons: said(v.record(v.string(), COUNT), 'Why, and how often'),
    principalIds: maybe(said(TEXTS, 'Of real credentials that were refused, the first few')),
  }),
  locked_out: v.object({ failures: COUNT }),
  unlocked: NO_DATA,
});

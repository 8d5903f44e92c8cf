/** Every table of the store: what `aris verify` reads by, and what is looked at before a store is used. */
import type { Table } from '../app/base/ports/store.ts';
import { BROKER } from '../app/broker/broker-record.ts';
import { KNOWN_BROKER } from '../app/broker/known-broker.ts';
import { KEPT_READINGS, LISTENED } from '../app/devices/kept-readings.ts';
import { METER_COUNTS } from '../app/devices/kept-counts.ts';
import { FILTERS } from '../app/devices/filters.ts';
import { PLANTS, ZONES } from '../app/control/control-memory.ts';
import { HELD_ORDERS } from '../app/control/held-orders.ts';
import { CLOSED_ENERGY, OPEN_ENERGY } from '../app/energy/energy-records.ts';
import { faultTable } from '../app/faults/fault-book.ts';
import { BLOCKS, LOG } from '../app/history/history-records.ts';
import { ANNOUNCEMENTS } from '../app/home-assistant/announced.ts';
import { DHW_REQUESTS } from '../app/house/dhw-requests.ts';
import { HOUSES } from '../app/house/house-file.ts';
import { HOUSE_FILE, HOUSE_PIECES, HOUSE_VERSIONS } from '../app/house/house-versions.ts';
import { STORED } from '../app/house/house-settings.ts';
import { SERIALS } from '../app/house/serial-number.ts';
import { DHW_SCHEDULES } from '../app/house/dhw-schedule.ts';
import { POWER_LIMITS } from '../app/house/power-limits.ts';
import { SETPOINT_SHIFTS } from '../app/house/setpoint-shifts.ts';
import { SURPLUS_REQUESTS } from '../app/house/surplus-requests.ts';
import { SYSTEM } from '../app/house/system-mode.ts';
import { SESSIONS, SESSION_USE } from '../app/people/live-session.ts';
import { PIN } from '../app/people/pin.ts';
import { RULE, SECOND_FACTORS } from '../app/people/second-factor-book.ts';
import { SETUP } from '../app/people/setup-code.ts';
import { CLOCK } from '../app/records/clock-mark.ts';
import { ALL_EVENT_TABLES, NOTICES } from '../app/records/event-tables.ts';
import { RESTORED } from '../app/records/restored-store.ts';
import { TOKENS } from '../app/tokens/token-records.ts';
import { IMPORTED } from '../app/tokens/token-making.ts';
import { TOKEN_DAYS, TOKEN_RECENT, TOKEN_TOTALS } from '../app/tokens/usage-records.ts';
import { USERS } from '../app/users/users.ts';
import { SCHEDULE_TEMPLATES } from '../app/zones/schedule-templates.ts';
import {
  ZONE_HOLDS,
  ZONE_PRESSES,
  ZONE_SCHEDULES,
  ZONE_SETTINGS,
} from '../app/zones/zone-records.ts';

/** A table without which the house would be another one, or others would come in. */
export interface EssentialTable {
  readonly table: Table<unknown>;
  /**
   * The id, or the type, of what the audit tells where a record changes: one that has changed since a backup was made is
   * not taken from there. Absent where an older value lets nobody in.
   */
  readonly auditedAs?: (key: string) => string;
}

export const ESSENTIAL_TABLES: readonly EssentialTable[] = [
  { table: USERS, auditedAs: (id) => id },
  { table: SECOND_FACTORS, auditedAs: (id) => id },
  { table: RULE, auditedAs: () => 'second_factor_changed' },
  { table: PIN, auditedAs: () => 'pin_changed' },
  { table: BROKER, auditedAs: () => 'broker_changed' },
  { table: TOKENS, auditedAs: (id) => `tok_${id}` },
  ...[HOUSES, HOUSE_VERSIONS, HOUSE_PIECES, HOUSE_FILE].map((table) => ({ table })),
  ...[STORED, SYSTEM, SERIALS, DHW_REQUESTS, DHW_SCHEDULES].map((table) => ({ table })),
  ...[ZONE_SETTINGS, ZONE_HOLDS, ZONE_SCHEDULES].map((table) => ({ table })),
];

export const ALL_TABLES: readonly Table<unknown>[] = [
  ...ESSENTIAL_TABLES.map(({ table }) => table),
  SETUP,
  SESSIONS,
  SESSION_USE,
  IMPORTED,
  TOKEN_TOTALS,
  TOKEN_RECENT,
  TOKEN_DAYS,
  SURPLUS_REQUESTS,
  POWER_LIMITS,
  SETPOINT_SHIFTS,
  ZONE_PRESSES,
  SCHEDULE_TEMPLATES,
  PLANTS,
  ZONES,
  HELD_ORDERS,
  FILTERS,
  KEPT_READINGS,
  LISTENED,
  METER_COUNTS,
  faultTable('faults'),
  faultTable('found_faults'),
  ANNOUNCEMENTS,
  KNOWN_BROKER,
  ...ALL_EVENT_TABLES.map(({ table }) => table),
  NOTICES,
  OPEN_ENERGY,
  CLOSED_ENERGY,
  LOG,
  ...BLOCKS,
  CLOCK,
  RESTORED,
];

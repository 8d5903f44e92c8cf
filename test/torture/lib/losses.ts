/** What a hub lacks of what it was told, and whether it says so: by table, as people are told. */
import type { RestoredStore } from '../../../src/domain/restored-store.ts';
import type { Client } from './client.ts';
import type { Found } from './ledger.ts';

/** Where what an act brings about is kept, by the first word of its object, or of its event. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  zone: ['zone_settings', 'zone_holds'],
  schedule: ['zone_schedules'],
  settings: ['settings'],
  token: ['tokens'],
  user: ['users'],
  setpoint_change: ['events'],
  schedule_changed: ['events'],
  settings_changed: ['audit_traffic'],
  token_created: ['audit'],
  token_revoked: ['audit'],
  user_created: ['audit'],
  user_removed: ['audit'],
};
/** With one of two first pages alone, all is as it was before the last commit: that is so much at most. */
const LAST_COMMIT = 5;

export interface Told {
  readonly restored: RestoredStore | undefined;
  /** Tables of records that could not be read. */
  readonly damaged: readonly string[];
}

export async function whatIsTold(client: Client): Promise<Told> {
  interface Event {
    readonly type: string;
    readonly data: RestoredStore & { readonly table: string };
  }
  const path = '/api/events?type=store_restored,records_damaged&limit=100';
  const { events } = (await client.read(path)) as { events: Event[] };
  const of = (wanted: string) => events.filter(({ type }) => type === wanted);
  return {
    restored: of('store_restored')[0]?.data,
    damaged: of('records_damaged').map(({ data }) => data.table),
  };
}

/** @returns what is not there as it was told to be, and the tables that it may lie in */
function missing(due: Found, has: Found): [what: string, tables: readonly string[]][] {
  const values = [...due.values].filter(([object, value]) => has.values.get(object) !== value);
  const events = [...due.events].filter(([key, count]) => (has.events.get(key) ?? 0) < count);
  return [...values, ...events].map(([what]) => [what, TABLES[what.split(' ', 1)[0] ?? ''] ?? []]);
}

/** Who is there though nobody, or nobody any more, asked for it. */
const unasked = (due: Found, has: Found) =>
  [...has.values.keys()].filter(
    (object) => /^(?:token|user) /.test(object) && !due.values.has(object),
  );

/** @returns what is wrong: lost without a word, or there again */
export function untold(
  { now, atBackup }: { now: Found; atBackup: Found },
  has: Found,
  { restored, damaged }: Told,
): string[] {
  const { from, lost = [], fault = '' } = restored ?? {};
  const back = unasked(now, has).map((object) => `${object} is there again`);
  if (from === 'nothing') return back;
  // What was thrown out since is not to come back with it.
  const gone = (what: string) => from === 'backup' && !now.values.has(what);
  const due = from === 'backup' ? atBackup : now;
  const silent = missing(due, has).filter(
    ([what, tables]) =>
      !gone(what) && !tables.some((table) => lost.includes(table) || damaged.includes(table)),
  );
  const mayLackSome = fault.includes('its last commit may be gone') && silent.length <= LAST_COMMIT;
  return [...back, ...(mayLackSome ? [] : silent.map(([what]) => `${what} is lost, and not told`))];
}

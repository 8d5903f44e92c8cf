/** Standing faults of many objects, in memory and, with the lazy batch, on the disk. */
import * as v from 'valibot';
import type { StandingFault } from '../../domain/equipment/standing-faults.ts';
import { SEVERITIES } from '../../domain/event.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { House } from '../../domain/house.ts';
import type { Change, LazySource, Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const FAULTS = v.array(
  v.strictObject({
    code: v.string(),
    severity: v.picklist(SEVERITIES),
    message: v.string(),
    sinceTs: v.string(),
  }),
);
type FaultTable = Table<readonly StandingFault[]>;

/** By `kind/id` of the object; one without faults has no record. */
export const faultTable = (name: string): FaultTable => ({
  name,
  version: 1,
  parse: (value) => recordValue(FAULTS, value),
});

export interface FaultBook extends LazySource {
  of(key: string): readonly StandingFault[];
  /** Of those that have any. */
  entries(): Iterable<readonly [key: string, faults: readonly StandingFault[]]>;
  /** Has no effect where nobody owns the key. */
  set(key: string, faults: readonly StandingFault[]): void;
  /** Called where faults may have changed. */
  onChange(listener: Listener<void>): Cancel;
}

const NONE: readonly StandingFault[] = [];
const codesOf = (faults: readonly StandingFault[]) => faults.map(({ code }) => code).join('\n');

/** @param ownersIn keys of the house whose faults are kept: those of all others are let go */
export function createFaultBook(deps: {
  house: CurrentHouse;
  store: Store;
  table: FaultTable;
  ownersIn: (house: House) => readonly string[];
}): FaultBook {
  const { house, store, table, ownersIn } = deps;
  const listeners = createListeners();
  const owners = house.derive((now): ReadonlySet<string> => new Set(ownersIn(now)));
  /** Also of those who own none any more, until the disk has let go of them: a house may be put right again. */
  const all = new Map(store.entries(table));
  /** Keys of which the disk has other faults, or none. */
  const changed = new Set<string>();
  let gathered: (readonly [key: string, faults: readonly StandingFault[] | undefined])[] = [];

  const keptOf = (key: string) => (owners().has(key) ? all.get(key) : undefined);
  house.onChange(listeners.tell);

  return {
    of: (key) => keptOf(key) ?? NONE,
    entries: () => [...all].filter(([key]) => owners().has(key)),
    set(key, faults) {
      if (!owners().has(key)) return;
      // A message that counts up is no reason to write.
      if (codesOf(faults) !== codesOf(all.get(key) ?? NONE)) changed.add(key);
      if (faults.length === 0) all.delete(key);
      else all.set(key, faults);
      listeners.tell();
    },
    onChange: listeners.add,
    gather() {
      for (const key of all.keys()) if (!owners().has(key)) changed.add(key);
      gathered = [...changed].map((key) => [key, keptOf(key)] as const);
      return gathered.map(([key, value]): Change =>
        value === undefined ? { remove: table, key } : { put: table, key, value },
      );
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      for (const [key, faults] of gathered) {
        if (keptOf(key) !== faults) continue;
        changed.delete(key);
        if (faults === undefined) all.delete(key);
      }
    },
  };
}

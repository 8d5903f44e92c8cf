/** Standing faults of many objects, in memory and, with the lazy batch, on the disk. */
import * as v from 'valibot';
import type { StandingFault } from '../../domain/equipment/standing-faults.ts';
import { SEVERITIES } from '../../domain/event.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel } from '../base/ports/clock.ts';
import type { Change, LazySource, Store, Table } from '../base/ports/store.ts';
import { checked } from '../base/schema.ts';

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
  parse: (value) => checked(FAULTS, value),
});

export interface FaultBook extends LazySource {
  /** Whose faults are kept: those of all others are let go. */
  setOwners(keys: ReadonlySet<string>): void;
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

export function createFaultBook(store: Store, table: FaultTable): FaultBook {
  const listeners = createListeners();
  const kept = new Map(store.entries(table));
  /** Of those who own no faults any more, until the disk has let go of them: a house may be put right again. */
  const gone = new Map<string, readonly StandingFault[]>();
  /** Keys of which the disk has other faults, or none. */
  const changed = new Set<string>();
  let owners: ReadonlySet<string> = new Set();
  let gathered: (readonly [key: string, faults: readonly StandingFault[] | undefined])[] = [];

  return {
    setOwners(keys) {
      owners = keys;
      for (const [key, faults] of kept) {
        if (owners.has(key)) continue;
        kept.delete(key);
        gone.set(key, faults);
        changed.add(key);
      }
      for (const [key, faults] of gone) {
        if (!owners.has(key)) continue;
        gone.delete(key);
        kept.set(key, faults);
      }
      listeners.tell();
    },
    of: (key) => kept.get(key) ?? NONE,
    entries: () => kept.entries(),
    set(key, faults) {
      if (!owners.has(key)) return;
      // A message that counts up is no reason to write.
      if (codesOf(faults) !== codesOf(kept.get(key) ?? NONE)) changed.add(key);
      if (faults.length === 0) kept.delete(key);
      else kept.set(key, faults);
      listeners.tell();
    },
    onChange: listeners.add,
    gather() {
      gathered = [...changed].map((key) => [key, kept.get(key)] as const);
      return gathered.map(([key, value]): Change =>
        value === undefined ? { remove: table, key } : { put: table, key, value },
      );
    },
    settle(wasWritten) {
      if (!wasWritten) return;
      for (const [key, faults] of gathered) {
        if (kept.get(key) !== faults) continue;
        changed.delete(key);
        gone.delete(key);
      }
    },
  };
}

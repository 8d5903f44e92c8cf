/**
 * Reading a store that may be damaged, in a process that may die of it (`store/apart.ts` starts it). LMDB maps the file and
 * trusts what is in it: a flipped bit may be a signal, a loop, or an error. Each line is out before the next record is
 * touched, so whatever could be read is with the other process when this one ends.
 */
import { join } from 'node:path';
import { messageOf } from '../domain/errors.ts';
import { freeListFault } from './free-list.ts';
import { openDoubtful, type DoubtfulStore } from './lmdb.ts';
import type { KeyBounds } from './records.ts';
import { STORE_FILE } from './store-file.ts';

/** What is asked of the reader: whether the store is whole, or the records of some parts of it. */
export type ReaderTask = 'check' | readonly KeyBounds[];

export type RecordLine = readonly [key: string, text: string];

/** What it says: that it has begun, how many records there should be, a record, how far it is, that a part is over (by its place in the task), or that all of it is whole. */
export type ReaderLine =
  | RecordLine
  | { readonly begun: true }
  | { readonly entries: number }
  | { readonly read: number }
  | { readonly part: number; readonly fault?: string }
  | { readonly whole: number }
  | { readonly fault: string };

type Say = (line: ReaderLine) => void;

/** Often enough for who takes silence for a loop. */
const TELL_EVERY_RECORDS = 1_000;
/** Enough to need more than one page, and pages that were freed before. */
const TRIED_TEXTS = Array.from({ length: 64 }, () => 'x'.repeat(3_000));

const isBefore = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;

/** Records in their order. @throws Error where what is there is no record, or not in order */
function* recordsIn(
  store: DoubtfulStore,
  bounds: KeyBounds,
): Iterable<readonly [key: string, text: string]> {
  let last: string | undefined;
  for (const [key, text] of store.range(bounds)) {
    if (typeof key !== 'string' || typeof text !== 'string')
      throw new Error(`after ${last ?? 'its beginning'} there is something that is no record`);
    const isInOrder =
      last === undefined || (bounds.newestFirst ? isBefore(key, last) : isBefore(last, key));
    if (!isInOrder) throw new Error(`its records are not in order after ${last ?? ''}`);
    last = key;
    yield [key, text];
  }
}

function check(folder: string, store: DoubtfulStore, say: Say): void {
  let count = 0;
  const records = recordsIn(store, {})[Symbol.iterator]();
  while (records.next().done !== true) if (++count % TELL_EVERY_RECORDS === 0) say({ read: count });
  if (count !== store.entries)
    throw new Error(`it has ${count} records where it should have ${store.entries}`);
  store.tryWrite(TRIED_TEXTS);
  const fault = freeListFault(join(folder, STORE_FILE));
  if (fault !== undefined) throw new Error(fault);
  say({ whole: count });
}

/** A damaged page may look like the end. @throws Error where it did */
function checkEnd(store: DoubtfulStore, { from, to, newestFirst }: KeyBounds, last?: string): void {
  const rest =
    newestFirst === true ? { from, to: last ?? to } : { from: last ?? from, to, newestFirst: true };
  for (const [key] of recordsIn(store, rest))
    if (key === last) return;
    else throw new Error(`it seems to end after ${last ?? 'its beginning'}`);
}

function read(store: DoubtfulStore, parts: readonly KeyBounds[], say: Say): void {
  for (const [part, bounds] of parts.entries()) {
    try {
      let last: string | undefined;
      for (const record of recordsIn(store, bounds)) {
        say(record);
        last = record[0];
      }
      checkEnd(store, bounds, last);
      say({ part });
    } catch (error) {
      say({ part, fault: messageOf(error) });
    }
  }
}

export function readDoubtful(folder: string, task: ReaderTask, say: Say): void {
  say({ begun: true });
  try {
    const store = openDoubtful(folder);
    say({ entries: store.entries });
    if (task === 'check') check(folder, store, say);
    else read(store, task, say);
  } catch (error) {
    say({ fault: messageOf(error) });
  }
}

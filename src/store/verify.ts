/** Looking at all of a store without changing it: its marker, its pages, and every record by its table. */
import type { Table } from '../app/base/ports/store.ts';
import { recordName } from '../domain/sentences/records.ts';
import { messageOf } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { faultApart, type Apart } from './apart.ts';
import { keyFileFault } from './key-file.ts';
import { markerFault } from './marker.ts';
import { decodeRecord } from './record-text.ts';
import { salvaged, type Gap } from './salvage.ts';

export interface Verdict {
  /** What is wrong, a line each. */
  readonly faults: readonly string[];
  readonly records: number;
  /** Records that were set aside as damaged, some time. */
  readonly setAside: number;
}

interface VerifyDeps {
  readonly version: string;
  readonly tables: readonly Table<unknown>[];
  readonly apart: Apart;
  /** Whether nobody else has the store: it is then seen whether it can be written, too. */
  readonly isAlone: boolean;
}

/** A hub that writes meanwhile may count otherwise than what is read: it is read again then. */
const TRIES = 3;

function faultOf(tables: ReadonlyMap<string, Table<unknown>>, at: string, text: string) {
  const [name = '', ...rest] = at.split('/');
  const key = rest.join('/');
  const table = tables.get(name);
  if (table === undefined) return `${at}: this version knows no such table`;
  try {
    decodeRecord(table, key, text);
    return undefined;
  } catch (error) {
    return `${recordName(name, key)} (${at}): ${messageOf(error)}`;
  }
}

/** Those of the store's own kind are in no table. */
const isOwn = (key: string) => key.startsWith('store/');

async function readAll(
  folder: string,
  { tables, apart }: VerifyDeps,
): Promise<Verdict & { isComplete: boolean }> {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const prefixes = tables.map(({ name }) => `${name}/`);
  const gaps: Gap[] = [];
  const faults: string[] = [];
  let records = 0;
  let setAside = 0;
  for await (const [key, text] of salvaged(folder, { prefixes, gaps, apart })) {
    records++;
    if (key.startsWith('damaged/')) setAside++;
    else if (!isOwn(key)) {
      const fault = faultOf(byName, key, text);
      if (fault !== undefined && faults.length < LIMITS.verifyFaults) faults.push(fault);
    }
  }
  return { faults, records, setAside, isComplete: gaps.length === 0 };
}

/** Nothing is opened in this process. */
export async function verifyStore(folder: string, deps: VerifyDeps): Promise<Verdict> {
  const keys = keyFileFault(folder) ?? [];
  const marker = markerFault(folder, deps.version);
  if (marker !== undefined) return { faults: [marker, keys].flat(), records: 0, setAside: 0 };
  const store = deps.isAlone ? await faultApart(folder, deps.apart) : undefined;
  let read = await readAll(folder, deps);
  for (let tried = 1; !read.isComplete && !deps.isAlone && tried < TRIES; tried++)
    read = await readAll(folder, deps);
  const { isComplete, faults, ...counts } = read;
  const damage = store ?? (isComplete ? undefined : 'not all of its records can be read');
  const ofStore = damage === undefined ? [] : `the store in ${folder} is damaged: ${damage}`;
  return { ...counts, faults: [keys, ofStore, faults].flat() };
}

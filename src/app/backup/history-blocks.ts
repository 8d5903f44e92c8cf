/** Writes the history that is over as blocks beside the backups, each once, and reads one back. */
import * as v from 'valibot';
import {
  blockName,
  isPastKeeping,
  periodOf,
  periodOfBlock,
  tableOfPeriod,
  type HistoryPeriod,
} from '../../domain/history/period.ts';
import { TIERS } from '../../domain/history/tiers.ts';
import { timeKey, timeOfKey } from '../../domain/history/time-key.ts';
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { checked } from '../base/schema.ts';
import type { StoreSnapshot } from '../base/ports/store.ts';
import { damaged, type BlockRef } from './format.ts';
import type { BackupCodec, BlockFolder } from './ports.ts';
import { recordSlices, type TextRecord } from './record-slices.ts';

const WHAT = 'aris-history';
const FORMAT = 1;
const HEAD = v.object({ what: v.literal(WHAT), format: v.literal(FORMAT) });
const RECORD = v.strictObject({ record: v.string(), text: v.string() });
const lineOf = (value: object) => `${JSON.stringify(value)}\n`;

export interface BlockPlace {
  readonly blocks: BlockFolder;
  readonly codec: Pick<BackupCodec, 'pack' | 'unpack' | 'digest' | 'blockId'>;
}

/** From where on a table's history is not over: the records of that lie in the backup itself, or in none. */
export const openFrom = (tableName: string, nowMs: number): string | undefined => {
  const tier = TIERS.find(({ name }) => tableName === `history_${name}`);
  return tier && `${tableName}/${timeKey(periodOf(tier, nowMs).startMs)}`;
};

const keyRange = (period: HistoryPeriod) => {
  const table = tableOfPeriod(period);
  return { from: `${table}/${timeKey(period.startMs)}`, to: `${table}/${timeKey(period.endMs)}` };
};

/** Those that have records and are over, as they lie in the store. */
function* periodsOver(snapshot: StoreSnapshot, nowMs: number): Generator<HistoryPeriod> {
  for (const tier of TIERS) {
    const table = `history_${tier.name}/`;
    for (let from = table; ;) {
      const [first] = snapshot.range('', { from });
      if (first?.[0].startsWith(table) !== true) break;
      const period = periodOf(tier, timeOfKey(first[0].slice(table.length)));
      if (!(period.endMs <= nowMs)) break;
      yield period;
      from = keyRange(period).to;
    }
  }
}

async function* linesOf(
  snapshot: StoreSnapshot,
  period: HistoryPeriod,
  onRecords: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  yield lineOf({ what: WHAT, format: FORMAT });
  for await (const records of recordSlices(snapshot, keyRange(period))) {
    onRecords(records.length);
    yield records.map(([record, text]) => lineOf({ record, text })).join('');
  }
}

/**
 * @returns every record of it, once all of it is known to be as it was written
 * @throws HubError `invalid` for another reason than that, the error of the file system where it is not there
 */
export async function readBlock(
  { name, sha256 }: BlockRef,
  { blocks, codec }: BlockPlace,
): Promise<readonly TextRecord[]> {
  const lines: string[] = [];
  let chars = 0;
  for await (const slice of codec.unpack(blocks.read(name)))
    for (const line of slice) {
      chars += line.length;
      if (chars > LIMITS.backupBlockChars) throw damaged('a block of history is too long');
      lines.push(`${line}\n`);
    }
  if ((await codec.digest(lines)) !== sha256) throw damaged('a block has other history in it');
  const [head = '', ...rest] = lines;
  checked(HEAD, JSON.parse(head));
  const period = periodOfBlock(name);
  const table = period && `${tableOfPeriod(period)}/`;
  return rest.map((line) => {
    const { record, text } = checked(RECORD, JSON.parse(line));
    if (table === undefined || !record.startsWith(table))
      throw damaged('a block has records of another table');
    return [record, text];
  });
}

async function isWhole(ref: BlockRef, place: BlockPlace): Promise<boolean> {
  return readBlock(ref, place).then(
    () => true,
    () => false,
  );
}

/** @throws HubError `storage_full`, `storage_unwritable`, `invalid` (it did not read back); nothing is left of it */
async function writeBlock(
  snapshot: StoreSnapshot,
  period: HistoryPeriod,
  ref: BlockRef,
  place: BlockPlace,
): Promise<void> {
  const draft = await place.blocks.write(ref.name, place.codec.pack(linesOf(snapshot, period)));
  try {
    const draftOnly = { ...place, blocks: { ...place.blocks, read: () => draft.read() } };
    await readBlock(ref, draftOnly);
    await draft.keep();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/**
 * Has every period that is over lie in a block. What is in one is told by its name, so one whose records have changed
 * since, by a clock that was put right, is another one.
 * @param isChecked whether those that are there are read through, and written anew where they are damaged
 */
export async function keepBlocks(
  snapshot: StoreSnapshot,
  { nowMs, isChecked, ...place }: BlockPlace & { nowMs: number; isChecked: boolean },
): Promise<readonly BlockRef[]> {
  const there = new Set((await place.blocks.list()).map(({ name }) => name));
  const refs: BlockRef[] = [];
  for (const period of periodsOver(snapshot, nowMs)) {
    if (isPastKeeping(period, nowMs)) continue;
    let records = 0;
    const sha256 = await place.codec.digest(
      linesOf(snapshot, period, (count) => (records += count)),
    );
    const ref = { name: blockName(period, place.codec.blockId(sha256)), sha256, records };
    const isThere = there.has(ref.name) && (!isChecked || (await isWhole(ref, place)));
    if (!isThere) await writeBlock(snapshot, period, ref, place);
    refs.push(ref);
  }
  return refs;
}

/** What a restore may take of the blocks that a backup refers to. */
export interface FoundBlocks {
  readonly whole: readonly BlockRef[];
  /** Those that are missing or damaged, with the reason. */
  readonly bad: readonly { readonly name: string; readonly reason: string }[];
  /** How many are of a time of which the history keeps nothing any longer. */
  readonly past: number;
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Reads all of them. */
export async function findBlocks(
  refs: readonly BlockRef[],
  { nowMs, ...place }: BlockPlace & { nowMs: number },
): Promise<FoundBlocks> {
  const whole: BlockRef[] = [];
  const bad: { name: string; reason: string }[] = [];
  let past = 0;
  for (const ref of refs) {
    const period = periodOfBlock(ref.name);
    if (period !== undefined && isPastKeeping(period, nowMs)) {
      past++;
      continue;
    }
    try {
      await readBlock(ref, place);
      whole.push(ref);
    } catch (error) {
      bad.push({ name: ref.name, reason: isMissing(error) ? 'missing' : messageOf(error) });
    }
  }
  return { whole, bad, past };
}

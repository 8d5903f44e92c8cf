/**
 * Whatever can be read of a damaged store: forward until a reader dies (`store/apart.ts`), from the end back until the
 * next one does, and so again for each table in what lies between, so that one bad page costs no more than its own records.
 */
import { LIMITS } from '../domain/limits.ts';
import { readingOf, startReader, type Apart } from './apart.ts';
import type { ReaderLine, RecordLine } from './reader.ts';
import type { KeyBounds } from './records.ts';

/** What no reader could read lies after the one key and before the other; empty where it has no end. */
export interface Gap {
  readonly after: string;
  readonly before: string;
}

/** A part that is still to be read. */
interface Part {
  readonly bounds: KeyBounds;
  /** The last key that was read of it, in its direction. */
  last?: string;
}

interface Round {
  /** Those that no reader came to, and those that it could not go on with. */
  readonly left: readonly Part[];
  readonly failed: readonly Part[];
  /** How many records the store says that it has; undefined where not even that could be read. */
  readonly entries: number | undefined;
}

const partOf = (from: string, to?: string, newestFirst = false): Part => ({
  bounds: { from, to, newestFirst },
});
/** The first key past this one. */
const past = (key: string) => `${key}\u0000`;

const isRecord = (line: ReaderLine): line is RecordLine => Array.isArray(line);

/** One reader, until it is through or dies. @throws NotLookedAtError */
async function* readParts(
  folder: string,
  parts: readonly Part[],
  apart: Apart,
): AsyncGenerator<RecordLine, Round> {
  const task = parts.map(({ bounds }) => bounds);
  const failed: Part[] = [];
  let entries: number | undefined;
  let at = 0;
  for await (const line of readingOf(startReader(apart, folder, task), apart)) {
    const part = parts[at];
    if (isRecord(line)) {
      if (part !== undefined) part.last = line[0];
      yield line;
    } else if ('entries' in line) ({ entries } = line);
    else if ('part' in line) {
      if (line.fault !== undefined && part !== undefined) failed.push(part);
      at++;
    }
  }
  const [dead, ...left] = parts.slice(at);
  return { left, failed: dead === undefined ? failed : [...failed, dead], entries };
}

/** What is tried after a reader could not go on with a part: it once more, from its end. */
function fromItsEnd({ bounds, last }: Part): Part | undefined {
  const { from = '', to, newestFirst } = bounds;
  if (newestFirst === true) return undefined;
  return partOf(last === undefined ? from : past(last), to, true);
}

const gapIn = ({ bounds: { from = '', to }, last }: Part): Gap => ({
  after: from,
  before: last ?? to ?? '',
});

/** A gap, cut where tables begin. */
function cut({ after, before }: Gap, prefixes: readonly string[]): Part[] {
  const inside = prefixes.filter((one) => one > after && (before === '' || one < before));
  const starts = [after, ...inside.toSorted()];
  return starts.map((from, index) => partOf(from, starts[index + 1] ?? (before || undefined)));
}

/** What comes after the parts that failed: each once more from its end, or in pieces; or it is a gap. */
function triedNext(
  failed: readonly Part[],
  prefixes: readonly string[],
): { parts: Part[]; gaps: Gap[]; inPieces: Gap[] } {
  const next = { parts: [] as Part[], gaps: [] as Gap[], inPieces: [] as Gap[] };
  for (const part of failed) {
    const again = fromItsEnd(part);
    const gap = gapIn(part);
    const pieces = again === undefined ? cut(gap, prefixes) : [again];
    if (again !== undefined) next.parts.push(again);
    else if (pieces.length === 1) next.gaps.push(gap);
    else {
      next.parts.push(...pieces);
      next.inPieces.push(gap);
    }
  }
  return next;
}

/**
 * Records in no order.
 * @param prefixes those of the tables
 * @param gaps is given what could not be read
 * @throws NotLookedAtError
 */
export async function* salvaged(
  folder: string,
  { prefixes, gaps, apart }: { prefixes: readonly string[]; gaps: Gap[]; apart: Apart },
): AsyncGenerator<RecordLine> {
  let parts: readonly Part[] = [partOf('')];
  const inPieces: Gap[] = [];
  let count = 0;
  let inVain = 0;
  let expected: number | undefined;
  for (let readers = 1; parts.length > 0; readers++) {
    const round = readParts(folder, parts, apart);
    const before = count;
    let step = await round.next();
    for (; step.done !== true; step = await round.next()) {
      count++;
      yield step.value;
    }
    const { left, failed, entries } = step.value;
    expected ??= entries;
    inVain = count === before ? inVain + 1 : 0;
    const isLast =
      entries === undefined ||
      inVain === LIMITS.storeReadersInVain ||
      readers === LIMITS.storeReaders;
    const next = isLast
      ? { parts: [], gaps: [...left, ...failed].map(gapIn), inPieces: [] }
      : triedNext(failed, prefixes);
    parts = isLast ? [] : [...left, ...next.parts];
    gaps.push(...next.gaps);
    inPieces.push(...next.inPieces);
  }
  if (count >= (expected ?? 0)) return;
  // A damaged page may look like the end of a piece, or of all: then anything of it may be missing.
  gaps.push(...inPieces);
  if (gaps.length === 0) gaps.push({ after: '', before: '' });
}

/**
 * What a backup consists of: lines of JSON. First what it is, then the records of the store as they lie there, the files
 * beside it, who was thrown out; last how many of each there were.
 */
import * as v from 'valibot';
import { BACKUP_KINDS, BACKUP_PARTS, isInnerPath } from '../../domain/backup.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { periodOfBlock } from '../../domain/history/period.ts';
import { LIMITS } from '../../domain/limits.ts';
import { checked } from '../base/schema.ts';
import { parseRevocation, type Revocation } from './revocation.ts';

const WHAT = 'aris-backup';
/** Raised where an older program would misread it. */
const FORMAT = 1;

/** A later program of the same format may add members. */
const HEADER = v.object({
  kind: v.picklist(BACKUP_KINDS),
  /** Ms since 1970. */
  madeAtMs: v.number(),
  /** Of the program. */
  version: v.string(),
  storeFormat: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Of the hub, where it has one. */
  serial: v.optional(v.string()),
  isVirtual: v.boolean(),
  leftOut: v.array(v.picklist(BACKUP_PARTS)),
});
export type BackupHeader = Readonly<v.InferOutput<typeof HEADER>>;

/** Beside the store. */
export const BACKUP_FILES = ['house.json', 'keys.json'] as const;
export type BackupFileName = (typeof BACKUP_FILES)[number];

/** History that lies in a file beside the backup. */
export interface BlockRef {
  readonly name: string;
  /** Of its lines, in hexadecimal. */
  readonly sha256: string;
  readonly records: number;
}

/** First of all the blocks, so that they are known without reading more. */
export type BackupItem =
  | { readonly block: BlockRef }
  | { readonly record: string; readonly text: string }
  | { readonly file: BackupFileName; readonly text: string }
  /** A piece of a file, base64; pieces of one file follow one another. */
  | { readonly firmware: string; readonly bytes: string }
  | { readonly revocation: Revocation };
type ItemKind = 'block' | 'record' | 'file' | 'firmware' | 'revocation';
export type BackupCounts = Readonly<Record<ItemKind, number>>;

const NONE: BackupCounts = { block: 0, record: 0, file: 0, firmware: 0, revocation: 0 };
const END = v.strictObject({
  end: v.strictObject({
    // A backup may be older than they are.
    block: v.optional(v.number(), 0),
    record: v.number(),
    file: v.number(),
    firmware: v.number(),
    revocation: v.number(),
  }),
});

const lineOf = (value: object) => `${JSON.stringify(value)}\n`;

/** Writes the lines, and counts them. */
export class BackupWriter {
  readonly #counts: Record<ItemKind, number> = { ...NONE };

  header(header: BackupHeader): string {
    return lineOf({ what: WHAT, format: FORMAT, ...header });
  }

  item(item: BackupItem): string {
    this.#counts[kindOf(item)]++;
    return lineOf(item);
  }

  end(): string {
    return lineOf({ end: this.#counts });
  }

  get counts(): BackupCounts {
    return this.#counts;
  }
}

function kindOf(item: BackupItem): ItemKind {
  if ('record' in item) return 'record';
  if ('block' in item) return 'block';
  if ('file' in item) return 'file';
  return 'firmware' in item ? 'firmware' : 'revocation';
}

export const damaged = (how: string): HubError =>
  new HubError('invalid', `the backup is damaged: ${how}`, { ...because('backup_damaged') });

/** What is damaged at a place that does not tell more. */
export const CHANGED = 'it is cut off, or something in it was changed';

export const foreign = (): HubError =>
  new HubError('invalid', 'this is no backup of an Aris hub', { ...because('backup_foreign') });

function parsed(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw damaged('a line of it is no JSON object');
}

function parseHeader(line: string): BackupHeader {
  const value = parsed(line);
  if (value['what'] !== WHAT) throw foreign();
  const { format, version } = value;
  if (typeof format !== 'number' || format > FORMAT) {
    const maker = typeof version === 'string' ? version : 'a newer version';
    throw new HubError(
      'invalid',
      `the backup was made by ${maker}, in a form that this version does not know: use that one`,
      { ...because('backup_newer', { version: typeof version === 'string' ? version : '?' }) },
    );
  }
  return checked(HEADER, value);
}

const BLOCK = v.strictObject({
  name: v.pipe(
    v.string(),
    v.check((name) => periodOfBlock(name) !== undefined),
  ),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  records: v.number(),
});

const isText = (value: unknown): value is string => typeof value === 'string';

function parseItem(value: Record<string, unknown>): BackupItem {
  const { record, block, file, firmware, text, bytes, revocation } = value;
  if (isText(record) && isText(text)) return { record, text };
  const name = BACKUP_FILES.find((one) => one === file);
  if (name !== undefined && isText(text)) return { file: name, text };
  if (isText(firmware) && isText(bytes)) {
    if (!isInnerPath(firmware)) throw damaged('it has a file that would lie outside its folder');
    return { firmware, bytes };
  }
  if (block !== undefined) return { block: checked(BLOCK, block) };
  if (revocation !== undefined) return { revocation: parseRevocation(revocation) };
  throw damaged('a line of it is nothing that a backup has');
}

/** A backup while it is read: whole only once it has been read to its end. */
export interface OpenBackup {
  readonly header: BackupHeader;
  /** A few at a time. @throws HubError `invalid` where it is damaged, perhaps only at the end */
  readonly items: AsyncIterable<readonly BackupItem[]>;
}

/** Takes lines one by one, in the one order that there is. */
class LineReader {
  readonly #counts: Record<ItemKind, number> = { ...NONE };
  #lines = 0;
  #isOver = false;

  take(line: string): BackupItem | undefined {
    if (this.#isOver) throw damaged('it goes on after its end');
    if (++this.#lines > LIMITS.backupLines)
      throw damaged(`it has over ${LIMITS.backupLines} lines`);
    const value = parsed(line);
    if ('end' in value) {
      const { end } = checked(END, value);
      if (JSON.stringify(end) !== JSON.stringify(this.#counts)) throw damaged('a part is missing');
      this.#isOver = true;
      return undefined;
    }
    const item = parseItem(value);
    this.#counts[kindOf(item)]++;
    return item;
  }

  finish(): void {
    if (!this.#isOver) throw damaged('its end is missing');
  }
}

/** @throws HubError `invalid` where it is no backup, or one of a newer version */
export async function openBackup(lines: AsyncIterable<readonly string[]>): Promise<OpenBackup> {
  const slices = lines[Symbol.asyncIterator]();
  let first: readonly string[] = [];
  for (;;) {
    const slice = await slices.next();
    if (slice.done === true) throw damaged('it is empty');
    first = slice.value;
    if (first.length > 0) break;
  }
  const [headerLine = '', ...rest] = first;
  const header = parseHeader(headerLine);
  async function* items(): AsyncGenerator<readonly BackupItem[]> {
    const reader = new LineReader();
    const take = (slice: readonly string[]) => slice.flatMap((line) => reader.take(line) ?? []);
    try {
      yield take(rest);
      for await (const slice of { [Symbol.asyncIterator]: () => slices }) yield take(slice);
      reader.finish();
    } finally {
      // Of who reads no more than its beginning, too.
      await slices.return?.();
    }
  }
  return { header, items: items() };
}

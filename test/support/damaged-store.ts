/** Ways in which a store's file may be damaged: by a card that dies, a copy that was cut off, somebody's mistake. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE_BYTES = 4_096;
/** Within a page of LMDB on a 64-bit machine. */
const META = { freeRoot: 88, root: 136, transaction: 152 };

export interface Damage {
  readonly name: string;
  /** Else it is the store's own. */
  readonly file?: 'store.json';
  /** Undefined where the file is gone. */
  apply(file: Buffer): Buffer | undefined;
}

/** The pages that LMDB begins with, the newer one first. */
function newestMeta(file: Buffer): number {
  const [first = 0n, second = 0n] = [0, PAGE_BYTES].map((at) =>
    file.readBigUInt64LE(at + META.transaction),
  );
  return first > second ? 0 : PAGE_BYTES;
}

const rootPage = (file: Buffer) => Number(file.readBigUInt64LE(newestMeta(file) + META.root));
export const freePage = (file: Buffer) =>
  Number(file.readBigUInt64LE(newestMeta(file) + META.freeRoot));

/** Changes the bytes of one page. */
function onPage(file: Buffer, page: number, change: (byte: number, at: number) => number): Buffer {
  const changed = Buffer.from(file);
  for (let at = page * PAGE_BYTES; at < (page + 1) * PAGE_BYTES; at++)
    changed[at] = change(changed[at] ?? 0, at);
  return changed;
}

const flipped = (file: Buffer, page: number) => onPage(file, page, (byte) => byte ^ 0xff);
export const zeroed = (file: Buffer, page: number) => onPage(file, page, () => 0);
const noise = (file: Buffer, page: number) => onPage(file, page, (_, at) => (at * 131) % 251);

/** Each kind of page, as far as one can be told from outside. */
export const DAMAGES: readonly Damage[] = [
  { name: 'has no store.json beside it', file: 'store.json', apply: () => undefined },
  { name: 'has an empty store.json', file: 'store.json', apply: () => Buffer.alloc(0) },
  {
    name: 'has a flipped store.json',
    file: 'store.json',
    apply: (file) => file.map((byte) => byte ^ 0xff) as Buffer,
  },
  { name: 'is missing', apply: () => undefined },
  { name: 'is empty', apply: () => Buffer.alloc(0) },
  { name: 'was cut off within its first pages', apply: (file) => file.subarray(0, 5_000) },
  { name: 'was cut in half', apply: (file) => file.subarray(0, file.length / 2) },
  { name: 'lacks its last page', apply: (file) => file.subarray(0, file.length - PAGE_BYTES) },
  { name: 'is none of LMDB’s', apply: () => Buffer.from('no store at all\n'.repeat(2_000)) },
  { name: 'has zeros for its two first pages', apply: (file) => zeroed(zeroed(file, 0), 1) },
  { name: 'has zeros for the first of them', apply: (file) => zeroed(file, 0) },
  { name: 'has zeros for the second of them', apply: (file) => zeroed(file, 1) },
  { name: 'has noise for its first page', apply: (file) => noise(file, 0) },
  { name: 'has a flipped root', apply: (file) => flipped(file, rootPage(file)) },
  { name: 'has a flipped list of free pages', apply: (file) => flipped(file, freePage(file)) },
  { name: 'has zeros for its list of free pages', apply: (file) => zeroed(file, freePage(file)) },
  { name: 'has zeros for all but its first pages', apply: (file) => file.fill(0, 2 * PAGE_BYTES) },
];

/** Those of which the built hub is the judge in the gate, by the short form of `npm run torture -- damage`. */
export const isOfShortTorture = ({ name }: Damage): boolean =>
  /^(?:is missing|is empty|is none of LMDB|has no store\.json)/.test(name);

const ONE_PAGE = { flipped, 'full of zeros': zeroed, 'full of noise': noise };

/** One page after another, each way. @param every of which the first, and so on */
export function pageDamages(file: Buffer, every = 1): Damage[] {
  const pages = Array.from({ length: file.length / PAGE_BYTES }, (_, page) => page);
  return pages
    .filter((page) => page % every === 0)
    .flatMap((page) =>
      Object.entries(ONE_PAGE).map(([what, apply]) => ({
        name: `has page ${page} ${what}`,
        apply: (whole: Buffer) => apply(whole, page),
      })),
    );
}

/** In a folder that is nobody else's. */
export function damageStore(folder: string, damage: Damage): void {
  const path = join(folder, damage.file ?? 'store.mdb');
  const file = damage.apply(Buffer.from(readFileSync(path)));
  if (file === undefined) rmSync(path);
  else writeFileSync(path, file);
}

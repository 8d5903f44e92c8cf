/**
 * LMDB's list of the pages that are free, a tree of its own beside that of the records: who reads them comes nowhere near
 * it, and a commit does, which fails for good where one of its pages is damaged. It is read here without LMDB.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { MACHINE, PAGE_SIZES_BYTES } from './store-file.ts';

/** Where things are on a machine of 64 bits, in bytes: in any page, in the two first ones, and in a node of a page. */
const PAGE = { number: 0, flags: 18, lower: 20, upper: 22, overflowPages: 20, body: 24 } as const;
const META = { pageBytes: 48, depth: 54, root: 88, lastPage: 144, transaction: 152 } as const;
const NODE = { size: 0, flags: 4, keySize: 6, key: 8 } as const;
const META_BYTES = 160;
const META_PAGES = 2;
/** A page number, and an entry of a list. */
const WORD_BYTES = 8;
const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
/** The flags that say of what kind a page is. */
const KINDS = 0x7f;
/** Of a node whose list has pages of its own. */
const HAS_PAGES = 1;
/** The root of a tree without a page. */
const NO_PAGE = 2n ** 64n - 1n;

interface FreeTree {
  readonly file: number;
  readonly fileBytes: number;
  readonly pageBytes: number;
  readonly root: bigint;
  readonly depth: number;
  readonly lastPage: number;
  /** No page has two places in it. */
  readonly seen: Set<number>;
  /** By which transaction the list that was read last became free: they are in order. */
  lastKey: bigint;
}

class Damaged extends Error {}

function must(holds: boolean): asserts holds {
  if (!holds) throw new Damaged();
}

function metaAt(file: number, at: number): Buffer {
  const meta = Buffer.alloc(META_BYTES);
  readSync(file, meta, 0, META_BYTES, at);
  return meta;
}

/** As the last commit left it. */
function treeOf(file: number): FreeTree {
  const first = metaAt(file, 0);
  const pageBytes = first.readUInt32LE(META.pageBytes);
  must(PAGE_SIZES_BYTES.includes(pageBytes));
  const second = metaAt(file, pageBytes);
  const [one, other] = [first, second].map((meta) => meta.readBigUInt64LE(META.transaction));
  const newest = (one ?? 0n) > (other ?? 0n) ? first : second;
  return {
    file,
    fileBytes: fstatSync(file).size,
    pageBytes,
    root: newest.readBigUInt64LE(META.root),
    depth: newest.readUInt16LE(META.depth),
    lastPage: Number(newest.readBigUInt64LE(META.lastPage)),
    seen: new Set(),
    lastKey: 0n,
  };
}

/** Pages that follow each other, of which the first one says what they are. */
function pagesAt(tree: FreeTree, number: number, kind: number, count = 1): Buffer {
  const { file, fileBytes, pageBytes, lastPage, seen } = tree;
  const [at, bytes] = [number * pageBytes, count * pageBytes];
  must(number >= META_PAGES && number + count - 1 <= lastPage && at + bytes <= fileBytes);
  must(!seen.has(number));
  seen.add(number);
  const pages = Buffer.alloc(bytes);
  must(readSync(file, pages, 0, bytes, at) === bytes);
  must(pages.readBigUInt64LE(PAGE.number) === BigInt(number));
  must((pages.readUInt16LE(PAGE.flags) & KINDS) === kind);
  return pages;
}

/** A page begins with where its nodes are; they end with it. */
function* nodesOf(page: Buffer): Iterable<Buffer> {
  const lower = page.readUInt16LE(PAGE.lower);
  const upper = page.readUInt16LE(PAGE.upper);
  must(lower >= 2 && lower % 2 === 0 && lower <= upper && PAGE.body + upper < page.length);
  for (let at = PAGE.body; at < PAGE.body + lower; at += 2) {
    const node = page.readUInt16LE(at);
    must(node >= upper && PAGE.body + node + NODE.key <= page.length);
    yield page.subarray(PAGE.body + node);
  }
}

/** How many entries there are, and each: a page, nothing, or less than nothing, which is how many pages the next one stands for. */
function checkList(list: Buffer, lastPage: number): void {
  const count = Number(list.readBigInt64LE(0));
  must(count >= 0 && (count + 1) * WORD_BYTES <= list.length);
  let pages = 1;
  for (let at = WORD_BYTES; at <= count * WORD_BYTES; at += WORD_BYTES) {
    const entry = Number(list.readBigInt64LE(at));
    must(entry < 0 ? pages === 1 : entry === 0 || entry >= META_PAGES);
    must((entry < 0 ? -entry : entry + pages - 1) <= lastPage);
    pages = entry < 0 ? -entry : 1;
  }
}

function checkLeaf(tree: FreeTree, node: Buffer): void {
  const size = node.readUInt32LE(NODE.size);
  must(node.readUInt16LE(NODE.keySize) === WORD_BYTES && size >= WORD_BYTES);
  must(node.length >= NODE.key + 2 * WORD_BYTES);
  const key = node.readBigUInt64LE(NODE.key);
  must(key > tree.lastKey);
  tree.lastKey = key;
  const data = node.subarray(NODE.key + WORD_BYTES);
  if ((node.readUInt16LE(NODE.flags) & HAS_PAGES) === 0) {
    must(size <= data.length);
    checkList(data.subarray(0, size), tree.lastPage);
    return;
  }
  const count = Math.ceil((PAGE.body + size) / tree.pageBytes);
  const pages = pagesAt(tree, Number(data.readBigUInt64LE(0)), OVERFLOW, count);
  must(pages.readUInt32LE(PAGE.overflowPages) >= count);
  checkList(pages.subarray(PAGE.body, PAGE.body + size), tree.lastPage);
}

function checkPage(tree: FreeTree, number: number, depth: number): void {
  const isLeaf = depth === tree.depth;
  for (const node of nodesOf(pagesAt(tree, number, isLeaf ? LEAF : BRANCH)))
    // A node without a list has the number of a page where the size and the flags are.
    if (isLeaf) checkLeaf(tree, node);
    else checkPage(tree, node.readUIntLE(NODE.size, 6), depth + 1);
}

/** What is wrong with it; undefined where nothing is, and of a machine whose layout is not known here. */
export function freeListFault(path: string): string | undefined {
  if (MACHINE.wordBits !== 64 || MACHINE.endianness !== 'LE') return undefined;
  const file = openSync(path, 'r');
  try {
    const tree = treeOf(file);
    if (tree.root !== NO_PAGE) checkPage(tree, Number(tree.root), 1);
    return undefined;
  } catch (error) {
    if (error instanceof Damaged) return 'its list of free pages is damaged';
    throw error;
  } finally {
    closeSync(file);
  }
}

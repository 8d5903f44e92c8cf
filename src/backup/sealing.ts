/**
 * A packed backup, sealed under a key that is made of a passphrase: one line that says how, then boxes of one size. In
 * the nonce of each stand its number and whether it is the last, so that none can be left out, moved or cut off; and a
 * hash of the line, which so cannot change either.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import type { BoxKey, ChunkBox } from '../app/base/credential-ports.ts';
import { CHANGED, damaged } from '../app/backup/format.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

const WHAT = 'aris-backup-sealed';
const FORMAT = 1;
const HEAD_BYTES_MAX = 1_024;
const NONCE_BYTES = 24;
const PREFIX_BYTES = 16;
const NUMBER_BYTES = 6;

const HEAD = v.strictObject({
  what: v.literal(WHAT),
  format: v.number(),
  /** Of scrypt. */
  ln: v.number(),
  r: v.number(),
  p: v.number(),
  salt: v.string(),
  /** Tells a wrong passphrase from a damaged file. */
  keyId: v.string(),
  /** Makes the nonces of this file its own. */
  random: v.string(),
});
export type SealHead = Readonly<v.InferOutput<typeof HEAD>>;

function nonceOf(prefix: Uint8Array, number: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.set(prefix, 0);
  nonce.writeUIntBE(number, PREFIX_BYTES, NUMBER_BYTES);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

const prefixOf = (line: string) =>
  createHash('sha256').update(line).digest().subarray(0, PREFIX_BYTES);

/** Pieces of one size, of which the last alone may be shorter, and says that it is. */
async function* pieces(bytes: AsyncIterable<Uint8Array>, size: number) {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= size) continue;
    let all = Buffer.concat(held);
    for (; all.length > size; all = all.subarray(size))
      yield { piece: all.subarray(0, size), isLast: false };
    held = [all];
    heldBytes = all.length;
  }
  yield { piece: Buffer.concat(held), isLast: true };
}

export interface Sealer {
  readonly key: BoxKey;
  readonly box: ChunkBox;
  readonly random: (count: number) => Uint8Array;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

export async function* seal(
  bytes: AsyncIterable<Uint8Array>,
  { key, box, random }: Sealer,
): AsyncGenerator<Uint8Array> {
  const { ln, r, p, salt, keyId } = key;
  const head: SealHead = {
    what: WHAT,
    format: FORMAT,
    ln,
    r,
    p,
    salt: base64(salt),
    keyId,
    random: base64(random(PREFIX_BYTES)),
  };
  const line = `${JSON.stringify(head)}\n`;
  yield Buffer.from(line);
  const prefix = prefixOf(line);
  let number = 0;
  for await (const { piece, isLast } of pieces(bytes, LIMITS.backupSealedBytes)) {
    yield box.seal(piece, nonceOf(prefix, number++, isLast));
    await nextTurn();
  }
}

/** The first line of a sealed backup, with its end; undefined where it is none. */
export function sealHeadIn(beginning: Uint8Array): { line: string; head: SealHead } | undefined {
  const text = Buffer.from(beginning.subarray(0, HEAD_BYTES_MAX)).toString('latin1');
  const line = text.slice(0, text.indexOf('\n') + 1);
  try {
    const head = v.parse(HEAD, JSON.parse(line));
    if (head.format > FORMAT) throw newer();
    return { line, head };
  } catch (error) {
    if (error instanceof HubError) throw error;
    return undefined;
  }
}

const newer = () =>
  new HubError(
    'invalid',
    'the backup was sealed by a newer version, in a way that this one does not know: use that one',
  );

/** @param bytes those after the first line */
export async function* unseal(
  bytes: AsyncIterable<Uint8Array>,
  { line, box }: { line: string; box: ChunkBox },
): AsyncGenerator<Uint8Array> {
  const prefix = prefixOf(line);
  let number = 0;
  for await (const { piece, isLast } of pieces(bytes, LIMITS.backupSealedBytes + box.overhead)) {
    const opened = box.open(piece, nonceOf(prefix, number++, isLast));
    if (opened === undefined) throw damaged(CHANGED);
    yield opened;
    await nextTurn();
  }
}

export const SEAL_HEAD_BYTES_MAX = HEAD_BYTES_MAX;

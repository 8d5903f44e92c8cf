/** The form of a backup's file: packed, and sealed where there is a key for it. */
import { createHash } from 'node:crypto';
import type { BoxKey, ChunkBox } from '../app/base/credential-ports.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { BackupCodec } from '../app/backup/ports.ts';
import { foreign } from '../app/backup/format.ts';
import { isPacked, pack, unpack } from './packing.ts';
import { seal, SEAL_HEAD_BYTES_MAX, sealHeadIn, unseal, type SealHead } from './sealing.ts';

export interface CodecKeys {
  /** What new ones are sealed with; undefined where they are not sealed. */
  sealing(): BoxKey | undefined;
  /** What one was sealed with. @throws HubError where nobody knows */
  opening(head: SealHead): Promise<BoxKey>;
}

const BLOCK_ID_CHARS = 32;

/** The beginning, as far as it takes to know what this is, and everything. */
async function peeked(bytes: AsyncIterable<Uint8Array>) {
  const chunks = bytes[Symbol.asyncIterator]();
  let beginning = Buffer.alloc(0);
  let isOver = false;
  while (beginning.length < SEAL_HEAD_BYTES_MAX && !isOver) {
    const next = await chunks.next();
    isOver = next.done === true;
    if (next.done !== true) beginning = Buffer.concat([beginning, next.value]);
  }
  async function* from(start: number): AsyncGenerator<Uint8Array> {
    try {
      yield beginning.subarray(start);
      if (!isOver) yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      await chunks.return?.();
    }
  }
  return { beginning, from };
}

export function createBackupCodec(deps: {
  keys: CodecKeys;
  boxOf: (key: Uint8Array) => ChunkBox;
  random: Random;
}): BackupCodec {
  const { keys, boxOf, random } = deps;
  return {
    pack(lines) {
      const key = keys.sealing();
      if (key === undefined) return pack(lines);
      const sealer = { key, box: boxOf(key.key), random: (count: number) => random.bytes(count) };
      return seal(pack(lines), sealer);
    },
    async *unpack(bytes) {
      const { beginning, from } = await peeked(bytes);
      if (isPacked(beginning)) {
        yield* unpack(from(0));
        return;
      }
      const sealed = sealHeadIn(beginning);
      if (sealed === undefined) throw foreign();
      const { line, head } = sealed;
      const { key } = await keys.opening(head);
      yield* unpack(unseal(from(line.length), { line, box: boxOf(key) }));
    },
    async digest(lines) {
      const hash = createHash('sha256');
      for await (const text of lines) hash.update(text);
      return hash.digest('hex');
    },
    // Of the key, too: under another passphrase, or none, it is another file.
    blockId: (sha256) =>
      createHash('sha256')
        .update('aris history block')
        .update(keys.sealing()?.key ?? '')
        .update(sha256)
        .digest('hex')
        .slice(0, BLOCK_ID_CHARS),
  };
}

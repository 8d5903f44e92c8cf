/** Backups in memory, packed and sealed as they are on a disk. */
import { createBackupCodec } from '../../src/backup/codec.ts';
import type { BoxKey } from '../../src/app/base/credential-ports.ts';
import { backupLines } from '../../src/app/backup/contents.ts';
import { openBackup, type BackupHeader, type BackupItem } from '../../src/app/backup/format.ts';
import type { RevocationFile } from '../../src/app/backup/ports.ts';
import type { Revocation } from '../../src/app/backup/revocation.ts';
import { createChunkBox } from '../../src/crypto/digest.ts';
import { HubError } from '../../src/domain/errors.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createSeededRandom } from './seeded-random.ts';

const random = createSeededRandom(7);

/** Of a passphrase that nobody need type. */
export const SEAL_KEY: BoxKey = {
  ln: 10,
  r: 8,
  p: 1,
  salt: random.bytes(16),
  key: random.bytes(32),
  keyId: '0123456789abcdef',
};

/** @param key what it seals with, and opens */
export const codecWith = (key?: BoxKey) =>
  createBackupCodec({
    keys: {
      sealing: () => key,
      async opening({ keyId }) {
        if (key?.keyId !== keyId) throw new HubError('invalid', 'another passphrase');
        return Promise.resolve(key);
      },
    },
    boxOf: createChunkBox,
    random,
  });

export const HEADER: BackupHeader = {
  kind: 'manual',
  madeAtMs: Date.UTC(2026, 0, 15, 10),
  version: '0.2.0',
  storeFormat: 3,
  serial: '0123456789ab',
  isVirtual: false,
  leftOut: ['keys', 'firmware'],
};

type Records = Readonly<Record<string, string>>;

export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** In pieces, as a disk or a network would hand them over. */
export async function* inPieces(bytes: Uint8Array, size = 4_096): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** The lines of a backup of these records. */
export const linesWith = (
  records: Records,
  header: Partial<BackupHeader> = {},
  revocations: readonly Revocation[] = [],
) =>
  backupLines({
    header: { ...HEADER, ...header },
    snapshot: createMemoryTexts(new Map(Object.entries(records))).snapshot(),
    files: [],
    revocations,
    firmware: undefined,
  });

export async function* textAsLines(...texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

/** All of a backup, read to its end. */
export async function readAll(bytes: Uint8Array, codec = codecWith()) {
  const { header, items } = await openBackup(codec.unpack(inPieces(bytes)));
  const all: BackupItem[] = [];
  for await (const slice of items) all.push(...slice);
  return { header, items: all };
}

export function createMemoryRevocations(
  text = '',
): RevocationFile & { text: string; isFull: boolean } {
  return {
    text,
    isFull: false,
    async read() {
      return Promise.resolve(this.text);
    },
    async append(added) {
      await Promise.resolve();
      if (this.isFull) throw new Error('no space left on device');
      this.text += added;
    },
    async replace(next) {
      await Promise.resolve();
      this.text = next;
    },
  };
}

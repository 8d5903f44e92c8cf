/** Backups in memory, packed and sealed as they are on a disk. */
import { createBackupCodec } from '../../src/backup/codec.ts';
import type { BoxKey } from '../../src/app/base/credential-ports.ts';
import { backupLines } from '../../src/app/backup/contents.ts';
import { openBackup, type BackupHeader, type BackupItem } from '../../src/app/backup/format.ts';
import type { RevocationFile } from '../../src/app/backup/ports.ts';
import type { Revocation } from '../../src/app/backup/revocation.ts';
import { createChunkBox } from '../../src/crypto/secret-box.ts';
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

/** What may be handed over as a backup, and is refused in these words. @param good to be damaged */
export async function badBackups(
  good: Buffer,
): Promise<(readonly [what: string, bytes: Uint8Array, refusal: RegExp])[]> {
  const packed = async (...lines: string[]) => bytesOf(codecWith().pack(textAsLines(...lines)));
  const head = `${JSON.stringify({ what: 'aris-backup', format: 1, ...HEADER })}\n`;
  const changed = Buffer.from(good);
  const middle = good.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  const newer = linesWith({}, { storeFormat: 99, version: '9.1.0' });
  const zeros = JSON.stringify({ record: 'x/0', text: '0'.repeat(1_048_576) });
  const outside = JSON.stringify({ firmware: '../keys.json', bytes: '' });
  const CHANGED = /the backup is damaged: it is cut off, or something in it was changed/;
  return [
    ['cut off', good.subarray(0, -1), CHANGED],
    ['changed', changed, /the backup is damaged/],
    ['none', Buffer.from('no backup at all'), /this is no backup of an Aris hub/],
    [
      'newer',
      await bytesOf(codecWith().pack(newer)),
      /the backup was made by version 9\.1\.0, whose store has format 99/,
    ],
    [
      'a thousand times as long as its file',
      await packed(head, ...Array.from({ length: 40 }, () => `${zeros}\n`)),
      /the backup is damaged: it comes to more than a backup can/,
    ],
    [
      'of a file that would lie elsewhere',
      await packed(head, `${outside}\n`),
      /the backup is damaged: it has a file that would lie outside its folder/,
    ],
  ];
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

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { BackupCodec } from '../../../src/app/backup/ports.ts';
import {
  leftOutOf,
  writeBackup,
  type BackupChoice,
  type BesideStore,
} from '../../../src/app/backup/writing.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createMemoryBackups, type MemoryBackups } from '../../support/backup-folder.ts';
import { bytesOf, codecWith, HEADER, linesWith, readAll } from '../../support/backup.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const MANUAL: BackupChoice = { kind: 'manual', hasHistory: true, hasFirmware: false };

describe('what a backup is without', () => {
  it('follows from its kind, and from what was chosen', () => {
    assert.deepEqual(leftOutOf(MANUAL), ['firmware']);
    assert.deepEqual(leftOutOf({ ...MANUAL, hasFirmware: true }), []);
    assert.deepEqual(leftOutOf({ ...MANUAL, kind: 'weekly', hasHistory: false }), [
      'history',
      'firmware',
    ]);
    assert.deepEqual(leftOutOf({ ...MANUAL, kind: 'daily' }), [
      'recent_history',
      'events',
      'firmware',
    ]);
    const daily = leftOutOf({ kind: 'daily', hasHistory: false, hasFirmware: true });
    assert.deepEqual(daily, ['history', 'events']);
  });
});

describe('a backup that is written', () => {
  let folder: MemoryBackups;
  let texts: ReturnType<typeof createMemoryTexts>;
  let released: number;
  beforeEach(() => {
    folder = createMemoryBackups();
    texts = createMemoryTexts(new Map([['users/a', '1']]));
    released = 0;
  });

  const beside = (more: Partial<BesideStore> = {}): BesideStore => ({
    about: () => ({ version: '0.2.0', storeFormat: 3, serial: 'own', isVirtual: false }),
    houseText: () => '{"version":1}',
    keyText: () => undefined,
    revocations: async () => Promise.resolve([]),
    firmware: {
      async *files() {
        yield await Promise.resolve({ path: 'a/b.bin', bytes: Buffer.from('one') });
      },
    },
    ...more,
  });
  const take = () => {
    const snapshot = texts.snapshot();
    const release = () => {
      released++;
    };
    return { ...snapshot, release };
  };
  const write = async (
    choice = MANUAL,
    { codec = codecWith(), of = beside(), onRecords = (): void => undefined } = {},
  ) => writeBackup(take, of, { choice, madeAtMs: HEADER.madeAtMs, folder, codec, onRecords });
  const held = async (at = 0) => readAll(folder.files[at]?.content ?? new Uint8Array());

  it('lies in the folder, read back, and its snapshot is let go', async () => {
    const made = await write();
    assert.deepEqual([folder.files.length, folder.drafts(), released], [1, 0, 1]);
    assert.equal(folder.files[0]?.name, made.name);
    const { header, items } = await held();
    assert.deepEqual(header.leftOut, ['firmware', 'keys', 'broker_password']);
    assert.deepEqual(items, [
      { file: 'house.json', text: '{"version":1}' },
      { record: 'users/a', text: '1' },
    ]);
  });

  it('has the keys where they may go along, and firmware where it was asked for', async () => {
    const of = beside({ keyText: () => '{"k":1}', houseText: () => undefined });
    await write({ ...MANUAL, hasFirmware: true }, { of });
    const { header, items } = await held();
    assert.deepEqual(header.leftOut, ['broker_password']);
    assert.deepEqual(
      items.map((item) => Object.keys(item)[0]),
      ['file', 'record', 'firmware'],
    );
  });

  it('has a password of the broker that can be opened where it has the keys', async () => {
    texts = createMemoryTexts(new Map([['broker/broker', '{"v":1,"d":{"sealedPassword":"x"}}']]));
    await write({ ...MANUAL, hasFirmware: true }, { of: beside({ keyText: () => '{"k":1}' }) });
    await write({ ...MANUAL, hasFirmware: true });
    assert.deepEqual((await held(1)).header.leftOut, []);
    assert.deepEqual((await held(0)).header.leftOut, ['keys', 'broker_password']);
  });

  it('of the same moment as another has a name of its own', async () => {
    const names = [await write(), await write()].map(({ name }) => name);
    assert.equal(new Set(names).size, 2);
  });

  it('shows the store as it stood when it was begun', async () => {
    for (let i = 0; i < LIMITS.backupSliceRecords; i++) await texts.write([[`x/${i}`, 'old']]);
    await texts.write([['z/1', 'old']]);
    let isFirst = true;
    await write(MANUAL, {
      onRecords() {
        if (isFirst) void texts.write([['z/1', 'new']]);
        isFirst = false;
      },
    });
    const { items } = await held();
    assert.deepEqual(items.at(-1), { record: 'z/1', text: 'old' });
  });

  it('that does not read back is none, and nothing is left of it', async () => {
    const good = codecWith();
    const cut: BackupCodec = {
      ...good,
      async *pack(lines) {
        const bytes = await bytesOf(good.pack(lines));
        yield bytes.subarray(0, bytes.length - 1);
      },
    };
    await assert.rejects(write(MANUAL, { codec: cut }), /the backup is damaged/);
    const other: BackupCodec = {
      ...good,
      async *pack(lines) {
        await bytesOf(good.pack(lines));
        yield* good.pack(linesWith({}));
      },
    };
    await assert.rejects(write(MANUAL, { codec: other }), /not read back as it was written/);
    assert.deepEqual([folder.files, folder.drafts(), released], [[], 0, 2]);
  });

  it('lets go of its snapshot where something beside the store cannot be read', async () => {
    const of = beside({ revocations: async () => Promise.reject(new Error('no disk')) });
    await assert.rejects(write(MANUAL, { of }), /no disk/);
    assert.deepEqual([folder.files, released], [[], 1]);
  });
});

/** Reading a backup before anything is touched. What is then written is in `restored-store.test.ts`. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { lineOf } from '../../src/app/backup/revocation.ts';
import { blocksBeside } from '../../src/backup/folder.ts';
import { REVOCATION_FILE_NAME } from '../../src/backup/revocation-file.ts';
import { readBackup, restoreCodec } from '../../src/hub/restore.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { bytesOf, codecWith, linesWith, SEAL_KEY } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { refusedAs } from '../support/refused.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const ADA = 'usr_0000000a';
const USER = { [`users/${ADA}`]: '{"v":2,"d":{"name":"Ada","passwordVersion":1}}' };

describe('a backup that everything is to be put back to', () => {
  let folder: string;
  beforeEach(() => (folder = lastingFolder()));

  const parts = { random: createSeededRandom(), clock: createFakeClock() };
  async function put(header: object = {}, codec = codecWith()): Promise<string> {
    const path = join(folder, 'x.backup');
    writeFileSync(path, await bytesOf(codec.pack(linesWith(USER, header))));
    return path;
  }
  const read = async (path: string, isVirtual = false, codec = codecWith()) =>
    readBackup(path, {
      folder,
      isVirtual,
      version: '0.2.0',
      codec,
      blocks: blocksBeside(join(folder, 'backups')),
      onRecords: () => undefined,
      nowMs: 0,
      parts,
    });

  it('is read to its end, with who was thrown out on this machine', async () => {
    const path = await put();
    assert.deepEqual(
      (await read(path)).holdings.people.map(({ id }) => id),
      [ADA],
    );
    writeFileSync(join(folder, REVOCATION_FILE_NAME), lineOf({ user: ADA, removedAtMs: 1 }));
    assert.deepEqual((await read(path)).holdings.people, []);
  });

  it('is of this program or an older one', async () => {
    await read(await put({ storeFormat: STORE_FORMAT }));
    const newer = await put({ storeFormat: STORE_FORMAT + 1, version: '9.1.0' });
    await assert.rejects(
      read(newer),
      /made by version 9\.1\.0, .* Install the newer version first/,
    );
  });

  it('is of a house that is as real as this one', async () => {
    await assert.rejects(read(await put(), true), /of a real house/);
    const virtual = await put({ isVirtual: true });
    await assert.rejects(read(virtual), /of a virtual house/);
    await read(virtual, true);
  });

  it('that is sealed is opened with its passphrase, asked for once, and with no other', async () => {
    const path = await put({}, codecWith(SEAL_KEY));
    let asked = 0;
    const codec = restoreCodec(
      folder,
      async () => {
        asked++;
        return Promise.resolve('not it');
      },
      parts,
    );
    await assert.rejects(read(path, false, codec), refusedAs('invalid', { field: 'passphrase' }));
    assert.equal(asked, 1);
  });
});

/** A store that is made of a backup beside one that goes on: what is taken away meanwhile does not come back with it. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lineOf, parseLines, type Revocation } from '../../src/app/backup/revocation.ts';
import { COMMAND_LINE, doerOf } from '../../src/app/base/principal.ts';
import { createSteadyClock } from '../../src/app/records/steady-clock.ts';
import { blocksBeside } from '../../src/backup/folder.ts';
import { createRevocationFile, REVOCATION_FILE_NAME } from '../../src/backup/revocation-file.ts';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { readBackup } from '../../src/hub/restore.ts';
import { finishRestore, prepareRestore } from '../../src/hub/restored-store.ts';
import { openSigningKeys } from '../../src/store/key-file.ts';
import { STORE_FORMAT } from '../../src/store/migrations.ts';
import { openTexts } from '../../src/store/open.ts';
import { systemClock } from '../../src/system/clock.ts';
import { bytesOf, codecWith, linesWith } from '../support/backup.ts';
import { lastingFolder } from '../support/child.ts';
import { createMemoryLog } from '../support/log.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const [ADA, BOB, TOKEN] = ['usr_00000ada', 'usr_00000bob', '0000000a'];
const record = (d: object) => JSON.stringify({ v: 2, d });

/** Under the key of the folder. */
const factorOf = (seal: (secret: Uint8Array) => string) => ({
  sealedSecret: seal(Buffer.from('a secret')),
  sinceMs: 5,
  lastStep: 0,
  recoveryHashes: [],
});

/** Of a backup that is ready to take its place. */
async function prepared() {
  const folder = lastingFolder();
  const log = createMemoryLog();
  const clock = createSteadyClock({ clock: systemClock, isSynchronised: () => true });
  const parts = { clock, random: createSeededRandom(), log };
  const { factorKey } = openSigningKeys(folder, parts);
  assert.ok(factorKey);
  const box = createSecretBox(factorKey, parts.random);
  const seal = (secret: Uint8Array) => box.seal(secret);
  const path = join(folder, 'x.backup');
  const records = {
    'store/format': JSON.stringify({ v: 1, d: STORE_FORMAT }),
    [`users/${ADA}`]: record({ id: ADA, role: 'owner', passwordVersion: 1 }),
    [`users/${BOB}`]: record({ id: BOB, role: 'owner', passwordVersion: 1 }),
    [`second_factors/${BOB}`]: record(factorOf(seal)),
    [`tokens/${TOKEN}`]: record({ id: TOKEN, createdBy: 'cli' }),
  };
  writeFileSync(path, await bytesOf(codecWith().pack(linesWith(records))));
  const place = {
    folder,
    isVirtual: false,
    version: '0.2.0',
    codec: codecWith(),
    blocks: blocksBeside(join(folder, 'backups')),
    nowMs: clock.nowMs(),
    onRecords: () => undefined,
    parts,
    doer: doerOf(COMMAND_LINE),
  };
  const read = await readBackup(path, place);
  await prepareRestore(read, place, { serial: undefined, hasHouse: true });
  assert.ok(!existsSync(join(folder, 'store.mdb')), 'nothing is in place yet');
  const finished = async () => {
    await finishRestore(read, place);
    return openTexts(folder, { version: '0.2.0', log });
  };
  return { folder, seal, finished };
}

describe('a store that is made of a backup', () => {
  it('has nothing of what was taken away while it was made, and the second factors of now', async () => {
    const { folder, seal, finished } = await prepared();
    const late: Revocation[] = [
      { token: TOKEN, revokedAtMs: 9 },
      { user: BOB, removedAtMs: 9 },
      { user: ADA, role: 'member', changedAtMs: 9 },
      { factorOf: ADA, factor: factorOf(seal), changedAtMs: 9 },
    ];
    appendFileSync(join(folder, REVOCATION_FILE_NAME), late.map(lineOf).join(''));
    const texts = await finished();
    const told = (key: string) =>
      (JSON.parse(texts.get(key) ?? '{}') as { d?: Record<string, unknown> }).d;
    assert.equal(told(`tokens/${TOKEN}`)?.['revokedAtMs'], 9);
    assert.equal(told(`users/${BOB}`), undefined);
    assert.equal(told(`second_factors/${BOB}`), undefined);
    assert.equal(told(`users/${ADA}`)?.['role'], 'member');
    assert.equal(told(`second_factors/${ADA}`)?.['sinceMs'], 5);
    await texts.close();
    assert.deepEqual(parseLines(await createRevocationFile(folder).read()), late);
  });

  it('has its own second factors', async () => {
    const { finished } = await prepared();
    const texts = await finished();
    assert.ok(texts.get(`second_factors/${BOB}`)?.includes('sealedSecret'));
    assert.equal(texts.get(`second_factors/${ADA}`), undefined);
    await texts.close();
  });

  it('leaves everything as it was where it cannot be put in place', async () => {
    const { folder, finished } = await prepared();
    // No file can be written there.
    mkdirSync(join(folder, 'restored.new', REVOCATION_FILE_NAME));
    await assert.rejects(finished());
    assert.deepEqual(
      ['store.mdb', 'restored', 'restored.new'].filter((name) => existsSync(join(folder, name))),
      [],
    );
  });
});

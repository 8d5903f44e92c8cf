import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { saveKeys } from '../../src/store/key-file.ts';
import { openTexts } from '../../src/store/open.ts';
import { createOwnProcess } from '../../src/system/own-process.ts';
import { takeLock } from '../../src/system/lock.ts';
import { KEYS } from '../support/app.ts';
import { lastingFolder } from '../support/child.ts';
import { runCommand } from '../support/command-line.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { PROGRAM } from '../support/hub.ts';
import { createMemoryLog } from '../support/log.ts';

const USER = JSON.stringify({
  v: 1,
  d: {
    id: 'usr_00000001',
    email: 'ada@example.org',
    name: 'Ada',
    role: 'owner',
    passwordHash: 'x',
    passwordVersion: 1,
    createdAtMs: 0,
    createdBy: 'cli',
    knownAddresses: {},
  },
});

describe('aris verify', () => {
  let data: string;
  beforeEach(() => (data = lastingFolder()));

  async function store(texts: Readonly<Record<string, string>>, folder = data): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = await openTexts(folder, { version: '0.2.0', log: createMemoryLog() });
    await opened.write(Object.entries(texts));
    await opened.close();
    saveKeys(folder, KEYS);
  }
  const ownProcess = createOwnProcess([PROGRAM]);
  const verify = async (...args: string[]) => runCommand(['verify', ...args], data, { ownProcess });
  const house = (value: object | string) =>
    writeFileSync(
      join(data, 'house.json'),
      typeof value === 'string' ? value : JSON.stringify(value),
    );

  it('says that all is well, of how many records, and of those that were set aside before', async () => {
    await store({ 'users/usr_00000001': USER });
    // With that of the store's format.
    const { code, out, err } = await verify();
    assert.deepEqual([code, err, out], [EXIT.ok, '', `${data}: all is well, 2 records\n`]);
    assert.deepEqual(JSON.parse((await verify('--json')).out), {
      ok: true,
      folder: data,
      records: 2,
      setAside: 0,
      faults: [],
    });
    await store({ 'damaged/users/x': '{' });
    assert.equal(
      (await verify()).out,
      `${data}: all is well, 3 records, 1 of them set aside as damaged before\n`,
    );
  });

  it('says what cannot be read, a line each, and nothing of all being well', async () => {
    await store({ 'users/usr_00000001': '{', 'strangers/x': '{}' });
    const { code, out } = await verify();
    assert.equal(code, EXIT.failure);
    const lines = out.trim().split('\n').sort();
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? '', /\(users\/usr_00000001\): /);
    assert.equal(lines[1], 'strangers/x: this version knows no such table');
  });

  it('looks at the house file as well, where there is one or a setting names one', async () => {
    await store({});
    house(SMALL_HOUSE);
    assert.equal((await verify()).code, EXIT.ok);
    house({ ...SMALL_HOUSE, timeZone: 'Nowhere', more: 1 });
    const { code, out } = await verify();
    assert.equal(code, EXIT.failure);
    assert.match(out, /house\.json: timeZone: .*\n.*house\.json: more: is not known here\n/);
    rmSync(join(data, 'house.json'));
    assert.equal((await verify()).code, EXIT.ok);
    const named = await verify('--house', join(data, 'none.json'));
    assert.deepEqual(
      [named.code, named.out],
      [EXIT.failure, `${join(data, 'none.json')}: there is no such file\n`],
    );
  });

  it('looks at the virtual house’s store alone where that is meant', async () => {
    await store({}, join(data, 'virtual'));
    house('{');
    const { code, out } = await verify('--virtual');
    assert.deepEqual([code, out], [EXIT.ok, `${join(data, 'virtual')}: all is well, 1 records\n`]);
    const real = await verify();
    assert.equal(real.code, EXIT.usage);
    assert.match(real.err, /only that of a virtual house, with --virtual/);
  });

  it('needs a store, and makes none', async () => {
    const { code, err } = await verify();
    assert.equal(code, EXIT.usage);
    assert.match(err, /there is no store in .*: start a hub there first/);
    const none = await verify('--data', join(data, 'none'));
    assert.match(none.err, /there is no store in .*none: start a hub/);
    const other = await verify('now');
    assert.deepEqual(
      [other.code, other.err],
      [EXIT.usage, 'aris: aris verify takes no argument "now"\n'],
    );
  });

  it('reads while a hub has the folder, and leaves it free where none has', async () => {
    await store({});
    const lock = takeLock(data);
    assert.ok(lock);
    assert.equal((await verify()).code, EXIT.ok);
    assert.equal(takeLock(data), undefined);
    lock.release();
    assert.equal((await verify()).code, EXIT.ok);
    const next = takeLock(data);
    assert.ok(next);
    next.release();
  });
});

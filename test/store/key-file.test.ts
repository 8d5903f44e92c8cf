import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SettingsError } from '../../src/domain/errors.ts';
import { openSigningKeys } from '../../src/store/key-file.ts';
import { systemRandom } from '../../src/system/random.ts';
import { createMemoryLog } from '../support/log.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the signing keys', () => {
  let folder = tempFolder();
  let path = '';
  let log = createMemoryLog();
  beforeEach(() => {
    folder = tempFolder();
    path = join(folder.path, 'keys.json');
    log = createMemoryLog();
  });
  afterEach(() => folder.remove());

  const open = (random = systemRandom) => openSigningKeys(folder.path, { random, log });
  const rights = () => statSync(path).mode & 0o777;

  it('are made once, each of 32 bytes of its own', () => {
    const keys = open();
    const { backup, ...own } = keys;
    const texts = Object.values(own).map((key) => Buffer.from(key).toString('base64'));
    assert.equal(backup, undefined);
    assert.deepEqual(Object.keys(keys), ['accessKey', 'refreshKey', 'setupKey', 'factorKey']);
    assert.equal(new Set(texts).size, 4);
    assert.ok(Object.values(own).every((key) => key.length === 32));
    assert.deepEqual(open(), keys);
    assert.deepEqual(log.lines, []);
  });

  it('are those of the random source, in the documented form', () => {
    open(createSeededRandom(3));
    const random = createSeededRandom(3);
    const next = () => Buffer.from(random.bytes(32)).toString('base64');
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), {
      version: 2,
      accessKey: next(),
      refreshKey: next(),
      setupKey: next(),
      factorKey: next(),
    });
  });

  it('are in a file that its owner alone may read, and in no other', () => {
    const umask = process.umask(0);
    try {
      open();
    } finally {
      process.umask(umask);
    }
    assert.equal(rights(), 0o600);
    assert.deepEqual(readdirSync(folder.path), ['keys.json']);
  });

  it('do not take the rights of what a start that was cut short has left', () => {
    writeFileSync(`${path}.new`, '{"version":1,"access', { mode: 0o666 });
    chmodSync(`${path}.new`, 0o666);
    open();
    assert.equal(rights(), 0o600);
    assert.deepEqual(readdirSync(folder.path), ['keys.json']);
  });

  it('are not written through a link that somebody has put in the way', () => {
    const target = join(folder.path, 'elsewhere');
    symlinkSync(target, `${path}.new`);
    symlinkSync(target, path);
    open();
    assert.equal(existsSync(target), false);
  });

  for (const mode of [0o640, 0o604, 0o660, 0o666, 0o700, 0o777]) {
    it(`are taken back from others where the file's rights are 0${mode.toString(8)}, which is logged`, () => {
      const keys = open();
      chmodSync(path, mode);
      assert.deepEqual(open(), keys);
      assert.equal(rights(), 0o600);
      assert.deepEqual(
        log.lines.map(({ level, fields }) => [level, fields]),
        [['warn', { path }]],
      );
    });
  }

  it('may be in a file that not even its owner can write', () => {
    const keys = open();
    chmodSync(path, 0o400);
    assert.deepEqual(open(), keys);
    assert.equal(rights(), 0o400);
    assert.deepEqual(log.lines, []);
  });

  const key = Buffer.alloc(32, 7).toString('base64');
  const good = { version: 2, accessKey: key, refreshKey: key, setupKey: key, factorKey: key };

  const first = { version: 1, accessKey: key, refreshKey: key, setupKey: key };
  it('are kept from a file of the first version, which gains what it lacks, once', () => {
    writeFileSync(path, `${JSON.stringify(first)}\n`, { mode: 0o600 });
    const keys = open();
    const { factorKey, backup, ...old } = keys;
    assert.equal(backup, undefined);
    for (const kept of Object.values(old)) assert.deepEqual(Buffer.from(kept), Buffer.alloc(32, 7));
    assert.equal(factorKey?.length, 32);
    assert.notDeepEqual(factorKey, Buffer.alloc(32, 7));
    assert.deepEqual(open(), keys);
    assert.equal(rights(), 0o600);
    assert.deepEqual(readdirSync(folder.path), ['keys.json']);
    assert.deepEqual(log.lines, []);
  });

  it('are used as they are where such a file cannot be written', () => {
    const text = JSON.stringify(first);
    writeFileSync(path, text, { mode: 0o600 });
    // Something in the way, which stops root too.
    mkdirSync(`${path}.new`);
    const { factorKey, ...old } = open();
    assert.equal(factorKey, undefined);
    assert.equal(Object.keys(old).length, 3);
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.deepEqual(
      log.lines.map(({ level }) => level),
      ['warn'],
    );
  });

  const without = ({ setupKey, ...rest }: typeof good) => setupKey && rest;
  const damaged: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['cut short', JSON.stringify(good).slice(0, 100)],
    ['no object', '[]'],
    ['null', 'null'],
    ['full of zeros, as after a power cut', '\u0000'.repeat(200)],
    ['of another version', JSON.stringify({ ...good, version: 3 })],
    ['of the first version with a later key', JSON.stringify({ ...good, version: 1 })],
    ['of the second version without its key', JSON.stringify({ ...first, version: 2 })],
    ['without version', JSON.stringify({ ...good, version: undefined })],
    ['without a key', JSON.stringify(without(good))],
    ['with a key too many', JSON.stringify({ ...good, other: key })],
    ['with an empty key', JSON.stringify({ ...good, accessKey: '' })],
    ['with a short key', JSON.stringify({ ...good, accessKey: key.slice(4) })],
    ['with a long key', JSON.stringify({ ...good, accessKey: `AAAA${key}` })],
    ['with a key that is no text', JSON.stringify({ ...good, accessKey: 7 })],
    ['with a key in base64url', JSON.stringify({ ...good, accessKey: key.replace(/^../, '-_') })],
    [
      'with a key with spare bits set',
      JSON.stringify({ ...good, accessKey: key.replace('c=', 'd=') }),
    ],
    ['with a line feed in a key', JSON.stringify({ ...good, accessKey: key.replace(/^./, '\n') })],
  ];
  for (const [how, text] of damaged) {
    it(`are neither taken nor replaced where the file is ${how}`, () => {
      writeFileSync(path, text, { mode: 0o600 });
      assert.throws(
        () => open(),
        (error) =>
          error instanceof SettingsError &&
          error.lines.length === 1 &&
          error.message.startsWith(`${path} is damaged`) &&
          !error.message.includes(key.slice(0, 8)),
      );
      assert.equal(readFileSync(path, 'utf8'), text);
    });
  }

  it('are taken from a file that is good', () => {
    writeFileSync(path, JSON.stringify(good, null, 2), { mode: 0o600 });
    assert.deepEqual(Buffer.from(open().setupKey), Buffer.alloc(32, 7));
  });

  it('name the file where it cannot be read at all', () => {
    mkdirSync(path);
    assert.throws(
      () => open(),
      (error) =>
        error instanceof SettingsError && error.message.startsWith(`${path} cannot be used: `),
    );
  });
});

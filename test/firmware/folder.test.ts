import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemClock } from '../../src/system/clock.ts';
import { createFirmwareFolder } from '../../src/firmware/folder.ts';
import { until } from '../support/until.ts';

describe('the firmware folder', () => {
  let top: string;
  let root: string;
  const put = async (path: string, content: string) => writeFile(join(root, path), content);

  before(async () => {
    top = await mkdtemp(join(tmpdir(), 'aris-firmware-'));
  });
  beforeEach(async () => {
    root = join(top, 'served');
    await rm(root, { recursive: true, force: true });
    await mkdir(join(root, 'room', '.git'), { recursive: true });
    await put('image.bin', 'image');
    await put('room/manifest.json', '{}');
    await put('.hidden', 'hidden');
    await put('room/.git/config', 'hidden');
    await writeFile(join(top, 'secret'), 'secret');
    await mkdir(join(top, 'served-not'), { recursive: true });
    await writeFile(join(top, 'served-not', 'secret'), 'secret');
  });
  after(async () => rm(top, { recursive: true }));

  async function contentOf(path: string): Promise<string | undefined> {
    const file = await createFirmwareFolder(root, systemClock).open(path);
    return file === undefined ? undefined : text(file.read(0, file.sizeBytes));
  }

  /** The files that this process has open below the folder of the tests. */
  async function openFiles(): Promise<number> {
    const links = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      links.map(async (fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return targets.filter((target) => target.startsWith(top)).length;
  }

  it('opens a file with its size, time and the hash of its content', async () => {
    await utimes(join(root, 'image.bin'), 1_700_000_000, 1_700_000_000.5);
    const file = await createFirmwareFolder(root, systemClock).open('image.bin');
    assert.ok(file);
    const hex = createHash('sha256').update('image').digest('hex');
    assert.equal(file.etag, `"${hex.slice(0, 32)}"`);
    assert.equal(file.sizeBytes, 5);
    assert.equal(file.modifiedMs, 1_700_000_000_500);
    assert.equal(await text(file.read(1, 4)), 'mag');
  });

  it('opens a file in a folder, and an empty one', async () => {
    await put('empty', '');
    assert.equal(await contentOf('room/manifest.json'), '{}');
    assert.equal(await contentOf('empty'), '');
  });

  const refused = [
    ['an empty path', ''],
    ['a folder', 'room'],
    ['a missing file', 'missing'],
    ['a file taken for a folder', 'image.bin/x'],
    ['the parent', '..'],
    ['a file beside the folder', '../secret'],
    ['a folder whose name starts the same', '../served-not/secret'],
    ['a way out and back', 'room/../image.bin'],
    ['a dot', './image.bin'],
    ['an absolute path', '/etc/hostname'],
    ['an empty part', 'room//manifest.json'],
    ['a slash at the end', 'image.bin/'],
    ['a backslash', 'room\\manifest.json'],
    ['a NUL', 'image.bin\0'],
    ['a hidden file', '.hidden'],
    ['a file in a hidden folder', 'room/.git/config'],
    ['a name that no file system takes', 'x'.repeat(5_000)],
  ] as const;
  it('neither lists nor opens a file whose name would act where it is shown', async () => {
    for (const name of [
      'evil\u001b[31m.bin',
      'evil\u202enib.exe',
      'evil\n.bin',
      'evil\u200b.bin',
    ]) {
      await writeFile(join(root, name), 'x');
      const folder = createFirmwareFolder(root, systemClock);
      assert.equal(await folder.open(name), undefined);
      assert.ok((await folder.list()).every(({ path }) => !path.startsWith('evil')));
      await rm(join(root, name));
    }
  });

  for (const [what, path] of refused) {
    it(`refuses ${what}`, async () => {
      assert.equal(await createFirmwareFolder(root, systemClock).open(path), undefined);
    });
  }

  it('follows a link that stays inside, of a file or a folder', async () => {
    await symlink('image.bin', join(root, 'latest.bin'));
    await symlink('room', join(root, 'kitchen'));
    assert.equal(await contentOf('latest.bin'), 'image');
    assert.equal(await contentOf('kitchen/manifest.json'), '{}');
  });

  it('follows no link that leaves it, of a file or a folder, directly or through another', async () => {
    await symlink('../secret', join(root, 'relative'));
    await symlink(join(top, 'secret'), join(root, 'absolute'));
    await symlink('..', join(root, 'up'));
    await symlink('up/secret', join(root, 'through'));
    await symlink(join(top, 'served-not'), join(root, 'same-start'));
    await symlink('.hidden', join(root, 'shown'));
    await symlink('loop', join(root, 'loop'));
    const paths = ['relative', 'absolute', 'up/secret', 'through', 'same-start/secret', 'loop'];
    for (const path of [...paths, 'shown', 'up/served/image.bin/..']) {
      assert.equal(await createFirmwareFolder(root, systemClock).open(path), undefined, path);
    }
    const listed = await createFirmwareFolder(root, systemClock).list();
    assert.deepEqual(
      listed.map(({ path }) => path),
      ['image.bin', 'room/manifest.json'],
    );
  });

  it('may itself be reached through a link', async () => {
    await symlink(root, join(top, 'link'));
    const file = await createFirmwareFolder(join(top, 'link'), systemClock).open('image.bin');
    await file?.close();
    assert.ok(file);
  });

  it('does not hang on a FIFO', { timeout: 5_000 }, async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    assert.equal(await createFirmwareFolder(root, systemClock).open('pipe'), undefined);
    assert.equal((await createFirmwareFolder(root, systemClock).list()).length, 2);
  });

  it('gives a replaced file a new tag, and the same content the same one', async () => {
    const folder = createFirmwareFolder(root, systemClock);
    const tagOf = async () => {
      const file = await folder.open('image.bin');
      await file?.close();
      return file?.etag;
    };
    const before = await tagOf();
    await put('next', 'IMAGE');
    await utimes(join(root, 'next'), 1_000, 1_000);
    await rename(join(root, 'next'), join(root, 'image.bin'));
    assert.notEqual(await tagOf(), before);
    await put('image.bin', 'image');
    assert.equal(await tagOf(), before);
    await put('image.bin', 'IMAGE');
    assert.notEqual(await tagOf(), before);
  });

  it('goes on sending the file that was hashed, where it is replaced meanwhile', async () => {
    const file = await createFirmwareFolder(root, systemClock).open('image.bin');
    await put('next', 'other');
    await rename(join(root, 'next'), join(root, 'image.bin'));
    assert.equal(file && (await text(file.read(0, 5))), 'image');
  });

  it('breaks off where the file is changed in place meanwhile', async () => {
    const file = await createFirmwareFolder(root, systemClock).open('image.bin');
    assert.ok(file);
    await put('image.bin', 'a longer image');
    await assert.rejects(text(file.read(0, 5)), /changed while it was sent/);
    const shortened = await createFirmwareFolder(root, systemClock).open('image.bin');
    assert.ok(shortened);
    await put('image.bin', '');
    await assert.rejects(text(shortened.read(0, 5)), /changed while it was sent/);
  });

  it('closes its descriptors: read to the end, destroyed, never started, refused', async () => {
    const folder = createFirmwareFolder(root, systemClock);
    const [read, destroyed, closed] = await Promise.all([
      folder.open('image.bin'),
      folder.open('image.bin'),
      folder.open('image.bin'),
      folder.open('room'),
    ]);
    assert.ok(read && destroyed && closed);
    await text(read.read(0, 5));
    destroyed.read(0, 5).destroy();
    await closed.close();
    await until(async () => (await openFiles()) === 0, 'no open descriptor');
  });

  it('hashes an image once for all who ask', async () => {
    const folder = createFirmwareFolder(root, systemClock);
    await put('image.bin', 'x'.repeat(200_000));
    const files = await Promise.all(
      Array.from({ length: 8 }, async () => folder.open('image.bin')),
    );
    await Promise.all(files.map(async (file) => file?.close()));
    assert.equal(new Set(files.map((file) => file?.etag)).size, 1);
  });

  it('lists every file by path, once where folders link to each other', async () => {
    await mkdir(join(root, 'a'));
    await mkdir(join(root, 'b'));
    await put('a/x.bin', '123');
    await utimes(join(root, 'a/x.bin'), 1_700_000_000, 1_700_000_000);
    await symlink('..', join(root, 'a', 'up'));
    await symlink('.', join(root, 'b', 'self'));
    await put('back\\slash', '');
    const listed = await createFirmwareFolder(root, systemClock).list();
    assert.deepEqual(
      listed.map(({ path }) => path),
      ['a/x.bin', 'image.bin', 'room/manifest.json'],
    );
    assert.deepEqual(listed[0], {
      path: 'a/x.bin',
      sizeBytes: 3,
      modifiedMs: 1_700_000_000_000,
    });
  });

  it('is empty where it is missing, and fills once it is there', async () => {
    const folder = createFirmwareFolder(join(root, 'later'), systemClock);
    assert.deepEqual(await folder.list(), []);
    assert.equal(await folder.open('image.bin'), undefined);
    await mkdir(join(root, 'later'));
    await put('later/image.bin', '');
    assert.equal((await folder.list()).length, 1);
  });
});

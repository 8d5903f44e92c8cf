import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { CliContext } from '../../src/cli/context.ts';
import { enter, noStore, typed, withinRights } from '../../src/cli/data-folder.ts';
import { SettingsError } from '../../src/domain/errors.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path: folder, remove } = tempFolder();
after(remove);
const contextOf = (...args: string[]) =>
  ({ program: 'aris', args, env: {} }) as unknown as CliContext;
const placeOf = (dataFolder: string, more: object = {}) => ({
  dataFolder,
  isUsualFolder: false,
  file: {},
  ...more,
});
const denial = () => {
  throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
};
const linesOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof SettingsError);
  return error.lines.join('\n');
};

describe('a command as it is typed', () => {
  it('names the folder where that is not the usual one, as a shell takes it', () => {
    const of = (path: string, isUsualFolder = false) =>
      typed('token list', placeOf(path, { isUsualFolder }), contextOf());
    assert.equal(of('/data'), 'aris token list --data /data');
    assert.equal(of('/data', true), 'aris token list');
    assert.equal(of("/my data's"), `aris token list --data '/my data'\\''s'`);
  });
});

describe('a folder without a store', () => {
  it('says which house there is instead', () => {
    assert.match(noStore(folder, false).message, /start a hub there first/);
    const demo = join(folder, 'demo-relays');
    mkdirSync(join(demo, 'virtual'), { recursive: true });
    assert.match(noStore(folder, false).message, /start a hub there first/);
    writeFileSync(join(demo, 'virtual', 'store.mdb'), '');
    assert.ok(noStore(folder, false).message.endsWith(`only that of a demo, with --data ${demo}`));
    mkdirSync(join(folder, 'virtual'));
    writeFileSync(join(folder, 'virtual', 'store.mdb'), '');
    assert.match(noStore(folder, false).message, /only that of a virtual house, with --virtual/);
    writeFileSync(join(folder, 'store.mdb'), '');
    assert.match(noStore(folder, true).message, /only that of a real house, without --virtual/);
  });
});

describe('a folder that is another’s', () => {
  it('has the line that works told, which names the folder once', async () => {
    const said = async (...args: string[]) =>
      linesOf(withinRights(placeOf('/data'), contextOf(...args), denial));
    assert.equal(
      await said('token', 'create', 'my token'),
      "this user may not use /data; this works: sudo aris token create 'my token' --data /data",
    );
    assert.match(
      await said('token', 'list', '--data', '/data'),
      /sudo aris token list --data \/data$/,
    );
    assert.match(
      await said('token', 'list', '--data=/data'),
      /sudo aris token list --data=\/data$/,
    );
  });

  it('is no matter of another fault, nor of what goes well', async () => {
    const fault = new Error('other');
    await assert.rejects(
      withinRights(placeOf('/data'), contextOf(), () => Promise.reject(fault)),
      (error) => error === fault,
    );
    assert.equal(await withinRights(placeOf('/data'), contextOf(), () => 5), 5);
  });
});

describe('coming to a data folder', () => {
  it('says whether it is there', async () => {
    assert.equal(await enter(placeOf(folder), contextOf()), true);
    assert.equal(await enter(placeOf(join(folder, 'none')), contextOf()), false);
  });

  it('is refused where its path is too long for a socket, or the settings are hidden', async () => {
    const long = `/${'x'.repeat(LIMITS.controlPathBytes)}`;
    assert.match(await linesOf(enter(placeOf(long), contextOf())), /path is too long/);
    const place = placeOf(folder, { hiddenFile: '/etc/aris/aris.env' });
    assert.match(await linesOf(enter(place, contextOf())), /may not use \/etc\/aris\/aris\.env/);
  });
});

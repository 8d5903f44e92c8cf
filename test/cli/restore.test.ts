import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { takeLock } from '../../src/system/lock.ts';
import { runCommand } from '../support/command-line.ts';
import { createFakeMachine } from '../support/fake-machine.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('aris restore', () => {
  const { path, remove } = tempFolder();
  const folder = join(path, 'data');
  const backup = join(path, 'one.backup');
  after(remove);
  before(async () => {
    await runCommand(['house', 'init'], folder);
    await runCommand(['token', 'create', 'in the backup'], folder);
    assert.equal((await runCommand(['backup', backup], folder)).code, EXIT.ok);
    await runCommand(['token', 'create', 'made since'], folder);
  });
  const run = async (args: readonly string[], more = {}) =>
    runCommand(['restore', ...args], folder, more);
  const tokens = async () => (await runCommand(['token', 'list'], folder)).out;
  const storeInode = () => statSync(join(folder, 'store.mdb')).ino;

  it('wants one file, which is there', async () => {
    for (const args of [[], ['a', 'b']]) {
      const { code, err } = await run(args);
      assert.equal(code, EXIT.usage);
      assert.match(err, /exactly one FILE is needed/);
    }
    assert.match((await run([join(path, 'none')])).err, /none: there is no such file/);
  });

  it('touches nothing that another process uses', async () => {
    const lock = takeLock(folder);
    const { code, err } = await run([backup, '--yes']);
    assert.equal(code, EXIT.rival);
    assert.match(err, /stop it first/);
    lock?.release();
  });

  it('changes nothing in a dry run, nor where nobody says yes', async () => {
    const before = storeInode();
    const dry = await run([backup, '--dry-run']);
    assert.equal(dry.code, EXIT.ok);
    assert.match(dry.err, /in the backup/);
    assert.match(dry.err, /this is moved to .*: the store, house\.json\./);
    assert.match(dry.err, /Nothing was changed\.\n$/);
    const nobody = await run([backup]);
    assert.deepEqual(
      [nobody.code, nobody.err.includes('nobody is there to ask')],
      [EXIT.usage, true],
    );
    for (const answer of ['', 'n', 'yess', 'oh yes']) {
      const asked = await run([backup], { askLine: async () => Promise.resolve(answer) });
      assert.deepEqual([asked.code, asked.err.includes('nothing was changed')], [EXIT.usage, true]);
    }
    assert.equal(storeInode(), before);
  });

  it('knows two serials, and refuses a file that is none of ours', async () => {
    const { code, err } = await run([backup, '--serial', 'mine', '--yes']);
    assert.equal(code, EXIT.usage);
    assert.match(err, /--serial must be own or backup/);
    const other = await run([join(folder, 'house.json'), '--yes']);
    assert.notEqual(other.code, EXIT.ok);
  });

  it('puts it back where somebody says so, without whom it is told to leave out', async () => {
    assert.match(await tokens(), /made since/);
    const id = /^(tok_\w+) +in the backup/m.exec(await tokens())?.[1] ?? '';
    const struck = await run([backup, '--dry-run', '--without-token', id]);
    assert.match(struck.err, /Struck out[^]*in the backup/);
    const state = (is: string) => `LoadState=loaded\nActiveState=${is}\n`;
    const { code, err } = await run([backup], {
      askLine: async () => Promise.resolve(' Y '),
      machine: createFakeMachine({ programs: { 'systemctl show': state('inactive') } }),
    });
    assert.equal(code, EXIT.ok);
    assert.match(err, /Everything is put back\.\nThis starts the hub: sudo .*start aris/);
    const now = await tokens();
    assert.match(now, /in the backup/);
    assert.doesNotMatch(now, /made since/);
    assert.ok(existsSync(join(folder, 'house.json')));
  });
});

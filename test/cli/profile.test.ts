import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { runCommand } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path: folder, remove } = tempFolder();
after(remove);
const run = async (...args: string[]) => runCommand(['profile', ...args], folder);

describe('aris profile', () => {
  it('lists those that ship, and those of the house, each with how far its devices can be taken', async () => {
    const { code, out } = await run('list');
    assert.equal(code, EXIT.ok);
    assert.match(out, /^NAME +GATEWAY +DEVICES\n/);
    // Its unit has orders of two levels: the further one counts.
    assert.match(out, /^heishamon .* hcu \(steer\), heatpump \(watch\), dhw \(nudge\)/m);
  });

  it('shows one with what it needs in house.json, and nothing that it has a default for', async () => {
    const { out } = await run('list', 'heishamon');
    assert.match(out, /^Devices: /m);
    assert.match(out, /^Parameters:$/m);
    const [, example = ''] = /^In house\.json: (.*)$/m.exec(out) ?? [];
    const members = JSON.parse(example) as Record<string, unknown>;
    assert.equal(members['use'], 'heishamon');
    const required = [...out.matchAll(/^ {2}(\w+) +required/gm)].map(([, name]) => name);
    assert.deepEqual(Object.keys(members), ['kind', 'id', 'use', ...required]);
  });

  it('says which there is not', async () => {
    for (const action of ['list', 'try']) {
      const { code, err } = await run(action, 'nothing');
      assert.equal(code, EXIT.usage);
      assert.match(err, /there is no profile "nothing"; aris profile list shows/);
    }
  });

  it('check names every fault of a file', async () => {
    const path = join(folder, 'p.json');
    writeFileSync(path, JSON.stringify({ version: 1 }));
    const { code, err, out } = await run('check', path);
    assert.deepEqual([code, out], [EXIT.usage, '']);
    assert.ok((err.match(/^aris: .*p\.json: /gm)?.length ?? 0) > 1, err);
    assert.match((await run('check', join(folder, 'none'))).err, /none: there is no such file/);
  });

  it('has one of the house’s own that is broken named by its name', async () => {
    mkdirSync(join(folder, 'profiles'), { recursive: true });
    writeFileSync(join(folder, 'profiles', 'own.json'), '{');
    const { code, err } = await run('list', 'own');
    assert.equal(code, EXIT.usage);
    assert.match(err, /^aris: profile own: /);
    writeFileSync(join(folder, 'profiles', 'own.json'), '');
  });

  it('wants what an action takes, and no more', async () => {
    for (const args of [[], ['check'], ['try'], ['other', 'x']]) {
      const { code } = await run(...args);
      assert.equal(code, EXIT.usage, args.join(' '));
    }
    assert.match((await run('list', 'a', 'b')).err, /too many arguments/);
  });
});

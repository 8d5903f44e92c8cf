import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { playedHub, runCommand, type PlayedHub } from '../support/command-line.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('aris house', () => {
  let hub: PlayedHub;
  before(async () => (hub = await playedHub()));
  after(async () => hub.stop());

  it('check says what there is in a file, and names every fault of it', async () => {
    const [good, bad] = [hub.at('good.json'), hub.at('bad.json')];
    writeFileSync(good, JSON.stringify(SMALL_HOUSE));
    const { code, out, asked } = await hub.run(['house', 'check', good]);
    assert.deepEqual([code, asked], [EXIT.ok, []]);
    assert.equal(
      out,
      `${good}: fine, ${SMALL_HOUSE.zones.length} zones and ${SMALL_HOUSE.fcus.length} fan coils\n`,
    );
    writeFileSync(bad, JSON.stringify({ ...SMALL_HOUSE, timeZone: 'Nowhere', more: 1 }));
    const refused = await hub.run(['house', 'check', bad]);
    assert.deepEqual([refused.code, refused.out], [EXIT.usage, '']);
    assert.equal(refused.err.match(/bad\.json: /g)?.length, 2);
  });

  it('check without a file looks at the hub’s own', async () => {
    const missing = await hub.run(['house', 'check']);
    assert.deepEqual(
      [missing.code, missing.err],
      [EXIT.usage, `aris: ${hub.at('house.json')}: there is no such file\n`],
    );
    writeFileSync(hub.at('house.json'), JSON.stringify(SMALL_HOUSE));
    assert.match((await hub.run(['house', 'check'])).out, /house\.json: fine/);
    const named = await hub.run(['house', 'check', '--house', hub.at('none.json')]);
    assert.match(named.err, /none\.json: there is no such file/);
  });

  it('release gives back all or one, and is no success where something is not certain', async () => {
    const all = await hub.run(['house', 'release'], [{ unsure: [] }]);
    assert.deepEqual([all.code, all.asked], [EXIT.ok, [['house.release', {}]]]);
    assert.match(all.out, /^every machine has its own values/);
    const one = await hub.run(['house', 'release', 'hcu/main'], [{ unsure: ['mode', 'target'] }]);
    assert.deepEqual(one.asked, [['house.release', { machine: 'hcu/main' }]]);
    assert.deepEqual([one.code, one.out], [EXIT.failure, '']);
    assert.equal(one.err.match(/it is not certain that/g)?.length, 2);
  });

  it('reload and take are the hub’s to do', async () => {
    const reloaded = await hub.run(['house', 'reload'], [{}]);
    assert.deepEqual(reloaded.asked, [['house.reload', {}]]);
    const taken = await hub.run(['house', 'take', 'hcu/main'], [{}]);
    assert.deepEqual(taken.asked, [['house.take', { machine: 'hcu/main' }]]);
    assert.equal(taken.out, 'the hub commands hcu/main again\n');
    assert.match((await hub.run(['house', 'take'], [{}])).out, /all machines/);
  });

  it('takes no more than an action takes', async () => {
    for (const args of [['reload', 'x'], ['init', 'x'], [], ['other']]) {
      const { code, asked } = await hub.run(['house', ...args]);
      assert.deepEqual([code, asked], [EXIT.usage, []], args.join(' '));
    }
    const two = await hub.run(['house', 'check', 'a', 'b']);
    assert.equal(two.err, 'aris: too many arguments; aris house --help\n');
  });

  it('init writes a sample that check likes, begins a store, and leaves a house that is there', async () => {
    const { path, remove } = tempFolder();
    const folder = join(path, 'data');
    const { code, out } = await runCommand(['house', 'init'], folder);
    assert.equal(code, EXIT.ok);
    assert.match(
      out,
      /house\.json: a sample house of \d+ zones\. Edit it, then: aris house check --data /,
    );
    assert.ok(existsSync(join(folder, 'store.mdb')));
    assert.equal((await runCommand(['house', 'check'], folder)).code, EXIT.ok);
    writeFileSync(join(folder, 'house.json'), 'mine');
    assert.equal((await runCommand(['house', 'init'], folder)).code, EXIT.usage);
    assert.equal(readFileSync(join(folder, 'house.json'), 'utf8'), 'mine');
    remove();
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { runCommand } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path: folder, remove } = tempFolder();
after(remove);
const run = async (...args: string[]) => runCommand(['simulate', ...args], folder);

describe('aris simulate', () => {
  for (const speed of ['0', '10001', '1.5', '-1', 'fast', '']) {
    it(`is refused with the speed "${speed}"`, async () => {
      const { code, err } = await run(`--speed=${speed}`);
      assert.equal(code, EXIT.usage);
      assert.match(err, /--speed must be a whole number from 1 to 10000/);
    });
  }

  it('takes the greatest speed, and then wants a broker', async () => {
    const { code, err } = await run('--speed', '10000');
    assert.equal(code, EXIT.usage);
    assert.match(err, /broker|MQTT/i);
    assert.doesNotMatch(err, /speed/);
  });

  it('names every fault of the house file', async () => {
    const path = join(folder, 'house.json');
    writeFileSync(path, JSON.stringify({ version: 1, timeZone: 'Nowhere' }));
    const { code, err } = await run('--house', path);
    assert.equal(code, EXIT.usage);
    assert.ok((err.match(/house\.json: /g)?.length ?? 0) > 1, err);
    const missing = await run('--house', join(folder, 'none.json'));
    assert.match(missing.err, /none\.json.*there is no such file/);
  });

  it('plays no demo that there is not, and none beside a house', async () => {
    assert.match((await run('--demo', 'x')).err, /--demo is one of .*, not "x"/);
    assert.match((await run('--demo', 'relays', '--house', 'h.json')).err, /leave --house out/);
  });
});

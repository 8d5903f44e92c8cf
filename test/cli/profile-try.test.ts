import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { EXIT } from '../../src/cli/context.ts';
import { runCommand } from '../support/command-line.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { path: folder, remove } = tempFolder();
after(remove);
/** At a broker that there is not: what is wrong is found out before it is asked for. */
const run = async (...args: string[]) =>
  runCommand(['profile', 'try', 'heishamon', '--mqtt-url', 'mqtt://127.0.0.1:1', ...args], folder);

describe('aris profile try', () => {
  for (const [args, said] of [
    [['--seconds', '0'], /--seconds must be a whole number from 1 to 86400/],
    [['--seconds', '86401'], /--seconds must be a whole number from 1 to 86400/],
    [['--seconds', '1.5'], /--seconds must be a whole number from 1 to 86400/],
    [['--set', 'base'], /--set wants PARAMETER=VALUE, not "base"/],
    [['--kind', 'fcu'], /--kind must be one of .*, not "fcu"/],
    [['--kind', 'toString'], /--kind must be one of/],
    [['--set', 'no=1'], /--set .*no/],
  ] as const) {
    it(`is refused with ${args.join(' ')}`, async () => {
      const { code, out, err } = await run(...args);
      assert.deepEqual([code, out], [EXIT.usage, '']);
      assert.match(err, said);
      // Of several devices that want the same each fault is told once.
      const lines = err.trim().split('\n');
      assert.deepEqual([...new Set(lines)], lines);
    });
  }

  it('is refused where nobody has named a broker', async () => {
    const args = ['profile', 'try', 'heishamon', '--seconds', '1'];
    const { code, err } = await runCommand(args, folder);
    assert.deepEqual(
      [code, err],
      [EXIT.usage, 'aris: no broker is set: name one with --mqtt-url, or aris broker set URL\n'],
    );
  });
});

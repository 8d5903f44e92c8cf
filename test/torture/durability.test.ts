/** What happens to the machine under the built hub, the short form of `npm run torture -- durability`. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';

const CASES = readdirSync(join(import.meta.dirname, 'durability'));
const OUTCOME = /^([a-z]+): (?:held|left out, needs root to mount a disk)$/;

it('nothing that was acknowledged is lost, whatever happens to the machine', async () => {
  const run = join(import.meta.dirname, 'run.mjs');
  const args = ['--import', 'tsx', run, 'durability', '--short'];
  // Containers of other tests would take its disks along, which could not be taken off then.
  const alone = process.getuid?.() === 0 ? ['unshare', '--mount'] : [];
  const [command = '', ...rest] = [...alone, process.execPath, ...args];
  const { stderr } = await promisify(execFile)(command, rest);
  const held = stderr
    .trim()
    .split('\n')
    .map((line) => OUTCOME.exec(line)?.[1] ?? line);
  assert.deepEqual(held.sort(), CASES.map((file) => file.replace(/\.\w+$/, '')).sort());
});

/** The attacks of `npm run torture -- hostile`, a second of each, against the built hub. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';

const CASES = readdirSync(join(import.meta.dirname, 'hostile'));

it('a hub that is attacked lets nobody in, stays up, answers who is signed in, and closes what it opened', async () => {
  const run = join(import.meta.dirname, 'run.mjs');
  const args = ['--import', 'tsx', run, 'hostile', '--short'];
  const { stderr } = await promisify(execFile)(process.execPath, args);
  assert.deepEqual(
    stderr.trim().split('\n').sort(),
    CASES.map((file) => `${file.replace('.mjs', '')}: held`).sort(),
  );
});

/** The short form of `npm run torture -- hostile`: a small share of each attack, on the built hub. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { run } from '../support/child.ts';

it('holds out against a small share of each attack', async () => {
  const args = ['hostile', '--seconds', '1', '--connections', '200', '--slack', '10'];
  const { code, stdout, stderr } = await run(process.execPath, [
    join(import.meta.dirname, 'run.mjs'),
    ...args,
  ]);
  assert.equal(code, 0, `${stdout}\n${stderr}`);
});

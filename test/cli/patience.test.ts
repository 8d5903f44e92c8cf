import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patiently } from '../../src/cli/patience.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** @returns what is said of work that takes so long */
async function saidOf(workMs: number, isTerminal: boolean): Promise<string[]> {
  const clock = createFakeClock();
  const said: string[] = [];
  const context = { clock, isTerminal, err: (line: string) => void said.push(line) };
  const work = async () =>
    new Promise<number>((resolve) => clock.after(workMs, () => resolve(workMs)));
  const done = patiently(context, 'looking at the broker', work);
  clock.advance(workMs);
  assert.equal(await done, workMs);
  clock.advance(60_000);
  return said;
}

describe('what takes long', () => {
  it('is said once, after two seconds', async () =>
    assert.deepEqual(await saidOf(9_000, true), ['looking at the broker …']));

  it('is not said of what is done before, nor where nobody watches', async () => {
    assert.deepEqual(await saidOf(1_999, true), []);
    assert.deepEqual(await saidOf(9_000, false), []);
  });

  it('is not said any more of what has failed', async () => {
    const clock = createFakeClock();
    const err = () => assert.fail('it is over');
    const context = { clock, isTerminal: true, err };
    const failing = patiently(context, 'x', () => Promise.reject(new Error('no')));
    await assert.rejects(failing, /^Error: no$/);
    clock.advance(60_000);
  });
});

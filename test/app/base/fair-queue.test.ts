import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createFairQueue, type Lane } from '../../../src/app/base/fair-queue.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { settled } from '../../support/settled.ts';

const LIMIT = 6;
const PER_LANE = 3;

/** Tasks that end when they are told to; `done` are names in the order that they ended in. */
function createRig() {
  const run = createFairQueue({
    limit: LIMIT,
    perLane: PER_LANE,
    refusal: () => new Error('too many'),
  });
  const done: string[] = [];
  const refused: string[] = [];
  let end: () => void = () => undefined;
  const ask = (name: string, lane?: Lane) =>
    void run(async () => {
      await new Promise<void>((resolve) => (end = resolve));
      done.push(name);
    }, lane).catch(() => refused.push(name));
  async function endAll(): Promise<string[]> {
    for (let before = -1; before < done.length;) {
      before = done.length;
      await settled();
      end();
      await settled();
    }
    return done;
  }
  return { run, done, refused, ask, endAll };
}

const stranger = (key: string) => ({ key, isKnown: false });
const known = (key: string) => ({ key, isKnown: true });

describe('a fair queue', () => {
  it('takes who is known before strangers', async () => {
    const { ask, endAll } = createRig();
    ask('first', stranger('a'));
    ask('second', stranger('b'));
    ask('owner', known('home'));
    assert.deepEqual(await endAll(), ['first', 'owner', 'second']);
  });

  it('takes one of each lane after the other', async () => {
    const { ask, endAll } = createRig();
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) ask(name, stranger(name.slice(0, 1)));
    assert.deepEqual(await endAll(), ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']);
  });

  it('refuses what is too many of one lane, and the last of the longest for one of a shorter', async () => {
    const { ask, refused, endAll } = createRig();
    ask('at work', stranger('z'));
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3'])
      ask(name, stranger(name.slice(0, 1)));
    await settled();
    assert.deepEqual(refused, ['a4']);
    ask('c1', stranger('c'));
    await settled();
    assert.deepEqual(refused, ['a4', 'a3']);
    for (const name of ['d1', 'e1', 'f1', 'g1']) ask(name, stranger(name));
    await settled();
    assert.deepEqual(refused.slice(2).sort(), ['a2', 'b2', 'b3', 'g1'], 'no lane of one gives way');
    assert.equal((await endAll()).length, 1 + LIMIT);
  });

  it('has room for who is known however many strangers there are, and the other way round', async () => {
    for (const [many, one] of [
      [stranger, known],
      [known, stranger],
    ] as const) {
      const { ask, refused, endAll } = createRig();
      for (let at = 0; at < 100; at++) ask(`flood ${at}`, many(`${at}`));
      ask('one', one('one'));
      await settled();
      assert.ok(!refused.includes('one'));
      assert.ok((await endAll()).includes('one'));
    }
  });

  it('holds who was let in already to no lane', async () => {
    const { ask, refused, endAll } = createRig();
    for (let at = 0; at <= LIMIT; at++) ask(`${at}`);
    assert.equal((await endAll()).length, LIMIT + 1);
    assert.deepEqual(refused, []);
  });

  it('runs one at a time, and all that it takes, whatever fails', async () => {
    const step = fc.record({
      lane: fc.option(fc.record({ key: fc.constantFrom('a', 'b', 'c'), isKnown: fc.boolean() })),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { run } = createRig();
        let running = 0;
        let started = 0;
        const results = await Promise.allSettled(
          steps.map(({ lane, fails }) =>
            run(async () => {
              started++;
              assert.equal(++running, 1);
              await nextTurn();
              running--;
              if (fails) throw new Error('failed');
            }, lane ?? undefined),
          ),
        );
        const tooMany = results.filter(
          (result) => result.status === 'rejected' && String(result.reason).includes('too many'),
        );
        assert.equal(started, steps.length - tooMany.length);
      }),
      { numRuns: 50 },
    );
  });
});

/** What is made of readers that die, stop, or seem to come to an end: here of readers that are played. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProcessEnd, RunOwnProcess } from '../../src/app/base/ports/own-process.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { faultApart, NotLookedAtError } from '../../src/store/apart.ts';
import type { ReaderLine } from '../../src/store/reader.ts';
import { salvaged, type Gap } from '../../src/store/salvage.ts';

const WELL: ProcessEnd = { code: 0, signal: undefined, isHung: false, stderr: '' };
const KILLED: ProcessEnd = { ...WELL, code: undefined, signal: 'SIGBUS' };

/** Each reader's lines and end, one after another; the last plays all further ones, too. */
type Play = readonly (readonly [lines: readonly ReaderLine[], end: ProcessEnd])[];

function playing(play: Play) {
  const tasks: unknown[] = [];
  const run: RunOwnProcess = (args) => {
    const [lines, end] = play[Math.min(tasks.length, play.length - 1)] ?? [[], WELL];
    tasks.push(JSON.parse(args[2] ?? ''));
    async function* said() {
      await Promise.resolve();
      yield* lines.map((line) => JSON.stringify(line));
    }
    return { lines: said(), end: Promise.resolve(end) };
  };
  return { run, tasks };
}

async function read(play: Play, prefixes: readonly string[] = []) {
  const { run, tasks } = playing(play);
  const gaps: Gap[] = [];
  const keys: string[] = [];
  for await (const [key] of salvaged('/f', { prefixes, gaps, apart: { run } })) keys.push(key);
  return { keys, gaps, tasks };
}

describe('salvage', () => {
  it('takes what one reader reads to its end', async () => {
    const { keys, gaps } = await read([[[{ entries: 1 }, ['a/1', 'x'], { part: 0 }], WELL]]);
    assert.deepEqual([keys, gaps], [['a/1'], []]);
  });

  it('goes on from the end where a reader dies, and names what lies between', async () => {
    const { keys, gaps, tasks } = await read([
      [[{ entries: 4 }, ['a/1', 'x']], KILLED],
      [[{ entries: 4 }, ['a/4', 'x']], KILLED],
    ]);
    assert.deepEqual(keys, ['a/1', 'a/4']);
    assert.deepEqual(gaps, [{ after: 'a/1\u0000', before: 'a/4' }]);
    assert.deepEqual(tasks[1], [{ from: 'a/1\u0000', newestFirst: true }]);
  });

  it('tries each table that begins in between', async () => {
    const dead: Play[number] = [[{ entries: 9 }], KILLED];
    const { tasks } = await read(
      [[[{ entries: 9 }, ['a/1', 'x']], KILLED], [[{ entries: 9 }, ['d/1', 'x']], KILLED], dead],
      ['a/', 'b/', 'c/', 'd/', 'e/'],
    );
    assert.deepEqual(
      (tasks[2] as { from: string; to: string }[]).map(({ from, to }) => [from, to]),
      [
        ['a/1\u0000', 'b/'],
        ['b/', 'c/'],
        ['c/', 'd/'],
        ['d/', 'd/1'],
      ],
    );
  });

  it('is not taken in by what seems to be all', async () => {
    const { gaps } = await read([[[{ entries: 2 }, ['a/1', 'x'], { part: 0 }], WELL]]);
    assert.deepEqual(gaps, [{ after: '', before: '' }]);
  });

  it('names all of what it cut where a piece only seems to come to its end', async () => {
    const { gaps } = await read(
      [
        [[{ entries: 9 }, ['a/1', 'x']], KILLED],
        [[{ entries: 9 }, ['d/1', 'x']], KILLED],
        [[{ entries: 9 }, { part: 0 }, { part: 1 }, { part: 2 }], WELL],
      ],
      ['a/', 'b/', 'c/'],
    );
    assert.deepEqual(gaps, [{ after: 'a/1\u0000', before: 'd/1' }]);
  });

  it('gives up at once where the file cannot even be opened', async () => {
    const { tasks, gaps } = await read([[[{ begun: true }], KILLED]]);
    assert.equal(tasks.length, 1);
    assert.equal(gaps.length, 1);
  });

  it('gives up where reader after reader has nothing more', async () => {
    const prefixes = Array.from({ length: 50 }, (_, index) => `t${index}/`);
    const { tasks, gaps } = await read([[[{ entries: 9 }], KILLED]], prefixes);
    assert.equal(tasks.length, LIMITS.storeReadersInVain);
    assert.ok(gaps.length > 0);
  });

  it('has not more than so many readers', async () => {
    let number = 0;
    const run: RunOwnProcess = () => {
      const key = ['a', 'z'][number] ?? `k${number}`;
      number++;
      async function* said() {
        await Promise.resolve();
        yield JSON.stringify({ entries: 999 });
        yield JSON.stringify([key, 'x']);
      }
      return { lines: said(), end: Promise.resolve(KILLED) };
    };
    const prefixes = Array.from({ length: 500 }, (_, index) => `t${index}/`);
    const gaps: Gap[] = [];
    const keys: string[] = [];
    for await (const [key] of salvaged('/f', { prefixes, gaps, apart: { run } })) keys.push(key);
    assert.equal(number, LIMITS.storeReaders);
    assert.equal(keys.length, number);
  });
});

describe('the look at a store', () => {
  const lookedAt = async (play: Play) => faultApart('/f', { run: playing(play).run });

  it('finds nothing where all of it was read', async () =>
    assert.equal(await lookedAt([[[{ entries: 1 }, { whole: 1 }], WELL]]), undefined));

  for (const [what, play, fault] of [
    ['a signal', [[[{ entries: 1 }], KILLED]], /ended a process with SIGBUS/],
    ['a signal at its very end', [[[{ whole: 1 }], KILLED]], /ended a process with SIGBUS/],
    ['a hang', [[[{ begun: true }], { ...KILLED, isHung: true }]], /did not go on for 20 s/],
    ['a fault', [[[{ fault: 'not in order' }], WELL]], /not in order/],
    ['no more word', [[[{ begun: true }], WELL]], /came to no end/],
    ['a failure', [[[{ begun: true }], { ...WELL, code: 1 }]], /exit code 1/],
  ] as const satisfies readonly (readonly [string, Play, RegExp])[])
    it(`takes ${what} for an answer`, async () => {
      assert.match((await lookedAt(play)) ?? '', fault);
    });

  for (const [what, end] of [
    ['could not be run', { ...WELL, code: 2 }],
    ['was killed before its first word', KILLED],
    ['had no processor', { ...KILLED, isHung: true }],
  ] as const)
    it(`has no answer of a reader that ${what}`, async () => {
      await assert.rejects(lookedAt([[[], end]]), NotLookedAtError);
      await assert.rejects(read([[[], end]]), NotLookedAtError);
    });

  it('passes on the last words of a reader that died', async () => {
    const words: string[] = [];
    const { run } = playing([
      [[{ begun: true }], { ...KILLED, stderr: 'mdb.c:123: Assertion failed\n' }],
    ]);
    await faultApart('/f', { run, onDeath: (said) => words.push(said) });
    assert.deepEqual(words, ['mdb.c:123: Assertion failed']);
  });
});

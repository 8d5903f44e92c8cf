import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  COMPRESSOR_DEFAULTS,
  compressorNext,
  NEW_COMPRESSOR,
  type CompressorMemory,
} from '../../../../src/domain/control/source/compressor.ts';
import type { Work } from '../../../../src/domain/control/base/work.ts';
import { newMemory, restoredMemory } from '../../../../src/domain/control/cycle/memory.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../src/domain/units.ts';
import { createSeededRandom } from '../../../support/seeded-random.ts';
import { NOW_MS } from '../house.ts';

const ago = (minutes: number) => NOW_MS - minutes * MINUTE_MS;

function working(work: Work, minutes: number, isRunning?: boolean): CompressorMemory {
  const startedMs = ago(minutes);
  const seen =
    isRunning === undefined ? {} : { isRunning, ...(isRunning && { runningMs: startedMs }) };
  return { work, startedMs, startsMs: [startedMs], ...seen };
}
const resting = (minutes: number, starts: readonly number[] = []): CompressorMemory => ({
  work: 'none',
  last: 'heat',
  stoppedMs: ago(minutes),
  startsMs: starts.map(ago),
});

describe('the protection of the compressor', () => {
  // [what, memory, wanted, seen running, work after, what it waits for, starts counted]
  const cases = [
    ['starts what has never run', NEW_COMPRESSOR, 'heat', undefined, 'heat', undefined, 1],
    ['starts what has rested', resting(10), 'cool', false, 'cool', undefined, 1],
    ['lets it rest for 10 min', resting(9), 'heat', false, 'none', 'compressor_rest', 0],
    [
      'starts it no more than 3 times in an hour',
      resting(15, [59, 40, 20]),
      'heat',
      false,
      'none',
      'starts_limit',
      3,
    ],
    [
      'starts it again when the hour is over',
      resting(15, [60, 40, 20]),
      'heat',
      false,
      'heat',
      undefined,
      3,
    ],
    ['lets it run for 10 min', working('heat', 9, true), 'none', true, 'heat', 'minimum_run', 1],
    ['stops it then', working('heat', 10, true), 'none', true, 'none', undefined, 1],
    [
      'turns from the rooms to the tank without a stop',
      working('heat', 1, true),
      'hot_water',
      true,
      'hot_water',
      undefined,
      1,
    ],
    ['and back', working('hot_water', 1, true), 'heat', true, 'heat', undefined, 1],
    [
      'does not reverse it before it has run',
      working('cool', 5, true),
      'hot_water',
      true,
      'cool',
      'minimum_run',
      1,
    ],
    [
      'has it rest before it is reversed',
      working('cool', 20, true),
      'hot_water',
      true,
      'none',
      'compressor_rest',
      1,
    ],
    [
      'takes its own stop for the end',
      working('heat', 5, true),
      'heat',
      false,
      'none',
      'compressor_rest',
      1,
    ],
    [
      'waits for a machine that is slow to start',
      working('heat', 2, false),
      'heat',
      false,
      'heat',
      undefined,
      1,
    ],
    [
      'counts each start within its leave',
      { ...working('heat', 30, false), startsMs: [30, 25].map(ago) },
      'heat',
      true,
      'heat',
      undefined,
      3,
    ],
    ['counts none twice', working('heat', 2, false), 'heat', true, 'heat', undefined, 1],
    [
      'has the shortest run begin when it is seen to run',
      { ...working('heat', 14, true), runningMs: ago(9) },
      'none',
      true,
      'heat',
      'minimum_run',
      1,
    ],
    ['takes back a leave unused', working('heat', 2, false), 'none', false, 'none', undefined, 0],
    [
      'lets it run on where it has started in the moment that it was told to stop',
      { ...resting(15), isRunning: false, endedMs: ago(1) },
      'none',
      true,
      'heat',
      'minimum_run',
      1,
    ],
    ['counts a start that nobody asked for', resting(30), 'none', true, 'none', undefined, 1],
    [
      'lets it go on where it has not stopped yet',
      { ...resting(1, [20]), isRunning: true },
      'heat',
      true,
      'heat',
      undefined,
      1,
    ],
    [
      'but not the other way',
      { ...resting(1, [20]), isRunning: true },
      'cool',
      true,
      'none',
      'compressor_rest',
      1,
    ],
    [
      'nor where nobody sees it',
      { ...resting(1, [20]), isRunning: true },
      'heat',
      undefined,
      'none',
      'compressor_rest',
      1,
    ],
  ] as const;
  for (const [what, memory, wanted, isRunning, work, wait, starts] of cases) {
    it(what, () => {
      const next = compressorNext(COMPRESSOR_DEFAULTS, memory, wanted, isRunning, NOW_MS);
      assert.deepEqual(
        [next.memory.work, next.wait?.code, next.memory.startsMs.length],
        [work, wait, starts],
      );
    });
  }

  it('says until when', () => {
    const until = (memory: CompressorMemory, wanted: Work) =>
      compressorNext(COMPRESSOR_DEFAULTS, memory, wanted, undefined, NOW_MS).wait?.untilMs;
    assert.equal(until(resting(9), 'heat'), NOW_MS + MINUTE_MS);
    assert.equal(until(resting(15, [59, 40, 20]), 'heat'), NOW_MS + MINUTE_MS);
    assert.equal(until(working('heat', 8), 'none'), NOW_MS + 2 * MINUTE_MS);
  });

  it('survives a restart: starts stand, and the rest begins afresh', () => {
    const before = { ...newMemory(ago(20)), compressor: resting(15, [50, 40, 30]) };
    const { compressor } = restoredMemory(before, NOW_MS);
    const wait = (nowMs: number) =>
      compressorNext(COMPRESSOR_DEFAULTS, compressor, 'heat', undefined, nowMs).wait?.code;
    assert.equal(wait(NOW_MS + 9 * MINUTE_MS), 'compressor_rest');
    assert.equal(wait(NOW_MS + 10 * MINUTE_MS), undefined);
    assert.equal(compressor.startsMs.length, 3);
  });

  it('stops at once where to go on would do harm', () => {
    const running = working('cool', 1, true);
    const { memory, wait } = compressorNext(
      COMPRESSOR_DEFAULTS,
      running,
      'none',
      true,
      NOW_MS,
      true,
    );
    assert.deepEqual([memory.work, wait], ['none', undefined]);
  });
});

/** A machine that starts and stops by itself within its leave, and carries out what it is told a moment late. */
function createMachine(random: () => number) {
  let [isRunning, sinceMs] = [false, NOW_MS - HOUR_MS];
  let order: Work = 'none';
  const startsMs: number[] = [];
  let shortestMs = Infinity;
  return {
    live(told: Work, nowMs: number): void {
      const obeyed = random() < 0.8 ? told : order;
      order = told;
      const forMs = nowMs - sinceMs;
      const isDue = isRunning
        ? forMs >= 2 * MINUTE_MS && (obeyed === 'none' || random() < 0.05)
        : forMs >= 3 * MINUTE_MS && obeyed !== 'none' && random() < 0.4;
      if (!isDue) return;
      if (!isRunning) startsMs.push(nowMs);
      else if (obeyed === 'none') shortestMs = Math.min(shortestMs, forMs);
      [isRunning, sinceMs] = [!isRunning, nowMs];
    },
    isRunning: () => isRunning,
    startsMs,
    shortestMs: () => shortestMs,
  };
}

const WORKS: readonly Work[] = ['heat', 'hot_water', 'none'];
const LIVED_MS = 2 * 24 * HOUR_MS;

describe('a machine that starts and stops by itself', () => {
  for (let seed = 1; seed <= 20; seed++)
    it(`starts 3 times in an hour at most, and is ended after 10 min at the earliest (${seed})`, () => {
      const seeded = createSeededRandom(seed);
      const random = () => (seeded.bytes(1)[0] ?? 0) / 256;
      const machine = createMachine(random);
      let memory = NEW_COMPRESSOR;
      let wanted: Work = 'none';
      for (let nowMs = NOW_MS; nowMs < NOW_MS + LIVED_MS; nowMs += 20 * SECOND_MS) {
        machine.live(memory.work, nowMs);
        if (random() < 0.1) wanted = WORKS[Math.floor(random() * WORKS.length)] ?? 'none';
        const isRunning = machine.isRunning();
        ({ memory } = compressorNext(COMPRESSOR_DEFAULTS, memory, wanted, isRunning, nowMs));
      }
      const { startsMs } = machine;
      const inHour = startsMs.map(
        (fromMs) => startsMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + HOUR_MS).length,
      );
      assert.ok(startsMs.length > 40, `${startsMs.length} starts`);
      assert.equal(Math.max(...inHour), COMPRESSOR_DEFAULTS.startsPerHour);
      assert.ok(machine.shortestMs() >= COMPRESSOR_DEFAULTS.minRunMs, `${machine.shortestMs()} ms`);
    });
});

describe('the protection of a compressor that nobody sees', () => {
  const SHORT = { minRunMs: 2 * MINUTE_MS, minRestMs: 3 * MINUTE_MS, startsPerHour: 3 };
  const step = fc.record({
    afterMs: fc.integer({ min: SECOND_MS, max: 4 * MINUTE_MS }),
    wanted: fc.constantFrom<Work>('heat', 'cool', 'hot_water', 'none'),
  });

  it('holds under any wish', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 200 }), (steps) => {
        let memory = NEW_COMPRESSOR;
        let nowMs = NOW_MS;
        const startsMs: number[] = [];
        let stoppedMs = -Infinity;
        for (const { afterMs, wanted } of steps) {
          nowMs += afterMs;
          const before = memory;
          ({ memory } = compressorNext(SHORT, memory, wanted, undefined, nowMs));
          if (before.work !== 'none' && memory.work === 'none') {
            const ranMs = nowMs - (before.startedMs ?? 0);
            assert.ok(ranMs >= SHORT.minRunMs, `ran for ${ranMs} ms`);
            stoppedMs = nowMs;
          }
          if (before.work !== 'none' || memory.work === 'none') continue;
          startsMs.push(nowMs);
          assert.ok(nowMs - stoppedMs >= SHORT.minRestMs, `rested for ${nowMs - stoppedMs} ms`);
          const recent = startsMs.filter((startMs) => nowMs - startMs < HOUR_MS);
          assert.ok(recent.length <= SHORT.startsPerHour, `${recent.length} starts`);
        }
      }),
    );
  });
});

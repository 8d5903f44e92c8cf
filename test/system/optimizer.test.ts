import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import {
  createProcessLoad,
  optimizeWhileBusy,
  releaseOptimizer,
  spareOptimizer,
  startUnoptimized,
} from '../../src/system/optimizer.ts';
import { createFakeClock } from '../support/fake-clock.ts';

before(() => setFlagsFromString('--allow-natives-syntax'));
after(() => setFlagsFromString('--no-allow-natives-syntax'));

/** Of a function of its own: what was optimised once stays so. */
function becomesOptimized(): boolean {
  // `kTurboFanned` in V8's src/runtime/runtime.h.
  const isOptimized = runInThisContext('(f) => (%GetOptimizationStatus(f) & 64) !== 0') as (
    f: unknown,
  ) => boolean;
  const sum = runInThisContext(
    '(to) => { let all = 0; for (let x = 0; x < to; x++) all += x; return all; }',
  ) as (to: number) => number;
  for (let call = 0; call < 20_000; call++) {
    sum(1_000);
    if (isOptimized(sum)) return true;
  }
  return false;
}

it('code is optimised while the hub is busy, and not at rest', () => {
  const clock = createFakeClock();
  let load = 0.5;
  startUnoptimized();
  optimizeWhileBusy(clock, () => load);
  clock.advance(9_000);
  assert.ok(!becomesOptimized(), 'during the start');
  load = 0.05;
  clock.advance(10_000);
  assert.ok(!becomesOptimized(), 'at rest');
  load = 0.06;
  clock.advance(1_000);
  assert.ok(becomesOptimized(), 'within a second');
  spareOptimizer();
  assert.ok(!becomesOptimized(), 'while memory is spared');
  clock.advance(1_000);
  assert.ok(!becomesOptimized(), 'however busy it is');
  releaseOptimizer();
  assert.ok(becomesOptimized(), 'afterwards');
  load = 0.05;
  clock.advance(59_000);
  assert.ok(becomesOptimized(), 'for a minute more');
  clock.advance(1_000);
  assert.ok(!becomesOptimized(), 'at rest again');
  spareOptimizer();
  releaseOptimizer();
  assert.ok(!becomesOptimized(), 'sparing it is no reason to run it');
});

it('a hub that is busy from the start on need not wait until that is over', () => {
  const clock = createFakeClock();
  startUnoptimized();
  optimizeWhileBusy(clock, () => 0.51);
  clock.advance(1_000);
  assert.ok(becomesOptimized());
});

interface Moment {
  cpu: NodeJS.CpuUsage;
  atMs: number;
}
const now = (): Moment => ({ cpu: process.cpuUsage(), atMs: performance.now() });
/** By this process, and on the wall. */
function takenSince({ cpu, atMs }: Moment) {
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000, wallMs: performance.now() - atMs };
}
function work(cpuMs: number) {
  const begun = now();
  while (takenSince(begun).cpuMs < cpuMs);
}

it('what the process takes is told as a part of how long that was', async () => {
  const beforeMade = now();
  const load = createProcessLoad();
  const made = now();
  work(100);
  // However seldom the machine lets it run: what it says lies between what was read before and after it.
  const before = takenSince(made);
  const whileBusy = load();
  const after = takenSince(beforeMade);
  assert.ok(whileBusy >= before.cpuMs / after.wallMs, `${whileBusy} is too little`);
  assert.ok(whileBusy <= after.cpuMs / before.wallMs, `${whileBusy} is too much`);
  await delay(100);
  const atRest = load();
  assert.ok(atRest < whileBusy / 3, `${atRest} at rest, ${whileBusy} while busy`);
});

it('a hub is busy by what its process takes', () => {
  const clock = createFakeClock();
  startUnoptimized();
  optimizeWhileBusy(clock);
  assert.ok(!becomesOptimized(), 'before it was looked at');
  // On past the start: later a twentieth of a core is enough, which a process has on any machine.
  for (let look = 0; look < 20; look++) {
    work(5);
    clock.advance(1_000);
  }
  assert.ok(becomesOptimized());
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createScheduler, type Scheduler } from '../../../src/app/base/scheduler.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { settled } from '../../support/settled.ts';

const START = Date.UTC(2026, 0, 15, 12);

describe('the agenda', () => {
  let clock: FakeClock;
  let log: ReturnType<typeof createMemoryLog>;
  let agenda: Scheduler;
  let ran: string[];

  beforeEach(() => {
    clock = createFakeClock(START);
    log = createMemoryLog();
    agenda = createScheduler({ clock, log });
    ran = [];
  });

  /** A task that is due at each of the instants. */
  function add(name: string, ...dueMs: number[]): number[] {
    agenda.add({
      nextMs: () => dueMs[0],
      run: async (wentBack) => {
        await Promise.resolve();
        ran.push(wentBack ? `${name} again` : name);
        while ((dueMs[0] ?? Infinity) <= clock.nowMs()) dueMs.shift();
      },
    });
    agenda.refresh();
    return dueMs;
  }

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= LIMITS.agendaMaxMs) {
      clock.advance(Math.min(left, LIMITS.agendaMaxMs));
      await settled();
    }
  }

  it('has each task run when it is due, and not before', async () => {
    add('a', START + HOUR_MS, START + 3 * HOUR_MS);
    add('b', START + 2 * HOUR_MS);
    await pass(HOUR_MS - 1);
    assert.deepEqual(ran, []);
    await pass(1);
    assert.deepEqual(ran, ['a']);
    await pass(2 * HOUR_MS);
    assert.deepEqual(ran, ['a', 'b', 'a']);
  });

  it('notices within its limit that the clock was set ahead', async () => {
    add('a', START + DAY_MS);
    clock.jumpWall(2 * DAY_MS);
    await pass(LIMITS.agendaMaxMs);
    assert.deepEqual(ran, ['a']);
  });

  it('has everything looked at anew where the clock was set back', async () => {
    add('a', START + DAY_MS);
    await pass(LIMITS.agendaMaxMs);
    clock.jumpWall(-HOUR_MS);
    await pass(LIMITS.agendaMaxMs);
    await pass(LIMITS.agendaMaxMs);
    assert.deepEqual(ran, ['a again']);
  });

  it('takes an earlier time when it is told of one', async () => {
    const due = add('a', START + DAY_MS);
    due.unshift(START + 1_000);
    agenda.refresh();
    await pass(1_000);
    assert.deepEqual(ran, ['a']);
  });

  it('goes on after a task that fails or puts itself off, without haste', async () => {
    let tries = 0;
    agenda.add({
      nextMs: () => START + 1_000,
      run: () => {
        tries++;
        return Promise.reject(new Error('not now'));
      },
    });
    add('b', START + 1_000);
    await pass(1_000);
    assert.deepEqual([tries, ran], [1, ['b']]);
    assert.equal(log.lines[0]?.message, 'not done when due');
    await pass(10 * LIMITS.agendaMaxMs);
    assert.equal(tries, 11);
  });

  it('does nothing once it is stopped', async () => {
    add('a', START + HOUR_MS);
    agenda.stop();
    agenda.refresh();
    await pass(2 * HOUR_MS);
    assert.deepEqual(ran, []);
  });
});

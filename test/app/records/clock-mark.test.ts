import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resumeClock } from '../../../src/app/records/clock-mark.ts';
import { createLazyBatch } from '../../../src/app/records/lazy-batch.ts';
import { createSteadyClock } from '../../../src/app/records/steady-clock.ts';
import type { Table } from '../../../src/app/base/ports/store.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createRecordStore, type TextWrite } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const START = Date.UTC(2026, 0, 15, 12);
const NOTES: Table<string> = { name: 'notes', version: 1, parse: String };
const note = (value: string) => ({ put: NOTES, key: 'one', value });

const steadyOf = (machine: ReturnType<typeof createFakeClock>) =>
  createSteadyClock({ clock: machine, isSynchronised: () => false });

/** A hub's store, with each write that its disk sees. */
function openStore() {
  const texts = createMemoryTexts();
  const machine = createFakeClock(START);
  const writes: (readonly TextWrite[])[] = [];
  const disk = Object.assign(Object.create(texts) as typeof texts, {
    async write(these: readonly TextWrite[]) {
      await texts.write(these);
      writes.push(these);
    },
  });
  const clock = steadyOf(machine);
  const log = createMemoryLog();
  const plain = createRecordStore({ texts: disk, clock, log });
  const { store, lazy } = resumeClock({ store: plain, clock });
  const batch = createLazyBatch({ store, clock, log });
  batch.add(lazy);
  /** The time at the next start, on a machine without a clock. */
  const resumedMs = () => {
    const next = steadyOf(createFakeClock(0));
    resumeClock({ store: plain, clock: next });
    return next.nowMs() - START;
  };
  return { texts, machine, store, batch, writes, resumedMs };
}

describe('the mark in the store', () => {
  it('goes with every commit, to the millisecond, and makes none of its own', async () => {
    const { machine, store, writes, resumedMs } = openStore();
    for (const afterMs of [0, 1, 7 * MINUTE_MS]) {
      machine.advance(afterMs);
      await store.commit([note('x')]);
      assert.equal(START + resumedMs(), machine.nowMs());
    }
    assert.equal(writes.length, 3);
  });

  it('is what the last commit on the disk had, not one that failed', async () => {
    const { texts, machine, store, batch, resumedMs } = openStore();
    await store.commit([note('x')]);
    machine.advance(LIMITS.clockMarkMs);
    texts.isFull = true;
    await assert.rejects(store.commit([note('y')]));
    assert.equal(resumedMs(), 0);
    texts.isFull = false;
    await batch.flush();
    assert.equal(resumedMs(), LIMITS.clockMarkMs);
  });

  it('adds nothing to what only removes, which a full store still takes', async () => {
    const { store, writes } = openStore();
    await store.commit([{ remove: NOTES, key: 'one' }]);
    assert.deepEqual(writes, [[['notes/one', undefined]]]);
  });

  it('is written by itself each LIMITS.clockMarkMs where nothing else is', async () => {
    const { machine, batch, writes, resumedMs } = openStore();
    await batch.flush();
    assert.equal(writes.length, 1, 'the first of a store');
    machine.advance(LIMITS.clockMarkMs - 1);
    await batch.flush();
    assert.equal(resumedMs(), 0);
    machine.advance(1);
    await batch.flush();
    assert.equal(resumedMs(), LIMITS.clockMarkMs);
  });

  for (const [what, isBusy, perDay] of [
    ['a hub with nothing to write', false, 72],
    ['a hub with something in each batch', true, DAY_MS / LIMITS.lazyFlushMs],
  ] as const)
    it(`costs ${what} ${perDay} writes a day`, async () => {
      const { machine, batch, writes } = openStore();
      if (isBusy) batch.add({ gather: () => [note('x')], settle: () => undefined });
      await batch.flush();
      writes.length = 0;
      for (let passed = 0; passed < DAY_MS; passed += LIMITS.lazyFlushMs) {
        machine.advance(LIMITS.lazyFlushMs);
        await batch.flush();
      }
      assert.equal(writes.length, perDay);
    });
});

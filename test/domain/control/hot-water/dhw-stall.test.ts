import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  askableC,
  STALL_DEFAULTS,
  stalledUntilMs,
  stallNext,
  type StallInputs,
  type StallMemory,
} from '../../../../src/domain/control/hot-water/dhw-stall.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const { afterMs, retryMs, riseK, marginK } = STALL_DEFAULTS;
const LAST_MS = NOW_MS - MINUTE_MS;
const stalled = (agoMs: number): StallMemory => ({
  stall: { reachedC: 48.4, sinceMs: NOW_MS - agoMs },
});
const charged = (forMs: number, fromC = 45): StallMemory => ({
  charge: { fromC, sinceMs: NOW_MS - forMs },
});

function next(memory: StallMemory, of: Partial<StallInputs> = {}): StallMemory {
  const inputs = {
    meanC: 45,
    bodyC: 48.4,
    targetC: 50,
    needsSource: true,
    isCharged: true,
    ...of,
  };
  return stallNext(STALL_DEFAULTS, memory, inputs, LAST_MS, NOW_MS);
}

describe('a tank that gets no hotter', () => {
  it('is one after two hours of heating', () => {
    assert.equal(next(charged(afterMs - 1)).stall, undefined);
    assert.deepEqual(next(charged(afterMs)), { stall: { reachedC: 48.4, sinceMs: NOW_MS } });
  });

  it('is none while heat comes to any part of it', () => {
    assert.equal(next(charged(afterMs), { meanC: 45 + riseK }).stall, undefined);
  });

  it('is none while the rooms have the source', () => {
    const { charge, stall } = next(charged(afterMs - 1), { isCharged: false });
    assert.equal(stall, undefined);
    assert.equal(charge?.sinceMs, NOW_MS - afterMs + 1 + MINUTE_MS);
  });

  it('is asked for less, and for all of it again later', () => {
    const asked = (memory: StallMemory) => askableC(STALL_DEFAULTS, memory, 50, NOW_MS);
    assert.equal(asked({}), 50);
    assert.equal(asked(stalled(retryMs - 1)), 48.4 - marginK);
    assert.equal(asked(stalled(retryMs)), 50);
    assert.equal(askableC(STALL_DEFAULTS, stalled(0), 45, NOW_MS), 45);
    assert.equal(stalledUntilMs(STALL_DEFAULTS, stalled(HOUR_MS), NOW_MS), NOW_MS + 5 * HOUR_MS);
    assert.equal(stalledUntilMs(STALL_DEFAULTS, stalled(retryMs), NOW_MS), undefined);
  });

  it('stands while more is tried, until it is hotter than it was', () => {
    const retried = stalled(retryMs);
    assert.equal(next(retried).stall, retried.stall);
    assert.equal(next(retried, { bodyC: 48.4 + riseK }).stall, undefined);
  });

  it('stands while nothing is asked, and not once it is as hot as wanted', () => {
    const content = { needsSource: false };
    assert.deepEqual(next({ ...stalled(0), ...charged(HOUR_MS) }, content), stalled(0));
    assert.deepEqual(next(stalled(0), { ...content, targetC: 48 }), {});
  });

  it('has reached less where not even that comes', () => {
    const again = next({ ...stalled(HOUR_MS), ...charged(afterMs, 40) }, { meanC: 40, bodyC: 41 });
    assert.deepEqual(again.stall, { reachedC: 41, sinceMs: NOW_MS });
  });
});

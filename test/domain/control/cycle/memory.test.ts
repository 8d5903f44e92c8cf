import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  movedMemory,
  newMemory,
  rebased,
  restoredMemory,
} from '../../../../src/domain/control/cycle/memory.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested } from '../house.ts';

const WORKING = rested({
  atMs: NOW_MS,
  zones: { living: { call: 'heat', sinceMs: NOW_MS - MINUTE_MS, fanPercent: 40 } },
  compressor: { work: 'heat', isRunning: true, startedMs: NOW_MS, startsMs: [NOW_MS - 2, NOW_MS] },
  heatSupplyC: 35,
});

describe('the memory of control', () => {
  it('does not know at first when the machine last stopped: just now, perhaps', () => {
    assert.equal(newMemory(NOW_MS).compressor.stoppedMs, NOW_MS);
  });

  it('moves with the clock in all of its instants, and in nothing else', () => {
    const moved = movedMemory(WORKING, HOUR_MS);
    const laterMs = NOW_MS + HOUR_MS;
    assert.equal(moved.atMs, laterMs);
    assert.deepEqual(moved.zones['living'], {
      call: 'heat',
      sinceMs: laterMs - MINUTE_MS,
      fanPercent: 40,
    });
    assert.deepEqual(moved.compressor.startsMs, [laterMs - 2, laterMs]);
    assert.equal(moved.heatSupplyC, 35);
    assert.deepEqual(movedMemory(moved, -HOUR_MS), WORKING);
  });

  it('has what lies ahead begin now', () => {
    assert.equal(rebased(WORKING, NOW_MS), WORKING);
    const early = rebased(WORKING, NOW_MS - HOUR_MS);
    assert.equal(early.atMs, NOW_MS - HOUR_MS);
    assert.deepEqual(early.compressor.startsMs, [NOW_MS - HOUR_MS, NOW_MS - HOUR_MS]);
    // What lies behind stays.
    assert.equal(rebased(WORKING, NOW_MS - 1).zones['living']?.sinceMs, NOW_MS - MINUTE_MS);
  });

  it('of an earlier life has the rest of a machine begin afresh, and leaves one at work', () => {
    const laterMs = NOW_MS + HOUR_MS;
    assert.equal(restoredMemory(WORKING, laterMs), WORKING);
    const idle = rested({ compressor: { work: 'none', isRunning: true, startsMs: [NOW_MS] } });
    assert.deepEqual(restoredMemory(idle, laterMs).compressor, {
      work: 'none',
      isRunning: false,
      startsMs: [NOW_MS],
      stoppedMs: laterMs,
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createControlMemoryStore, PLANTS } from '../../../src/app/control/control-memory.ts';
import { newMemory, type ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { createKept } from '../../support/kept.ts';

function begin(kept = createKept()) {
  const memory = createControlMemoryStore(kept);
  const write = async () => {
    await kept.store.commit(memory.gather());
    memory.settle(true);
  };
  const next = (of: Partial<ControlMemory>): ControlMemory => ({ ...memory.get(), ...of });
  return { kept, memory, write, next, commits: () => kept.store.stats().commits };
}
const HEATING = { work: 'heat', startsMs: [] } as const;

describe('what control remembers', () => {
  it('begins with a machine that may have stopped just now', () => {
    const { kept, memory } = begin();
    assert.equal(memory.get().compressor.stoppedMs, kept.clock.nowMs());
  });

  it('is on the disk at once where it protects the machine, else with the batch', async () => {
    const { kept, memory, next, write, commits } = begin();
    await memory.take(next({ compressor: HEATING }));
    assert.equal(commits(), 1);
    await memory.take(next({ heatSupplyC: 35, zones: { living: { call: 'heat' } } }));
    assert.equal(commits(), 1);
    assert.equal(begin(kept.again()).memory.get().heatSupplyC, undefined);
    await write();
    const again = begin(kept.again()).memory.get();
    assert.deepEqual([again.heatSupplyC, again.zones], [35, { living: { call: 'heat' } }]);
  });

  it('comes back whole after a restart', async () => {
    const { kept, memory, next, write } = begin();
    const plant: Partial<ControlMemory> = {
      circuit: { direction: 'cool', sinceMs: kept.clock.nowMs() - HOUR_MS, turns: 2 },
      heater: { isHelping: true },
      outOfSeason: { heat: true, cool: false },
      water: {
        hasFlow: true,
        hasPressure: true,
        isLost: true,
        stopsMs: [kept.clock.nowMs() - HOUR_MS],
        lowestBar: 0.4,
        isOff: true,
      },
    };
    await memory.take(next(plant));
    await write();
    const again = begin(kept.again()).memory.get();
    assert.deepEqual({ ...again, ...plant }, again);
  });

  it('has zones written that have changed, and those removed that are gone', async () => {
    const { memory, next, write } = begin();
    await memory.take(next({ zones: { a: { call: 'heat' }, b: { call: 'none' } } }));
    await write();
    await memory.take(next({ zones: { a: { call: 'heat' } } }));
    const keys = memory.gather().map((change) => ['remove' in change, change.key]);
    assert.deepEqual(keys, [
      [false, 'plant'],
      [true, 'b'],
    ]);
    memory.settle(false);
    assert.equal(memory.gather().length, 2);
  });

  it('goes on where the disk is full, says so once, and tries again', async () => {
    const { kept, memory, next } = begin();
    kept.texts.isFull = true;
    await memory.take(next({ compressor: HEATING }));
    await memory.take(next({ heatSupplyC: 35 }));
    assert.deepEqual([memory.get().compressor.work, kept.log.lines.length], ['heat', 1]);
    kept.texts.isFull = false;
    await memory.take(next({}));
    assert.equal(begin(kept.again()).memory.get().compressor.work, 'heat');
  });

  it('moves with the clock', () => {
    const { kept, memory } = begin();
    const { atMs } = memory.get();
    kept.clock.set(HOUR_MS);
    assert.equal(memory.get().atMs, atMs + HOUR_MS);
  });

  it('of the first version has the tank under its name', () => {
    const { compressor, surplus } = newMemory(0);
    const old = {
      atMs: 0,
      compressor,
      surplus,
      hotWater: { isHeating: true },
      isBufferCharging: false,
    };
    assert.deepEqual(PLANTS.parse(old, 1).dhw, { isHeating: true });
  });
});

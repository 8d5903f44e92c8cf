/** For whom the source works, where each part of that is decided by rules with tests of their own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderName } from '../../../../src/domain/binding/order.ts';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import type { Votes } from '../../../../src/domain/control/circuit/changeover.ts';
import type { Demand } from '../../../../src/domain/control/plant/demand.ts';
import type { DhwDemand } from '../../../../src/domain/control/hot-water/dhw.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import { plantNext } from '../../../../src/domain/control/plant/plant.ts';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import type { SurplusLevel } from '../../../../src/domain/control/grid/surplus.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot } from '../house.ts';
import { tankDemand } from '../plant-demand.ts';

/** Each room that calls lacks a kelvin, and a second one another. */
const demand = (
  { heat = 0, cool = 0, frost = 0 }: Partial<Votes>,
  more: Partial<Demand> = {},
): Demand => ({
  zones: [],
  votes: { heat, cool, frost, needK: { heat, cool } },
  lackK: { heat: 0, cool: 0 },
  usefulC: { heat: Infinity, cool: -Infinity },
  wettestDewC: 8,
  ...more,
});
const TANK = tankDemand();

interface Given {
  readonly votes?: Partial<Votes>;
  readonly more?: Partial<Demand>;
  readonly of?: Partial<ControlSnapshot>;
  readonly memory?: Partial<ControlMemory>;
  readonly tank?: DhwDemand;
  readonly level?: SurplusLevel;
}
const next = ({ votes = {}, more, of, memory, tank, level = 2 }: Given) =>
  plantNext(snapshot(of), rested(memory), demand(votes, more), tank, level, NOW_MS);

const machine = (
  orders: readonly OrderName[],
  appliance: Partial<Appliance> = {},
  more: Partial<HcuSnapshot> = {},
): HcuSnapshot => ({
  hasCompressor: true,
  appliance: { level: 'steer', chosen: 'steer', orders: new Set(orders), ...appliance },
  ...more,
});
const RUNNING: ControlMemory['compressor'] = {
  work: 'heat',
  startedMs: NOW_MS - MINUTE_MS,
  isRunning: true,
  startsMs: [],
};
const EMPTY_BUFFER = { tempTopC: 20, tempMidC: 20, tempBottomC: 20 };

describe('the source', () => {
  it('rests while nobody wants anything', () => {
    const { wanted, work, calls, wait } = next({});
    assert.deepEqual([wanted, work, calls, wait], ['none', 'none', 0, undefined]);
  });

  it('works for the rooms, and counts those that call its way', () => {
    const { wanted, work, direction, calls } = next({ votes: { heat: 2, cool: 1 } });
    assert.deepEqual([wanted, work, direction, calls], ['heat', 'heat', 'heat', 2]);
  });

  it('is none in a house without one', () => {
    const { wanted, work } = next({ votes: { heat: 1 }, of: { hcu: undefined }, tank: TANK });
    assert.deepEqual([wanted, work], ['none', 'none']);
  });

  it('has hot water first, and the rooms wait their turn', () => {
    assert.equal(next({ votes: { heat: 1 }, tank: TANK }).work, 'hot_water');
    const house = { turn: { owner: 'house', sinceMs: NOW_MS - MINUTE_MS } } as const;
    const waits = next({ votes: { heat: 1 }, tank: TANK, memory: house });
    assert.equal(waits.work, 'heat');
    assert.ok((waits.houseUntilMs ?? 0) > NOW_MS);
    const { work, houseUntilMs } = next({ tank: TANK, memory: house });
    assert.deepEqual([work, houseUntilMs], ['hot_water', undefined]);
  });

  it('has rooms that lack much before a tank that can wait', () => {
    const turn = { owner: 'house', sinceMs: NOW_MS - 30 * MINUTE_MS } as const;
    const work = (heatK: number, tank: DhwDemand) => {
      const more = { lackK: { heat: heatK, cool: 0 } };
      return next({ votes: { heat: 1 }, more, memory: { turn }, tank }).work;
    };
    assert.equal(work(0.5, TANK), 'heat');
    assert.equal(work(0.4, TANK), 'hot_water');
    assert.equal(work(0.5, tankDemand({ isUrgent: true })), 'hot_water');
    assert.equal(work(0.5, tankDemand({ reason: reason('boost') })), 'hot_water');
  });

  it('leaves the tank to itself where that needs no source, or cannot be told', () => {
    assert.equal(next({ tank: { ...TANK, needsSource: false } }).wanted, 'none');
    assert.equal(next({ tank: TANK, of: { hcu: machine(['supplyTempC']) } }).wanted, 'none');
  });

  it('keeps its rest, and says so', () => {
    const compressor = { work: 'none', stoppedMs: NOW_MS - MINUTE_MS, startsMs: [] } as const;
    const { wanted, work, wait } = next({ votes: { heat: 1 }, memory: { compressor } });
    assert.deepEqual([wanted, work, wait?.code], ['heat', 'none', 'compressor_rest']);
    const district = { hcu: { hasCompressor: false } };
    const free = next({ votes: { heat: 1 }, memory: { compressor }, of: district });
    assert.deepEqual([free.work, free.wait], ['heat', undefined], 'there is none to protect');
  });

  it('stops before the circuit is turned', () => {
    const memory = { circuit: { direction: 'heat' }, compressor: RUNNING } as const;
    const turning = next({ votes: { cool: 1 }, memory });
    assert.deepEqual(
      [turning.circuit.isTurning, turning.direction, turning.wanted],
      [true, 'heat', 'none'],
    );
    const outvoted = next({ votes: { heat: 1, cool: 2 }, memory });
    assert.deepEqual([outvoted.circuit.isTurning, outvoted.wanted], [true, 'none']);
    const tankFirst = { ...memory, compressor: { ...RUNNING, work: 'hot_water' } } as const;
    assert.equal(next({ votes: { cool: 1 }, memory: tankFirst }).direction, 'cool');
  });
});

describe('the buffer', () => {
  const of = { tes: EMPTY_BUFFER };

  it('makes a run longer, and starts none', () => {
    const along = next({ of, votes: { heat: 1 }, memory: { compressor: RUNNING } });
    assert.equal(along.isBufferCharging, true);
    const alone = next({ of, memory: { compressor: RUNNING } });
    assert.deepEqual([alone.isBufferCharging, alone.work], [true, 'heat']);
    const rests = next({ of, votes: { heat: 1 } });
    assert.equal(rests.isBufferCharging, false);
    assert.equal(next({ of }).work, 'none');
  });

  it('is what energy to spare starts a run for', () => {
    const { isBufferCharging, wanted, calls } = next({ of, level: 3 });
    assert.deepEqual([isBufferCharging, wanted, calls], [true, 'heat', 0]);
  });

  it('takes nothing while the source is blocked, nor where it is full or left to itself', () => {
    const memory = { compressor: RUNNING };
    assert.equal(next({ of, memory, level: 1 }).isBufferCharging, false);
    const full = { tempTopC: 50, tempMidC: 50, tempBottomC: 50 };
    assert.equal(next({ of: { tes: full }, memory, level: 3 }).isBufferCharging, false);
    const tes = { ...EMPTY_BUFFER, appliance: machine(['mode'], { level: 'nudge' }).appliance };
    assert.equal(next({ of: { tes }, memory, level: 3 }).isBufferCharging, false);
    assert.equal(next({ of: { tes: undefined }, memory, level: 3 }).isBufferCharging, false);
  });
});

describe('the water', () => {
  it('is warmer for a room that lacks more, and remembered', () => {
    const plain = next({ votes: { heat: 1 } });
    const cold = next({ votes: { heat: 1 }, more: { lackK: { heat: 1, cool: 0 } } });
    assert.ok(cold.supplyTempC > plain.supplyTempC + 2);
    assert.equal(cold.memory.heatSupplyC, cold.supplyTempC);
    const before = { heatSupplyC: plain.supplyTempC + 0.5 };
    assert.equal(next({ votes: { heat: 1 }, memory: before }).supplyTempC, before.heatSupplyC);
  });

  it('is of use to a room that calls', () => {
    const usefulC = { heat: 40, cool: -Infinity };
    const useful = next({ votes: { heat: 1 }, more: { usefulC } });
    assert.deepEqual([useful.supplyTempC, useful.usefulC], [42, 40]);
  });

  it('stays above the dew point in cooling, up to what the machine can be told', () => {
    const votes = { cool: 1 };
    const plain = next({ votes, more: { wettestDewC: 15.2 } });
    assert.equal(plain.supplyTempC, 17.5);
    assert.equal(plain.memory.heatSupplyC, undefined);
    const supply = { minC: 7, maxC: 25, stepK: 1 };
    const whole = next({
      votes,
      more: { wettestDewC: 15.2 },
      of: { hcu: machine(['mode', 'supplyTempC'], { supply }) },
    });
    assert.deepEqual([whole.supplyTempC, whole.work], [18, 'cool']);
  });

  it('that would drip is rather not made', () => {
    const supply = { minC: 7, maxC: 16, stepK: 1 };
    const hcu = machine(['mode', 'supplyTempC'], { supply });
    const { wanted, work, wait } = next({
      votes: { cool: 1 },
      more: { wettestDewC: 15.2 },
      of: { hcu },
    });
    assert.deepEqual([wanted, work, wait?.code], ['cool', 'none', 'appliance_unable']);
  });

  it('of a machine that stores it is held with the time since when', () => {
    const supply = { minC: 25, maxC: 55, stepK: 1 };
    const of = { hcu: machine(['mode', 'supplyTempC'], { supply }) };
    const told = next({ votes: { heat: 1 }, of });
    assert.equal(told.memory.heatSupplySinceMs, NOW_MS);
    const sinceMs = NOW_MS - MINUTE_MS;
    const memory = { heatSupplyC: told.supplyTempC - 2, heatSupplySinceMs: sinceMs };
    const held = next({ votes: { heat: 1 }, of, memory });
    assert.deepEqual(held.memory.heatSupplySinceMs, sinceMs, 'too soon for another');
    assert.equal(held.supplyTempC, memory.heatSupplyC);
  });
});

describe('a machine that knows one way', () => {
  const of = { hcu: machine(['mode'], { modes: new Set(['heat', 'idle']) }) };

  it('has the circuit work that way, whoever calls', () => {
    const { circuit, direction, wanted, wait } = next({ votes: { cool: 2 }, of });
    assert.deepEqual([circuit.isTied, direction], [true, 'heat']);
    assert.deepEqual(
      [wanted, wait?.code],
      ['cool', 'appliance_unable'],
      'it is wanted all the same',
    );
  });

  it('works that way for who calls for it', () =>
    assert.deepEqual(next({ votes: { heat: 1, cool: 2 }, of }).work, 'heat'));
});

describe('a machine that decides by itself', () => {
  const watched = (mode: HcuSnapshot['mode'], isRunning = true) =>
    machine([], { level: 'watch' }, { mode, isRunning });

  it('does what it says that it does', () => {
    for (const [mode, work] of [
      ['heat', 'heat'],
      ['dhw_charge', 'hot_water'],
      ['idle', 'none'],
      [undefined, 'none'],
    ] as const) {
      const plant = next({ votes: { heat: 1 }, of: { hcu: watched(mode) }, tank: TANK });
      assert.deepEqual([plant.isSteered, plant.work, plant.wanted], [false, work, 'heat']);
      assert.ok(Number.isNaN(plant.supplyTempC), 'it makes what it makes');
      assert.deepEqual([plant.wait, plant.isBufferCharging], [undefined, false]);
    }
  });

  it('turns the circuit by what it does, else those who call do', () => {
    const cools = next({ votes: { heat: 2, cool: 1 }, of: { hcu: watched('cool') } });
    assert.deepEqual([cools.direction, cools.calls, cools.circuit.isTied], ['cool', 1, true]);
    const tank = next({ votes: { cool: 1 }, of: { hcu: watched('dhw_charge') } });
    assert.deepEqual([tank.direction, tank.circuit.isTied], ['cool', undefined]);
  });

  it('keeps its rest and its run by itself', () => {
    const compressor = { work: 'none', stoppedMs: NOW_MS, startsMs: [] } as const;
    const { work, memory } = next({
      votes: { heat: 1 },
      of: { hcu: watched('heat') },
      memory: { compressor },
    });
    assert.equal(work, 'heat');
    assert.deepEqual(memory.compressor.startsMs, []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompressorMemory } from '../../../../src/domain/control/source/compressor.ts';
import type { Demand } from '../../../../src/domain/control/plant/demand.ts';
import { plantNext } from '../../../../src/domain/control/plant/plant.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { STORED_DEFAULTS, suffices } from '../../../../src/domain/control/circuit/stored.ts';
import { NOW_MS, rested, snapshot } from '../house.ts';

const CALLING = { isStanding: true, targetC: 35, lackK: 0.1 } as const;

describe('what is stored in the water', () => {
  // [what, water, what else, whether]
  const cases = [
    ['where it is warm still', 31.1, { direction: 'heat' }, true],
    ['not once it has cooled down', 31, { direction: 'heat' }, false],
    ['where it is cold still', 38.9, { direction: 'cool' }, true],
    ['not once it has warmed up', 39, { direction: 'cool' }, false],
    ['not where a room lacks much', 34, { direction: 'heat', lackK: 0.3 }, false],
    ['not where none calls', 34, { direction: 'heat', lackK: undefined }, false],
    ['not where nobody knows the water', undefined, { direction: 'heat' }, false],
    ['not for a source that runs', 34, { direction: 'heat', isStanding: false }, false],
  ] as const;
  for (const [what, supplyTempC, inputs, whether] of cases)
    it(`suffices ${what}`, () => {
      const asked = { ...CALLING, supplyTempC, ...inputs };
      assert.equal(suffices(STORED_DEFAULTS, asked), whether);
    });
});

describe('a source that stands while rooms call a little', () => {
  const demand = (frost: number): Demand => ({
    zones: [],
    votes: { heat: 1, cool: 0, frost, needK: { heat: 0.1, cool: 0 } },
    lackK: { heat: 0.1, cool: 0 },
    usefulC: { heat: 25, cool: -Infinity },
    wettestDewC: 0,
  });
  const waits = (
    of: Partial<HcuSnapshot>,
    frost = 0,
    compressor: Partial<CompressorMemory> = {},
  ) => {
    const hcu = { hasCompressor: true, isRunning: false, supplyTempC: 60, ...of };
    const memory = rested({ compressor: { work: 'none', startsMs: [], ...compressor } });
    const { wait } = plantNext(snapshot({ hcu }), memory, demand(frost), undefined, 2, NOW_MS);
    return wait?.code === 'stored_first';
  };

  it('waits for the water to cool down', () => assert.equal(waits({}), true));
  it('does not wait in frost', () => assert.equal(waits({}, 1), false));
  it('does not where nobody sees it', () => assert.equal(waits({ isRunning: undefined }), false));
  it('does not while it runs', () => assert.equal(waits({ isRunning: true }), false));
  it('does not give back a leave', () => {
    const begun = { work: 'heat', startedMs: NOW_MS - 60_000 } as const;
    assert.equal(waits({}, 0, begun), false);
  });
});

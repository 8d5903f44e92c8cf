import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import type { Demand } from '../../../../src/domain/control/plant/demand.ts';
import {
  hcuDecision,
  tesDecision,
} from '../../../../src/domain/control/decisions/device-decisions.ts';
import type { PlantDemand } from '../../../../src/domain/control/plant/plant-demand.ts';
import { reason, type Reason } from '../../../../src/domain/control/base/reasons.ts';
import type { TesSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { NOW_MS, snapshot } from '../house.ts';
import { heatingPlant } from '../plant-demand.ts';

const WATCHED: Appliance = { level: 'watch', chosen: 'watch', orders: new Set() };
const OWN: HcuSnapshot = { hasCompressor: true };
const TURNING = { memory: { direction: 'heat' }, isTurning: true } as const;
const idle = (of: Partial<PlantDemand> = {}) => heatingPlant({ work: 'none', calls: 0, ...of });

describe('the decision of the hydronic unit', () => {
  const of = (hcu: HcuSnapshot, plant: PlantDemand, block?: Reason) =>
    hcuDecision(snapshot({ hcu }), hcu, plant, undefined, {
      nudge: { memory: undefined, command: { curveShiftK: 1 }, isUnable: false },
      block,
    });

  it('says why it does what it does', () => {
    const waits = heatingPlant({ wait: reason('minimum_run', NOW_MS) });
    const cases = [
      ['heating', heatingPlant()],
      ['cooling', heatingPlant({ work: 'cool' })],
      ['buffer_charge', heatingPlant({ calls: 0 })],
      ['hot_water', heatingPlant({ work: 'hot_water' })],
      ['changeover', idle({ circuit: TURNING })],
      ['no_demand', idle()],
      ['minimum_run', waits],
    ] as const;
    for (const [code, plant] of cases) assert.equal(of(OWN, plant).reason.code, code);
    assert.equal(of(OWN, idle(), reason('utility_block')).reason.code, 'utility_block');
  });

  it('is nothing that a broken one does', () => {
    const {
      asked,
      effective,
      reason: why,
    } = of({ hasCompressor: true, hasFault: true }, heatingPlant());
    assert.deepEqual([asked, effective, why.code], ['heat', 'none', 'source_fault']);
  });

  it('is a nudge for one that decides by itself, and says whose it is', () => {
    const hcu: HcuSnapshot = { hasCompressor: true, appliance: WATCHED };
    const decision = of(hcu, heatingPlant({ isSteered: false }));
    assert.deepEqual(decision.command, { curveShiftK: 1 });
    assert.equal(decision.reason.code, 'appliance_watched');
    assert.equal(decision.appliance, WATCHED);
    assert.equal('appliance' in of(OWN, heatingPlant()), false);
  });
});

describe('the decision of the buffer', () => {
  const of = (tes: TesSnapshot, plant: PlantDemand, wettestDewC = 10) => {
    const demand: Demand = {
      zones: [],
      votes: { heat: 0, cool: 0, frost: 0, needK: { heat: 0, cool: 0 } },
      lackK: { heat: 0, cool: 0 },
      usefulC: { heat: Infinity, cool: -Infinity },
      wettestDewC,
    };
    return tesDecision(snapshot({ tes }), tes, plant, demand);
  };
  const COOLING = heatingPlant({ direction: 'cool', work: 'cool' });

  // [what, tank, plant, effective, reason]
  const cases = [
    ['follows the rooms', { tempTopC: 38 }, heatingPlant(), 'heat', 'buffer_follows'],
    [
      'is charged',
      { tempTopC: 38 },
      heatingPlant({ isBufferCharging: true }),
      'heat',
      'buffer_charge',
    ],
    ['rests', { tempTopC: 38 }, idle(), 'idle', 'buffer_idle'],
    [
      'is kept back where it is too cold for the air',
      { tempTopC: 11.9 },
      COOLING,
      'idle',
      'too_humid',
    ],
    ['cools where it is not', { tempTopC: 12 }, COOLING, 'cool', 'buffer_follows'],
    ['cools where nobody measures it', {}, COOLING, 'cool', 'buffer_follows'],
  ] as const;
  for (const [what, tes, plant, effective, code] of cases)
    it(what, () => {
      const decision = of(tes, plant);
      assert.deepEqual([decision.effective, decision.reason.code], [effective, code]);
      assert.deepEqual(decision.command, { mode: effective });
    });

  it('is left to one that is only watched', () => {
    const { asked, effective, command } = of({ appliance: WATCHED, mode: 'cool' }, heatingPlant());
    assert.deepEqual([asked, effective, command], ['heat', 'cool', {}]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import { hcuCommand, sendsRound } from '../../../../src/domain/control/decisions/hcu-command.ts';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';
import { snapshot } from '../house.ts';
import { heatingPlant } from '../plant-demand.ts';

const RESTING = heatingPlant({ work: 'none', wait: reason('compressor_rest') });
const IDLE = heatingPlant({ work: 'none', calls: 0 });
const TANK = heatingPlant({ work: 'hot_water' });
const SUPPLY = { minC: 12, maxC: 50, stepK: 1 };
/** A machine of another make that can be told some of it. */
const machine = (
  orders: readonly ('mode' | 'supplyTempC')[],
  modes?: readonly string[],
  mode?: HcuSnapshot['mode'],
): HcuSnapshot => {
  const appliance: Appliance = {
    level: 'steer',
    chosen: 'steer',
    orders: new Set(orders),
    modes: modes && new Set(modes),
    supply: SUPPLY,
  };
  return { hasCompressor: true, appliance, mode };
};
const OWN: HcuSnapshot = { hasCompressor: true };
const ALL = machine(['mode', 'supplyTempC']);
const WATER_ALONE = machine(['supplyTempC']);
const COOLING = heatingPlant({ direction: 'cool', work: 'cool', supplyTempC: 14.2 });

describe('what the hydronic unit is told', () => {
  // [what, unit, plant, command]
  const cases = [
    ['is its work and water', OWN, heatingPlant(), { mode: 'heat', supplyTempC: 34.6 }],
    ['is water for the tank', OWN, TANK, { mode: 'dhw_charge', supplyTempC: 55 }],
    ['is rest', OWN, IDLE, { mode: 'idle' }],
    [
      'is water that asks nothing while it has to stand',
      OWN,
      RESTING,
      { mode: 'heat', supplyTempC: 20 },
    ],
    ['comes in the steps of the machine', ALL, heatingPlant(), { mode: 'heat', supplyTempC: 35 }],
    [
      'is never water colder than is safe',
      machine(['mode', 'supplyTempC'], ['cool']),
      COOLING,
      { mode: 'cool', supplyTempC: 15 },
    ],
    [
      'is the water alone of one that takes no mode',
      WATER_ALONE,
      heatingPlant(),
      { supplyTempC: 35 },
    ],
    ['is its least water where it cannot rest', WATER_ALONE, IDLE, { supplyTempC: 12 }],
    [
      'is its warmest where that asks nothing of it',
      machine(['supplyTempC'], undefined, 'cool'),
      IDLE,
      { supplyTempC: 50 },
    ],
    ['is rest where it can', ALL, IDLE, { mode: 'idle' }],
    ['sends stored warmth round', ALL, RESTING, { mode: 'heat', supplyTempC: 12 }],
    ['is no mode that it does not know', machine(['mode'], ['heat', 'idle']), TANK, {}],
  ] as const;
  for (const [what, hcu, plant, command] of cases)
    it(what, () => {
      assert.deepEqual(hcuCommand(snapshot({ hcu }), plant, undefined), command);
    });
});

it('only what is stored goes round while the source has to stand, and somebody calls', () => {
  assert.equal(sendsRound(snapshot(), RESTING), true);
  assert.equal(sendsRound(snapshot(), IDLE), false);
  assert.equal(sendsRound(snapshot(), heatingPlant()), false);
  const unable = heatingPlant({ work: 'none', wait: reason('appliance_unable') });
  assert.equal(sendsRound(snapshot(), unable), false);
  // One that is told no water rests whole, however warm what is stored.
  const told = (hcu: HcuSnapshot) => sendsRound(snapshot({ hcu }), RESTING);
  assert.equal(told(machine(['mode'], ['heat', 'idle'])), false);
  assert.equal(told(machine(['mode'], ['heat'])), true);
  assert.equal(told(ALL), true);
});

describe('a rest', () => {
  const cooling = { direction: 'cool', work: 'none', wait: reason('compressor_rest') } as const;
  const cold = heatingPlant({ ...cooling, usefulC: 23 });
  const cool = heatingPlant({ ...cooling, usefulC: 18 });
  const tepid = heatingPlant({ work: 'none', wait: reason('compressor_rest'), usefulC: 19 });
  // [what, plant, water, command]
  const cases = [
    ['sends cold water round that is still cold', cold, 18, { mode: 'cool', supplyTempC: 22 }],
    ['asks for nothing where it is too warm to be left alone', cold, 22.5, { mode: 'idle' }],
    ['nor where nobody says', cold, undefined, { mode: 'idle' }],
    ['sends warm water round', RESTING, 24, { mode: 'heat', supplyTempC: 20 }],
    ['but none that would be heated', tepid, 19.5, { mode: 'idle' }],
    ['nor any that is of no use to who calls', RESTING, 23.9, { mode: 'idle' }],
    ['nor cold water that is of none', cool, 18.1, { mode: 'idle' }],
    ['sends cold water round that is of use', cool, 18, { mode: 'cool', supplyTempC: 22 }],
  ] as const;
  for (const [what, plant, supplyTempC, command] of cases)
    it(what, () => {
      const hcu = { ...OWN, supplyTempC };
      assert.deepEqual(hcuCommand(snapshot({ hcu }), plant, undefined), command);
    });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FAN_DEFAULTS } from '../../../../src/domain/control/zones/fan.ts';
import type { PlantDemand } from '../../../../src/domain/control/plant/plant-demand.ts';
import { reason } from '../../../../src/domain/control/base/reasons.ts';
import type { Service } from '../../../../src/domain/control/decisions/service.ts';
import type { ZoneSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import type { ZoneMemory } from '../../../../src/domain/control/zones/thermostat.ts';
import { zoneDecision } from '../../../../src/domain/control/decisions/zone-decision.ts';
import { NOW_MS, zone } from '../house.ts';
import { heatingPlant } from '../plant-demand.ts';

const SERVED: Service = { isServed: true };
const COOLING = heatingPlant({
  circuit: { memory: { direction: 'cool' }, isTurning: false },
  direction: 'cool',
  wanted: 'cool',
  work: 'cool',
});
const decided = (
  memory: ZoneMemory,
  plant: PlantDemand = heatingPlant(),
  service = SERVED,
  room: ZoneSnapshot = zone('living'),
) => {
  const call = { memory, errorK: memory.call === 'none' ? 0 : 0.5, reason: reason('satisfied') };
  return zoneDecision(FAN_DEFAULTS, room, { call, request: room }, plant, service);
};
const HEAT: ZoneMemory = { call: 'heat' };
const COOL: ZoneMemory = { call: 'cool' };
const NONE: ZoneMemory = { call: 'none' };

describe('a zone', () => {
  // [what, memory, plant, service, effective mode, reason, mode of its units, fan]
  const waits: Service = { isServed: false, wait: reason('hot_water_first') };
  const turning = heatingPlant({
    circuit: { memory: { direction: 'heat' }, isTurning: true },
  });
  const held = heatingPlant({
    circuit: { memory: { direction: 'heat' }, isTurning: false, holdUntilMs: NOW_MS },
  });
  const alone = heatingPlant({ calls: 0, work: 'none' });
  const tied = (isSteered: boolean) =>
    heatingPlant({
      isSteered,
      circuit: { memory: { direction: 'heat' }, isTurning: false, isTied: true },
    });
  const cases = [
    ['gets what it calls for', HEAT, heatingPlant(), SERVED, 'heat', 'satisfied', 'heat', 65],
    [
      'waits with its units told',
      HEAT,
      heatingPlant(),
      waits,
      'idle',
      'hot_water_first',
      'heat',
      65,
    ],
    ['is outvoted', COOL, heatingPlant(), SERVED, 'idle', 'circuit_heats', 'off', 0],
    ['is outvoted the other way', HEAT, COOLING, SERVED, 'idle', 'circuit_cools', 'off', 0],
    ['waits to lack more', COOL, alone, SERVED, 'idle', 'changeover_need', 'off', 0],
    ['waits for the circuit to turn', COOL, turning, SERVED, 'idle', 'changeover', 'off', 0],
    ['waits while the circuit is held', COOL, held, SERVED, 'idle', 'changeover_hold', 'off', 0],
    ['hears what a machine cannot', COOL, tied(true), SERVED, 'idle', 'appliance_unable', 'off', 0],
    ['hears what a machine does', COOL, tied(false), SERVED, 'idle', 'appliance_heats', 'off', 0],
    ['rests with its units ready', NONE, heatingPlant(), SERVED, 'idle', 'satisfied', 'heat', 0],
  ] as const;
  for (const [what, memory, plant, service, effective, code, mode, fan] of cases)
    it(what, () => {
      const { decision } = decided(memory, plant, service);
      const { effectiveMode, activeCall, fcu } = decision;
      assert.deepEqual(
        [effectiveMode, decision.reason.code, activeCall, fcu.mode, fcu.fanPercent],
        [effective, code, memory.call, mode, fan],
      );
    });

  it('keeps out of water that would drip in it, and others do not', () => {
    const damp = zone('bath', { tempC: 26, rhPercent: 80 });
    const service: Service = { isServed: true, dampestC: 15 };
    const { decision } = decided(COOL, COOLING, service, damp);
    assert.deepEqual(
      [decision.effectiveMode, decision.reason.code, decision.fcu.mode],
      ['idle', 'too_humid', 'off'],
    );
    const dry = zone('living', { tempC: 26, rhPercent: 40 });
    assert.equal(decided(COOL, COOLING, service, dry).decision.effectiveMode, 'cool');
  });

  it('that is off stays so, and its units, too', () => {
    const { decision } = decided(NONE, heatingPlant(), SERVED, zone('living', { mode: 'off' }));
    assert.deepEqual([decision.effectiveMode, decision.fcu.mode], ['off', 'off']);
  });

  it('has units told its setpoints, and beyond while it calls; in frost the lowest', () => {
    const told = (...of: Parameters<typeof decided>) => {
      const { tempHeatSetC, tempCoolSetC } = decided(...of).decision.fcu;
      return [tempHeatSetC, tempCoolSetC];
    };
    assert.deepEqual(told(NONE), [21, 24]);
    assert.deepEqual(told(HEAT), [21.5, 24]);
    assert.deepEqual(told(COOL, COOLING), [21, 23.5]);
    assert.deepEqual(told(COOL), [21, 24], 'it waits');
    const shown = zone('living', { hasFans: false });
    assert.deepEqual(told(HEAT, heatingPlant(), SERVED, shown), [21, 24], 'people read it there');
    const edge = zone('living', { heatSet: 300, coolSet: undefined });
    assert.deepEqual(told(HEAT, heatingPlant(), SERVED, edge), [30, undefined]);
    const frost = decided({ call: 'heat', isFrost: true }).decision.fcu;
    assert.equal(frost.tempHeatSetC, 10);
    const nonsense = zone('living', { heatSet: 990, coolSet: undefined });
    assert.deepEqual(decided(HEAT, heatingPlant(), SERVED, nonsense).decision.fcu, {
      mode: 'heat',
      fanPercent: 65,
    });
  });

  it('remembers how hard it blew, as long as it does', () => {
    assert.equal(decided(HEAT).memory.fanPercent, 65);
    assert.equal(decided({ call: 'heat', fanPercent: 61 }).decision.fcu.fanPercent, 61);
    assert.equal(decided(NONE).memory, NONE);
  });
});

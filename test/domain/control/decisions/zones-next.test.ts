/** Valves and the pump that have stood still for a week, in a house at rest on a summer's noon. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../../src/domain/control/decide.ts';
import type { ControlMemory } from '../../../../src/domain/control/cycle/memory.ts';
import type { ControlSnapshot } from '../../../../src/domain/control/cycle/snapshot.ts';
import { DAY_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

const LONG_AGO_MS = NOW_MS - 8 * DAY_MS;
const HCU = { hasCompressor: true, isRunning: false, supplyTempC: 24 };
const STOOD: Partial<ControlMemory> = {
  zones: { living: { call: 'none', sinceMs: LONG_AGO_MS } },
  pump: { movedMs: LONG_AGO_MS },
  outdoor: { averageC: 22, fedMs: NOW_MS },
};

function noon(of: Partial<ControlSnapshot> = {}, memory: Partial<ControlMemory> = {}) {
  const seen = snapshot({ outdoorTempC: 24, localHour: 12.01, hcu: HCU, ...of });
  return decide(seen, rested({ ...STOOD, ...memory }), NOW_MS);
}

const told = ({ decision: { zones, hcu } }: ReturnType<typeof noon>) => ({
  valve: zones[0]?.reason.code === 'exercise',
  pump: hcu?.reason.code === 'exercise',
});

describe('a house at rest', () => {
  it('moves valve and pump, with water that asks nothing of the source', () => {
    const { decision, memory } = noon();
    const [living] = decision.zones;
    assert.deepEqual(living?.fcu, {
      mode: 'heat',
      fanPercent: 25,
      tempHeatSetC: 25,
      tempCoolSetC: 24,
    });
    assert.equal(living.effectiveMode, 'idle');
    assert.equal(living.reason.untilMs, NOW_MS + 5 * MINUTE_MS);
    assert.deepEqual(decision.hcu?.command, { mode: 'heat', supplyTempC: 20 });
    assert.equal(decision.hcu.effective, 'none');
    assert.deepEqual(memory.zones['living']?.exercise, { movedMs: NOW_MS, isMoving: true });
  });

  it('lets a valve stand that has moved, and the pump with it', () => {
    const zones = { living: { call: 'none', sinceMs: NOW_MS - DAY_MS } } as const;
    assert.deepEqual(told(noon({}, { zones })), { valve: false, pump: false });
  });

  it('moves no pump that has turned, nor one whose water the source might heat', () => {
    const alone = { valve: true, pump: false };
    assert.deepEqual(told(noon({}, { pump: { movedMs: NOW_MS - DAY_MS } })), alone);
    assert.deepEqual(told(noon({ hcu: { ...HCU, supplyTempC: 21.9 } })), alone);
    assert.deepEqual(told(noon({ hcu: { hasCompressor: true, isRunning: false } })), alone);
  });

  const NOTHING = { valve: false, pump: false };
  const cold = zone('cold', { tempC: 19 });
  const hot = zone('hot', { tempC: 26 });
  const LUKEWARM = { targetTempC: 50, tempTopC: 48, tempMidC: 40, tempBottomC: 20 };
  // [what, snapshot, memory]
  const cases = [
    ['in winter', {}, { outdoor: { averageC: 9, fedMs: NOW_MS } }],
    ['in a frost', { outdoorTempC: -1 }, {}],
    ['at another hour', { localHour: 11 }, {}],
    ['while a room is heated', { zones: [zone('living'), cold] }, {}],
    ['while one is cooled', { zones: [zone('living'), hot] }, {}],
    ['while the tank is heated', { dhw: LUKEWARM }, {}],
    ['while the source runs', { hcu: { ...HCU, isRunning: true } }, {}],
    ['where no water is steered', { hcu: undefined }, {}],
    [
      'of a relay that may heat with electricity',
      { zones: [zone('living', { movesWater: false })] },
      {},
    ],
    ['of a room that nobody measures', { zones: [zone('living', { tempC: undefined })] }, {}],
  ] as const satisfies readonly (readonly [
    string,
    Partial<ControlSnapshot>,
    Partial<ControlMemory>,
  ])[];
  for (const [what, of, memory] of cases)
    it(`moves nothing ${what}`, () => assert.deepEqual(told(noon(of, memory)), NOTHING));
});

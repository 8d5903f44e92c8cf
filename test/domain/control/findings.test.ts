import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Appliance } from '../../../src/domain/control/appliance/appliance.ts';
import { decide } from '../../../src/domain/control/decide.ts';
import { findingsOf } from '../../../src/domain/control/findings.ts';
import type { ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import type { ControlSnapshot, ZoneSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import type { House } from '../../../src/domain/house.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from './house.ts';

const HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: [],
  fcus: [],
  hcu: { hcuId: 'h' },
  heatpumps: [],
  dhw: { dhwId: 'd' },
};
const WELL = { hasCompressor: true, hasFault: false };
const LEFT = { appliance: { level: 'watch', chosen: 'watch', orders: new Set([]) } } as const;
/** The source has had leave for an hour. */
const HEATED: Partial<ControlMemory> = {
  circuit: { direction: 'heat' },
  compressor: { work: 'heat', startedMs: NOW_MS - HOUR_MS, startsMs: [] },
};
const COLD_CIRCUIT: Partial<ControlMemory> = { circuit: { direction: 'cool' } };
const living = (of: Partial<ZoneSnapshot>) => ({ zones: [zone('living', of)] });
const tank = (tempTopC: number) => ({
  dhw: { targetTempC: 50, tempTopC, tempMidC: 45, tempBottomC: 20 },
});

/** What is found, with a question mark where nobody can say. */
function found(
  of: Partial<ControlSnapshot>,
  memory: Partial<ControlMemory> = {},
  house = HOUSE,
): string[] {
  const seen = snapshot({ hcu: WELL, ...of });
  const decided = decide(seen, rested(memory), NOW_MS);
  return findingsOf(house, { snapshot: seen, ...decided }).map(
    ({ source, objectId, code, isCertain }) =>
      `${source}/${objectId} ${code}${isCertain ? '' : '?'}`,
  );
}

describe('what control finds', () => {
  const cases: readonly (readonly [
    what: string,
    Partial<ControlSnapshot>,
    Partial<ControlMemory>,
    expected: readonly string[],
  ])[] = [
    ['is nothing where all is well', {}, {}, []],
    [
      'is a zone that nobody measures, of whose frost nobody can say',
      living({ tempC: undefined }),
      {},
      ['zone/living temperature_unknown', 'zone/living frost?'],
    ],
    [
      'is a zone whose thermometer is broken',
      living({ tempC: -127 }),
      {},
      ['zone/living temperature_unknown', 'zone/living frost?'],
    ],
    [
      'is no humidity that is missing while the circuit heats',
      living({ rhPercent: undefined }),
      {},
      [],
    ],
    [
      'is a humidity that is missing where it guards from condensation',
      living({ rhPercent: undefined }),
      COLD_CIRCUIT,
      ['zone/living humidity_unknown'],
    ],
    [
      'is none where what condenses is drained',
      living({ rhPercent: undefined, hasDrains: true }),
      COLD_CIRCUIT,
      [],
    ],
    [
      'is none in a zone that only heats',
      living({ rhPercent: undefined, supportsCool: false }),
      COLD_CIRCUIT,
      [],
    ],
    [
      'is none in a zone set to heat',
      living({ rhPercent: undefined, mode: 'heat' }),
      COLD_CIRCUIT,
      [],
    ],
    ['is a room near freezing', living({ tempC: 6.9 }), {}, ['zone/living frost']],
    [
      'is one that cannot be heated, too',
      living({ tempC: 6.9, supportsHeat: false }),
      {},
      ['zone/living frost'],
    ],
    [
      'is one as long as it is heated for that',
      living({ tempC: 7.5, mode: 'off' }),
      { zones: { living: { call: 'heat', isFrost: true, sinceMs: NOW_MS } } },
      ['zone/living frost'],
    ],
    ['is none once it is warm', living({ tempC: 8.1, mode: 'off' }), {}, []],
    [
      'is a zone that calls and gets nothing',
      { ...living({ tempC: 19 }), hcu: { ...WELL, hasFault: true } },
      {},
      ['zone/living not_served', 'hcu/h source_fault'],
    ],
    [
      'is none that lacks little, whose water has gone cold before the source starts',
      {
        ...living({ tempC: 20.9 }),
        outdoorTempC: 20,
        hcu: { ...WELL, isRunning: false, supplyTempC: 24.5 },
      },
      {},
      [],
    ],
    [
      'is a zone that is too humid to be cooled',
      living({ tempC: 26, rhPercent: 80 }),
      {},
      ['zone/living not_served'],
    ],
    [
      'is a room that is heated and gets no warmer',
      living({ tempC: 19 }),
      {
        zones: {
          living: {
            call: 'heat',
            sinceMs: NOW_MS - DAY_MS,
            effect: { heating: { fromC: 19, sinceMs: NOW_MS - DAY_MS / 2 } },
          },
        },
        compressor: { work: 'heat', startedMs: NOW_MS - DAY_MS, startsMs: [] },
        atMs: NOW_MS - 60_000,
      },
      ['zone/living no_effect'],
    ],
    [
      'is a room that gets warm though it is closed',
      living({ tempC: 23 }),
      { zones: { living: { call: 'none', effect: { isLeaking: true } } } },
      ['zone/living valve_open'],
    ],
    [
      'is nothing certain of a source that says nothing',
      { hcu: { hasCompressor: true } },
      {},
      ['hcu/h source_fault?'],
    ],
    [
      'is water that stopped while the source ran',
      {},
      { water: { hasFlow: true, isLost: true, stopsMs: [NOW_MS] } },
      ['hcu/h flow_lost'],
    ],
    [
      'is a source that is to heat and stands, with cold water',
      { ...living({ tempC: 19 }), hcu: { ...WELL, isRunning: false, supplyTempC: 22 } },
      HEATED,
      ['hcu/h source_idle'],
    ],
    [
      'is none that stands with warm water',
      { ...living({ tempC: 19 }), hcu: { ...WELL, isRunning: false, supplyTempC: 40 } },
      HEATED,
      [],
    ],
    [
      'is none of which nobody knows whether it runs',
      { ...living({ tempC: 19 }), hcu: { ...WELL, supplyTempC: 22 } },
      HEATED,
      [],
    ],
    [
      'is none while no room calls',
      { hcu: { ...WELL, isRunning: false, supplyTempC: 20 } },
      {},
      [],
    ],
    [
      'is a machine that decides by itself, and does nothing for rooms that call',
      { ...living({ tempC: 19 }), hcu: { ...WELL, ...LEFT, isRunning: false, mode: 'idle' } },
      {},
      ['hcu/h source_idle'],
    ],
    [
      'is none that heats the tank meanwhile',
      { ...living({ tempC: 19 }), hcu: { ...WELL, ...LEFT, isRunning: false, mode: 'dhw_charge' } },
      {},
      ['zone/living not_served'],
    ],
    [
      'is little water, and little pressure',
      { hcu: { ...WELL, isRunning: true, flowRateLpm: 4, systemPressureBar: 0.5 } },
      { water: { hasFlow: true, stopsMs: [] } },
      ['hcu/h flow_low', 'hcu/h pressure_low'],
    ],
    [
      'is nothing certain of the water while the source stands',
      { hcu: { ...WELL, isRunning: false, flowRateLpm: 0 } },
      { water: { hasFlow: true, stopsMs: [] } },
      ['hcu/h flow_low?'],
    ],
    ['is weather that nobody knows', { outdoorTempC: undefined }, {}, ['hcu/h outdoor_unknown']],
    [
      'is none while its average stands',
      { outdoorTempC: undefined },
      { outdoor: { averageC: 3, fedMs: NOW_MS - DAY_MS } },
      [],
    ],
    [
      'is a tank that nobody measures, of whose heat nobody can say',
      { dhw: { targetTempC: 50 } },
      {},
      ['dhw/d tank_unknown', 'dhw/d hot_water_cold?'],
    ],
    ['is hot water that runs out', tank(42), {}, ['dhw/d hot_water_cold']],
    ['is none with its reserve', tank(44), {}, []],
    [
      'is no hot water that got no hotter once it is as hot as wanted',
      {},
      { dhw: { isHeating: true, stall: { reachedC: 49.5, sinceMs: NOW_MS - DAY_MS } } },
      [],
    ],
    [
      'is hot water that stands below what is wanted, also while that is tried again',
      { dhw: { targetTempC: 50, tempTopC: 49, tempMidC: 48.4, tempBottomC: 44 } },
      { dhw: { isHeating: true, stall: { reachedC: 48.4, sinceMs: NOW_MS - DAY_MS } } },
      ['dhw/d hot_water_stalled'],
    ],
    [
      'is a disinfection that is overdue',
      { systemMode: 'off' },
      { hygiene: { firstSeenMs: NOW_MS - 30 * DAY_MS, lastSuccessMs: NOW_MS - 9 * DAY_MS } },
      ['dhw/d hygiene_overdue'],
    ],
  ];
  for (const [what, of, memory, expected] of cases) {
    it(what, () => assert.deepEqual(found(of, memory), expected));
  }

  it('is a machine that lacks what its level needs', () => {
    const appliance: Appliance = {
      level: 'watch',
      chosen: 'steer',
      orders: new Set(),
      unmet: [{ level: 'steer', place: 'waterMode', wanted: 'fixed', said: undefined }],
    };
    const house = { ...HOUSE, tes: { tesId: 't' } };
    const of = {
      hcu: { ...WELL, appliance },
      dhw: { targetTempC: 50, tempTopC: 51, appliance },
      tes: { appliance },
    };
    const lowered = ['hcu/h level_lowered', 'dhw/d level_lowered', 'tes/t level_lowered'];
    assert.deepEqual(found(of, {}, house), lowered);
    const chosen = { ...appliance, unmet: undefined };
    assert.deepEqual(found({ hcu: { ...WELL, appliance: chosen } }, {}, house), []);
  });

  it('is nothing of what the house lacks', () => {
    const house = { ...HOUSE, hcu: undefined, dhw: undefined };
    const without = { hcu: undefined, dhw: undefined, outdoorTempC: undefined };
    assert.deepEqual(found({ ...without, ...living({ tempC: 19 }) }, {}, house), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../../src/domain/control/decide.ts';
import { outOfSeasonNext, SEASON_DEFAULTS } from '../../../../src/domain/control/weather/season.ts';
import { CONTROL_DEFAULTS } from '../../../../src/domain/control/cycle/settings.ts';
import type {
  ControlSnapshot,
  ZoneSnapshot,
} from '../../../../src/domain/control/cycle/snapshot.ts';
import { HOUR_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, rested, snapshot, zone } from '../house.ts';

describe('the season', () => {
  const OPEN = { heat: false, cool: false };
  const at = (averageC: number | undefined, memory?: typeof OPEN) => {
    const { heat, cool } = outOfSeasonNext(SEASON_DEFAULTS, memory, averageC);
    return [heat, cool];
  };

  it('is for heating below its limit, and for cooling above its own', () => {
    assert.deepEqual(at(17.9), [false, true]);
    assert.deepEqual(at(19), [true, true]);
    assert.deepEqual(at(20.1), [true, false]);
  });

  it('neither begins nor ends twice by a small change', () => {
    const was = (heat: boolean, cool: boolean) => ({ heat, cool });
    assert.deepEqual([at(18.5, was(false, true)), at(18.6, was(false, true))].flat(), [
      ...[false, true],
      ...[true, true],
    ]);
    assert.deepEqual([at(17.6, was(true, true)), at(17.5, was(true, true))].flat(), [
      ...[true, true],
      ...[false, true],
    ]);
    assert.deepEqual([at(20.4, was(true, true)), at(20.5, was(true, true))].flat(), [
      ...[true, true],
      ...[true, false],
    ]);
    assert.deepEqual([at(19.5, was(true, false)), at(19.4, was(true, false))].flat(), [
      ...[true, false],
      ...[true, true],
    ]);
  });

  it('is for both where nobody knows the weather', () => {
    assert.deepEqual(at(undefined, { heat: true, cool: true }), [false, false]);
  });

  it('may be for both by limits that overlap', () => {
    const overlapping = { ...SEASON_DEFAULTS, heatingLimitC: 22, coolingLimitC: 16 };
    assert.deepEqual(outOfSeasonNext(overlapping, undefined, 19), OPEN);
  });
});

describe('a room out of season', () => {
  const COLD = { tempC: 19 };
  const HOT = { tempC: 27, rhPercent: 40 };
  const of = (outdoorTempC: number | undefined, room: Partial<ZoneSnapshot>, more = {}) => {
    const seen: Partial<ControlSnapshot> = {
      settings: CONTROL_DEFAULTS,
      outdoorTempC,
      zones: [zone('living', room)],
      ...more,
    };
    const { decision, memory } = decide(snapshot(seen), rested(), NOW_MS);
    return { decision, memory, room: decision.zones[0] };
  };
  const codeOf = (...given: Parameters<typeof of>) => {
    const { room } = of(...given);
    return [room?.activeCall, room?.reason.code];
  };

  it('is not heated, nor cooled, and says why', () => {
    assert.deepEqual(codeOf(25, COLD), ['none', 'heating_season_over']);
    assert.deepEqual(codeOf(19, COLD), ['none', 'heating_season_over']);
    assert.deepEqual(codeOf(19, HOT), ['none', 'cooling_season_over']);
    assert.deepEqual(codeOf(5, HOT), ['none', 'cooling_season_over']);
  });

  it('is served in season, and where nobody knows the weather', () => {
    assert.deepEqual(codeOf(5, COLD), ['heat', 'heating']);
    assert.deepEqual(codeOf(25, HOT), ['cool', 'cooling']);
    assert.deepEqual(codeOf(undefined, COLD), ['heat', 'heating']);
    assert.deepEqual(codeOf(undefined, HOT), ['cool', 'cooling']);
  });

  it('says nothing of it where it lacks nothing, or is off', () => {
    assert.deepEqual(codeOf(25, { tempC: 21 }), ['none', 'satisfied']);
    assert.deepEqual(codeOf(25, { ...COLD, mode: 'off' }), ['none', 'off']);
    assert.deepEqual(codeOf(25, { ...COLD, mode: 'cool' }), ['none', 'satisfied']);
  });

  it('is served as a person asks, for as long as that holds', () => {
    assert.deepEqual(codeOf(25, { ...COLD, isHeld: true }), ['heat', 'heating']);
    assert.deepEqual(codeOf(5, { ...HOT, isHeld: true }), ['cool', 'cooling']);
  });

  it('is kept from frost', () => {
    assert.deepEqual(codeOf(25, { tempC: 5 }), ['heat', 'frost_guard']);
  });

  describe('where the average is late', () => {
    const COLD_NOW = { averageC: 19, outdoorTempC: 17.9 };
    const HOT_NOW = { averageC: 19, outdoorTempC: 20.1 };
    // [what, weather, temperature, its call before, what it calls for]
    const cases = [
      ['is heated where it is cold outdoors and in', COLD_NOW, 20.7, 'none', 'heat'],
      ['not where it lacks little', COLD_NOW, 20.8, 'none', 'none'],
      ['is heated on then', COLD_NOW, 20.9, 'heat', 'heat'],
      ['not where it is as warm outdoors', { ...COLD_NOW, outdoorTempC: 18 }, 19, 'heat', 'none'],
      ['is cooled where it is hot outdoors and in', HOT_NOW, 24.3, 'none', 'cool'],
      ['not where it is a little too warm', HOT_NOW, 24.2, 'none', 'none'],
      ['is cooled on then', HOT_NOW, 24.1, 'cool', 'cool'],
      ['not where it is as cool outdoors', { ...HOT_NOW, outdoorTempC: 20 }, 27, 'cool', 'none'],
      ['not where nobody says how it is outdoors', { averageC: 19 }, 19, 'heat', 'none'],
    ] as const;
    for (const [what, weather, tempC, call, calls] of cases)
      it(what, () => {
        const { averageC, outdoorTempC } = { outdoorTempC: undefined, ...weather };
        const before = rested({
          zones: { living: { call, sinceMs: NOW_MS - HOUR_MS } },
          outdoor: { averageC, fedMs: NOW_MS },
          outOfSeason: { heat: true, cool: true },
        });
        const zones = [zone('living', { tempC, rhPercent: 40 })];
        const seen = { settings: CONTROL_DEFAULTS, outdoorTempC, zones };
        const [room] = decide(snapshot(seen), before, NOW_MS).decision.zones;
        assert.equal(room?.activeCall, calls);
      });
  });

  it('ends a call that runs', () => {
    const before = rested({ zones: { living: { call: 'heat', sinceMs: NOW_MS } } });
    const seen = { settings: CONTROL_DEFAULTS, outdoorTempC: 25, zones: [zone('living', COLD)] };
    const [room] = decide(snapshot(seen), before, NOW_MS).decision.zones;
    assert.deepEqual([room?.activeCall, room?.reason.code], ['none', 'heating_season_over']);
  });

  it('has its units closed to the water that others have asked for', () => {
    const zones = [zone('living', COLD), zone('bath', { ...COLD, isHeld: true })];
    const units = of(25, {}, { zones }).decision.zones.map(({ fcu }) => fcu.mode);
    assert.deepEqual(units, ['off', 'heat']);
  });

  it('has hot water all the same', () => {
    const dhw = { targetTempC: 50, tempTopC: 44, tempMidC: 40, tempBottomC: 30 };
    assert.equal(of(25, COLD, { dhw }).decision.hcu?.effective, 'hot_water');
  });

  it('does not warm the buffer with energy to spare', () => {
    const tes = { tempTopC: 22, tempMidC: 21, tempBottomC: 20 };
    const more = { tes, dhw: undefined, surplusLevel: 4 };
    assert.equal(of(25, {}, more).decision.hcu?.asked, 'none');
    assert.equal(of(5, {}, more).decision.hcu?.asked, 'heat');
  });

  it('shifts no curve of a machine that decides by itself', () => {
    const appliance = {
      level: 'nudge',
      chosen: 'nudge',
      orders: new Set(['curveShiftK'] as const),
    } as const;
    const shift = { byK: 0, sinceMs: NOW_MS - 86_400_000, isTold: true };
    const shiftAt = (outdoorTempC: number) => {
      const seen = {
        settings: CONTROL_DEFAULTS,
        outdoorTempC,
        zones: [zone('living', COLD)],
        hcu: { hasCompressor: true, appliance },
      };
      return decide(snapshot(seen), rested({ shift }), NOW_MS).decision.hcu?.command;
    };
    assert.deepEqual(shiftAt(5), { curveShiftK: 1 });
    assert.deepEqual(shiftAt(25), { curveShiftK: 0 });
  });

  it('is remembered as such', () => {
    assert.deepEqual(of(19, {}).memory.outOfSeason, { heat: true, cool: true });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BUFFER_DEFAULTS, bufferHasRoom } from '../../../../src/domain/control/circuit/buffer.ts';
import { dewPointC, guardedDewC } from '../../../../src/domain/control/zones/dew-point.ts';
import { FAN_DEFAULTS, fanPercent } from '../../../../src/domain/control/zones/fan.ts';
import {
  isFrosty,
  OUTDOOR_DEFAULTS,
  outdoorNext,
} from '../../../../src/domain/control/weather/outdoor.ts';
import {
  coolingSupplyC,
  heatingSupplyC,
  isTooHumid,
  SUPPLY_DEFAULTS,
  tankSupplyC,
} from '../../../../src/domain/control/circuit/supply-temperature.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/domain/units.ts';
import { CURVE, NOW_MS } from '../house.ts';

const SEEN = { ...CURVE, roomMinK: 3, roomKPerK: 6, roomMaxK: 3 };

describe('the water for heating', () => {
  // [outdoors, room lacks, surplus adds, before, °C]
  const cases = [
    [-10, 0, 0, undefined, 45],
    [15, 0, 0, undefined, 30],
    [2.5, 0, 0, undefined, 37.5],
    [-30, 0, 0, undefined, 50],
    [30, 0, 0, undefined, 25],
    [undefined, 0, 0, undefined, 39],
    [15, 0.5, 0, undefined, 32],
    [15, 9, 0, undefined, 35],
    [15, 0, 5, undefined, 35],
    [-10, 9, 5, undefined, 50],
    [15, 0, 0, 30.5, 30.5],
    [15, 0, 0, 31, 30],
  ] as const;
  for (const [outdoorC, lackK, raiseK, beforeC, tempC] of cases) {
    it(`is ${tempC} °C at ${outdoorC} °C outdoors, ${lackK} K in the room, ${raiseK} K raised`, () => {
      const next = heatingSupplyC(CURVE, outdoorC, { lackK, raiseK }, beforeC);
      assert.equal(next, tempC);
    });
  }

  it('is colder than the curve while rooms lack little, and warmer while they lack much', () => {
    const lacking = (lackK: number) => heatingSupplyC(SEEN, 2.5, { lackK });
    assert.deepEqual([0, 0.25, 0.5, 0.75, 1, 9].map(lacking), [34.5, 36, 37.5, 39, 40.5, 40.5]);
  });

  it('is so warm that a machine starts before it is of no use to a room that calls', () => {
    const useful = (usefulC: number, outdoorC = 20) =>
      heatingSupplyC(CURVE, outdoorC, { lackK: 0.1, usefulC });
    const { startK, minC, maxC } = CURVE;
    assert.equal(useful(26), 26 + startK);
    assert.equal(useful(20), heatingSupplyC(CURVE, 20, { lackK: 0.1 }));
    assert.equal(useful(26, -10), heatingSupplyC(CURVE, -10, { lackK: 0.1 }));
    assert.equal(useful(60), maxC);
    assert.equal(useful(-Infinity, 40), minC);
  });

  it('to the tank is warmer than the tank is to be, and scalds no pipe', () => {
    assert.equal(tankSupplyC(SUPPLY_DEFAULTS, 50), 55);
    assert.equal(tankSupplyC(SUPPLY_DEFAULTS, 63), 65);
  });
});

describe('the water for cooling', () => {
  it('stays 2 K above the dew point of the wettest room', () => {
    assert.equal(coolingSupplyC(CURVE, 14.1), 16.5);
    assert.equal(coolingSupplyC(CURVE, 5), 12);
    assert.equal(coolingSupplyC(CURVE, -Infinity), 12);
  });

  it('is warmer while rooms lack little, never colder than is asked', () => {
    const lacking = (errorK: number) => coolingSupplyC(SEEN, 5, errorK);
    assert.deepEqual([0, 0.25, 0.5, 9].map(lacking), [15, 13.5, 12, 12]);
    assert.equal(coolingSupplyC(SEEN, 14.1, 0), 16.5, 'above the dew point in any case');
    const warm = { ...SEEN, coolC: 19 };
    assert.equal(coolingSupplyC(warm, 5, 0), 20, 'of use in any case');
  });

  it('is of no use above 20 °C', () => {
    assert.equal(isTooHumid(SUPPLY_DEFAULTS, 18), false);
    assert.equal(isTooHumid(SUPPLY_DEFAULTS, 18.1), true);
  });

  // Dew points from the psychrometric chart.
  for (const [tempC, rhPercent, dewC] of [
    [25, 50, 13.9],
    [24, 60, 15.8],
    [20, 100, 20],
    [30, 30, 10.5],
  ] as const) {
    it(`knows the dew point of ${tempC} °C at ${rhPercent} %`, () => {
      assert.ok(Math.abs((dewPointC(tempC, rhPercent) ?? 0) - dewC) < 0.1);
    });
  }

  it('is guarded where nobody measures the air, not where it is drained', () => {
    assert.equal(dewPointC(24, undefined), undefined);
    assert.equal(dewPointC(24, 0), undefined);
    assert.equal(dewPointC(NaN, 50), undefined);
    assert.equal(guardedDewC({ tempC: 24 }), 16.8);
    assert.equal(guardedDewC({ tempC: 24, rhPercent: 90, hasDrains: true }), -Infinity);
  });
});

describe('the averaged outdoor temperature', () => {
  const next = (
    memory: Parameters<typeof outdoorNext>[1],
    tempC: number | undefined,
    atMs: number,
  ) => outdoorNext(OUTDOOR_DEFAULTS, memory, tempC, atMs);

  it('begins with what is measured, and follows slowly, at any pace of measuring', () => {
    const start = next(undefined, 10, NOW_MS);
    assert.equal(start?.averageC, 10);
    const atOnce = next(start, 0, NOW_MS + 12 * HOUR_MS);
    let stepwise: ReturnType<typeof next> = start;
    for (let hour = 1; hour <= 12; hour += 1) stepwise = next(stepwise, 0, NOW_MS + hour * HOUR_MS);
    assert.ok(Math.abs((atOnce?.averageC ?? 0) - 10 / Math.E) < 1e-9);
    assert.ok(Math.abs((stepwise?.averageC ?? 0) - 10 / Math.E) < 1e-9);
  });

  it('stands for three days without a sensor', () => {
    const memory = { averageC: 4, fedMs: NOW_MS };
    assert.equal(next(memory, undefined, NOW_MS + 3 * DAY_MS), memory);
    assert.equal(next(memory, NaN, NOW_MS + 3 * DAY_MS + 1), undefined);
  });

  it('tells frost only where the cold is known', () => {
    const memory = { averageC: 4, fedMs: NOW_MS };
    assert.equal(isFrosty(OUTDOOR_DEFAULTS, undefined, memory), true);
    assert.equal(isFrosty(OUTDOOR_DEFAULTS, 6, memory), false);
    assert.equal(isFrosty(OUTDOOR_DEFAULTS, undefined, undefined), false);
  });
});

describe('the fan', () => {
  // [room lacks, level before, level]
  const cases = [
    [-0.1, undefined, 25],
    [0, undefined, 25],
    [0.2, undefined, 40],
    [0.5, undefined, 65],
    [1, undefined, 100],
    [9, undefined, 100],
    [0.2, 44, 44],
    [0.2, 50, 40],
  ] as const;
  for (const [errorK, before, percent] of cases) {
    it(`blows at ${percent} % with ${errorK} K to go${before ? ` after ${before} %` : ''}`, () => {
      assert.equal(fanPercent(FAN_DEFAULTS, errorK, before), percent);
    });
  }
});

describe('the buffer', () => {
  // [what, far end, direction, supply, charging before, has room]
  const cases = [
    ['is charged when it lags by more than 5 K', 34.9, 'heat', 40, false, true],
    ['is not charged for less', 35, 'heat', 40, false, false],
    ['is charged on up to 2 K', 37.9, 'heat', 40, true, true],
    ['is full then', 38, 'heat', 40, true, false],
    ['is charged with cold', 18, 'cool', 12, false, true],
    ['is full of cold', 14, 'cool', 12, true, false],
    ['has no room where nobody measures it', undefined, 'heat', 40, true, false],
  ] as const;
  for (const [what, tempBottomC, direction, supplyC, was, hasRoom] of cases) {
    it(what, () => {
      assert.equal(
        bufferHasRoom(BUFFER_DEFAULTS, { tempBottomC }, direction, supplyC, was),
        hasRoom,
      );
    });
  }
});

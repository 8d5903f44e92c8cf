import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { piecesByDay, periodOf } from '../../src/domain/energy-periods.ts';
import {
  addEnergy,
  copOf,
  energyBetween,
  isElectricalKnown,
  isThermalKnown,
  NO_ENERGY,
  plantReport,
  shareOf,
  sumOfUses,
  USES,
  type EnergyTotals,
  type PlantReport,
} from '../../src/domain/energy.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';

const round = ({ uses, gapMs }: EnergyTotals) => ({
  ...Object.fromEntries(
    Object.entries(uses).map(([use, { electricalKwh, thermalKwh }]) => [
      use,
      [electricalKwh, thermalKwh].map((kwh) => Math.round(kwh * 1e6) / 1e6),
    ]),
  ),
  ...(gapMs > 0 && { gapMs }),
});
const heating: PlantReport = { use: 'heating', electricalKw: 2, thermalKw: 8 };
const meters = (electricalMeterKwh: number, thermalMeterKwh: number) => ({
  electricalMeterKwh,
  thermalMeterKwh,
});

describe('the energy between two reports', () => {
  const cases: [what: string, before: PlantReport, after: PlantReport, ms: number, object][] = [
    [
      'is the power, held',
      heating,
      { ...heating, electricalKw: 9 },
      3 * MINUTE_MS,
      { heating: [0.1, 0.4] },
    ],
    [
      'is what the meters counted, where there are any',
      { ...heating, ...meters(450, 1_420) },
      { ...heating, ...meters(450.2, 1_420.9) },
      3 * MINUTE_MS,
      { heating: [0.2, 0.9] },
    ],
    [
      'is the power where a meter was reset',
      { ...heating, ...meters(450, 1_420) },
      { ...heating, ...meters(0, 1_420.5) },
      3 * MINUTE_MS,
      { heating: [0.1, 0.5] },
    ],
    [
      'is the power where a meter leapt',
      { ...heating, ...meters(450, 1_420) },
      { ...heating, ...meters(99_450, 1_420.5) },
      3 * MINUTE_MS,
      { heating: [0.1, 0.5] },
    ],
    [
      'is what the plant did before, not after',
      { ...heating, use: 'hotWater' },
      heating,
      3 * MINUTE_MS,
      { hotWater: [0.1, 0.4] },
    ],
    [
      'counts cold as output',
      { ...heating, use: 'cooling', thermalKw: -8 },
      heating,
      3 * MINUTE_MS,
      { cooling: [0.1, 0.4] },
    ],
    [
      'is heat taken back in a defrost; what the meter counts then came before',
      { ...meters(1, 1), use: 'defrost', thermalKw: -4 },
      { ...meters(1.1, 2), use: 'heating' },
      3 * MINUTE_MS,
      { defrost: [0.1, 0.2], heating: [0, 1] },
    ],
    [
      'is not made up over a gap',
      heating,
      heating,
      LIMITS.energyGapMs + 1,
      { unattributed: [0, 0], gapMs: LIMITS.energyGapMs + 1 },
    ],
    [
      'is nobody’s over a gap that the meters counted',
      { ...heating, ...meters(450, 1_420) },
      { ...heating, ...meters(470, 1_500) },
      10 * HOUR_MS,
      { unattributed: [20, 80] },
    ],
    [
      'is nothing where nothing is known',
      { use: 'standby' },
      { use: 'standby' },
      MINUTE_MS,
      { standby: [0, 0] },
    ],
  ];
  for (const [what, before, after, elapsedMs, expected] of cases) {
    it(what, () => assert.deepEqual(round(energyBetween(before, after, elapsedMs)), expected));
  }

  it('never lets a total fall, and is shared out without loss', () => {
    const power = fc.option(fc.double({ min: -200, max: 200, noNaN: true }), { nil: undefined });
    const meter = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined });
    const report = fc.record({
      use: fc.constantFrom(...USES),
      electricalKw: power,
      thermalKw: power,
      electricalMeterKwh: meter,
      thermalMeterKwh: meter,
    });
    const elapsed = fc.integer({ min: 0, max: 20 * MINUTE_MS });
    fc.assert(
      fc.property(fc.array(fc.tuple(report, elapsed), { maxLength: 30 }), (reports) => {
        let totals: EnergyTotals = NO_ENERGY;
        let before: PlantReport = { use: 'standby' };
        for (const [after, elapsedMs] of reports) {
          const energy = energyBetween(before, after, elapsedMs);
          const halves = addEnergy(shareOf(energy, 0.5, false), shareOf(energy, 0.5, true));
          assert.deepEqual(round(halves), round(energy));
          const next = addEnergy(totals, energy);
          for (const use of USES) {
            const [was, is] = [totals.uses[use], next.uses[use]];
            assert.ok((is?.electricalKwh ?? 0) >= (was?.electricalKwh ?? 0));
            assert.ok((is?.thermalKwh ?? 0) >= (was?.thermalKwh ?? 0));
          }
          assert.ok(next.gapMs >= totals.gapMs);
          [totals, before] = [next, after];
        }
      }),
    );
  });
});

describe('a plant that measures one thing alone', () => {
  const energy = (before: PlantReport, after: PlantReport, ms = 3 * MINUTE_MS) =>
    energyBetween(before, after, ms);
  const power: PlantReport = { use: 'heating', electricalKw: 2 };

  it('has its electricity counted, by meter or power, and no heat', () => {
    const counted = { electricalKwh: 0.1, thermalKwh: 0, unmatchedElectricalKwh: 0.1 };
    assert.deepEqual(energy(power, power), { uses: { heating: counted }, gapMs: 0 });
    const meter = (electricalMeterKwh: number) =>
      ({ use: 'hotWater', electricalMeterKwh }) as const;
    const { hotWater } = energy(meter(10), meter(10.5)).uses;
    assert.deepEqual(hotWater, { ...counted, electricalKwh: 0.5, unmatchedElectricalKwh: 0.5 });
    assert.ok(isElectricalKnown(counted));
    assert.ok(!isThermalKnown(counted));
  });

  it('has its heat counted, and no electricity', () => {
    const { heating } = energy({ use: 'heating', thermalKw: 8 }, power).uses;
    assert.deepEqual(heating, { electricalKwh: 0, thermalKwh: 0.4, unmatchedThermalKwh: 0.4 });
    assert.ok(isThermalKnown(heating));
    assert.ok(!isElectricalKnown(heating));
    // A defrost takes heat, of which nobody knows here.
    const { defrost } = energy({ ...power, use: 'defrost' }, power).uses;
    assert.deepEqual(defrost, { electricalKwh: 0.1, thermalKwh: 0, unmatchedElectricalKwh: 0.1 });
  });

  it('has nothing unmatched while it waits, nor where both are known', () => {
    const { standby } = energy({ ...power, use: 'standby' }, power).uses;
    assert.deepEqual(standby, { electricalKwh: 0.1, thermalKwh: 0 });
    assert.ok(isThermalKnown(standby));
    const whole = energy(heating, heating).uses.heating;
    assert.deepEqual(Object.keys(whole ?? {}), ['electricalKwh', 'thermalKwh']);
  });

  it('misses nothing in a silence that its meter saw', () => {
    const meter = (kwh: number) => ({ use: 'heating', electricalMeterKwh: kwh }) as const;
    assert.equal(energy(meter(10), meter(12), HOUR_MS).gapMs, 0);
    assert.equal(energy(meter(10), meter(9), HOUR_MS).gapMs, HOUR_MS);
    assert.equal(energy({ ...meter(10), thermalKw: 3 }, meter(12), HOUR_MS).gapMs, HOUR_MS);
    assert.equal(energy(power, power, HOUR_MS).gapMs, HOUR_MS);
    assert.equal(energy({ use: 'heating' }, { use: 'heating' }, HOUR_MS).gapMs, HOUR_MS);
  });
});

describe('what a plant reports', () => {
  for (const [hcu, use] of [
    [{ mode: 'heat', state: 'running' }, 'heating'],
    [{ mode: 'cool', state: 'running' }, 'cooling'],
    [{ mode: 'dhw_charge', state: 'running' }, 'hotWater'],
    [{ mode: 'heat', state: 'standby' }, 'standby'],
    [{ mode: 'heat', state: 'fault' }, 'standby'],
    [{ mode: 'idle', state: 'running' }, 'standby'],
    [{ mode: 'heat', state: 'defrost' }, 'defrost'],
    [{ mode: 'heat' }, 'heating'],
    [{}, 'unattributed'],
    [{ state: 'running' }, 'unattributed'],
    [{ state: 'standby' }, 'standby'],
  ] as const) {
    it(`${JSON.stringify(hcu)} is ${use}`, () => assert.equal(plantReport(hcu, []).use, use));
  }

  it('is of the heat pumps where the HCU does not know', () => {
    const pump = { electricalPowerKw: 1.5, thermalPowerKw: 6 };
    const hcu = { mode: 'heat', state: 'running' } as const;
    assert.deepEqual(
      [plantReport(hcu, [pump, pump]).electricalKw, plantReport(hcu, [pump, pump]).thermalKw],
      [3, 12],
    );
    assert.equal(plantReport({ ...hcu, electricalPowerKw: 4 }, [pump]).electricalKw, 4);
    assert.equal(plantReport(hcu, [pump, {}]).electricalKw, undefined);
    assert.equal(plantReport(hcu, [{ ...pump, defrostActive: true }]).use, 'defrost');
  });
});

describe('the coefficient of performance', () => {
  it('is of all uses, less what defrosting takes back', () => {
    const uses = {
      heating: { electricalKwh: 10, thermalKwh: 42 },
      defrost: { electricalKwh: 1, thermalKwh: 2 },
      standby: { electricalKwh: 1, thermalKwh: 0 },
    };
    assert.deepEqual(sumOfUses({ uses, gapMs: 0 }), { electricalKwh: 12, thermalKwh: 40 });
    assert.equal(copOf({ electricalKwh: 10, thermalKwh: 40 }), 4);
  });

  it('is of the time alone in which both were known', () => {
    const both = { heating: { electricalKwh: 10, thermalKwh: 40 } };
    const more = { electricalKwh: 20, thermalKwh: 0, unmatchedElectricalKwh: 20 };
    const after = addEnergy({ uses: both, gapMs: 0 }, { uses: { heating: more }, gapMs: 0 });
    assert.deepEqual(sumOfUses(after), {
      electricalKwh: 30,
      thermalKwh: 40,
      unmatchedElectricalKwh: 20,
    });
    assert.equal(copOf(sumOfUses(after)), 4);
    assert.equal(copOf(more), undefined);
    assert.equal(copOf(sumOfUses(shareOf(after, 0.5, true))), 4);
    const heatAlone = { electricalKwh: 0, thermalKwh: 9, unmatchedThermalKwh: 9 };
    assert.equal(copOf(heatAlone), undefined);
  });

  it('is not there where it would mean nothing', () => {
    assert.equal(copOf({ electricalKwh: 0, thermalKwh: 1 }), undefined);
    assert.equal(copOf({ electricalKwh: 0.05, thermalKwh: 0.2 }), undefined);
    assert.equal(copOf({ electricalKwh: 1, thermalKwh: 50 }), undefined);
    assert.equal(copOf({ electricalKwh: 1, thermalKwh: -1 }), undefined);
  });
});

describe('periods', () => {
  /** As in Berlin in 2026. */
  const berlin = (instantMs: number) =>
    instantMs >= Date.UTC(2026, 2, 29, 1) && instantMs < Date.UTC(2026, 9, 25, 1)
      ? 2 * HOUR_MS
      : HOUR_MS;

  for (const [instant, day, month, season] of [
    ['2026-01-14T22:59:59Z', '2026-01-14', '2026-01', '2025-2026'],
    ['2026-01-14T23:00:00Z', '2026-01-15', '2026-01', '2025-2026'],
    ['2026-06-30T21:59:59Z', '2026-06-30', '2026-06', '2025-2026'],
    ['2026-06-30T22:00:00Z', '2026-07-01', '2026-07', '2026-2027'],
  ] as const) {
    it(`${instant} is in ${day}`, () => {
      const periods = (['day', 'month', 'season'] as const).map((period) =>
        periodOf(period, Date.parse(instant), berlin),
      );
      assert.deepEqual(periods, [day, month, season]);
    });
  }

  it('share out a stretch of time, over a change of the clocks too', () => {
    const [from, to] = ['2026-03-28T11:00:00Z', '2026-03-30T10:00:00Z'].map(Date.parse);
    const pieces = piecesByDay(from ?? 0, to ?? 0, berlin);
    assert.deepEqual(
      pieces.map(({ atMs, share }) => [periodOf('day', atMs, berlin), Math.round(share * 47)]),
      [
        ['2026-03-28', 12],
        ['2026-03-29', 23],
        ['2026-03-30', 12],
      ],
    );
  });

  it('are shared out whole, whatever the stretch', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 40 * DAY_MS }), (fromMs, lengthMs) => {
        const pieces = piecesByDay(fromMs, fromMs + lengthMs, berlin);
        const sum = pieces.reduce((total, { share }) => total + share, 0);
        assert.ok(Math.abs(sum - 1) < 1e-9);
        const days = pieces.map(({ atMs }) => periodOf('day', atMs, berlin));
        assert.equal(new Set(days).size, days.length);
      }),
    );
  });
});

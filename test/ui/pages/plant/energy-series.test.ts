import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EnergyReport } from '../../../../src/app/energy/energy-view.ts';
import { barsOf, currentPeriods, energyOf } from '../../../../src/ui/pages/plant/energy-series.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

describe('energy', () => {
  const ENERGY = {
    electricalKwh: 3,
    thermalKwh: 8,
    cop: 2.67,
    uses: {
      heating: { electricalKwh: 2, thermalKwh: 8.5, cop: 4.25 },
      defrost: { electricalKwh: 0.4, thermalKwh: 0.5 },
      cooling: { electricalKwh: 0, thermalKwh: 0 },
      standby: { electricalKwh: 0.6, thermalKwh: 0 },
    },
  };

  it('has bars of one scale for what there was', () => {
    assert.deepEqual(
      barsOf(ENERGY).map(({ use, electricalShare, thermalShare }) => [
        use,
        Number(electricalShare.toFixed(3)),
        Number(thermalShare.toFixed(3)),
      ]),
      [
        ['heating', 0.235, 1],
        ['defrost', 0.047, 0.059],
        ['standby', 0.071, 0],
        ['sum', 0.353, 0.941],
      ],
    );
    assert.deepEqual(barsOf({ electricalKwh: 0, thermalKwh: 0, uses: {} }), []);
  });

  it('has no bar for what is shown as 0 kWh, however short the longest is', () => {
    const standby = { electricalKwh: 0.004, thermalKwh: 0 };
    assert.deepEqual(barsOf({ ...standby, uses: { standby } }), []);
    const heating = { electricalKwh: 0.004, thermalKwh: 0.005 };
    const [bar, ...others] = barsOf({ ...heating, uses: { heating, standby } });
    assert.deepEqual([bar?.electricalShare, bar?.thermalShare, others], [0, 1, []]);
  });

  it('is of the current day, month and season of the house', () => {
    const lateMs = Date.parse('2026-06-30T23:30:00Z');
    assert.deepEqual(currentPeriods('Europe/Berlin', lateMs), {
      day: '2026-07-01',
      month: '2026-07',
      season: '2026-2027',
    });
    assert.deepEqual(currentPeriods('America/New_York', lateMs), {
      day: '2026-06-30',
      month: '2026-06',
      season: '2025-2026',
    });
    const report: EnergyReport = {
      total: ENERGY,
      months: [],
      seasons: [],
      days: [{ period: '2026-01-14', ...ENERGY }],
    };
    assert.equal(energyOf(report, 'day', 'UTC', NOW_MS), undefined);
    assert.equal(energyOf(report, 'day', 'UTC', NOW_MS - 86_400_000)?.cop, 2.67);
    assert.equal(energyOf(report, 'total', 'UTC', NOW_MS), ENERGY);
  });
});

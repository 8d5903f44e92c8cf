import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { CLOSED_ENERGY, OPEN_ENERGY, OPEN_KEY } from '../../../src/app/energy/energy-records.ts';
import { settledReport } from '../../../src/app/energy/energy-view.ts';
import type { EnergyTotals } from '../../../src/domain/energy.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS } from '../../../src/domain/units.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';

const heated = (electricalKwh: number, thermalKwh: number, gapMs = 0): EnergyTotals => ({
  uses: { heating: { electricalKwh, thermalKwh } },
  gapMs,
});
const AT_MS = Date.parse('2026-01-15T10:00:00Z');

describe('the energies that are shown', () => {
  let store: ReturnType<typeof createRecordStore>;
  beforeEach(() => {
    store = createRecordStore({
      texts: createMemoryTexts(),
      clock: createFakeClock(),
      log: createMemoryLog(),
    });
  });
  const open = async (totals: Readonly<Record<string, EnergyTotals>>) =>
    store.commit([
      {
        put: OPEN_ENERGY,
        key: OPEN_KEY,
        value: { atMs: AT_MS, report: { use: 'heating' }, totals },
      },
    ]);
  const close = async (key: string, value: EnergyTotals) =>
    store.commit([{ put: CLOSED_ENERGY, key, value }]);

  it('are nothing before anything was counted', () => {
    assert.deepEqual(settledReport(store), {
      total: { electricalKwh: 0, thermalKwh: 0, uses: {} },
      days: [],
      months: [],
      seasons: [],
    });
  });

  it('are to the watt-hour, with how well the plant did to hundredths', async () => {
    await open({ total: heated(1.23456, 4.00049, 1_500) });
    const { total, asOfTs } = settledReport(store);
    assert.deepEqual(total, {
      electricalKwh: 1.235,
      thermalKwh: 4,
      cop: 3.24,
      gapSeconds: 2,
      uses: { heating: { electricalKwh: 1.235, thermalKwh: 4, cop: 3.24 } },
    });
    assert.equal(asOfTs, '2026-01-15T10:00:00Z');
  });

  it('have no gap of less than a second, and no efficiency of a defrost', async () => {
    const totals = {
      uses: { defrost: { electricalKwh: 1, thermalKwh: 3 } },
      gapMs: 999,
    } as EnergyTotals;
    await open({ total: totals });
    const { total } = settledReport(store);
    assert.equal('gapSeconds' in total, false);
    assert.deepEqual(Object.keys(total.uses.defrost ?? {}), ['electricalKwh', 'thermalKwh']);
  });

  it('have the starts of the compressor, and tenths of the hours that it ran', async () => {
    const totals = { ...heated(1, 4), compressor: { starts: 3, runMs: 4_000_000 } };
    await open({ total: totals, 'day/2026-01-15': heated(1, 4) });
    const { total, days } = settledReport(store);
    assert.deepEqual([total.compressorStarts, total.compressorRunHours], [3, 1.1]);
    assert.equal('compressorStarts' in (days[0] ?? {}), false, 'nobody has said');
  });

  it('are of the newest periods, those under way in place of what was closed of them', async () => {
    for (let day = 1; day <= 31; day++)
      await close(`day/2025-12-${String(day).padStart(2, '0')}`, heated(1, 2));
    await close('day/2026-01-15', heated(1, 2));
    await close('season/2024', heated(7, 8));
    await open({ total: heated(9, 9), 'day/2026-01-15': heated(5, 6) });
    const { days, months, seasons } = settledReport(store);
    assert.equal(days.length, 31);
    assert.deepEqual(
      [days[0]?.period, days[0]?.electricalKwh, days.at(-1)?.period],
      ['2026-01-15', 5, '2025-12-02'],
    );
    assert.deepEqual([months, seasons.map(({ period }) => period)], [[], ['2024']]);
  });

  it('are those of a range, of one length alone, both ends included', async () => {
    for (let day = 10; day <= 20; day++) await close(`day/2026-01-${day}`, heated(day, 1));
    await close('month/2025-12', heated(1, 2));
    await open({
      total: heated(9, 9),
      'day/2026-01-21': heated(5, 6),
      'month/2026-01': heated(5, 6),
    });
    const periodsOf = (from?: string, to?: string) =>
      settledReport(store, { by: 'day', from, to }).days.map(({ period }) => period.slice(-2));
    assert.deepEqual(periodsOf('2026-01-12', '2026-01-14'), ['14', '13', '12']);
    assert.deepEqual(periodsOf('2026-01-20'), ['21', '20']);
    assert.deepEqual(periodsOf(undefined, '2026-01-10'), ['10']);
    assert.equal(periodsOf().length, 12);
    const { days, months, seasons, total } = settledReport(store, { by: 'month' });
    assert.deepEqual(
      [days, months.map(({ period }) => period), seasons, total.electricalKwh],
      [[], ['2026-01', '2025-12'], [], 9],
    );
  });

  it('are no more than so many', async () => {
    const day = (index: number) => new Date(index * DAY_MS).toISOString().slice(0, 10);
    const many = LIMITS.energyPeriods + 2;
    for (let index = 0; index < many; index++) await close(`day/${day(index)}`, heated(1, 2));
    const { days } = settledReport(store, { by: 'day' });
    assert.deepEqual([days.length, days[0]?.period], [LIMITS.energyPeriods, day(many - 1)]);
  });
});

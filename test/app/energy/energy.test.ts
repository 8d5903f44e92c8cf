import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { createEnergy, type EnergyMeter } from '../../../src/app/energy/energy.ts';
import type { EnergyView } from '../../../src/app/energy/energy-view.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const PERIOD_MS = 10 * SECOND_MS;

describe('energy', () => {
  let app: TestApp;
  let energy: EnergyMeter;
  let flushes: number;
  let meters: { thermal: number; electrical: number };

  /** The plant runs, and reports, for a while. */
  async function run(
    ms: number,
    state: object = { mode: 'heat', state: 'running' },
  ): Promise<void> {
    for (let left = ms; left > 0; left -= PERIOD_MS) {
      app.clock.advance(PERIOD_MS);
      meters.thermal += (8 * PERIOD_MS) / HOUR_MS;
      meters.electrical += (2 * PERIOD_MS) / HOUR_MS;
      report(state);
    }
    await flush();
  }
  const report = (state: object = { mode: 'heat', state: 'running' }) =>
    app.report('hcu', 'hcu_main', {
      ...state,
      thermalPowerKw: 8,
      electricalPowerKw: 2,
      lifetimeThermalKwh: meters.thermal,
      lifetimeElecKwh: meters.electrical,
    });

  async function flush(): Promise<void> {
    try {
      await app.store.commit(energy.gather());
      energy.settle(true);
    } catch {
      energy.settle(false);
    }
  }
  function restart(): void {
    const { store, devices, clock } = app;
    const house = createCurrentHouse(SMALL_HOUSE);
    energy = createEnergy({
      house,
      store,
      devices,
      clock,
      utcOffsetMs: () => HOUR_MS,
      flushSoon: () => (flushes += 1),
    });
  }

  beforeEach(() => {
    app = createTestApp({ start: Date.parse('2026-01-15T21:00:00Z') });
    meters = { thermal: 1_420, electrical: 450 };
    flushes = 0;
    restart();
    report();
  });

  it('has the first count of a new store written soon, and no other', async () => {
    assert.deepEqual([flushes, energy.isNew], [1, true]);
    await run(MINUTE_MS);
    assert.equal(flushes, 1);
    restart();
    report();
    assert.deepEqual([flushes, energy.isNew], [1, false]);
  });

  it('is counted up to the last report, ahead of the disk, and over a restart from there', async () => {
    const running = () => energy.running();
    assert.deepEqual(running(), {
      asOfTs: '2026-01-15T21:00:00Z',
      total: { electricalKwh: 0, thermalKwh: 0, uses: {} },
    });
    await run(HOUR_MS);
    const hour = { electricalKwh: 2, thermalKwh: 8, cop: 4 };
    const compressor = { compressorStarts: 0, compressorRunHours: 1 };
    const hours = { ...hour, ...compressor, uses: { heating: hour } };
    const [day, month, season] = [hours, hours, hours];
    const asOfTs = '2026-01-15T22:00:00Z';
    assert.deepEqual(running(), { asOfTs, total: hours, day, month, season });
    app.clock.advance(MINUTE_MS);
    meters.electrical += 0.25;
    report();
    assert.equal(running().total.electricalKwh, 2.25);
    assert.equal(energy.report().total.electricalKwh, 2, 'what is on the disk');
    restart();
    assert.equal(running().total.electricalKwh, 2);
    // At midnight in the house, nothing was counted of the new day.
    app.clock.advance(2 * HOUR_MS);
    assert.deepEqual(Object.keys(running()), ['asOfTs', 'total', 'month', 'season']);
  });

  it('is shown by use, as it is on the disk', async () => {
    await run(HOUR_MS);
    const { use, electricalPowerKw, thermalPowerKw, copInstant, asOfTs, total } = energy.report();
    assert.deepEqual(
      { use, electricalPowerKw, thermalPowerKw, copInstant, asOfTs },
      {
        use: 'heating',
        electricalPowerKw: 2,
        thermalPowerKw: 8,
        copInstant: 4,
        asOfTs: '2026-01-15T22:00:00Z',
      },
    );
    const hour = { electricalKwh: 2, thermalKwh: 8, cop: 4 };
    const compressor = { compressorStarts: 0, compressorRunHours: 1 };
    assert.deepEqual(total, { ...hour, ...compressor, uses: { heating: hour } });
    await run(HOUR_MS, { mode: 'dhw_charge', state: 'running' });
    // The first report of a use ends the time of the one before.
    assert.equal(energy.report().total.uses.hotWater?.thermalKwh, 7.978);
    assert.equal(energy.report().total.thermalKwh, 16);
  });

  it('leaves out what nobody measures, and makes up no COP', async () => {
    const electricity = async (ms: number) => {
      for (let left = ms; left > 0; left -= PERIOD_MS) {
        app.clock.advance(PERIOD_MS);
        meters.electrical += (2 * PERIOD_MS) / HOUR_MS;
        const lifetimeElecKwh = meters.electrical;
        app.report('hcu', 'hcu_main', {
          mode: 'dhw_charge',
          state: 'running',
          lifetimeElecKwh,
        });
      }
      await flush();
    };
    await electricity(HOUR_MS);
    const before = energy.report().total;
    assert.deepEqual(before.uses.hotWater, { electricalKwh: 1.994 });
    assert.equal(before.cop, undefined);
    // It is kept over a restart, and the heat that is measured later counts with its own electricity.
    restart();
    await run(HOUR_MS);
    const { electricalKwh, cop, uses } = energy.report().total;
    assert.deepEqual([electricalKwh, cop], [4, 4]);
    assert.equal(uses.hotWater?.thermalKwh, undefined);
  });

  it('counts what the tank’s own heater takes as hot water, over a restart too', async () => {
    const heater = (lifetimeElecKwh: number) => app.report('dhw', 'dhw_main', { lifetimeElecKwh });
    heater(30);
    await run(MINUTE_MS);
    heater(31.5);
    await flush();
    const hotWater = { electricalKwh: 1.5, thermalKwh: 1.5, cop: 1 };
    assert.deepEqual(energy.report().total.uses.hotWater, hotWater);
    const { electricalKwh = 0 } = energy.report().total;
    restart();
    app.clock.advance(MINUTE_MS);
    heater(32);
    report();
    await flush();
    const { total } = energy.report();
    assert.equal(total.uses.hotWater?.electricalKwh, 2);
    assert.equal(Math.round(((total.electricalKwh ?? 0) - electricalKwh) * 100), 50);
  });

  it('counts the starts of the compressor and how long it ran, over restarts and days', async () => {
    const counts = (of?: EnergyView) => [of?.compressorStarts, of?.compressorRunHours];
    await run(HOUR_MS);
    assert.deepEqual(counts(energy.report().total), [0, 1], 'it ran already');
    await run(HOUR_MS, { mode: 'heat', state: 'standby' });
    restart();
    await run(HOUR_MS);
    // The first report of a state ends the time of the one before.
    assert.deepEqual(counts(energy.report().total), [1, 2]);
    restart();
    assert.deepEqual(counts(energy.report().total), [1, 2]);
    assert.deepEqual(counts(energy.running().season), [1, 2]);
    assert.equal(energy.counted().compressor, undefined, 'since the start of the hub');
    // It is midnight in the house two hours after the beginning: the start is of the new day alone.
    assert.deepEqual(
      energy.report().days.map(({ period, ...view }) => [period, ...counts(view)]),
      [
        ['2026-01-16', 1, 1],
        ['2026-01-15', 0, 1],
      ],
    );
  });

  it('has a start that is seen after midnight in the new day, whole', async () => {
    await run(2 * HOUR_MS - PERIOD_MS, { mode: 'heat', state: 'standby' });
    app.clock.advance(2 * PERIOD_MS);
    report();
    await flush();
    assert.deepEqual(
      energy.report().days.map(({ compressorStarts }) => compressorStarts),
      [1, 0],
    );
  });

  it('has days, months and seasons of the house’s own time', async () => {
    await run(4 * HOUR_MS);
    const { days, months, seasons } = energy.report();
    assert.deepEqual(
      days.map(({ period, thermalKwh, cop }) => [period, thermalKwh, cop]),
      [
        ['2026-01-16', 16, 4],
        ['2026-01-15', 16, 4],
      ],
    );
    assert.deepEqual(
      [...months, ...seasons].map(({ period, thermalKwh }) => [period, thermalKwh]),
      [
        ['2026-01', 32],
        ['2025-2026', 32],
      ],
    );
    restart();
    assert.deepEqual(energy.report().days, days);
    assert.equal(app.texts.get('energy_periods/day/2026-01-15')?.includes('heating'), true);
  });

  it('never falls, and a crash loses nothing that the meters counted', async () => {
    await run(HOUR_MS);
    app.clock.advance(PERIOD_MS);
    meters.thermal += 1;
    meters.electrical += 0.25;
    report();
    assert.equal(energy.report().total.thermalKwh, 8);
    restart();
    assert.equal(energy.report().total.thermalKwh, 8);
    app.clock.advance(6 * MINUTE_MS);
    meters.thermal += 0.8;
    report();
    await flush();
    const { total } = energy.report();
    assert.equal(total.thermalKwh, 9.8);
    assert.deepEqual(total.uses.unattributed, {
      electricalKwh: 0.25,
      thermalKwh: 1.8,
      cop: 7.2,
    });
  });

  it('is the same, however often the hub is killed', async () => {
    for (let round = 0; round < 50; round++) {
      await run(7 * MINUTE_MS);
      restart();
    }
    const { total, days } = energy.report();
    const thermalKwh = total.thermalKwh ?? NaN;
    assert.ok(Math.abs(thermalKwh - (50 * 7 * 8) / 60) < 0.002);
    const sum = days.reduce((kwh, day) => kwh + (day.thermalKwh ?? NaN), 0);
    assert.ok(Math.abs(sum - thermalKwh) < 0.003);
  });

  it('marks the time that nobody counted', async () => {
    app.report('hcu', 'hcu_main', { state: 'running', mode: 'heat', electricalPowerKw: 2 });
    app.clock.advance(HOUR_MS);
    app.report('hcu', 'hcu_main', { state: 'running', mode: 'heat', electricalPowerKw: 2 });
    await flush();
    assert.equal(energy.report().total.gapSeconds, 3_600);
    assert.equal(energy.report().total.electricalKwh, 0);
  });

  it('goes on in memory while the disk is full', async () => {
    app.texts.isFull = true;
    await run(HOUR_MS);
    assert.equal(energy.report().total.thermalKwh, 0);
    app.texts.isFull = false;
    await flush();
    assert.equal(energy.report().total.thermalKwh, 8);
  });

  it('writes one record for what is open, and none where nothing was said', async () => {
    await run(MINUTE_MS);
    assert.deepEqual(
      [...app.texts.range('energy')].map(([key]) => key),
      ['energy/open'],
    );
    assert.ok((app.texts.get('energy/open')?.length ?? 0) < 1_500);
    assert.deepEqual(energy.gather(), []);
  });

  it('lets go of days that have served their time, but not by a clock that may be wrong', async () => {
    await run(4 * HOUR_MS);
    const days = () => [...app.texts.range('energy_periods/day/')].map(([key]) => key.slice(-10));
    assert.deepEqual(days(), ['2026-01-15']);
    let isProvisional = true;
    Object.assign(app.clock, { isProvisional: () => isProvisional });
    app.clock.jumpWall((LIMITS.energyDays + 30) * DAY_MS);
    await run(PERIOD_MS);
    assert.ok(days().includes('2026-01-15'));
    isProvisional = false;
    await run(PERIOD_MS);
    assert.ok(!days().includes('2026-01-15'));
  });

  it('says what the plant does only while it is heard', async () => {
    await run(MINUTE_MS);
    app.clock.advance(HOUR_MS);
    app.devices.sweep();
    const { use, electricalPowerKw, total } = energy.report();
    assert.deepEqual([use, electricalPowerKw], [undefined, undefined]);
    assert.ok((total.thermalKwh ?? 0) > 0);
  });
});

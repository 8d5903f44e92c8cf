import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { READINGS } from '../../src/domain/equipment/catalogue.ts';
import type { ReadingTable } from '../../src/domain/equipment/reading.ts';
import { createTestApp } from '../support/app.ts';
import { FULL_HOUSE } from '../support/house.ts';
import { samplesIn } from '../support/metric-samples.ts';

type App = ReturnType<typeof createTestApp>;

const samplesOf = ({ metrics }: App) => samplesIn(metrics.page('text'));
const value = (app: App, series: string) => samplesOf(app).get(series);
const namesOf = (app: App) => [...samplesOf(app).keys()].sort();

/** A report with every reading that a kind has, as large as it may be. */
function fullReport(kind: keyof typeof READINGS): Record<string, unknown> {
  const table: ReadingTable = READINGS[kind];
  const entries = Object.entries(table).map(([field, reading]): [string, unknown] => {
    switch (reading.type) {
      case 'number':
      case 'integer':
        return [field, reading.max];
      case 'boolean':
        // A unit that defrosts has no COP.
        return [field, false];
      case 'enum':
        return [field, reading.values[0]];
      case 'text':
        return [field, 'v1'];
      case 'timestamp':
        return [field, '2026-01-14T10:00:00Z'];
      case 'faults':
        return [field, ['E1']];
    }
  });
  return Object.fromEntries(entries);
}

describe('the readings of a device', () => {
  const DEVICES = [
    ['sensor', 's1'],
    ['fcu', 'f1'],
    ['hcu', 'hcu_main'],
    ['heatpump', 'hp_1'],
    ['dhw', 'dhw_main'],
    ['tes', 'tes_main'],
    ['solar', 'roof'],
    ['meter', 'grid'],
  ] as const;

  for (const [kind, id] of DEVICES) {
    it(`are all on the page: ${kind}`, () => {
      const app = createTestApp({ house: FULL_HOUSE });
      const own = () => namesOf(app).filter((name) => name.startsWith(`aris_${kind}_`));
      const before = new Set(own());
      app.report(kind, id, fullReport(kind));
      const families = new Set(
        own()
          .filter((name) => !before.has(name))
          .map((name) => name.replaceAll(/device="[^"]+",?/g, '').replace(/(?<=\{\w+=").*/, '')),
      );
      // Tank layers are one family, told apart by their position; faults are those of all devices.
      const layers = kind === 'dhw' || kind === 'tes' ? 2 : 0;
      const faults = 'activeFaults' in READINGS[kind] ? 1 : 0;
      assert.equal(families.size + layers + faults, Object.keys(READINGS[kind]).length);
    });
  }

  it('are in base units', () => {
    const app = createTestApp();
    app.report('hcu', 'hcu_main', {
      thermalPowerKw: 3.25,
      lifetimeElecKwh: 100.5,
      flowRateLpm: 30,
      systemPressureBar: 2.3,
      state: 'running',
      electricalPowerKw: 1,
    });
    app.report('heatpump', 'hp_1', { compressorSpeedPercent: 57, defrostActive: false });
    const of = (name: string) => value(app, `aris_${name}{device="hcu_main"}`);
    assert.equal(of('hcu_thermal_power_watts'), 3250);
    assert.equal(of('hcu_lifetime_electrical_joules_total'), 361_800_000);
    assert.equal(of('hcu_flow_rate_liters_per_second'), 0.5);
    assert.equal(of('hcu_system_pressure_pascals'), 230_000);
    assert.equal(of('hcu_cop'), 3.25);
    assert.equal(value(app, 'aris_heatpump_compressor_speed_ratio{device="hp_1"}'), 0.57);
    assert.equal(value(app, 'aris_heatpump_defrost_active{device="hp_1"}'), 0);
  });
});

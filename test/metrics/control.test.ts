import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { controlSections, type ControlSources } from '../../src/metrics/control.ts';
import { createTestApp } from '../support/app.ts';
import { familyIn, samplesIn, written } from '../support/metric-samples.ts';

const value = ({ metrics }: ReturnType<typeof createTestApp>, series: string) =>
  samplesIn(metrics.page('text')).get(series);

describe('the counters of the plant', () => {
  it('have the energy of each use from the first report on', () => {
    const app = createTestApp();
    const report = () =>
      app.report('hcu', 'hcu_main', {
        mode: 'heat',
        state: 'running',
        thermalPowerKw: 6,
        electricalPowerKw: 2,
      });
    const electrical = () => value(app, 'aris_energy_electrical_joules_total{use="heating"}');
    report();
    assert.equal(electrical(), 0);
    app.clock.advance(MINUTE_MS);
    report();
    assert.equal(electrical(), 120_000);
    assert.equal(value(app, 'aris_energy_thermal_joules_total{use="heating"}'), 360_000);
    assert.equal(value(app, 'aris_energy_electrical_joules_total{use="hotWater"}'), 0);
    app.clock.advance(HOUR_MS);
    report();
    assert.equal(electrical(), 120_000);
    assert.equal(value(app, 'aris_energy_gap_seconds_total'), 3_600);
  });
});

/** What there is to tell; nothing of it at first. */
function rig() {
  const now = {
    devices: [] as readonly string[],
    mode: { mode: 'home' } as ReturnType<ControlSources['system']['view']>,
    energy: { uses: {}, gapMs: 0 } as ReturnType<ControlSources['energy']['counted']>,
  };
  const sections = controlSections({
    devices: { all: () => now.devices.map((kind) => ({ ref: { kind, id: `the_${kind}` } })) },
    system: { view: () => now.mode },
    decisionViews: {
      device: () => undefined,
      surplus: () => undefined,
      powerLimit: () => undefined,
      quietUntil: () => undefined,
    },
    powerLimits: { get: () => undefined },
    dhwRequests: { view: () => ({}) },
    energy: { counted: () => now.energy },
    deviceCommands: { pendingCount: () => 2, unconfirmedCount: () => 3 },
    controlLoop: { stats: () => ({ cycles: 4, cycleSeconds: 0.5, failures: 7 }) },
  } as unknown as ControlSources);
  const family = (name: string) => familyIn(written(...sections), `aris_${name}`);
  return { now, family, samples: () => written(...sections) };
}

describe('the metrics of control', () => {
  it('have the mode of the house with its end', () => {
    const { now, family } = rig();
    assert.deepEqual(family('system_mode_until_timestamp_seconds'), {});
    now.mode = { mode: 'away', until: '1970-01-01T00:01:00Z' };
    assert.deepEqual(family('system_mode'), {
      '{mode="home"}': 0,
      '{mode="away"}': 1,
      '{mode="vacation"}': 0,
      '{mode="off"}': 0,
    });
    assert.deepEqual(family('system_mode_until_timestamp_seconds'), { '': 60 });
  });

  it('leave out the energy that nobody measured', () => {
    const { now, family } = rig();
    now.energy = {
      uses: {
        heating: { electricalKwh: 0, thermalKwh: 2, unmatchedThermalKwh: 2 },
        hotWater: { electricalKwh: 1, thermalKwh: 0, unmatchedElectricalKwh: 1 },
      },
      gapMs: 1_500,
    };
    assert.deepEqual(family('energy_gap_seconds_total'), {}, 'no plant');
    now.devices = ['hcu'];
    const electrical = family('energy_electrical_joules_total') as Record<string, number>;
    const thermal = family('energy_thermal_joules_total') as Record<string, number>;
    assert.equal('{use="heating"}' in electrical, false);
    assert.equal(electrical['{use="hotWater"}'], 3_600_000);
    assert.equal(electrical['{use="cooling"}'], 0);
    assert.equal(thermal['{use="heating"}'], 7_200_000);
    assert.equal('{use="hotWater"}' in thermal, false);
    assert.deepEqual(family('energy_gap_seconds_total'), { '': 1.5 });
  });

  it('have what the compressor did, where somebody says so', () => {
    const { now, family } = rig();
    const counts = () => [
      family('compressor_starts_total'),
      family('compressor_run_seconds_total'),
    ];
    now.devices = ['hcu'];
    assert.deepEqual(counts(), [{}, {}]);
    now.energy = { uses: {}, gapMs: 0, compressor: { starts: 6, runMs: 90_500 } };
    assert.deepEqual(counts(), [{ '': 6 }, { '': 90.5 }]);
  });

  it('have cycles and commands', () => {
    const samples = rig().samples();
    assert.deepEqual(
      [
        'aris_control_cycles_total',
        'aris_control_cycle_seconds_total',
        'aris_control_cycle_failures_total',
        'aris_commands_pending',
        'aris_commands_unconfirmed_total',
      ].map((name) => samples.get(name)),
      [4, 0.5, 7, 2, 3],
    );
  });
});

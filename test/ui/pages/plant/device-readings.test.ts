import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readingsOf } from '../../../../src/ui/pages/plant/device-readings.ts';
import { shownReading } from '../../../../src/ui/readings.ts';
import { HEATING } from '../../support/heating-house.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

describe('readings on the plant', () => {
  it('give every reading its unit', () => {
    const shown = (field: string, value: unknown) => shownReading(field, value, 'F', NOW_MS);
    assert.equal(shown('supplyTempC', 20), '68°');
    assert.equal(shown('tempTopC', 20), '68°');
    assert.equal(shown('flowRateLpm', 24.1), '24.1\u00a0L/min');
    assert.equal(shown('backupHeaterActive', true), 'Yes');
    assert.equal(shown('mode', 'dhw_charge'), 'Making hot water');
    assert.equal(shown('copInstant', 3.9), '3.9');
    const [pump, unit] = readingsOf(HEATING, 'C', NOW_MS);
    assert.deepEqual([pump?.name, unit?.name], ['Heat pump', 'Hydronic unit']);
    assert.ok(unit?.facts.some(({ label, value }) => label === 'Supply' && value === '38.2°'));
  });

  it('have those of a solar collector and of meters, with what they measure', () => {
    const all = readingsOf(
      {
        ...HEATING,
        heatpumps: [],
        solar: { solarId: 's', thermalPowerKw: 4.25, pumpActive: true, collectorTempC: 71.3 },
        meters: [
          { meterId: 'g', friendlyName: 'Grid', measures: 'electricity', powerKw: -1.5 },
          { meterId: 'f', friendlyName: 'Floor', measures: 'heat', online: false },
        ],
      },
      'C',
      NOW_MS,
    );
    const factsOf = (id: string) =>
      all
        .find((one) => one.id === id)
        ?.facts.map(({ label, value }) => `${label}: ${value.replaceAll('\u00a0', ' ')}`);
    assert.deepEqual(all.map(({ name }) => name).slice(0, 6), [
      'Hydronic unit',
      'Solar collector',
      'Hot water tank',
      'Buffer tank',
      'Grid',
      'Floor',
    ]);
    assert.deepEqual(factsOf('s'), ['Collector: 71.3°', 'Pump runs: Yes', 'Heat: 4.25 kW']);
    assert.deepEqual(factsOf('g'), ['Measures: Electricity', 'Power: −1.5 kW']);
    assert.deepEqual(factsOf('f'), ['Measures: Heat']);
  });

  it('tell of a filter where there is one, and once why a machine is lowered', () => {
    const hcu = { hcuId: 'h', control: { level: 'nudge', chosen: 'steer' } };
    const fcus = [{ fcuId: 'fan', fanPercent: 0 }, { fcuId: 'valve' }];
    const fault = {
      source: 'hcu',
      objectId: 'h',
      severity: 'warning',
      message: '',
      sinceTs: '2026-01-15T10:00:00Z',
    } as const;
    const faults = ['level_lowered', 'order_refused'].map((code) => ({ ...fault, code }));
    const told = readingsOf({ ...HEATING, hcu, fcus, faults }, 'C', Date.now());
    const filters = told.filter(({ hasFilter }) => hasFilter).map(({ id }) => id);
    const [unit] = told.filter(({ kind }) => kind === 'hcu');
    const found = unit?.found.map(({ code }) => code);
    assert.deepEqual([filters, unit?.isLowered, found], [['fan'], true, ['order_refused']]);
  });

  it('number the heat pumps where there are several', () => {
    const pumps = [{ hpId: 'p' }, { hpId: 'q', online: false, lastSeenTs: '2026-01-15T09:00:00Z' }];
    const all = readingsOf({ ...HEATING, heatpumps: pumps }, 'C', NOW_MS);
    assert.deepEqual(
      all.slice(0, 2).map(({ name, isOnline }) => [name, isOnline]),
      [
        ['Heat pump 1', true],
        ['Heat pump 2', false],
      ],
    );
  });
});

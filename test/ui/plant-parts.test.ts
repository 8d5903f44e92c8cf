/** What the plant page makes of the house, without a browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EnergyReport } from '../../src/app/energy/energy-view.ts';
import type { ShownHouse } from '../../src/ui/live.ts';
import { readingsOf, shownReading } from '../../src/ui/pages/plant/device-readings.ts';
import { barsOf, currentPeriods, energyOf } from '../../src/ui/pages/plant/energy-series.ts';
import { expectationOf } from '../../src/ui/pages/plant/dhw-commands.ts';
import { hygieneText } from '../../src/ui/pages/plant/hygiene.ts';
import { headline, picture, powers } from '../../src/ui/pages/plant/picture.ts';
import { fitting, type Box, type Inventory } from '../../src/ui/pages/plant/schematic/layout.ts';
import { tallLayout } from '../../src/ui/pages/plant/schematic/tall-layout.ts';
import { wideLayout } from '../../src/ui/pages/plant/schematic/wide-layout.ts';
import { reasonsOf } from '../../src/ui/pages/plant/reasons.ts';

const NOW_MS = Date.parse('2026-01-15T10:00:00Z');

const zone = (zoneId: string, more: object = {}) => ({
  zoneId,
  friendlyName: zoneId,
  tempC: 20,
  mode: 'auto' as const,
  activeCall: 'none' as const,
  supportsHeat: true,
  supportsCool: true,
  effectiveMode: 'idle' as const,
  ...more,
});

const HEATING: ShownHouse = {
  zones: [zone('living', { effectiveMode: 'heat', tempC: 19.4 }), zone('bath')],
  fcus: [
    { fcuId: 'f1', friendlyName: 'South', zoneId: 'living', mode: 'heat', fanPercent: 40 },
    { fcuId: 'f2', friendlyName: 'North', zoneId: 'living', mode: 'heat', fanPercent: 60 },
    { fcuId: 'f3', friendlyName: 'Bath', zoneId: 'bath', mode: 'idle', fanPercent: 0 },
  ],
  hcu: {
    hcuId: 'h',
    mode: 'heat',
    state: 'running',
    supplyTempC: 38.2,
    returnTempC: 33,
    flowRateLpm: 24.1,
    outdoorTempC: -3.2,
    thermalPowerKw: 6,
    electricalPowerKw: 1.5,
  },
  meters: [],
  heatpumps: [{ hpId: 'p', compressorSpeedPercent: 62, thermalPowerKw: 6, electricalPowerKw: 1.5 }],
  dhw: { dhwId: 'd', tempTopC: 50, stateOfChargePercent: 88, heatingActive: false },
  tes: { tesId: 't', mode: 'heat', chargeActive: true, dischargeActive: false },
  faults: [],
};

describe('the picture of the plant', () => {
  it('tells what flows where, and how warm it is', () => {
    const { outdoor, sources, unit, tank, storage, circuit, rooms } = picture(HEATING, 'C');
    assert.equal(outdoor, '−3.2°');
    assert.deepEqual(
      [sources[0], unit, tank, storage].map((part) => part?.flow),
      ['heat', 'heat', 'none', 'heat'],
    );
    assert.equal(sources[0]?.state, 'Running at 62 %');
    assert.deepEqual(unit?.lines, ['Out 38.2° · back 33.0°', '24.1\u00a0L/min']);
    assert.deepEqual(tank?.layers, ['50.0°', '', '']);
    assert.equal(circuit, 'heat');
    assert.deepEqual(
      rooms.map(({ flow, state, temp, lines }) => [flow, state, temp, lines]),
      [
        ['heat', 'Heating', '19.4°', ['fan 60 %']],
        ['none', 'At ease', '20.0°', []],
      ],
    );
    assert.equal(headline(HEATING), 'The rooms are being heated.');
    assert.equal(powers(HEATING), '6\u00a0kW of heat from 1.5\u00a0kW of electricity');
  });

  it('is cold where water is cooled, and in Fahrenheit where the house is', () => {
    const cooling = { ...HEATING, hcu: { ...HEATING.hcu, mode: 'cool', supplyTempC: 10 } };
    const { circuit, unit, rooms } = picture(cooling, 'F');
    assert.deepEqual([circuit, unit?.flow, rooms[0]?.flow], ['cool', 'cool', 'cool']);
    assert.equal(unit?.lines[0], 'Out 50° · back 91°');
  });

  it('moves nothing to the rooms while the tank is charged', () => {
    const { circuit, tank } = picture(
      {
        ...HEATING,
        tes: { tesId: 't' },
        hcu: { ...HEATING.hcu, mode: 'dhw_charge' },
        dhw: { ...HEATING.dhw, heatingActive: true },
      },
      'C',
    );
    assert.deepEqual([circuit, tank?.flow, tank?.state], ['none', 'heat', 'Heating up']);
  });

  it('says of a silent device that it is silent, and nothing else', () => {
    const silent = { ...HEATING, hcu: { hcuId: 'h', online: false } };
    const { unit, outdoor } = picture(silent, 'C');
    assert.deepEqual(
      [unit?.isOnline, unit?.state, unit?.flow, unit?.lines, outdoor],
      [false, 'Does not report', 'none', [], undefined],
    );
    assert.equal(headline(silent), 'The plant does not report.');
    assert.equal(powers(silent), undefined);
  });

  it('is of what there is', () => {
    const bare = { zones: [zone('a')], fcus: [], heatpumps: [], meters: [], faults: [] };
    const { sources, unit, tank, storage, rooms } = picture(bare, 'C');
    assert.deepEqual([sources, unit, tank, storage], [[], undefined, undefined, undefined]);
    assert.equal(rooms.length, 1);
    assert.match(headline(bare), /no heating or cooling plant/);
  });
});

describe('the drawing', () => {
  const inventories: Inventory[] = [true, false].flatMap((hasUnit) =>
    [true, false].flatMap((hasTank) =>
      [true, false].flatMap((hasStorage) =>
        [0, 1, 2].flatMap((sourceCount) =>
          [0, 1, 5, 20].map((rooms) => ({
            hasOutdoor: hasUnit,
            sourceCount,
            hasUnit,
            hasTank,
            hasStorage,
            hasPipe: Array.from({ length: rooms }, (_, index) => index !== 1),
          })),
        ),
      ),
    ),
  );

  const overlap = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  for (const [name, layoutOf] of Object.entries({ wideLayout, tallLayout })) {
    it(`of ${name} keeps its parts apart and inside, whatever there is`, () => {
      for (const inventory of inventories) {
        const layout = layoutOf(inventory);
        const { sources, unit, tank, storage, rooms, width, height } = layout;
        const boxes = [...sources, ...rooms, unit, tank, storage].filter((box) => !!box);
        const what = JSON.stringify(inventory);
        for (const [index, box] of boxes.entries()) {
          assert.ok(box.x >= 0 && box.x + box.width <= width, what);
          assert.ok(box.y >= 0 && box.y + box.height <= height, `${what} ${JSON.stringify(box)}`);
          for (const other of boxes.slice(index + 1)) assert.ok(!overlap(box, other), what);
        }
        for (const { path } of layout.pipes) {
          const places = [...path.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)];
          assert.ok(places.length > 1, path);
          for (const [, letter, first, second] of places) {
            const [x, y] = letter === 'V' ? ['0', first] : [first, second ?? '0'];
            assert.ok(Number(x) >= 0 && Number(x) <= width, `${path} ${what}`);
            assert.ok(Number(y) >= 0 && Number(y) <= height, `${path} ${what}`);
          }
        }
        const piped = inventory.hasUnit ? inventory.hasPipe.filter(Boolean).length : 0;
        assert.equal(layout.pipes.filter(({ of }) => of === 'room').length, 2 * piped, what);
      }
    });
  }

  it('cuts what does not fit', () => {
    assert.equal(fitting('Kitchen', 200, 15), 'Kitchen');
    assert.equal(fitting('A room with a very long name', 90, 15), 'A room wi…');
  });
});

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

describe('words on the plant', () => {
  it('say where disinfection stands', () => {
    const at = (days: number) => new Date(NOW_MS + days * 86_400_000).toISOString();
    const text = (hygiene: object) => hygieneText({ overdue: false, ...hygiene }, NOW_MS);
    assert.deepEqual(text({ lastSuccess: at(-3), nextDue: at(4) }), [
      'Last done 3 days ago (12 Jan 2026).',
      'Next in 4 days.',
    ]);
    assert.match(text({ nextDue: at(1) })[0] ?? '', /^Not done yet/);
    assert.match(text({ lastSuccess: at(-7), nextDue: at(-0.1) })[1] ?? '', /^Due now/);
    assert.match(text({ nextDue: at(-2), overdue: true })[0] ?? '', /^Overdue.*2 days ago/);
    assert.match(text({ nextDue: at(-2), overdue: true, running: true })[0] ?? '', /Going on now/);
  });

  it('group the rooms that have the same reason', () => {
    const reason = { code: 'satisfied', text: 'The room is at its setpoint.' };
    const house = {
      ...HEATING,
      zones: [
        zone('A', { reason }),
        zone('B', { reason: { code: 'off', text: 'Switched off.' } }),
        zone('C', { reason }),
      ],
      hcu: { hcuId: 'h', reason: { code: 'no_demand', text: 'Nobody asks for heat or cold.' } },
    };
    assert.deepEqual(
      reasonsOf(house).map(({ name, text }) => [name, text]),
      [
        ['Water unit', 'Nobody asks for heat or cold.'],
        ['A and C', 'The room is at its setpoint.'],
        ['B', 'Switched off.'],
      ],
    );
  });

  it('give every reading its unit', () => {
    const shown = (field: string, value: unknown) => shownReading(field, value, 'F', NOW_MS);
    assert.equal(shown('supplyTempC', 20), '68°');
    assert.equal(shown('tempTopC', 20), '68°');
    assert.equal(shown('flowRateLpm', 24.1), '24.1\u00a0L/min');
    assert.equal(shown('backupHeaterActive', true), 'Yes');
    assert.equal(shown('mode', 'dhw_charge'), 'Making hot water');
    assert.equal(shown('copInstant', 3.9), '3.9');
    const [pump, unit] = readingsOf(HEATING, 'C', NOW_MS);
    assert.deepEqual([pump?.name, unit?.name], ['Heat pump', 'Water unit']);
    assert.ok(unit?.facts.some(({ label, value }) => label === 'Water out' && value === '38.2°'));
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
      'Water unit',
      'Solar collector',
      'Hot water tank',
      'Storage tank',
      'Grid',
      'Floor',
    ]);
    assert.deepEqual(factsOf('s'), ['Collector: 71.3°', 'Pump runs: Yes', 'Heat: 4.25 kW']);
    assert.deepEqual(factsOf('g'), ['Measures: Electricity', 'Power: −1.5 kW']);
    assert.deepEqual(factsOf('f'), ['Measures: Heat']);
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

describe('an order to the hot water', () => {
  it('is shown as the hub will show it', () => {
    const tank = { hygiene: { nextDue: 'x', overdue: false, running: false }, boostUntil: 'then' };
    assert.deepEqual(expectationOf({ targetTempC: 52 }, tank, NOW_MS), { targetTempC: 52 });
    assert.deepEqual(expectationOf({ boostMinutes: 60 }, tank, NOW_MS), {
      boostUntil: '2026-01-15T11:00:00.000Z',
    });
    assert.deepEqual(expectationOf({ boostMinutes: 0 }, tank, NOW_MS), { boostUntil: undefined });
    assert.deepEqual(expectationOf({ sanitize: true }, tank, NOW_MS), {
      hygiene: { nextDue: 'x', overdue: false, running: true },
    });
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EnergyReport } from '../../../src/app/energy/energy-view.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { energyRoutes } from '../../../src/http/routes/energy.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';

const REPORT: EnergyReport = {
  use: 'heating',
  total: { electricalKwh: 3, thermalKwh: 9, cop: 3, uses: {} },
  days: [
    {
      period: '2026-01-15',
      electricalKwh: 2.5,
      gapSeconds: 60,
      uses: { hotWater: { electricalKwh: 2.5, thermalKwh: 7.5, cop: 3 } },
    },
  ],
  months: [{ period: '2026-01', electricalKwh: 2.5, uses: {} }],
  seasons: [],
};

it('/api/energy is JSON, and a row for each period to who asks for CSV', async () => {
  const app = createTestApp({
    extraRoutes: energyRoutes({ report: () => REPORT }, { get: () => DEFAULT_SETTINGS }),
  });
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['equipment:read'] });
  const ask = async (...headers: (readonly [string, string])[]) =>
    app.ask({ target: '/api/energy', headers: [bearer(token), ...headers] });
  assert.deepEqual((await ask(['Accept', '*/*'])).json, REPORT);
  const [head = '', ...lines] = (await ask(['Accept', 'text/csv'])).text.trimEnd().split('\r\n');
  const columns = head.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',');
    assert.equal(cells.length, columns.length);
    const pairs = cells.map((cell, at) => [columns[at] ?? '', cell] as const);
    return Object.fromEntries(pairs.filter(([, cell]) => cell !== ''));
  });
  const ofHotWater = {
    hotWaterElectricalKwh: '2.5',
    hotWaterThermalKwh: '7.5',
    hotWaterCop: '3',
  };
  assert.deepEqual(rows, [
    { span: 'total', electricalKwh: '3', thermalKwh: '9', cop: '3' },
    { span: 'month', period: '2026-01', electricalKwh: '2.5' },
    { span: 'day', period: '2026-01-15', electricalKwh: '2.5', gapSeconds: '60', ...ofHotWater },
  ]);
});

it('/api/energy has the periods that are asked for, and what electricity costs', async () => {
  const asked: unknown[] = [];
  const report = (range?: object) => {
    asked.push(range);
    return REPORT;
  };
  const settings = { ...DEFAULT_SETTINGS, pricePerKwh: 0.3245 };
  const app = createTestApp({ extraRoutes: energyRoutes({ report }, { get: () => settings }) });
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['equipment:read'] });
  const ask = async (query: string) =>
    app.ask({ target: `/api/energy${query}`, headers: [bearer(token)] });
  const { json } = await ask('?by=month&from=2025-01&to=2025-12');
  assert.deepEqual(json, { ...REPORT, pricePerKwh: 0.3245, currency: 'EUR' });
  await ask('');
  assert.deepEqual(asked, [{ by: 'month', from: '2025-01', to: '2025-12' }, undefined]);
  for (const [query, field, message] of [
    ['?from=2025-01-01', 'from', 'from needs by'],
    ['?by=day&from=2025-02-30', 'from', 'from must be a day such as 2026-01-15'],
    ['?by=day&to=2025-02', 'to', 'to must be a day such as 2026-01-15'],
    ['?by=month&from=2025-13', 'from', 'from must be a month such as 2026-01'],
    ['?by=season&to=2025-2027', 'to', 'to must be a season such as 2025-2026'],
    ['?by=day&from=2025-02-02&to=2025-02-01', 'from', 'from must not be after to'],
  ] as const) {
    const refused = await ask(query);
    assert.equal(refused.status, 400, query);
    const told = refused.json as { field: string; message: string };
    assert.deepEqual([told.field, told.message], [field, message]);
  }
  assert.equal((await ask('?by=week')).status, 400);
  assert.equal(asked.length, 2);
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EnergyReport } from '../../../src/app/energy/energy-view.ts';
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
  const app = createTestApp({ extraRoutes: energyRoutes({ report: () => REPORT }) });
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

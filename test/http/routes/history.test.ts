import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ZoneTrendList } from '../../../src/app/history/zone-trends.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { openApi } from '../../../src/http/openapi.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';

describe('history over HTTP', () => {
  let app: TestApp;
  let headers: ReturnType<typeof bearer>[];

  const get = async (target: string) => app.ask({ target, headers });
  const report = () => {
    app.report('sensor', 's1', { tempC: 21.44, rhPercent: 45 });
    app.report('fcu', 'f1', { mode: 'heat', fanPercent: 60, roomTempC: 21.5 });
    app.report('hcu', 'hcu_main', { state: 'running', mode: 'heat', outdoorTempC: -2.5 });
    app.report('dhw', 'dhw_main', { tempTopC: 51.2, heatingActive: false });
  };

  beforeEach(async () => {
    app = createTestApp();
    const { token } = await app.tokens.create(OWNER, { name: 'test' });
    headers = [bearer(token)];
    app.history.start();
    report();
    app.clock.advance(MINUTE_MS + 100);
  });

  it('of a zone is as documented', async () => {
    const { status, json } = await get('/api/zones/living/history?hours=1');
    assert.equal(status, 200);
    assert.deepEqual(json, {
      zoneId: 'living',
      start: '2026-01-15T09:01:00Z',
      end: '2026-01-15T10:01:00Z',
      points: [
        { timestamp: '2026-01-15T10:00:00Z', tempC: 21.4, tempHeatSetC: 21, tempCoolSetC: 24 },
        { timestamp: '2026-01-15T10:01:00Z', tempC: 21.4, tempHeatSetC: 21, tempCoolSetC: 24 },
      ],
      count: 2,
    });
  });

  it('is a table for who asks for one, packed for who takes it so', async () => {
    const target = '/api/zones/living/history?hours=1&fields=tempC,mode,co2Ppm';
    const csv = ['Accept', 'text/csv'] as const;
    const answer = await app.ask({ target, headers: [...headers, csv] });
    assert.equal(answer.header('content-type'), 'text/csv; charset=utf-8');
    assert.equal(answer.header('vary'), 'Accept, Accept-Encoding');
    assert.equal(answer.header('x-warning'), undefined);
    const lines = ['timestamp,tempC,mode,co2Ppm', '2026-01-15T10:00:00Z,21.4,auto,'];
    assert.equal(answer.text, [...lines, '2026-01-15T10:01:00Z,21.4,auto,', ''].join('\r\n'));
    const empty = await app.ask({
      target: '/api/zones/living/history?start=2026-01-14T00:00:00Z&end=2026-01-14T01:00:00Z',
      headers: [...headers, csv],
    });
    assert.equal(empty.text, 'timestamp,tempC,tempHeatSetC,tempCoolSetC\r\n');
    assert.equal(empty.header('x-warning'), 'There is no history of this range.');
    for (const accept of ['text/csv', 'application/json']) {
      const packed = await app.ask({
        target,
        headers: [...headers, ['Accept', accept], ['Accept-Encoding', 'gzip']],
      });
      assert.equal(packed.header('content-encoding'), 'gzip', accept);
    }
  });

  it('takes a range in any zone, and a plus sign that was not encoded', async () => {
    const range = 'start=2026-01-15T11:00:30+01:00&end=2026-01-15T10:05:00Z';
    const { json } = await get(`/api/zones/living/history?${range}`);
    assert.equal(json['start'], '2026-01-15T10:00:30Z');
    assert.equal(json['count'], 1);
  });

  for (const [path, id, point] of [
    ['/api/fcus/f1', { fcuId: 'f1' }, { mode: 'heat', fanPercent: 60, roomTempC: 21.5 }],
    ['/api/hcu', { hcuId: 'hcu_main' }, { mode: 'heat', state: 'running', outdoorTempC: -2.5 }],
    ['/api/dhw', { dhwId: 'dhw_main' }, { tempTopC: 51.2, heatingActive: false }],
  ] as const) {
    it(`of ${path} has all of its fields`, async () => {
      const { json } = await get(`${path}/history`);
      assert.deepEqual({ ...json, ...id }, json);
      const [first] = json['points'] as object[];
      assert.deepEqual(first, { timestamp: '2026-01-15T10:00:00Z', ...point });
    });
  }

  it('has the fields that are asked for, and no others', async () => {
    const points = async (fields: string) =>
      (await get(`/api/zones/living/history?hours=1&fields=${fields}`)).json['points'];
    const timestamp = '2026-01-15T10:00:00Z';
    assert.deepEqual(((await points('tempC,tempHeatSetC')) as object[])[0], {
      timestamp,
      tempC: 21.4,
      tempHeatSetC: 21,
    });
  });

  it('is described with how much of it can be asked for', () => {
    const contract = openApi(
      app.routes.filter(({ path }) => path === '/api/hcu/history'),
      '1',
    ) as {
      paths: Record<string, { get: { parameters: { name: string; schema: object }[] } }>;
    };
    const { parameters = [] } = contract.paths['/api/hcu/history']?.get ?? {};
    const schemas = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    assert.deepEqual(schemas['hours'], { type: 'integer', minimum: 1, maximum: 3 * 366 * 24 });
    assert.deepEqual(schemas['fields'], {
      type: 'string',
      minLength: 1,
      maxLength: 1_000,
      description: 'Fields of the points, by commas; with Min or Max after them the extremes',
    });
  });

  it('of a device that is not heard of has no points, and says so', async () => {
    const { json } = await get('/api/heatpumps/hp_1/history');
    assert.deepEqual([json['hpId'], json['points'], json['count']], ['hp_1', [], 0]);
    assert.equal(json['warning'], 'There is no history of this range.');
  });

  it('of what the house does not have is not found', async () => {
    assert.deepEqual((await get('/api/zones/nope/history')).json, {
      error: 'Zone not found',
      zoneId: 'nope',
    });
    assert.equal((await get('/api/fcus/nope/history')).status, 404);
  });

  for (const [query, field] of [
    ['hours=0', 'hours'],
    ['hours=1.5', 'hours'],
    ['hours=9999999', 'hours'],
    ['start=yesterday', 'start'],
    ['end=2026-01-15', 'end'],
    ['start=2026-01-15T10:00:00Z&end=2026-01-15T10:00:00Z', 'start'],
    ['fields=tempC,nope', 'fields'],
    ['hours=1&hours=2', 'hours'],
    ['step=5', 'step'],
  ] as const) {
    it(`refuses ${query}, naming ${field}`, async () => {
      const { status, json } = await get(`/api/zones/living/history?${query}`);
      assert.equal(status, 400);
      assert.equal(json['field'], field);
    });
  }

  it('of all zones is one answer, of those alone that a token is for', async () => {
    const { status, json } = await get('/api/zone-trends');
    assert.equal(status, 200);
    const { start, stepSeconds, zones } = json as unknown as ZoneTrendList;
    assert.deepEqual([start, stepSeconds], ['2026-01-14T10:12:00Z', 720]);
    const living = zones.find(({ zoneId }) => zoneId === 'living');
    assert.deepEqual([living?.tempC.length, living?.tempC.at(-1)], [120, 21.4]);
    assert.ok(zones.length > 1);
    const { token } = await app.tokens.create(OWNER, { name: 'one room', zones: ['living'] });
    const own = await app.ask({ target: '/api/zone-trends', headers: [bearer(token)] });
    const seen = (own.json as unknown as ZoneTrendList).zones.map(({ zoneId }) => zoneId);
    assert.deepEqual(seen, ['living']);
  });
});

/** A kind is known everywhere by its entry in the table: what a device of it says comes out at every end of the hub. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { deviceFindings } from '../../../src/app/control/device-findings.ts';
import { announcementsOf } from '../../../src/app/home-assistant/discovery-payloads.ts';
import {
  EQUIPMENT,
  EQUIPMENT_KINDS,
  isSingle,
  READINGS,
} from '../../../src/domain/equipment/catalogue.ts';
import { equipmentOf, idOf } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { openApi } from '../../../src/http/openapi.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { openStream } from '../../support/event-stream.ts';
import { FULL_HOUSE } from '../../support/house.ts';

const SOLAR = {
  collectorTempC: 71.3,
  returnTempC: 44.6,
  pumpActive: true,
  pumpSpeedPercent: 60,
  thermalPowerKw: 3.2,
  lifetimeThermalKwh: 5_120.4,
  activeFaults: [],
};
const METER = { powerKw: -1.5, energyKwh: 812.3, activeFaults: [] };
const FAULT = { code: 'E1', severity: 'warning', message: 'Sensor broken' } as const;

describe('a kind of equipment', () => {
  let app: TestApp;
  let auth: ReturnType<typeof bearer>;
  const get = async (target: string) => app.ask({ target, headers: [auth] });

  beforeEach(async () => {
    app = createTestApp({ house: FULL_HOUSE });
    const { token } = await app.tokens.create(OWNER, { name: 'test' });
    auth = bearer(token);
  });

  /** The one device of the kind, or the first. */
  const deviceOf = (kind: (typeof EQUIPMENT_KINDS)[number]) => {
    const [device] = equipmentOf(FULL_HOUSE, kind);
    assert.ok(device, `the house of the test has a ${kind}`);
    const id = idOf(kind, device);
    const { key, id: idName } = EQUIPMENT[kind];
    return { id, idName, key, path: `/api/${key}${isSingle(kind) ? '' : `/${id}`}` };
  };

  for (const kind of EQUIPMENT_KINDS) {
    it(`${kind} has its paths, its place in the state and in the list of devices`, async () => {
      const { id, idName, key, path } = deviceOf(kind);
      const { status, json } = await get(path);
      assert.deepEqual([status, json[idName], json['online']], [200, id, false]);
      app.report(kind, id, { activeFaults: [] });
      const view = (await get(path)).json;
      assert.equal(view['online'], true, 'it is heard');
      const state = (await get('/api/state')).json[key];
      assert.deepEqual(isSingle(kind) ? state : (state as object[])[0], view);
      const list = (await get('/api/equipment')).json['equipment'] as object[];
      assert.ok(list.some((one) => 'id' in one && one.id === id));
      assert.equal((await get(`${path}/history`)).json[idName], id);
      const documented = (openApi(app.routes, '1') as { paths: Record<string, object> }).paths;
      for (const asked of [`/api/${key}`, path.replace(id, `{${idName}}`)])
        assert.ok('get' in (documented[asked] ?? {}), asked);
    });
  }

  it('shows a solar collector as it reports', async () => {
    app.report('solar', 'roof', SOLAR);
    assert.deepEqual((await get('/api/solar')).json, { solarId: 'roof', online: true, ...SOLAR });
  });

  it('shows meters with what they measure, also while they are silent', async () => {
    app.report('meter', 'grid', METER);
    const { meters, metadata } = (await get('/api/meters')).json;
    const identity = { meterId: 'grid', friendlyName: 'Grid', measures: 'electricity' };
    const grid = { ...identity, online: true, ...METER };
    const floor = { meterId: 'floor', friendlyName: 'Floor heating', measures: 'heat' };
    assert.deepEqual(meters, [grid, { ...floor, online: false }]);
    assert.deepEqual(metadata, { count: 2 });
    assert.deepEqual((await get('/api/meters/nope')).json, {
      error: 'Meter not found',
      meterId: 'nope',
    });
  });

  it('is not found where the house has none, and asks for the permission of equipment', async () => {
    app = createTestApp();
    auth = bearer((await app.tokens.create(OWNER, { name: 'reader' })).token);
    const none = await get('/api/solar');
    assert.deepEqual([none.status, none.json], [404, { error: 'Solar collector not found' }]);
    assert.deepEqual((await get('/api/meters')).json, { meters: [], metadata: { count: 0 } });
    const { token } = await app.tokens.create(OWNER, { name: 'z', permissions: ['zones:full'] });
    auth = bearer(token);
    for (const path of ['/api/solar', '/api/meters', '/api/meters/grid', '/api/solar/history'])
      assert.equal((await get(path)).status, 403, path);
  });

  it('is told of in the stream under its own name', async () => {
    const stream = await openStream(app, [auth]);
    app.report('solar', 'roof', SOLAR);
    app.report('meter', 'grid', METER);
    app.clock.advance(LIMITS.streamWindowMs);
    assert.deepEqual(
      stream.names().filter((name) => name !== 'event'),
      ['snapshot', 'solar', 'meter'],
    );
  });

  it('has its history, with meters as they stand', async () => {
    app.history.start();
    app.report('solar', 'roof', SOLAR);
    app.report('meter', 'grid', METER);
    app.clock.advance(MINUTE_MS + 100);
    const pointOf = async (path: string) => ((await get(path)).json['points'] as object[])[0];
    const timestamp = '2026-01-15T10:00:00Z';
    const measured = ({ activeFaults, ...readings }: typeof SOLAR | typeof METER) => {
      assert.deepEqual(activeFaults, []);
      return readings;
    };
    assert.deepEqual(await pointOf('/api/solar/history'), { timestamp, ...measured(SOLAR) });
    assert.deepEqual(await pointOf('/api/meters/grid/history'), { timestamp, ...measured(METER) });
    const { status } = await get('/api/meters/grid/history?fields=energyKwhMax');
    assert.equal(status, 400, 'what stands has no extremes');
  });

  it('is on the metrics page in base units, with what a meter measures', () => {
    app.report('solar', 'roof', SOLAR);
    app.report('meter', 'grid', METER);
    const page = Buffer.from(app.metrics.page('text')).toString();
    for (const line of [
      'aris_device_up{device="roof",kind="solar"} 1',
      'aris_solar_collector_temperature_celsius{device="roof"} 71.3',
      'aris_solar_pump_speed_ratio{device="roof"} 0.6',
      'aris_solar_thermal_power_watts{device="roof"} 3200',
      'aris_solar_lifetime_thermal_joules_total{device="roof"} 18433440000',
      'aris_meter_power_watts{device="grid"} -1500',
      'aris_meter_energy_joules_total{device="grid"} 2924280000',
      'aris_meter_measures_info{device="grid",measures="electricity"} 1',
      'aris_meter_measures_info{device="floor",measures="heat"} 1',
    ])
      assert.ok(page.includes(`${line}\n`), line);
  });

  it('comes, goes and has faults as others have, and is told nothing', async () => {
    app.report('solar', 'roof', { ...SOLAR, activeFaults: [FAULT] });
    app.report('meter', 'grid', { ...METER, energyKwh: -5 });
    const [fault] = app.faults.list();
    assert.deepEqual([fault?.source, fault?.objectId, fault?.code], ['solar', 'roof', 'E1']);
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    const { events } = await app.journal.query({ audit: 'hidden' });
    const told = events.map(({ type, objectId }) => `${type} ${objectId}`);
    for (const event of [
      'fault_raised roof',
      'reading_refused grid',
      'device_online grid',
      'device_offline grid',
      'device_offline roof',
    ])
      assert.ok(told.includes(event), event);
    const found = deviceFindings(app.devices, app.deviceCommands, app.doubts);
    const codesOf = (id: string) =>
      found.filter(({ objectId }) => objectId === id).map(({ code }) => code);
    assert.deepEqual(codesOf('grid'), ['device_offline']);
    assert.deepEqual(codesOf('hcu_main'), ['device_offline', 'command_unconfirmed']);
  });

  it('is an entity of Home Assistant with its device classes', () => {
    const all = announcementsOf({
      house: FULL_HOUSE,
      identity: { hubId: 'hub', serial: 's', version: '1', name: 'Aris' },
      topics: app.topics,
      prefix: 'ha',
      acceptsCommands: true,
      firmwareOf: () => undefined,
    });
    const ofDevice = (object: string) =>
      all.find(({ topic }) => topic === `ha/device/hub_${object}/config`)?.payload;
    const [solar, grid] = [ofDevice('solar_roof'), ofDevice('meter_grid')];
    assert.deepEqual(
      [solar?.device['name'], grid?.device['name'], grid?.device['model']],
      ['Solar collector', 'Grid', 'Energy meter'],
    );
    const classes = (components = {}, key: string) => {
      const { device_class, state_class, unit_of_measurement } =
        (components as Record<string, Record<string, unknown>>)[key] ?? {};
      return [device_class, state_class, unit_of_measurement];
    };
    const energy = ['energy', 'total_increasing', 'kWh'];
    const power = ['power', 'measurement', 'kW'];
    assert.deepEqual(classes(grid?.components, 'energyKwh'), energy);
    assert.deepEqual(classes(grid?.components, 'powerKw'), power);
    assert.deepEqual(classes(solar?.components, 'lifetimeThermalKwh'), energy);
    assert.deepEqual(classes(solar?.components, 'thermalPowerKw'), power);
    assert.deepEqual(
      Object.keys(READINGS.solar).filter((key) => !(key in (solar?.components ?? {}))),
      [],
    );
    assert.ok(!JSON.stringify([solar, grid]).includes('command_topic'));
  });

  it('comes and goes with the house file, and keeps what it said', async () => {
    app = createTestApp();
    auth = bearer((await app.tokens.create(OWNER, { name: 'test' })).token);
    app.takeHouse(FULL_HOUSE);
    app.report('meter', 'grid', METER);
    app.takeHouse({ ...FULL_HOUSE, solar: undefined });
    assert.equal((await get('/api/meters/grid')).json['energyKwh'], 812.3);
    assert.equal((await get('/api/solar')).status, 404);
    assert.ok(!('solar' in (await get('/api/state')).json));
  });
});

describe('a zone', () => {
  it('shows its floor and its place where the house file has them', () => {
    const [living, bath] = FULL_HOUSE.zones;
    assert.ok(living && bath);
    const zones = [{ ...living, floor: 'Ground floor', order: 2 }, bath];
    const app = createTestApp({ house: { ...FULL_HOUSE, zones } });
    const shown = app.zones.list().map(({ zoneId, floor, order }) => ({ zoneId, floor, order }));
    assert.deepEqual(shown, [
      { zoneId: 'living', floor: 'Ground floor', order: 2 },
      { zoneId: 'bath', floor: undefined, order: undefined },
    ]);
    assert.ok(!('floor' in app.zones.get('bath')));
  });
});

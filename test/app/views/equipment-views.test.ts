import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

/** The documented examples, under the ids of the small house: `online` stands beside them. */
const EXAMPLES = {
  fcu: {
    fcuId: 'f1',
    friendlyName: 'South',
    zoneId: 'living',
    mode: 'heat',
    fanPercent: 60,
    roomTempC: 22.5,
    rhPercent: 46,
    supplyTempC: 38.2,
    returnTempC: 33.7,
    activeFaults: [],
    filterLastChangedTs: '2025-03-12T09:14:00Z',
  },
  hcu: {
    hcuId: 'hcu_main',
    sourceType: 'heat_pump',
    mode: 'heat',
    state: 'running',
    supplyTempC: 48.5,
    returnTempC: 42,
    flowRateLpm: 4.2,
    thermalPowerKw: 12.5,
    electricalPowerKw: 3.2,
    lifetimeThermalKwh: 1420.5,
    lifetimeElecKwh: 450.2,
    copInstant: 3.9,
    outdoorTempC: -2.5,
    backupHeaterActive: false,
    activeFaults: [],
  },
  heatpump: {
    hpId: 'hp_1',
    parentHcuId: 'hcu_main',
    compressorSpeedPercent: 65,
    compressorHz: 78,
    fanRpm: 850,
    defrostActive: false,
    highPressureBar: 28.5,
    lowPressureBar: 8.2,
    compressorDischargeTempC: 85,
    compressorSuctionTempC: 12,
    thermalPowerKw: 12.5,
    electricalPowerKw: 3.2,
    copInstant: 3.9,
    acVoltageV: 230,
    acCurrentA: 12.5,
    firmwareVersion: 'v2.4.1',
    activeFaults: [],
  },
  dhw: {
    dhwId: 'dhw_main',
    tempTopC: 51.2,
    tempBottomC: 45.1,
    heatingActive: false,
    recircEnabled: true,
    tempMidC: 48.7,
    stateOfChargePercent: 75,
    effectiveCapacityLiters: 242,
    isSanitizing: false,
    dhwDeliveryTempC: 48.5,
    dhwColdSupplyTempC: 12.3,
    backupHeaterActive: false,
    recircPumpActive: false,
    lastSanitizationTs: '2024-01-15T03:00:00Z',
  },
  tes: {
    tesId: 'tes_main',
    mode: 'heat',
    tempTopC: 41.5,
    tempBottomC: 30.2,
    stateOfChargePercent: 75,
    chargeActive: false,
    dischargeActive: true,
    tempMidC: 36.5,
    effectiveCapacityLiters: 180,
  },
} as const;

describe('equipment', () => {
  let app: TestApp;
  let auth: ReturnType<typeof bearer>;

  async function tokenFor(permissions?: string[]) {
    const wanted = { name: 'test', ...(permissions && { permissions }) };
    const { token } = await app.tokens.create(OWNER, wanted as never);
    return bearer(token);
  }
  const get = async (target: string) => app.ask({ target, headers: [auth] });
  const post = async (target: string) => app.ask({ method: 'POST', target, headers: [auth] });

  beforeEach(async () => {
    app = createTestApp();
    auth = await tokenFor();
  });

  for (const [kind, path, id] of [
    ['fcu', '/api/fcus/f1', 'f1'],
    ['hcu', '/api/hcu', 'hcu_main'],
    ['heatpump', '/api/heatpumps/hp_1', 'hp_1'],
    ['dhw', '/api/dhw', 'dhw_main'],
    ['tes', '/api/tes', 'tes_main'],
  ] as const) {
    it(`shows the documented example of ${path}, from telemetry`, async () => {
      app.report(kind, id, EXAMPLES[kind]);
      const { status, json } = await get(path);
      assert.equal(status, 200);
      assert.deepEqual(json, {
        ...EXAMPLES[kind],
        online: true,
        ...(kind === 'dhw' && { targetTempC: 50 }),
      });
    });
  }

  it('lists what there are several of', async () => {
    app.report('fcu', 'f1', EXAMPLES.fcu);
    const { json } = await get('/api/fcus');
    assert.deepEqual(json, {
      fcus: [
        { ...EXAMPLES.fcu, online: true },
        { fcuId: 'f2', friendlyName: 'North', zoneId: 'living', online: false },
        { fcuId: 'f3', friendlyName: 'Bath', zoneId: 'bath', online: false },
      ],
      metadata: { count: 3 },
    });
    assert.deepEqual((await get('/api/heatpumps')).json['metadata'], { count: 1 });
  });

  it('rounds as documented, and leaves out what is not there', async () => {
    app.report('hcu', 'hcu_main', {
      state: 'standby',
      supplyTempC: 38.249,
      copInstant: 0,
      flowRateLpm: null,
    });
    assert.deepEqual((await get('/api/hcu')).json, {
      hcuId: 'hcu_main',
      online: true,
      state: 'standby',
      supplyTempC: 38.2,
      activeFaults: [],
    });
  });

  it('has a COP only while the machine runs, from the powers where it gives none', async () => {
    const powers = { thermalPowerKw: 8, electricalPowerKw: 2 };
    for (const [state, cop] of [
      ['running', 4],
      ['standby', undefined],
      ['defrost', undefined],
    ] as const) {
      app.report('hcu', 'hcu_main', { state, ...powers });
      assert.equal((await get('/api/hcu')).json['copInstant'], cop);
    }
    app.report('hcu', 'hcu_main', { state: 'running', thermalPowerKw: 8, electricalPowerKw: 0 });
    assert.equal((await get('/api/hcu')).json['copInstant'], undefined);
  });

  it('marks a silent device, and shows nothing of it that goes stale', async () => {
    const broken = { code: 'E4', severity: 'critical', message: 'Fan stuck' };
    app.report('fcu', 'f1', { ...EXAMPLES.fcu, activeFaults: [broken] });
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    assert.deepEqual((await get('/api/fcus/f1')).json, {
      fcuId: 'f1',
      friendlyName: 'South',
      zoneId: 'living',
      online: false,
      lastSeenTs: '2026-01-15T10:00:00Z',
      activeFaults: [{ ...broken, sinceTs: '2026-01-15T10:00:00Z' }],
    });
  });

  it('is not found where the house does not have it', async () => {
    assert.deepEqual((await get('/api/fcus/nope')).json, { error: 'FCU not found', fcuId: 'nope' });
    const missing = await get('/api/heatpumps/nope');
    assert.equal(missing.status, 404);
    assert.deepEqual(missing.json, { error: 'Heat pump not found', hpId: 'nope' });
    app = createTestApp({
      house: { ...SMALL_HOUSE, hcu: undefined, dhw: undefined, tes: undefined },
    });
    auth = await tokenFor();
    for (const [path, error] of [
      ['/api/hcu', 'HCU not found'],
      ['/api/dhw', 'DHW tank not found'],
      ['/api/tes/history', 'TES tank not found'],
      ['/api/energy', 'HCU not found'],
    ] as const) {
      const answer = await get(path);
      assert.equal(answer.status, 404);
      assert.deepEqual(answer.json, { error });
    }
  });

  it('asks for its own permissions', async () => {
    auth = await tokenFor(['zones:full']);
    for (const path of ['/api/fcus', '/api/faults', '/api/energy', '/api/hcu/history'])
      assert.equal((await get(path)).status, 403);
    assert.equal((await get('/api/zones/living/history')).status, 200);
    auth = await tokenFor(['equipment:read']);
    assert.equal((await get('/api/fcus')).status, 200);
    assert.equal((await post('/api/fcus/f1/filter-reset')).status, 403);
  });

  it('keeps a view until its device changes', () => {
    app.report('fcu', 'f1', EXAMPLES.fcu);
    app.report('fcu', 'f2', EXAMPLES.fcu);
    const [first, second] = app.equipment.list('fcu');
    const before = app.equipment.version();
    app.report('fcu', 'f2', EXAMPLES.fcu);
    assert.ok(app.equipment.version() > before);
    assert.equal(app.equipment.get('fcu', 'f1'), first);
    assert.notEqual(app.equipment.get('fcu', 'f2'), second);
  });

  describe('a filter', () => {
    it('that is new is on the disk, with its event, and shown', async () => {
      app.report('fcu', 'f1', EXAMPLES.fcu);
      app.clock.advance(SECOND_MS);
      const { status, json } = await post('/api/fcus/f1/filter-reset');
      const filterLastChangedTs = '2026-01-15T10:00:01Z';
      assert.equal(status, 200);
      assert.deepEqual(json, { success: true, fcuId: 'f1', filterLastChangedTs });
      assert.equal((await get('/api/fcus/f1')).json['filterLastChangedTs'], filterLastChangedTs);
      const { events } = await app.journal.query({ audit: 'hidden', type: 'filter_reset' });
      assert.deepEqual(
        events.map(({ source, objectId }) => [source, objectId]),
        [['fcu', 'f1']],
      );
      app.takeHouse({ ...SMALL_HOUSE });
      assert.equal(app.equipment.get('fcu', 'f1')['filterLastChangedTs'], filterLastChangedTs);
    });

    it('is not new where it could not be written', async () => {
      app.texts.isFull = true;
      assert.equal((await post('/api/fcus/f1/filter-reset')).status, 507);
      assert.equal(app.equipment.get('fcu', 'f1')['filterLastChangedTs'], undefined);
      assert.equal((await post('/api/fcus/nope/filter-reset')).status, 404);
    });
  });

  describe('faults', () => {
    const faults = async () => (await get('/api/faults')).json;

    it('are those of all devices, newest first, with their time', async () => {
      app.report('fcu', 'f1', { activeFaults: ['E4'] });
      app.clock.advance(MINUTE_MS);
      const since = { code: 'P1', severity: 'critical', message: 'Low pressure' };
      app.report('hcu', 'hcu_main', { activeFaults: [since] });
      app.report('fcu', 'f1', { activeFaults: ['E4'] });
      assert.deepEqual(await faults(), {
        faults: [
          { source: 'hcu', objectId: 'hcu_main', ...since, sinceTs: '2026-01-15T10:01:00Z' },
          {
            source: 'fcu',
            objectId: 'f1',
            code: 'E4',
            severity: 'warning',
            message: 'E4',
            sinceTs: '2026-01-15T10:00:00Z',
          },
        ],
        metadata: { count: 2 },
      });
    });

    it('keep their time over a restart, and are over when the device says so', async () => {
      app.report('fcu', 'f1', { activeFaults: ['E4'] });
      await app.lazyBatch.flush();
      assert.equal(app.texts.get('faults/fcu/f1')?.includes('2026-01-15T10:00:00Z'), true);
      // As after a start: the device has not said anything yet.
      app.takeHouse({ ...SMALL_HOUSE, fcus: [] });
      app.clock.advance(MINUTE_MS);
      app.takeHouse(SMALL_HOUSE);
      assert.equal(app.faults.of({ kind: 'fcu', id: 'f1' })[0]?.sinceTs, '2026-01-15T10:00:00Z');
      app.report('fcu', 'f1', { activeFaults: [] });
      assert.deepEqual(await faults(), { faults: [], metadata: { count: 0 } });
      await app.lazyBatch.flush();
      assert.equal(app.texts.get('faults/fcu/f1'), undefined);
    });

    it('of a device that is gone from the house go with it', async () => {
      app.report('fcu', 'f1', { activeFaults: ['E4'] });
      await app.lazyBatch.flush();
      app.takeHouse({ ...SMALL_HOUSE, fcus: [] });
      await app.lazyBatch.flush();
      assert.equal(app.texts.get('faults/fcu/f1'), undefined);
    });
  });
});

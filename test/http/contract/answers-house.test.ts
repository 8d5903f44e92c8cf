/** What a living house answers, against the contract that it publishes: each operation, before and after commands. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { LevelView } from '../../../src/domain/control/appliance/level-view.ts';
import type { Upstream } from '../../../src/app/served/upstream.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { HOUSE, STATE_ANSWERS } from '../../../src/http/contract/answers-house.ts';
import { HUB } from '../../../src/http/contract/answers-hub.ts';
import { prometheusRoutes } from '../../../src/http/routes/prometheus.ts';
import { createPassphraseKeys } from '../../../src/crypto/scrypt.ts';
import { bytesOf, codecWith, linesWith } from '../../support/backup.ts';
import { lastingFolder } from '../../support/child.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { ADMIN_SECRET, createTestApp, OWNER } from '../../support/app.ts';
import { HEISHAMON, HEISHAMON_HCU, machinesWith } from '../../support/bound-machines.ts';
import { openSession } from '../../support/ask-accounts.ts';
import {
  createComparing,
  createContractCheck,
  readContract,
  type Contract,
  type ContractCheck,
} from '../../support/contract.ts';
import { openStream, type StreamEvent, type TestStream } from '../../support/event-stream.ts';
import { BARE_HOUSE, FULL_HOUSE } from '../../support/house.ts';
import { createLivingHouse, type LivingHouse } from '../../support/living-house.ts';

/** Energies are shown once they are on the disk. */
const LIVED_MS = 2 * LIMITS.lazyFlushMs + MINUTE_MS;
const ADMIN = { 'x-admin-secret': ADMIN_SECRET };

let contract: Contract;
let check: ContractCheck;
let comparing: ReturnType<typeof createComparing>;
before(async () => {
  contract = await readContract();
  check = createContractCheck(contract);
  comparing = createComparing(check);
});

describe('the answers of a house whose heat pump is of another make', () => {
  it('are as described, with what it can be told and how often today', async () => {
    const { supplyTempC } = HEISHAMON_HCU.orders ?? {};
    assert.ok(supplyTempC);
    const orders = { supplyTempC: { ...supplyTempC, perDay: 96 } };
    const app = createTestApp({ house: machinesWith({ ...HEISHAMON_HCU, orders }) });
    const { token } = await app.tokens.create(OWNER, { name: 'reader of the plant' });
    const topic = `${HEISHAMON}/main/Heating_Mode`;
    app.messageRouter.accept({ topic, payload: Buffer.from('1'), retained: false });
    await app.controlLoop.cycle();
    const headers = { authorization: `Bearer ${token}` };
    const { json } = await comparing.send(app, 'GET', '/api/hcu', { headers });
    assert.deepEqual((json['control'] as LevelView).orders, [
      {
        order: 'supplyTempC',
        stored: true,
        min: 25,
        max: 55,
        step: 1,
        perDay: 96,
        leftToday: 96,
      },
    ]);
    comparing.assertAsDescribed();
  });
});

describe('the answers of a hub that is put back to a backup', () => {
  it('are as described', async () => {
    const app = createTestApp({ dataFolder: lastingFolder() });
    const passphrase = 'a passphrase of a backup';
    const parts = { random: createSeededRandom(), clock: app.clock };
    const key = await createPassphraseKeys(parts).make(passphrase);
    const sealed = await bytesOf(codecWith(key).pack(linesWith({})));
    const local = { from: '127.0.0.1', headers: { host: 'localhost:8080' } };
    const ask = async (method: string, path = '', body?: object) =>
      (await comparing.send(app, method, `/api/restore${path}`, { ...local, body })).json['state'];
    const file = {
      ...local,
      headers: { ...local.headers, 'content-type': 'application/octet-stream' },
      body: sealed,
    };
    const send = async () =>
      (await comparing.send(app, 'POST', '/api/restore', file)).json['state'];
    assert.equal(await ask('GET'), 'none');
    assert.equal(await send(), 'sealed');
    assert.equal(await ask('DELETE'), 'none');
    assert.equal(await send(), 'sealed');
    assert.equal(await ask('POST', '/passphrase', { passphrase }), 'ready');
    assert.equal(await ask('GET'), 'ready');
    assert.equal(await ask('POST', '/start', { serial: 'own' }), 'restarting');
    comparing.assertAsDescribed();
  });
});

describe('the answers of a living house', () => {
  let living: LivingHouse;
  let app: ReturnType<LivingHouse['hub']>;
  let ids: Readonly<Record<string, string>>;
  let owner: Readonly<Record<string, string>>;
  let stream: TestStream;

  before(async () => {
    const startMs = Date.parse('2026-01-15T10:00:00Z');
    living = await createLivingHouse({ house: FULL_HOUSE, startMs });
    await living.live(LIVED_MS);
    app = living.hub();
    const here = { address: '127.0.0.1', isLocal: true, isSecure: false };
    const registration = { email: 'owner@example.com', password: 'correct horse', name: 'Ada' };
    const { id: userId } = await app.access.accounts.register(registration, here);
    const cookie = await openSession(app, userId);
    owner = { cookie: `aris_session=${cookie}`, origin: 'http://aris.local' };
    const { id: tokenId } = await app.tokens.create(OWNER, { name: 'x', zones: ['living'] });
    const one = {
      version: '1',
      zoneId: 'living',
      fcuId: 'f1',
      hpId: 'hp_1',
      meterId: 'grid',
      section: 'house',
      name: 'job',
      templateId: 'office',
    };
    ids = { ...one, tokenId, userId };
  });
  after(async () => living.stop());

  const at = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
  const ask = async (method: string, path: string, body?: object) =>
    comparing.send(app, method, at(path), { headers: owner, ...(body && { body }) });

  /** Every GET there is. */
  async function readAll(): Promise<void> {
    for (const [path, operations] of Object.entries(contract.paths)) {
      if (!('get' in operations) || path === '/api/stream') continue;
      const headers = path.startsWith('/api/admin/') ? ADMIN : owner;
      await comparing.send(app, 'GET', at(path), { headers });
    }
    comparing.assertAsDescribed();
  }

  it('to every GET are as described', async () => {
    await readAll();
    for (const query of ['format=jsonl', 'limit=1', 'type=device_online'])
      await ask('GET', `/api/events?${query}`);
    await ask('GET', '/api/zones/{zoneId}/history?fields=tempC,tempCMin,activeCall&hours=1');
    comparing.assertAsDescribed();
  });

  it('to commands and settings are, and so is what is shown after them', async () => {
    stream = await openStream(app, Object.entries(owner));
    const until = new Date(living.clock.nowMs() + 60 * MINUTE_MS).toISOString();
    const zone = '/api/zones/{zoneId}';
    await ask('POST', `${zone}/command`, { mode: 'cool', tempCoolSetC: 24, until });
    await ask('POST', `${zone}/command`, { resumeSchedule: true });
    await ask('POST', `${zone}/command`, { tempHeatSetC: 22.04, durationMinutes: 30 });
    const entries = [{ days: ['mon', 'thu'], at: '06:30', tempHeatSetC: 21.5 }];
    await ask('PUT', `${zone}/schedule`, { entries });
    await ask('POST', '/api/schedules/apply', { zoneIds: ['living'], entries });
    for (const name of ['Office', 'Holidays'])
      await ask('POST', '/api/schedule-templates', { name, entries });
    await ask('PUT', '/api/schedule-templates/{templateId}', { name: 'Office', entries: [] });
    await ask('DELETE', '/api/schedule-templates/holidays');
    const times = [{ days: ['mon'], at: '06:00', level: 'comfort' }];
    await ask('PUT', '/api/dhw/schedule', { entries: times });
    await ask('GET', '/api/dhw/schedule');
    await ask('POST', '/api/system/command', { mode: 'vacation', from: until });
    await ask('POST', '/api/system/command', { mode: 'away', until });
    await ask('POST', '/api/system/command', { surplusLevel: 3, until });
    await ask('POST', '/api/system/command', { powerLimitKw: 4.2 });
    await ask('POST', '/api/system/command', { cancelShift: true });
    await ask('POST', '/api/system/command', { shiftK: 1, until: 'next_schedule' });
    await ask('PATCH', '/api/settings', { name: 'Home', dhwTargetC: 52, units: 'F' });
    await ask('POST', '/api/dhw/command', { targetTempC: 51, boostMinutes: 30, recirc: true });
    await ask('POST', '/api/dhw/command', { sanitize: true });
    await ask('POST', '/api/fcus/{fcuId}/filter-reset');
    await ask('POST', '/api/backups', { history: false });
    await ask('PUT', '/api/house', { ...FULL_HOUSE, outdoorSensors: ['garden'] });
    await ask('PUT', '/api/house', FULL_HOUSE);
    await ask('POST', '/api/house/check', FULL_HOUSE);
    await ask('POST', '/api/house/check', { ...FULL_HOUSE, zones: [] });
    await ask('PUT', '/api/house', { ...FULL_HOUSE, zones: [] });
    await ask('POST', '/api/house/versions/{version}/restore');
    await ask('POST', '/api/broker/check', { url: 'mqtt://broker.home' });
    await ask('PUT', '/api/broker', { url: 'mqtt://broker.home', username: 'hub', password: 'x' });
    await ask('PUT', '/api/broker', { url: 'mqtt://other.home', username: 'hub' });
    await ask('POST', '/api/house/undo');
    await ask('POST', '/api/house/redo');
    await ask('POST', '/api/house/redo');
    comparing.assertAsDescribed();
    await living.live(3 * MINUTE_MS);
    await readAll();
  });

  it('of devices with faults, and of what cannot be, are', async () => {
    const activeFaults = ['E1', { code: 'E2', severity: 'critical', message: 'stuck' }];
    app.report('fcu', 'f2', { fanPercent: 400, roomTempC: 21, activeFaults });
    app.report('tes', 'tes_main', { mode: 'heat', tempTopC: 12 });
    living.clock.advance(LIMITS.streamWindowMs);
    const { json } = await ask('GET', '/api/fcus/f2');
    assert.ok('refused' in json && Array.isArray(json['activeFaults']), JSON.stringify(json));
    await readAll();
  });

  it('of the stream are, each kind of message', () => {
    const messages = JSON.parse(JSON.stringify(stream.events())) as StreamEvent[];
    stream.leave();
    assert.deepEqual(
      messages.flatMap((message) => check.faultsOf('StreamMessage', message).slice(0, 4)),
      [],
    );
    const names = new Set(messages.map(({ event }) => event));
    const kinds = ['system', 'zone', 'fcu', 'hcu', 'heatpump', 'dhw', 'tes'];
    const expected = ['snapshot', ...kinds, 'faults', 'event', 'heartbeat'];
    assert.deepEqual(
      expected.filter((name) => !names.has(name)),
      [],
    );
    const removed = { id: '1-1', event: 'removed', data: { kind: 'fcu', id: 'f9' } };
    assert.deepEqual(check.faultsOf('StreamMessage', removed), []);
  });

  it('were of all operations', () => {
    const operations = [...Object.keys(HOUSE), ...Object.keys(STATE_ANSWERS), ...Object.keys(HUB)];
    const others = (key: string) => !/ \/prometheus\/api\/| \/assets\/| \/api\/stream$/.test(key);
    assert.deepEqual(comparing.missing(operations.filter(others)), []);
  });
});

describe('the answers of other houses', () => {
  it('are as described where no device was heard of, and where there are none', async () => {
    for (const house of [FULL_HOUSE, BARE_HOUSE, { ...BARE_HOUSE, zones: [] }]) {
      const app = createTestApp({ house });
      const { token } = await app.tokens.create(OWNER, { name: 'x' });
      const headers = { authorization: `Bearer ${token}` };
      const bare = Object.keys(HOUSE).filter((key) => /^GET [^{]*$/.test(key));
      const paths = [
        ...bare.map((key) => key.slice('GET '.length)),
        '/api/state',
        '/api/tokens/self',
      ];
      for (const target of paths) await comparing.send(app, 'GET', target, { headers });
    }
    comparing.assertAsDescribed();
  });

  it('are those of the Prometheus behind them', async () => {
    const answer = { status: 'success', data: { resultType: 'vector', result: [] } };
    const upstream: Upstream = {
      ask: async () =>
        Promise.resolve({
          status: 200,
          header: (name) => (name === 'content-type' ? 'application/json' : undefined),
          body: Readable.from([Buffer.from(JSON.stringify(answer))], { objectMode: false }),
        }),
    };
    const routes = prometheusRoutes(upstream);
    const app = createTestApp({ extraRoutes: routes });
    const { token } = await app.tokens.create(OWNER, { name: 'x' });
    const authorization = `Bearer ${token}`;
    for (const { method, path } of routes) {
      const form = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      const sent =
        method === 'POST' ? { headers: form, body: 'query=up' } : { headers: { authorization } };
      await comparing.send(app, method, path.replace('{name}', 'job'), sent);
    }
    comparing.assertAsDescribed();
    const keys = routes.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(comparing.missing(keys), []);
  });
});

/** Real events, against the schema that the contract has for the `data` of their type. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { EventView } from '../../../src/app/records/event-record.ts';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { EVENT_TYPES, type NewEvent } from '../../../src/domain/event.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER_LOGIN } from '../../support/accounts.ts';
import { createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { HEISHAMON, HEISHAMON_HCU, machinesWith } from '../../support/bound-machines.ts';
import { createHousehold, logIn, MEMBER_LOGIN, openSession } from '../../support/ask-accounts.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { createContractCheck, readContract, type ContractCheck } from '../../support/contract.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { settled } from '../../support/settled.ts';

/** Those of the process around the composition: `test/e2e/events.test.ts` has them of a built hub. */
const OF_THE_PROCESS = ['system_startup', 'system_shutdown', 'house_reloaded'];
const LAN = '192.168.1.20';
const STRANGER = { address: LAN, isLocal: false, isSecure: false };

describe('the data of events', () => {
  let check: ContractCheck;
  const seen = new Set<string>();
  before(async () => {
    check = createContractCheck(await readContract());
  });

  /** All that the hub has told of, each as its type has it. */
  async function assertAsDescribed({ journal }: TestApp): Promise<void> {
    const { events } = await journal.query({ audit: 'shown', limit: LIMITS.eventPage });
    const asShown = JSON.parse(JSON.stringify(events)) as EventView[];
    const faults = asShown.flatMap((event) => check.faultsOfEvent(event));
    assert.deepEqual(faults, []);
    for (const { type } of asShown) seen.add(type);
  }

  it('of what is asked of a house are as described', async () => {
    const { app, ask, owner } = await createHousehold();
    const cookie = await openSession(app, owner.id);
    const send = async (method: string, path: string, body: object = {}, expected = 200) => {
      const { status, text } = await ask(method, path, { cookie, body });
      assert.equal(status, expected, text);
    };
    const until = new Date(app.clock.nowMs() + LIMITS.refusalWindowMs).toISOString();
    const bath = '/api/zones/bath';
    const entries = [{ days: ['mon'], at: '06:30', tempHeatSetC: 21.5 }];
    await send('POST', `${bath}/command`, { mode: 'heat', tempHeatSetC: 22, until });
    await send('POST', `${bath}/command`, { mode: 'off' });
    await send('POST', `${bath}/command`, { resumeSchedule: true });
    await send('PUT', `${bath}/schedule`, { entries });
    await send('POST', '/api/system/command', { mode: 'away', until });
    await send('POST', '/api/system/command', { surplusLevel: 3, until });
    await send('POST', '/api/system/command', { powerLimitKw: 4.2, until });
    await send('POST', '/api/system/command', { cancelPowerLimit: true });
    await send('POST', '/api/system/command', { shiftK: 1, until });
    await send('POST', '/api/system/command', { cancelShift: true });
    await send('POST', '/api/schedule-templates', { name: 'Office', entries }, 201);
    await send('POST', '/api/dhw/command', { targetTempC: 51, boostMinutes: 30 });
    await send('POST', '/api/dhw/command', { sanitize: true, recirc: true });
    await send('POST', '/api/fcus/f1/filter-reset');
    await send('PUT', '/api/house', { ...SMALL_HOUSE, timeZone: 'Europe/Paris' });
    await send('PUT', '/api/house', SMALL_HOUSE);
    await send('POST', '/api/house/versions/1/restore');
    await send('PUT', '/api/broker', { url: 'mqtt://broker.home', username: 'hub', password: 'x' });
    await send('PATCH', '/api/settings', { name: 'Cabin', dhwTargetC: 52, units: 'F' });
    await assertAsDescribed(app);
  });

  it('of what devices do and say are', async () => {
    const app = createTestApp();
    const fault = { code: 'E2', severity: 'critical', message: 'stuck' };
    const reading = { roomTempC: 21, hardwareId: 'aa:01' };
    app.report('fcu', 'f1', { ...reading, activeFaults: [fault, 'E1'] });
    app.report('fcu', 'f1', { ...reading, fanPercent: 400 });
    app.report('fcu', 'f1', { ...reading, hardwareId: 'aa:02' });
    const topic = 'aris/fcu/f2/telemetry';
    app.messageRouter.accept({ topic, payload: Buffer.from('no JSON'), retained: false });
    const device = app.devices.get('fcu', 'f1');
    assert.ok(device);
    app.mqttSession.start();
    app.deviceCommands.set(device, { mode: 'heat', fanPercent: 40, tempHeatSetC: 21 });
    await settled();
    app.clock.advance(LIMITS.commandConfirmMs);
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    app.report('fcu', 'f1', { ...reading, activeFaults: [] });
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    await assertAsDescribed(app);
  });

  it('of a machine that the hub may steer no longer are', async () => {
    const app = createTestApp({ house: machinesWith(HEISHAMON_HCU) });
    const say = (name: string, payload: string) => {
      const topic = `${HEISHAMON}/main/${name}`;
      app.messageRouter.accept({ topic, payload: Buffer.from(payload), retained: false });
    };
    app.clock.advance(LIMITS.controlSettleMs);
    say('Compressor_Freq', '0');
    say('Heating_Mode', '1');
    await app.controlLoop.cycle();
    app.clock.advance(LIMITS.controlPeriodMs);
    await settled();
    assert.equal(app.controlLoop.isDue(), false);
    say('Heating_Mode', '0');
    assert.equal(app.controlLoop.isDue(), true, 'it is decided otherwise soon');
    app.clock.advance(LIMITS.deviceEventIntervalMs);
    await app.controlLoop.cycle();
    await assertAsDescribed(app);
  });

  it('of a word that no hub stands behind are', async () => {
    const app = createTestApp();
    const word = JSON.stringify({ status: 'online', serial: 'other', instance: 'ff' });
    const bus = app.broker.connect();
    bus.start({ filters: [], onMessage: () => undefined, onConnection: () => undefined });
    await settled();
    await bus.publish({ topic: 'aris/hub/status', payload: word, retain: true });
    app.mqttSession.start();
    await settled();
    app.clock.advance(LIMITS.hubAnswerMs);
    await settled();
    await assertAsDescribed(app);
  });

  it('of tokens and those who hold them are', async () => {
    const { app, ask, owner, member } = await createHousehold();
    const { tokens, access } = app;
    const limits = { zones: ['bath'], addresses: ['192.168.1.0/24'] };
    const { id } = await tokens.create(OWNER, { name: 'wall', ...limits });
    const maker = await tokens.create(COMMAND_LINE, {
      name: 'maker',
      permissions: ['tokens:full', 'zones:read'],
    });
    const body = { name: 'child', permissions: ['zones:read'] };
    const asked = await ask('POST', '/api/tokens', { bearer: maker.token, body });
    assert.equal(asked.status, 201, asked.text);
    const elsewhere = createTestApp({ random: createSeededRandom(9) });
    const { token } = await elsewhere.tokens.create(OWNER, { name: 'bootstrap' });
    await tokens.importOnce(token, 'bootstrap');
    await tokens.change(OWNER, id, { name: 'panel' });
    await tokens.change(OWNER, id, { enabled: false });
    await tokens.rotate(COMMAND_LINE, maker.id);
    await tokens.revoke(OWNER, maker.id);
    const cookie = await openSession(app, owner.id);
    await access.accounts.change(COMMAND_LINE, member.id, { name: 'Maxi', role: 'owner' });
    await ask('PATCH', `/api/users/${member.id}`, {
      cookie,
      body: { password: 'staple battery 9' },
    });
    await ask('DELETE', `/api/users/${member.id}`, { cookie });
    await assertAsDescribed(app);
  });

  it('of who signs in are', async () => {
    const { app, ask, clock, owner } = await createHousehold();
    const factor = '/api/auth/second-factor';
    const first = await logIn(ask, MEMBER_LOGIN);
    const refresh = async (refresh_token: unknown) =>
      (await ask('POST', '/api/auth/refresh', { body: { refresh_token } })).json['refresh_token'];
    await refresh(await refresh(first.refresh_token));
    await refresh(first.refresh_token);
    await ask('POST', '/api/auth/login', {
      body: MEMBER_LOGIN,
      from: '203.0.113.7',
      headers: { 'user-agent': 'curl/8.5.0' },
    });
    const cookie = await openSession(app, owner.id);
    const send = async (method: string, path: string, body: object = {}) => {
      const { status, text, json } = await ask(method, path, { cookie, body });
      assert.ok(status < 300, text);
      return json;
    };
    const again = await openSession(app, owner.id);
    const phone = createAuthenticator(String((await send('POST', factor))['secret']));
    const { recoveryCodes } = await send('POST', `${factor}/confirm`, {
      code: phone.codeAt(clock.nowMs()),
    });
    const [otp = ''] = recoveryCodes as string[];
    await ask('POST', '/api/auth/session', { body: { ...OWNER_LOGIN, otp } });
    await send('PUT', '/api/settings/second-factor', { required: true });
    await send('PUT', '/api/settings/pin', { pin: '274916' });
    await ask('DELETE', '/api/auth/session', { cookie: again });
    for (let tries = 0; tries < LIMITS.pinFailures; tries++) {
      await ask('POST', '/api/auth/session', { body: { pin: '111112' } });
      clock.advance(LIMITS.lockoutMaxMs);
    }
    await assertAsDescribed(app);
  });

  it('of who is not let in are', async () => {
    const { app, ask, owner } = await createHousehold();
    const account = MEMBER_LOGIN.email;
    for (let tries = 0; tries < LIMITS.freeGuesses; tries++)
      app.access.guesses.attempt({ account, address: LAN, isReal: true }).failed();
    await ask('GET', '/api/zones', { bearer: 'wrong' });
    const { token } = await app.tokens.create(OWNER, { name: 'x', addresses: ['10.9.9.9'] });
    await ask('GET', '/api/zones', { bearer: token });
    await app.lazyBatch.flush();
    const cookie = await openSession(app, owner.id);
    const { status } = await ask('DELETE', `/api/lockouts/${account}`, { cookie });
    assert.equal(status, 200);
    await assertAsDescribed(app);
    const empty = createTestApp();
    const { setupCode } = empty.access;
    for (let tries = 0; tries < LIMITS.setupCodeTries; tries++) {
      await assert.rejects(setupCode.check('WRONG', { ...STRANGER, address: `10.0.0.${tries}` }));
      empty.clock.advance(LIMITS.lockoutMaxMs);
    }
    await assertAsDescribed(empty);
  });

  it('of a store that was damaged or put back, and of backups, are', async () => {
    const app = createTestApp();
    const madeAt = '2026-01-15T10:00:00Z';
    const lost = { sinceTs: madeAt, untilTs: madeAt, lost: ['events'] };
    const kept = { kept: 'damaged/store-1.mdb', backup: 'a.backup' };
    const counts = { tokensRevoked: 1, tokensDisabled: 0, peopleRemoved: 0 };
    const stays = { ownersDemoted: 0, passwordsKept: 2, pinsKept: 1, factorsKept: 0 };
    const events: NewEvent[] = [
      {
        type: 'store_restored',
        severity: 'critical',
        data: { fault: 'a page', from: 'backup', records: 9, ...kept, ...lost },
      },
      {
        type: 'records_damaged',
        severity: 'critical',
        data: { table: 'users', keys: ['usr_a'], count: 2, goodTs: madeAt },
      },
      { type: 'events_lost', severity: 'warning', data: { count: 3 } },
      {
        type: 'backup_made',
        severity: 'info',
        data: { name: 'a.backup', kind: 'daily', sizeBytes: 9 },
      },
      { type: 'backup_failed', severity: 'warning', data: { reason: 'the disk is full' } },
      {
        type: 'backup_restored',
        severity: 'warning',
        data: { madeAt, version: '0.2.0', ...counts, ...stays },
      },
    ];
    await app.journal.commit([], events);
    await assertAsDescribed(app);
  });

  it('were of every type but those of the process', () => {
    const types = Object.keys(EVENT_TYPES).filter((type) => !OF_THE_PROCESS.includes(type));
    assert.deepEqual(
      types.filter((type) => !seen.has(type)),
      [],
    );
  });
});

/** The hot water, and the surplus level, as a client meets them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { COMMAND_LINE } from '../../../src/app/base/principal.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../../support/app.ts';
import { BARE_HOUSE } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';
import { doer } from '../../support/doers.ts';

let app: TestApp;
let token: string;

beforeEach(async () => {
  app = createTestApp();
  ({ token } = await app.tokens.create(OWNER, {
    name: 'all',
    permissions: ['equipment:full', 'system:full', 'settings:full'],
  }));
});

const post = async (target: string, body: unknown, as = bearer(token)) =>
  app.ask({ method: 'POST', target, headers: [as, JSON_HEADER], body: JSON.stringify(body) });
const get = async (target: string) => (await app.ask({ target, headers: [bearer(token)] })).json;

describe('a command to the hot water', () => {
  const PATH = '/api/dhw/command';

  it('is echoed as it was applied, shown, and one event', async () => {
    const answer = await post(PATH, {
      targetTempC: 47.26,
      boostMinutes: 90,
      sanitize: true,
      recirc: false,
    });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json, {
      success: true,
      dhwId: 'dhw_main',
      command: {
        target_temp_c: 47.3,
        boost_minutes: 90,
        boost_until: '2026-01-15T11:30:00Z',
        sanitize: true,
        recirc: false,
      },
    });
    const { targetTempC, boostUntil, recirc } = await get('/api/dhw');
    assert.deepEqual([targetTempC, boostUntil, recirc], [47.3, '2026-01-15T11:30:00Z', false]);
    const { events } = await app.journal.query({ audit: 'hidden', objectId: 'dhw_main' });
    assert.deepEqual(
      events.map(({ type, source, data }) => [type, source, data?.['targetTempC']]),
      [['setpoint_change', 'dhw', 47.3]],
    );
    app.clock.advance(91 * MINUTE_MS);
    await settled();
    app.equipment.touch('dhw', 'dhw_main');
    assert.ok(!('boostUntil' in (await get('/api/dhw'))));
  });

  it('is on the disk when it is answered', async () => {
    await post(PATH, { targetTempC: 45, boostMinutes: 60 });
    app = createTestApp({ texts: app.texts, start: app.clock.nowMs() });
    const { targetTempC, boostUntilMs } = app.dhwRequests.asked();
    assert.deepEqual([targetTempC, boostUntilMs], [45, app.clock.nowMs() + 60 * MINUTE_MS]);
    app.texts.isFull = true;
    await assert.rejects(app.dhwRequests.command({ recirc: true }, doer('test')), /disk is full/);
    assert.equal(app.dhwRequests.asked().recirc, true);
  });

  it('gives way to a setting that is changed later, and to the mode of the house', async () => {
    await post(PATH, { targetTempC: 45 });
    await app.system.command({ mode: 'away' }, doer('test'));
    assert.equal(app.dhwRequests.asked().targetTempC, 40);
    assert.equal(app.dhwRequests.asked().recirc, false);
    await app.system.command({ mode: 'off' }, doer('test'));
    assert.equal(app.dhwRequests.asked().isOff, true);
    await app.system.command({ mode: 'home' }, doer('test'));
    assert.equal(app.dhwRequests.asked().targetTempC, 45);
    await app.settings.patch({ dhwTargetC: 55 }, doer('test'));
    assert.equal(app.dhwRequests.asked().targetTempC, 55);
  });

  it('of a boost for 0 minutes ends the boost', async () => {
    await post(PATH, { boostMinutes: 60 });
    const answer = await post(PATH, { boostMinutes: 0 });
    assert.deepEqual(answer.json['command'], { boost_minutes: 0 });
    assert.ok(!('boostUntil' in (await get('/api/dhw'))));
  });

  const refused: [unknown, string][] = [
    [{}, 'targetTempC'],
    [{ targetTempC: 39.9 }, 'targetTempC'],
    [{ targetTempC: 60.1 }, 'targetTempC'],
    [{ targetTempC: '50' }, 'targetTempC'],
    [{ boostMinutes: 1.5 }, 'boostMinutes'],
    [{ boostMinutes: -1 }, 'boostMinutes'],
    [{ boostMinutes: LIMITS.dhwBoostMinutes + 1 }, 'boostMinutes'],
    [{ sanitize: false }, 'sanitize'],
    [{ recirc: 'ON' }, 'recirc'],
    [{ heat: true }, 'heat'],
  ];
  for (const [body, field] of refused) {
    it(`${JSON.stringify(body)} is refused, naming ${field}`, async () => {
      const answer = await post(PATH, body);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.json['field'], field, answer.text);
    });
  }

  it('is not found where there is no tank', async () => {
    app.takeHouse(BARE_HOUSE);
    assert.equal((await post(PATH, { recirc: true })).status, 404);
  });

  it('may come from a panel, which may command a zone and not much else, and from no other reader', async () => {
    await app.access.pin.set(COMMAND_LINE, '274916');
    const client = { address: '192.168.1.20', isLocal: false, isSecure: false };
    const proven = await app.access.pin.signIn('274916', client);
    const { cookie } = await app.access.sessions.openCookie(proven, { client, userAgent: 'wall' });
    const panel = ['Cookie', `aris_session=${cookie}`] as const;
    const origin = ['Origin', 'http://aris.local'] as const;
    const asPanel = async (target: string) =>
      app.ask({
        method: 'POST',
        target,
        headers: [panel, origin, JSON_HEADER],
        body: '{"boostMinutes":30}',
      });
    const answer = await asPanel(PATH);
    assert.equal(answer.status, 200, answer.text);
    assert.equal((await asPanel('/api/fcus/f1/filter-reset')).status, 403);
    assert.equal((await asPanel('/api/system/command')).status, 403);
    const headers = [panel, origin, JSON_HEADER];
    const zone = '/api/zones/living';
    const plan = { method: 'PUT', target: `${zone}/schedule`, body: '{"entries":[]}', headers };
    assert.equal((await app.ask(plan)).status, 403);
    const command = { method: 'POST', target: `${zone}/command`, body: '{"mode":"off"}', headers };
    assert.equal((await app.ask(command)).status, 200);
    const { token: reader } = await app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['zones:full', 'equipment:read'],
    });
    const refusal = await post(PATH, { boostMinutes: 30 }, bearer(reader));
    assert.deepEqual([refusal.status, refusal.json['required']], [403, 'equipment:full']);
  });
});

describe('the surplus level', () => {
  const PATH = '/api/system/command';

  it('is normal until it is asked for, and again when its time is over', async () => {
    const shown = async () => (await get('/api/system'))['surplus'] as Record<string, unknown>;
    assert.equal((await shown())['asked'], 2);
    const until = '2026-01-15T10:45:00Z';
    const answer = await post(PATH, { surplusLevel: 4, until });
    assert.deepEqual(answer.json, { success: true, command: { surplusLevel: 4, until } });
    app.clock.advance(LIMITS.controlSoonMs);
    await settled();
    const { asked, effective, reason, until: told } = await shown();
    assert.deepEqual([asked, effective, told], [4, 4, until]);
    assert.deepEqual(reason, { code: 'as_asked', text: 'As asked.' });
    app.clock.advance(45 * MINUTE_MS);
    assert.equal((await shown())['asked'], 2);
  });

  it('is written, and told of, where it changes and not each time it is said', async () => {
    const written = async () =>
      (await app.journal.query({ audit: 'hidden', type: 'surplus_changed' })).events.length;
    for (const surplusLevel of [3, 3, 3, 2, 2]) await post(PATH, { surplusLevel });
    assert.equal(await written(), 2);
  });

  const refused: [unknown, string][] = [
    [{ surplusLevel: 0 }, 'surplusLevel'],
    [{ surplusLevel: 5 }, 'surplusLevel'],
    [{ surplusLevel: '3' }, 'surplusLevel'],
    [{ surplusLevel: 2.5 }, 'surplusLevel'],
    [{ surplusLevel: 3, mode: 'away' }, 'surplusLevel'],
    [{ surplusLevel: 3, until: '2026-01-01T00:00:00Z' }, 'until'],
    [{ surplusLevel: 3, until: 'soon' }, 'until'],
  ];
  for (const [body, field] of refused) {
    it(`${JSON.stringify(body)} is refused, naming ${field}`, async () => {
      const answer = await post(PATH, body);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(answer.json['field'], field, answer.text);
    });
  }
});

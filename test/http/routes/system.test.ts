/** The hub as a whole: its mode and its levels, how it is, and what there is to read of it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Permission } from '../../../src/domain/access.ts';
import { bearer, OWNER } from '../../support/app.ts';
import { createAskHouse, type AskHouse } from '../../support/ask-house.ts';

let app: AskHouse['app'];
let ask: AskHouse['ask'];
let events: AskHouse['events'];

beforeEach(async () => {
  ({ app, ask, events } = await createAskHouse());
});

describe('/api/system', () => {
  it('says what the hub is, and the mode of the house', async () => {
    assert.deepEqual((await ask('GET', '/api/system')).json, {
      name: 'Aris',
      serial: 'own',
      version: '0.0.0',
      apiLevel: 1,
      units: 'C',
      mode: 'home',
      timeZone: 'Europe/Berlin',
      virtual: false,
      surplus: { asked: 2 },
    });
    const until = '2026-01-20T10:00:00Z';
    const answer = await ask('POST', '/api/system/command', { mode: 'away', until });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.json, { success: true, command: { mode: 'away', until } });
    const { mode, until: shown } = (await ask('GET', '/api/system')).json;
    assert.deepEqual([mode, shown], ['away', until]);
  });

  it('shows a vacation that is planned', async () => {
    const vacation = { from: '2026-02-01T08:00:00Z', until: '2026-02-14T16:00:00Z' };
    await ask('POST', '/api/system/command', { mode: 'vacation', ...vacation });
    const { mode, vacation: shown } = (await ask('GET', '/api/system')).json;
    assert.deepEqual([mode, shown], ['home', vacation]);
    await ask('POST', '/api/system/command', { cancelVacation: true });
    assert.ok(!('vacation' in (await ask('GET', '/api/system')).json));
  });

  it('sets all zones warmer for a while in one commit with one event, and takes it back', async () => {
    const zones = () => app.zones.list().map(({ tempHeatSetC }) => tempHeatSetC);
    const before = zones();
    const { commits } = app.store.stats();
    const answer = await ask('POST', '/api/system/command', { shiftK: 1.5, durationMinutes: 60 });
    const { source, ...shift } = answer.json['command'] as Record<string, unknown>;
    assert.deepEqual([answer.status, shift], [200, { shiftK: 1.5, until: '2026-01-15T11:00:00Z' }]);
    assert.match(String(source), /^tok_/);
    assert.deepEqual((await ask('GET', '/api/system')).json['shift'], answer.json['command']);
    assert.deepEqual(
      zones(),
      before.map((tempC = 0) => tempC + 1.5),
    );
    assert.equal(app.store.stats().commits - commits, 1);
    const ended = await ask('POST', '/api/system/command', { cancelShift: true });
    assert.deepEqual(ended.json, { success: true, command: { cancelShift: true } });
    assert.deepEqual(zones(), before);
    assert.ok(!('shift' in (await ask('GET', '/api/system')).json));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['setpoint_shift_changed', 'setpoint_shift_changed'],
    );
  });

  for (const [body, field] of [
    [{ shiftK: 1, durationMinutes: 60, mode: 'away' }, 'shiftK'],
    [{ shiftK: 1, durationMinutes: 60, powerLimitKw: 4 }, 'shiftK'],
    [{ durationMinutes: 60, mode: 'away' }, 'shiftK'],
    [{ cancelShift: true, mode: 'home' }, 'cancelShift'],
    [{ cancelShift: true, shiftK: 1 }, 'cancelShift'],
    [{ shiftK: 1, until: 'next_schedule' }, 'until'],
    [{ shiftK: 1, durationMinutes: 1.5 }, 'durationMinutes'],
  ] as const)
    it(`refuses ${JSON.stringify(body)}, naming ${field}`, async () => {
      const answer = await ask('POST', '/api/system/command', body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
      assert.deepEqual(events, []);
    });

  it('shows a power limit with who asked for it and until when, and what comes of it', async () => {
    const until = '2026-01-15T12:00:00Z';
    const answer = await ask('POST', '/api/system/command', { powerLimitKw: 4.2 });
    assert.deepEqual(answer.json, { success: true, command: { powerLimitKw: 4.2, until } });
    await app.controlLoop.cycle();
    const { powerLimit } = (await ask('GET', '/api/system')).json as {
      powerLimit: Record<string, unknown>;
    };
    const { askedKw, effective, until: shown, source } = powerLimit;
    assert.deepEqual([askedKw, effective, shown], [4.2, 'stopped', until]);
    assert.match(String(source), /^tok_/);
    const ended = await ask('POST', '/api/system/command', { cancelPowerLimit: true });
    assert.deepEqual(ended.json, { success: true, command: { cancelPowerLimit: true } });
    assert.ok(!('powerLimit' in (await ask('GET', '/api/system')).json));
  });

  const refused: [unknown, string][] = [
    [{ powerLimitKw: 51 }, 'powerLimitKw'],
    [{ powerLimitKw: '4.2' }, 'powerLimitKw'],
    [{ powerLimitKw: null }, 'powerLimitKw'],
    [{ powerLimitKw: 4.2, mode: 'home' }, 'powerLimitKw'],
    [{ powerLimitKw: 4.2, surplusLevel: 2 }, 'powerLimitKw'],
    [{ powerLimitKw: 4.2, until: '2026-01-01T08:00:00Z' }, 'until'],
    [{ powerLimitKw: 4.2, cancelPowerLimit: true }, 'cancelPowerLimit'],
    [{ cancelPowerLimit: true, mode: 'home' }, 'cancelPowerLimit'],
    [{}, 'mode'],
    [{ mode: 'party' }, 'mode'],
    [{ mode: 'away', from: '2026-02-01T08:00:00Z' }, 'from'],
    [{ mode: 'away', until: '2026-01-01T08:00:00Z' }, 'until'],
    [{ mode: 'home', until: '2026-02-01T08:00:00Z' }, 'until'],
    [{ mode: 'off', force: true }, 'force'],
  ];
  for (const [body, field] of refused) {
    it(`refuses ${JSON.stringify(body)} with 400, naming ${field}`, async () => {
      const answer = await ask('POST', '/api/system/command', body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
    });
  }
});

it('/api/diagnostics asks for the right to what it shows of the system, too', async () => {
  const asWith = async (...permissions: Permission[]) => {
    const { token } = await app.tokens.create(OWNER, { name: 'x', permissions });
    return ask('GET', '/api/diagnostics', undefined, token);
  };
  assert.equal((await asWith('settings:read', 'system:read')).status, 200);
  const refused = await asWith('settings:read', 'equipment:full');
  assert.deepEqual([refused.status, refused.json['required']], [403, 'system:read']);
});

it('/prometheus/metrics is in the form, and packed in what its reader accepts, and kept for no other', async () => {
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['metrics:read'] });
  const read = async (...headers: (readonly [string, string])[]) =>
    app.replyTo({ target: '/prometheus/metrics', headers: [bearer(token), ...headers] });
  const plain = await read();
  const packed = await read(
    ['Accept', 'application/openmetrics-text;version=1.0.0'],
    ['Accept-Encoding', 'gzip'],
  );
  assert.match(plain.headers.join(), /^Content-Type,text\/plain/);
  assert.match(packed.headers.join(), /^Content-Type,application\/openmetrics-text/);
  for (const { headers } of [plain, packed])
    assert.match(headers.join(), /,Vary,Accept, Accept-Encoding\b/);
  assert.match(gunzipSync(packed.body as Uint8Array).toString(), /# EOF\n$/);
});

/** Schedules, holds, the mode of the house and its settings, as a client meets them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { EventView } from '../../src/app/records/event-record.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { HOUSE_SETTINGS } from '../../src/domain/settings.ts';
import { openApi } from '../../src/http/openapi.ts';
import { settingsRoutes } from '../../src/http/routes/settings.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../support/app.ts';
import { settled } from '../support/settled.ts';

let app: TestApp;
let token: string;
let events: EventView[];

beforeEach(async () => {
  app = createTestApp();
  events = [];
  ({ token } = await app.tokens.create(OWNER, {
    name: 'all',
    permissions: ['zones:full', 'system:full', 'settings:full'],
  }));
  app.journal.onEvent((event) => events.push(event));
});

async function ask(method: string, target: string, body?: unknown, as = token) {
  return app.ask({
    method,
    target,
    headers: [bearer(as), JSON_HEADER],
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const ENTRY = { days: ['thu'], at: '22:00', tempHeatSetC: 17.04 };

describe('/api/zones/{zoneId}/schedule', () => {
  const PATH = '/api/zones/living/schedule';

  it('is empty at first, and then what was put, with what comes next', async () => {
    assert.deepEqual((await ask('GET', PATH)).json, { zoneId: 'living', entries: [] });
    const put = await ask('PUT', PATH, { entries: [ENTRY] });
    assert.equal(put.status, 200);
    const expected = {
      zoneId: 'living',
      entries: [{ ...ENTRY, tempHeatSetC: 17 }],
      next: { at: '2026-01-15T21:00:00Z', tempHeatSetC: 17 },
    };
    assert.deepEqual(put.json, expected);
    assert.deepEqual((await ask('GET', PATH)).json, expected);
    assert.deepEqual((await ask('PUT', PATH, { entries: [] })).json, {
      zoneId: 'living',
      entries: [],
    });
  });

  const refused: [string, unknown, string][] = [
    ['no list', {}, 'entries'],
    ['an unknown day', { entries: [{ ...ENTRY, days: ['funday'] }] }, 'entries[0].days[0]'],
    ['no day', { entries: [{ ...ENTRY, days: [] }] }, 'entries[0].days'],
    ['a bad time', { entries: [{ ...ENTRY, at: '25:00' }] }, 'entries[0].at'],
    ['an unknown member', { entries: [{ ...ENTRY, fan: 1 }] }, 'entries[0].fan'],
    ['an unknown mode', { entries: [{ ...ENTRY, mode: 'warm' }] }, 'entries[0].mode'],
    ['out of range', { entries: [{ ...ENTRY, tempHeatSetC: 31 }] }, 'entries[0].tempHeatSetC'],
    ['too close', { entries: [{ ...ENTRY, tempCoolSetC: 19 }] }, 'entries[0].tempCoolSetC'],
    ['an overlap', { entries: [ENTRY, { ...ENTRY, days: ['mon', 'thu'] }] }, 'entries[1].at'],
    ['too many', { entries: Array(LIMITS.scheduleEntries + 1).fill(ENTRY) }, 'entries'],
  ];
  for (const [what, body, field] of refused) {
    it(`refuses ${what} with 400, naming ${field}, and stays as it was`, async () => {
      const answer = await ask('PUT', PATH, body);
      assert.equal(answer.status, 400);
      assert.equal(answer.json['field'], field);
      assert.deepEqual((await ask('GET', PATH)).json['entries'], []);
    });
  }

  it('refuses to cool a zone that only heats, and knows no other zone', async () => {
    const entries = [{ days: ['mon'], at: '06:00', mode: 'cool' }];
    const answer = await ask('PUT', '/api/zones/bath/schedule', { entries });
    assert.deepEqual([answer.status, answer.json['field']], [400, 'entries[0].mode']);
    for (const method of ['GET', 'PUT']) {
      const missing = await ask(method, '/api/zones/attic/schedule', { entries });
      assert.deepEqual(
        [missing.status, missing.json],
        [404, { error: 'Zone not found', zoneId: 'attic' }],
      );
    }
  });

  it('is read with zones:read, and put with zones:full', async () => {
    const { token: reader } = await app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['zones:read'],
    });
    assert.equal((await ask('GET', PATH, undefined, reader)).status, 200);
    assert.equal((await ask('PUT', PATH, { entries: [] }, reader)).status, 403);
  });
});

describe('a hold', () => {
  const PATH = '/api/zones/living/command';

  it('is echoed with its end, and shown with who asked for it', async () => {
    const answer = await ask('POST', PATH, { tempHeatSetC: 23, durationMinutes: 45 });
    assert.deepEqual(answer.json, {
      success: true,
      zoneId: 'living',
      command: { temp_heat_set_c: 23, temp_cool_set_c: 25.2, until: '2026-01-15T10:45:00Z' },
    });
    const { zone } = (await ask('GET', '/api/zones/living')).json as {
      zone: { hold?: { until?: string; source: string } };
    };
    assert.equal(zone.hold?.until, '2026-01-15T10:45:00Z');
    assert.match(zone.hold.source, /^tok_/);
    const resumed = await ask('POST', PATH, { resumeSchedule: true });
    assert.deepEqual(resumed.json['command'], { resume_schedule: true });
    assert.ok(!('hold' in ((await ask('GET', '/api/zones/living')).json['zone'] as object)));
  });

  const refused: [unknown, string][] = [
    [{}, 'mode'],
    [{ resumeSchedule: false }, 'resumeSchedule'],
    [{ resumeSchedule: true, mode: 'off' }, 'resumeSchedule'],
    [{ mode: 'off', durationMinutes: 0 }, 'durationMinutes'],
    [{ mode: 'off', durationMinutes: 1.5 }, 'durationMinutes'],
    [{ mode: 'off', durationMinutes: '60' }, 'durationMinutes'],
    [{ mode: 'off', durationMinutes: 5, until: '2026-01-16T00:00:00Z' }, 'durationMinutes'],
    [{ mode: 'off', until: '2026-01-14T00:00:00Z' }, 'until'],
    [{ mode: 'off', until: 'next_schedule' }, 'until'],
    [{ mode: 'off', until: 1768521600 }, 'until'],
  ];
  for (const [body, field] of refused) {
    it(`of ${JSON.stringify(body)} is 400, naming ${field}`, async () => {
      const answer = await ask('POST', PATH, body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
    });
  }

  it('is ended over MQTT by the press of a button', async () => {
    await ask('PUT', '/api/zones/living/schedule', { entries: [ENTRY] });
    await ask('POST', PATH, { mode: 'off' });
    const press = (payload: string) =>
      app.messageRouter.accept({
        topic: 'aris/zone/living/resume_schedule/set',
        payload: Buffer.from(payload),
        retained: false,
      });
    press('off');
    await settled();
    assert.equal(app.zones.get('living').mode, 'off');
    press('PRESS');
    await settled();
    assert.equal(app.zones.get('living').mode, 'auto');
  });
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

  const refused: [unknown, string][] = [
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

describe('/api/settings', () => {
  it('are the defaults of their table until they are changed', async () => {
    const { json } = await ask('GET', '/api/settings');
    assert.deepEqual(
      json,
      Object.fromEntries(Object.entries(HOUSE_SETTINGS).map(([name, of]) => [name, of.default])),
    );
    const patched = await ask('PATCH', '/api/settings', { name: '  Am Hang 3 ', units: 'F' });
    assert.deepEqual(patched.json, { ...json, name: 'Am Hang 3', units: 'F' });
    assert.deepEqual((await ask('GET', '/api/settings')).json, patched.json);
    assert.equal((await ask('GET', '/api/system')).json['name'], 'Am Hang 3');
    assert.deepEqual(
      events.map(({ type, data }) => [type, data?.['units'], data?.['before']]),
      [['settings_changed', 'F', { name: 'Aris', units: 'C' }]],
    );
  });

  it('tell of no change where there was none', async () => {
    assert.equal((await ask('PATCH', '/api/settings', { units: 'C' })).status, 200);
    assert.deepEqual(events, []);
  });

  const refused: [unknown, string | undefined][] = [
    [{ colour: 'red' }, 'colour'],
    [{ units: 'K' }, 'units'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ dhwTargetC: '50' }, 'dhwTargetC'],
    [{ dhwTargetC: null }, 'dhwTargetC'],
    [{ units: 'F', vacationReheatHours: 1.5 }, 'vacationReheatHours'],
    [{}, undefined],
  ];
  for (const [body, field] of refused) {
    it(`refuse ${JSON.stringify(body).slice(0, 50)} with 400, naming ${field ?? 'none'}`, async () => {
      const answer = await ask('PATCH', '/api/settings', body);
      assert.deepEqual([answer.status, answer.json['field']], [400, field]);
      assert.equal(app.settings.get().units, 'C');
    });
  }

  for (const [name, setting] of Object.entries(HOUSE_SETTINGS)) {
    if (!('min' in setting)) continue;
    it(`takes ${name} from ${setting.min} to ${setting.max}, and no further`, async () => {
      for (const value of [setting.min, setting.max])
        assert.equal((await ask('PATCH', '/api/settings', { [name]: value })).status, 200);
      for (const value of [setting.min - 1, setting.max + 1]) {
        const answer = await ask('PATCH', '/api/settings', { [name]: value });
        assert.deepEqual([answer.status, answer.json['field']], [400, name]);
      }
    });
  }

  it('are described in the contract, each with its bounds, unit and default', () => {
    const text = JSON.stringify(openApi(settingsRoutes(app.settings), '0'));
    for (const [name, { help, default: standard }] of Object.entries(HOUSE_SETTINGS))
      assert.ok(
        text.includes(`"${name}":`) && text.includes(`${help}. Default: ${standard}`),
        name,
      );
    assert.match(text, /"vacationReheatHours":\{[^}]*"minimum":0,"maximum":72/);
  });

  it('are read with settings:read, and changed with settings:full', async () => {
    const { token: reader } = await app.tokens.create(OWNER, {
      name: 'reader',
      permissions: ['settings:read'],
    });
    assert.equal((await ask('GET', '/api/settings', undefined, reader)).status, 200);
    assert.equal((await ask('PATCH', '/api/settings', { units: 'F' }, reader)).status, 403);
  });
});

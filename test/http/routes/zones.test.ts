/** Schedules and holds, as a client meets them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { OWNER } from '../../support/app.ts';
import { createAskHouse, type AskHouse } from '../../support/ask-house.ts';
import { settled } from '../../support/settled.ts';

let app: AskHouse['app'];
let ask: AskHouse['ask'];

beforeEach(async () => {
  ({ app, ask } = await createAskHouse());
});

describe('/api/zones', () => {
  it('lists all as each is, after a change as before, and to a token of some those alone', async () => {
    const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;
    const all = async () => {
      const { status, json } = await ask('GET', '/api/zones');
      const zones = app.zones.list();
      assert.deepEqual([status, json], [200, plain({ zones, metadata: { count: 2 } })]);
      return json;
    };
    const first = await all();
    const command = await ask('POST', '/api/zones/bath/command', { mode: 'off' });
    assert.deepEqual((command.json['command'] as { mode: string }).mode, 'off');
    assert.notDeepEqual(await all(), first);
    const { token } = await app.tokens.create(OWNER, {
      name: 'bath',
      permissions: ['zones:read'],
      zones: ['bath'],
    });
    const own = await ask('GET', '/api/zones', undefined, token);
    const bath = app.zones.get('bath');
    assert.deepEqual(own.json, plain({ zones: [bath], metadata: { count: 1 } }));
    const one = await ask('GET', '/api/zones/bath');
    assert.deepEqual([one.status, one.json], [200, plain({ zone: bath })]);
  });

  it('knows no other zone, whatever is asked of it', async () => {
    for (const [method, what] of [
      ['POST', 'command'],
      ['PUT', 'schedule'],
    ] as const)
      assert.equal((await ask(method, `/api/zones/attic/${what}`, { x: 1 })).status, 404);
  });
});

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
    assert.equal(answer.status, 200);
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

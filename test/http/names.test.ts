/** Names that people, devices and programs give: what would act where it is shown is refused, or kept as an escape. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { HOUSES, parseHouse } from '../../src/app/house/house-file.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { visible } from '../../src/domain/text.ts';
import { OWNER_LOGIN } from '../support/accounts.ts';
import { bearer, createTestApp } from '../support/app.ts';
import { createAskAccounts, createHousehold } from '../support/ask-accounts.ts';
import { deedOf, HOSTILE } from '../support/hostile-text.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { createMemoryTexts } from '../support/memory-texts.ts';

const NAUGHTY = 'Anna\u001b[31m';
const RULE = 'must not have control or invisible characters (U+001B)';
/** A program that calls itself so: a header has bytes of Latin-1, C1 among them. */
const PROGRAM = ['User-Agent', 'evil\u009b31m'] as const;

describe('a name with a control character', () => {
  for (const [method, path, body, field] of [
    ['POST', '/api/tokens', { name: NAUGHTY }, 'name'],
    ['POST', '/api/tokens', { name: 'x', zones: [NAUGHTY] }, 'zones[0]'],
    ['PATCH', '/api/tokens/TOKEN', { name: NAUGHTY }, 'name'],
    ['POST', '/api/users', { name: NAUGHTY, email: 'a@b.c' }, 'name'],
    ['PATCH', '/api/users/USER', { name: NAUGHTY }, 'name'],
    ['PATCH', '/api/settings', { name: NAUGHTY }, 'name'],
  ] as const)
    it(`is refused in ${field} by ${method} ${path}, and changes nothing`, async () => {
      const { ask, app, owner } = await createHousehold();
      const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN });
      const { id } = await app.tokens.create(COMMAND_LINE, { name: 'before' });
      const full =
        path === '/api/users' ? { ...body, password: 'let me in now', role: 'member' } : body;
      const kept = [...app.texts.range('')];
      const target = path.replace('TOKEN', id).replace('USER', owner.id);
      const answer = await ask(method, target, { cookie, body: full });
      assert.deepEqual(
        [answer.status, answer.json['field'], answer.json['message']],
        [400, field, `${field} ${RULE}`],
      );
      assert.deepEqual([...app.texts.range('')], kept);
    });

  for (const [deed, text] of Object.entries(HOSTILE))
    it(`is refused in an e-mail address and a name that ${deed}, at registration`, async () => {
      const { ask } = createTestApp();
      for (const wrong of [{ email: `a${text}b@example.com` }, { name: `A${text}b` }]) {
        const body = { email: 'a@example.com', name: 'A', password: 'let me in now', ...wrong };
        const { status, json } = await ask({
          method: 'POST',
          target: '/api/auth/register',
          from: '127.0.0.1',
          headers: [
            ['Content-Type', 'application/json'],
            ['Host', 'localhost'],
          ],
          body: JSON.stringify(body),
        });
        assert.deepEqual([status, json['field']], [400, Object.keys(wrong)[0]]);
        assert.equal(deedOf(String(json['message'])), undefined);
      }
    });

  it('is refused in all of house.json, by its place in the file', () => {
    const [living, bath] = SMALL_HOUSE.zones;
    const [south, ...fcus] = SMALL_HOUSE.fcus;
    for (const text of Object.values(HOSTILE)) {
      const friendlyName = `A${text}b`;
      const topic = `z/${text}b`;
      const bindings = [{ kind: 'sensor', id: 's1', readings: [{ field: 'tempC', topic }] }];
      const names = {
        zones: [{ ...living, friendlyName }, bath],
        fcus: [{ ...south, friendlyName }, ...fcus],
      };
      assert.deepEqual(faultPaths({ ...SMALL_HOUSE, ...names }), [
        'zones[0].friendlyName',
        'fcus[0].friendlyName',
      ]);
      assert.deepEqual(faultPaths({ ...SMALL_HOUSE, bindings }), ['bindings[0].readings[0].topic']);
      const zones = [living, { ...bath, zoneId: text, [text]: 1 }];
      assert.deepEqual(faultPaths({ ...SMALL_HOUSE, timeZone: text, zones }), [
        'timeZone',
        'zones[1].zoneId',
        `zones[1].${visible(text)}`,
      ]);
    }
  });
});

/** Where a house is at fault: none of it may act where it is shown. */
function faultPaths(house: object): string[] {
  const result = parseHouse(JSON.stringify(house), 'aris');
  const faults = 'faults' in result ? result.faults : [];
  for (const { path, message } of faults) assert.equal(deedOf(path + message), undefined);
  return faults.map(({ path }) => path);
}

/** Texts of bodies that are no names: secrets, certificates, and what is read and not kept as it is. */
const NO_NAMES =
  /^without|password|passphrase|pin|setup_code|refresh_token|email|otp|code|expires|addresses|^(?:from|until|ca)$/i;

const takes = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value).success;

describe('every text that a body may have', () => {
  it('refuses control characters, or is no name', () => {
    const members = createTestApp().routes.flatMap(({ method, path, body }) => {
      const { entries = {} } = (body ?? {}) as { entries?: Record<string, v.GenericSchema> };
      return Object.entries(entries).map(([field, schema]) => ({ method, path, field, schema }));
    });
    // People's names are checked beyond the schema: above.
    const isBeyond = (path: string, field: string) =>
      field === 'name' && /users|register/.test(path);
    const names = members.filter(
      ({ path, field, schema }) =>
        !NO_NAMES.test(field) &&
        !isBeyond(path, field) &&
        (takes(schema, 'Zoe') || takes(schema, ['Zoe'])),
    );
    assert.ok(names.length > 3);
    for (const { method, path, field, schema } of names)
      for (const naughty of [NAUGHTY, [NAUGHTY]])
        assert.ok(!takes(schema, naughty), `${method} ${path} ${field}`);
  });
});

describe('what a device says of itself', () => {
  it('is left out where it is a name, and shown with escapes where it says what is wrong', async () => {
    const app = createTestApp();
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'x' });
    const faults = [{ code: 'E\u001b1', message: `gas${HOSTILE['a line of its own']}` }];
    app.report('heatpump', 'hp_1', {
      firmwareVersion: 'v1\u001b[2J',
      hardwareId: 'a\u202eb',
      fanRpm: 'x\u009b',
      activeFaults: faults,
    });
    const headers = [bearer(token)];
    const { text } = await app.ask({ target: '/api/heatpumps', headers });
    assert.match(text, /"code":"E\\\\u001b1"/);
    assert.match(text, /gas\\\\u000aFORGED line/);
    const [pump] = (JSON.parse(text) as { heatpumps: Record<string, unknown>[] }).heatpumps;
    assert.equal(pump?.['firmwareVersion'], undefined);
    const refused = pump?.['refused'] as { field: string; reason: string }[];
    assert.deepEqual(refused.map(({ field }) => field).sort(), [
      'fanRpm',
      'firmwareVersion',
      'hardwareId',
    ]);
    for (const one of refused) assert.equal(deedOf(Object.values(one).join(' ')), undefined);
  });
});

describe('what a program calls itself', () => {
  it('is kept with escapes, in the list of sessions and in the uses of a token', async () => {
    const { app, ask } = await createHousehold();
    const headers = { 'user-agent': PROGRAM[1] };
    const { cookie } = await ask('POST', '/api/auth/session', { body: OWNER_LOGIN, headers });
    const sessions = await ask('GET', '/api/sessions', { cookie });
    assert.match(sessions.text, /"userAgent":"evil\\\\u009b31m"/);
    const { id, token } = await app.tokens.create(COMMAND_LINE, { name: 'x' });
    await app.ask({ target: '/api/zones/a%C2%9Bb', headers: [bearer(token), PROGRAM] });
    const usage = await ask('GET', `/api/tokens/${id}/usage`, { cookie });
    assert.match(usage.text, /"path":"\/api\/zones\/a\\\\u009bb"/);
    assert.match(usage.text, /"userAgent":"evil\\\\u009b31m"/);
  });
});

describe('records of an earlier version', () => {
  it('that have such names are read, and shown with escapes', async () => {
    const before = await createHousehold();
    const { ask, app } = before;
    const { cookie } = await ask('POST', '/api/auth/session', {
      body: OWNER_LOGIN,
      headers: { 'user-agent': 'PLACE' },
    });
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'PLACE' });
    await app.ask({ target: '/api/zones', headers: [bearer(token), ['User-Agent', 'PLACE']] });
    assert.equal(
      (await ask('PATCH', '/api/settings', { cookie, body: { name: 'PLACE' } })).status,
      200,
    );
    await app.lazyBatch.flush();
    const texts = createMemoryTexts();
    const aged = [...app.texts.range('')].map(
      ([key, text]) =>
        [
          key,
          text.replaceAll('PLACE', 'old\\u001b[31m').replaceAll('Ada Owner', 'Ada\\u202e'),
        ] as const,
    );
    await texts.write(aged);
    const after = createTestApp({ texts, start: before.clock.nowMs() });
    assert.equal(after.store.stats().damaged, 0);
    const users = await createAskAccounts(after)('GET', '/api/users', { cookie });
    assert.match(users.text, /"name":"Ada\\\\u202e"/);
    assert.deepEqual(
      after.tokens.list().map(({ name }) => name),
      ['old\\u001b[31m'],
    );
    assert.equal(after.settings.get().name, 'old\\u001b[31m');
    assert.equal((await after.ask({ target: '/api/zones', headers: [bearer(token)] })).status, 200);
  });

  it('a house among them', () => {
    const [living, ...others] = SMALL_HOUSE.zones;
    const zones = [{ ...living, friendlyName: 'Living\u0007' }, ...others];
    assert.equal(
      HOUSES.parse({ ...SMALL_HOUSE, zones }, 1).zones[0]?.friendlyName,
      'Living\\u0007',
    );
  });
});

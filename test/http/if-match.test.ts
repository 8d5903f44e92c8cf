/** Changes on condition that nobody was faster (RFC 9110 section 13.1.1), at every PUT and PATCH of the route table. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import * as v from 'valibot';
import type { TokenView } from '../../src/app/tokens/live-token.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import { OVER_MQTT } from '../../src/domain/doer.ts';
import { SETTING_NAMES } from '../../src/domain/settings.ts';
import { ERRORS } from '../../src/http/contract/errors.ts';
import { openApi } from '../../src/http/openapi.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER } from '../support/app.ts';
import { createHousehold } from '../support/ask-accounts.ts';
import { SMALL_HOUSE } from '../support/house.ts';

/** The body of a 412, as the contract has it. */
const notAsSeen = (json: unknown) =>
  v.parse(ERRORS.precondition_failed.schema, json) as {
    readonly changed: readonly string[];
    readonly by?: { readonly name?: string };
    readonly at?: string;
  };

const renamed = (friendlyName: string) => ({
  ...SMALL_HOUSE,
  zones: SMALL_HOUSE.zones.map((zone, at) => (at === 0 ? { ...zone, friendlyName } : zone)),
});
/** Path → two bodies that change it, and the members that the first changes. */
const EDITS: Readonly<Record<string, readonly [object, object, readonly string[]]>> = {
  '/api/settings': [{ name: 'Hill 3', units: 'F' }, { units: 'C' }, ['name', 'units']],
  '/api/zones/{zoneId}/schedule': [
    { entries: [{ days: ['mon'], at: '06:30', tempHeatSetC: 21 }] },
    { entries: [] },
    ['entries'],
  ],
  '/api/schedule-templates/{templateId}': [
    { name: 'Abroad', entries: [] },
    { name: 'Office', entries: [{ days: ['mon'], at: '06:30', tempHeatSetC: 21 }] },
    ['name'],
  ],
  '/api/dhw/schedule': [
    { entries: [{ days: ['mon'], at: '06:30', level: 'comfort' }] },
    { entries: [] },
    ['entries'],
  ],
  '/api/tokens/{tokenId}': [{ name: 'Other' }, { enabled: false }, ['name']],
  '/api/users/{userId}': [{ name: 'Maxine' }, { name: 'Mo' }, ['name']],
  '/api/broker': [{ url: 'mqtt://first.home' }, { url: 'mqtt://second.home' }, ['url']],
  '/api/house': [renamed('Salon'), renamed('Parlour'), ['zones']],
  '/api/settings/pin': [{ pin: '274916' }, { pin: '918273' }, ['pin']],
  '/api/settings/second-factor': [{ required: true }, { required: false }, ['required']],
};
const OF_TABLE = createTestApp()
  .routes.filter(({ method }) => method === 'PUT' || method === 'PATCH')
  .map(({ method, path }) => ({ method, path }));

let house: Awaited<ReturnType<typeof createHousehold>>;
let token: string;
let tokenId: string;
let edited: string;

beforeEach(async () => {
  house = await createHousehold();
  const { tokens } = house.app;
  ({ token } = await tokens.create(OWNER, { name: 'all', permissions: [...PERMISSIONS] }));
  ({ id: tokenId, token: edited } = await tokens.create(OWNER, { name: 'edited' }));
  await house.app.scheduleTemplates.create({ name: 'Office', entries: [] }, OVER_MQTT);
});

async function ask(method: string, path: string, ifMatch?: string, body?: object) {
  const target = path
    .replace('{zoneId}', 'living')
    .replace('{tokenId}', tokenId)
    .replace('{templateId}', 'office')
    .replace('{userId}', house.member.id);
  return house.app.ask({
    method,
    target,
    headers: [
      bearer(token),
      ...(ifMatch === undefined ? [] : [['If-Match', ifMatch] as const]),
      ...(body === undefined ? [] : [JSON_HEADER]),
    ],
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const etag = async (path: string) => (await ask('GET', path)).header('etag') ?? '';

describe('every PUT and PATCH', () => {
  it('is in this test, and its GET as well', () => {
    const own = OF_TABLE.filter(({ path }) => !path.startsWith('/api/admin/'));
    assert.deepEqual(own.map(({ path }) => path).sort(), Object.keys(EDITS).sort());
    for (const { path } of OF_TABLE) {
      const both = house.app.routes.filter((route) => route.path === path && route.editable);
      assert.deepEqual(both.map(({ method }) => method !== 'GET').sort(), [false, true], path);
    }
  });

  for (const { method, path } of OF_TABLE.filter(({ path }) => Object.hasOwn(EDITS, path))) {
    const [first, second, members] = EDITS[path] ?? [{}, {}, []];

    it(`${method} ${path}: of two at once, the later is told what the other has changed`, async () => {
      const seen = await etag(path);
      assert.match(seen, /^"[\w.-]+"$/);
      const [won, late] = await Promise.all([
        ask(method, path, seen, first),
        ask(method, path, seen, second),
      ]);
      assert.deepEqual([won.status, late.status], [200, 412]);
      assert.notEqual(won.header('etag'), seen);
      assert.equal(won.header('etag'), await etag(path));
      const { changed, by, at } = notAsSeen(late.json);
      assert.deepEqual([changed, by?.name, at], [members, 'all', '2026-01-15T10:00:00Z']);
    });

    it(`${method} ${path} takes no weak tag and no other, and all tags that are strong`, async () => {
      const seen = await etag(path);
      for (const wrong of [`W/${seen}`, '"other"', seen.slice(1), ''])
        assert.equal((await ask(method, path, wrong, first)).status, 412, wrong);
      assert.equal(await etag(path), seen, 'nothing was changed');
      assert.equal((await ask(method, path, `"other", ${seen}`, first)).status, 200);
      assert.equal((await ask(method, path, '*', second)).status, 200);
    });
  }
});

describe('an If-Match that is none', () => {
  const PATH = '/api/settings';

  it('has the last change told where an event knows of it, and all that is there', async () => {
    const untouched = notAsSeen((await ask('PATCH', PATH, '"x"', { units: 'F' })).json);
    assert.deepEqual([untouched.by, untouched.at], [undefined, undefined]);
    assert.deepEqual(untouched.changed, SETTING_NAMES);
    const weak = await ask('PATCH', PATH, `W/${await etag(PATH)}`, { units: 'F' });
    assert.deepEqual(weak.json['changed'], []);
  });

  it('is no hindrance to who is told of a fault in the body, or of what is not there', async () => {
    assert.equal((await ask('PATCH', PATH, '"x"', { units: 'K' })).status, 400);
    assert.equal((await ask('PUT', '/api/zones/attic/schedule', '*', { entries: [] })).status, 404);
  });

  it('is told of by no other fault, though somebody has changed it', async () => {
    await ask('PATCH', PATH, undefined, { units: 'F' });
    const { status, json } = await ask('PATCH', PATH, undefined, { units: 'K' });
    assert.deepEqual([status, json['by'], json['at']], [400, undefined, undefined]);
  });

  it('has the last change of what is editable told, not what else was done to it', async () => {
    const path = '/api/tokens/{tokenId}';
    await ask('PATCH', path, undefined, { name: 'Other' });
    house.clock.advance(60_000);
    await house.app.tokens.rotate(OWNER, tokenId);
    const { by, at } = notAsSeen((await ask('PATCH', path, '"x"', { name: 'More' })).json);
    assert.deepEqual([by?.name, at], ['all', '2026-01-15T10:00:00Z']);
  });

  it('has the making told of what was only made, and of a person a new password, and no more', async () => {
    const lastOf = async (path: string) =>
      notAsSeen((await ask('PATCH', path, '"x"', { name: 'More' })).json).at;
    const person = '/api/users/{userId}';
    assert.equal(await lastOf('/api/tokens/{tokenId}'), '2026-01-15T10:00:00Z');
    house.clock.advance(1_000);
    const madeAt = await lastOf(person);
    house.app.journal.later({
      type: 'second_factor_changed',
      severity: 'info',
      objectId: house.member.id,
      data: { name: 'Max', change: 'on' },
    });
    assert.ok(madeAt !== undefined && madeAt < '2026-01-15T10:00:01Z', madeAt);
    assert.equal(await lastOf(person), madeAt);
    await ask('PATCH', person, undefined, { password: 'another good one' });
    assert.equal(await lastOf(person), '2026-01-15T10:00:01Z');
  });

  it('stays as it is while the hub itself moves what it shows beside', async () => {
    const path = '/api/tokens/{tokenId}';
    const seen = await etag(path);
    house.clock.advance(1);
    await house.app.ask({ target: '/api/zones', headers: [bearer(edited)] });
    assert.equal(((await ask('GET', path)).json['token'] as TokenView).requestCount, 1);
    assert.equal(await etag(path), seen);
  });

  it('of the rule is told of changes of the rule alone', async () => {
    const path = '/api/settings/second-factor';
    house.app.journal.later({
      type: 'second_factor_changed',
      severity: 'info',
      objectId: house.owner.id,
      data: { name: 'Ada', change: 'on' },
    });
    const { json } = await ask('PUT', path, '"x"', { required: true });
    assert.equal(json['at'], undefined);
  });

  it('of the house is told of changes of that kind alone', async () => {
    const data = { name: 'x', kind: 'manual', sizeBytes: 1 } as const;
    house.app.journal.later({ type: 'backup_made', severity: 'info', data });
    for (const [method, path, body] of [
      ['PATCH', '/api/settings', { units: 'F' }],
      ['PUT', '/api/settings/pin', { pin: '274916' }],
      ['PUT', '/api/settings/second-factor', { required: true }],
    ] as const) {
      const { status, json } = await ask(method, path, '"x"', body);
      assert.deepEqual([status, json['at']], [412, undefined], path);
    }
  });
});

describe('the contract', () => {
  it('says so of each of them', () => {
    const { paths } = openApi(house.app.routes, '0') as {
      paths: Record<string, Record<string, { parameters?: { name: string }[]; responses: object }>>;
    };
    for (const { method, path } of OF_TABLE) {
      const { parameters, responses } = paths[path]?.[method.toLowerCase()] ?? { responses: {} };
      assert.ok(parameters?.some(({ name }) => name === 'If-Match') === true, path);
      assert.ok('412' in responses, path);
    }
    assert.match(JSON.stringify(paths['/api/settings']?.['get']), /ETag/);
  });
});

/** The description of the house, as a client reads, checks and changes it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import { faultLine } from '../../../src/app/house/house-source.ts';
import type { House } from '../../../src/domain/house.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { because } from '../../../src/domain/refusals.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type TestApp } from '../../support/app.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

let app: TestApp;
let full: string;
let reading: string;

async function begin(asked: Parameters<typeof createTestApp>[0] = {}): Promise<void> {
  app = createTestApp(asked);
  const tokenOf = async (permission: 'settings:full' | 'settings:read' | 'zones:full') =>
    (await app.tokens.create(OWNER, { name: permission, permissions: [permission] })).token;
  full = await tokenOf('settings:full');
  reading = await tokenOf('settings:read');
}
beforeEach(async () => begin());

const ask = async (method: string, path = '', body?: unknown, as = full, ifMatch?: string) =>
  app.ask({
    method,
    target: `/api/house${path}`,
    headers: [
      bearer(as),
      JSON_HEADER,
      ...(ifMatch === undefined ? [] : [['If-Match', ifMatch] as const]),
    ],
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

const named = (friendlyName: string): House => ({
  ...SMALL_HOUSE,
  zones: SMALL_HOUSE.zones.map((zone, at) => (at === 0 ? { ...zone, friendlyName } : zone)),
});
const firstZone = () => app.zones.list()[0]?.friendlyName;

/** What the command line names of the same file. */
function linesOf(value: unknown): string[] {
  const result = parseHouse(JSON.stringify(value), 'aris');
  return 'faults' in result ? result.faults.map((fault) => faultLine('house.json', fault)) : [];
}

const BROKEN = {
  ...SMALL_HOUSE,
  zones: [
    { ...SMALL_HOUSE.zones[0], terminals: ['f1', 'f9'] },
    { ...SMALL_HOUSE.zones[1], friendlyName: '' },
  ],
  bindings: [{ kind: 'hcu', id: 'hcu_main', use: 'no-such-profile' }],
};

describe('the description of the house', () => {
  it('is read as its file would have it, and what is read can be put', async () => {
    const { status, json } = await ask('GET', '', undefined, reading);
    assert.deepEqual([status, json], [200, SMALL_HOUSE]);
    assert.equal((await ask('PUT', '', json)).status, 200);
  });

  it('is changed at once for all, and the answer has what a GET has', async () => {
    const { etag } = { etag: (await ask('GET')).header('etag') };
    const put = await ask('PUT', '', named('Salon'), full, etag);
    assert.equal(put.status, 200, put.text);
    assert.equal(firstZone(), 'Salon');
    const got = await ask('GET');
    assert.deepEqual([got.text, got.header('etag')], [put.text, put.header('etag')]);
    assert.notEqual(put.header('etag'), etag);
  });

  it('from a stale ETag is not changed, and what was changed meanwhile is said', async () => {
    const etag = (await ask('GET')).header('etag');
    await ask('PUT', '', { ...named('Salon'), outdoorSensors: ['garden'] });
    const late = await ask('PUT', '', named('Parlour'), full, etag);
    assert.equal(late.status, 412);
    assert.deepEqual(late.json['changed'], ['zones', 'outdoorSensors']);
    assert.equal((late.json['by'] as { name: string }).name, 'settings:full');
    assert.equal(firstZone(), 'Salon');
  });

  it('takes the right to settings, and no token of zones', async () => {
    const { token: zoned } = await app.tokens.create(OWNER, { name: 'z', zones: ['living'] });
    for (const [method, path] of [
      ['PUT', ''],
      ['POST', '/check'],
      ['POST', '/versions/1/restore'],
      ['POST', '/undo'],
      ['POST', '/redo'],
    ] as const)
      assert.equal((await ask(method, path, SMALL_HOUSE, reading)).status, 403, path);
    for (const path of ['', '/versions', '/versions/1'])
      assert.equal((await ask('GET', path, undefined, zoned)).status, 403, path);
    assert.equal(app.houseBook.version(), 0);
  });

  it('may have two MiB, and no more', async () => {
    const blanks = ' '.repeat(LIMITS.houseBytes - JSON.stringify(SMALL_HOUSE).length);
    for (const [method, path] of [
      ['PUT', ''],
      ['POST', '/check'],
    ] as const) {
      assert.equal((await ask(method, path, JSON.stringify(SMALL_HOUSE) + blanks)).status, 200);
      assert.equal(
        (await ask(method, path, `${JSON.stringify(SMALL_HOUSE)}${blanks} `)).status,
        413,
      );
    }
  });

  it('is not changed where a setting names its file, which is named', async () => {
    await begin({ houseSource: { path: '/etc/house.json', setting: 'ARIS_HOUSE' } });
    const { status, json } = await ask('PUT', '', named('Salon'));
    const error = 'ARIS_HOUSE names /etc/house.json: the house is what stands there';
    const setting = 'ARIS_HOUSE';
    const refusal = because('house_by_setting', { setting });
    assert.deepEqual([status, json], [409, { error, setting, ...refusal }]);
    assert.equal(firstZone(), 'Living Room');
    const { origin } = (await ask('GET', '/versions')).json;
    const expected = { inCharge: 'file', path: '/etc/house.json', setting: 'ARIS_HOUSE' };
    assert.deepEqual(origin, expected);
  });
});

describe('the faults of a house', () => {
  it('are named by check as the command line names them, and nothing is changed', async () => {
    const { status, json } = await ask('POST', '/check', BROKEN);
    assert.equal(status, 200);
    const faults = json['faults'] as { path: string; message: string }[];
    assert.equal(faults.length, 2);
    assert.deepEqual(
      faults.map((fault) => faultLine('house.json', fault)),
      linesOf(BROKEN),
    );
    assert.deepEqual((await ask('POST', '/check', SMALL_HOUSE)).json, {
      faults: [],
      metadata: { count: 0 },
    });
    assert.equal(app.houseBook.version(), 0);
  });

  it('are those for which it is not put, each at its field', async () => {
    const checked = (await ask('POST', '/check', BROKEN)).json;
    const { status, json } = await ask('PUT', '', BROKEN);
    assert.deepEqual([status, json['faults']], [400, checked['faults']]);
    assert.equal(json['field'], (checked['faults'] as { path: string }[])[0]?.path);
    assert.equal(json['faultCount'], (checked['faults'] as unknown[]).length);
    assert.equal(firstZone(), 'Living Room');
  });

  it('are counted, and named as far as they can be read', async () => {
    const zones = Array.from({ length: LIMITS.houseFaultsTold + 1 }, () => ({}));
    const { json } = await ask('POST', '/check', { ...SMALL_HOUSE, zones });
    assert.equal((json['faults'] as unknown[]).length, LIMITS.houseFaultsTold);
    assert.ok((json['metadata'] as { count: number }).count > LIMITS.houseFaultsTold);
  });

  it('name nothing that looks like something else, and repeat no script', async () => {
    const zone = { ...SMALL_HOUSE.zones[0], friendlyName: 'a\u202eb' };
    const { status, text } = await ask('PUT', '', { ...SMALL_HOUSE, zones: [zone] });
    assert.equal(status, 400);
    assert.match(text, /zones\[0\]\.friendlyName/);
    assert.doesNotMatch(text, /\u202e/);
  });

  it('of a body that is no JSON, or says a member twice, are said with their place', async () => {
    for (const body of ['{', '{"version":1,"version":1}', '[]'])
      for (const [method, path] of [
        ['PUT', ''],
        ['POST', '/check'],
      ] as const)
        assert.equal((await ask(method, path, body)).status, 400, body);
  });
});

describe('the versions of the house', () => {
  it('are listed newest first, with who made them, when, and what was changed', async () => {
    await ask('PUT', '', named('Salon'));
    app.clock.advance(60_000);
    await ask('PUT', '', { ...named('Salon'), outdoorSensors: ['garden'] });
    const { json } = await ask('GET', '/versions', undefined, reading);
    const [second, first] = json['versions'] as Record<string, unknown>[];
    assert.deepEqual(json['metadata'], { count: 2 });
    assert.deepEqual(json['origin'], { inCharge: 'store', path: 'the house of the test' });
    const { version, at, changed, by } = second ?? {};
    assert.deepEqual([version, at, changed], [2, '2026-01-15T10:01:00Z', ['outdoorSensors']]);
    assert.equal((by as { kind: string }).kind, 'token');
    assert.deepEqual([first?.['version'], first?.['at']], [1, '2026-01-15T10:00:00Z']);
  });

  it('are there whole, each by its number', async () => {
    await ask('PUT', '', named('Salon'));
    await ask('PUT', '', named('Parlour'));
    const { json } = await ask('GET', '/versions/1', undefined, reading);
    assert.deepEqual([json['version'], json['house']], [1, named('Salon')]);
    for (const no of ['0', '3', '01', 'x', '-1', '1e0', '99999999999'])
      assert.equal((await ask('GET', `/versions/${no}`)).status, 404, no);
  });

  it('are restored as a change of their own, told with who did it', async () => {
    await ask('PUT', '', named('Salon'));
    await ask('PUT', '', named('Parlour'));
    const { status, json } = await ask('POST', '/versions/1/restore');
    assert.deepEqual([status, json['version'], json['restored']], [200, 3, 1]);
    assert.equal(firstZone(), 'Salon');
    const { events } = await app.journal.query({ type: 'house_changed', audit: 'hidden' });
    assert.deepEqual(events[0]?.data, { version: 3, changed: ['zones'], restored: 1 });
    assert.equal(events[0].by.name, 'settings:full');
    assert.equal((await ask('POST', '/versions/9/restore')).status, 404);
  });

  it('are gone back through by undo, and forth by redo, where there is a way', async () => {
    const steps = async () => {
      const { undo, redo } = (await ask('GET', '/versions')).json;
      return [undo, redo];
    };
    assert.equal((await ask('POST', '/undo')).status, 409);
    for (const name of ['Salon', 'Parlour', 'Den']) await ask('PUT', '', named(name));
    assert.deepEqual(await steps(), [2, undefined]);
    assert.equal((await ask('POST', '/undo')).status, 200);
    assert.equal((await ask('POST', '/undo')).json['restored'], 1);
    assert.equal(firstZone(), 'Salon');
    assert.deepEqual(await steps(), [undefined, 2]);
    assert.equal((await ask('POST', '/undo')).status, 409);
    assert.equal((await ask('POST', '/redo')).status, 200);
    assert.equal(firstZone(), 'Parlour');
  });
});

describe('two things that were changed in the house', () => {
  it('are a fault of the hub until one of them is taken', async () => {
    let text = JSON.stringify(named('Of the file'));
    const write = (next: string) => void (text = next);
    await begin({ houseSource: { path: 'house.json', read: () => text, write } });
    await app.houseBook.open();
    await ask('PUT', '', named('Of the page'));
    text = JSON.stringify(named('Edited'));
    await app.houseBook.open();
    app.clock.advance(LIMITS.controlSettleMs);
    const codes = async () => {
      await app.controlLoop.cycle();
      const { token } = await app.tokens.create(OWNER, { name: 'f' });
      const { json } = await app.ask({ target: '/api/faults', headers: [bearer(token)] });
      return (json['faults'] as { code: string }[]).map(({ code }) => code);
    };
    assert.ok((await codes()).includes('house_conflict'));
    await app.houseBook.exportFile();
    assert.ok(!(await codes()).includes('house_conflict'));
  });
});

describe('a hub that is still to be set up', () => {
  const statusOf = async () => {
    const { json } = await app.ask({ target: '/health' });
    const { mqtt } = json['checks'] as { mqtt: { status: string } };
    return [json['status'], mqtt.status];
  };

  it('is one without a room, until the first is put', async () => {
    await begin({ house: { ...SMALL_HOUSE, zones: [], fcus: [] } });
    assert.deepEqual(await statusOf(), ['degraded', 'setup']);
    assert.equal((await app.ask({ target: '/ready' })).status, 200);
    await ask('PUT', '', SMALL_HOUSE);
    assert.deepEqual(await statusOf(), ['unhealthy', 'error'], 'it has not connected yet');
  });

  it('is one without a broker, but for one that had it before: that is a critical fault', async () => {
    const faults = async () => {
      app.clock.advance(LIMITS.controlSettleMs);
      await app.controlLoop.cycle();
      const { token } = await app.tokens.create(OWNER, { name: 'f' });
      const { json } = await app.ask({ target: '/api/faults', headers: [bearer(token)] });
      return (json['faults'] as { code: string; severity: string }[])
        .filter(({ code }) => code === 'broker_lost')
        .map(({ severity }) => severity);
    };
    await begin({ brokerIs: 'none' });
    assert.deepEqual([await statusOf(), await faults()], [['degraded', 'setup'], []]);
    await begin({ brokerIs: 'lost' });
    assert.deepEqual([await statusOf(), await faults()], [['unhealthy', 'error'], ['critical']]);
  });
});

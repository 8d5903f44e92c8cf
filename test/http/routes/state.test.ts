import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Permission } from '../../../src/domain/access.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { openApi } from '../../../src/http/openapi.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';

describe('the state over HTTP', () => {
  let app: TestApp;
  beforeEach(() => {
    app = createTestApp();
  });

  const make = async (permissions: Permission[], zones?: string[]) =>
    (await app.tokens.create(OWNER, { name: 'x', permissions, ...(zones && { zones }) })).token;
  const get = async (token: string, more: readonly (readonly [string, string])[] = []) =>
    app.ask({ target: '/api/state', headers: [bearer(token), ...more] });

  async function zonesShown(token: string): Promise<string[]> {
    const { zones } = (await get(token)).json as { zones: { zoneId: string }[] };
    return zones.map(({ zoneId }) => zoneId);
  }

  it('is what the single answers are', async () => {
    const token = await make(['zones:read']);
    app.report('sensor', 's1', { tempC: 21.4 });
    const state = await get(token);
    assert.equal(state.status, 200);
    assert.ok(state.text.endsWith('}\n'));
    const { zones } = (await app.ask({ target: '/api/zones', headers: [bearer(token)] })).json;
    const system = (await app.ask({ target: '/api/system', headers: [bearer(token)] })).json;
    assert.deepEqual([state.json['zones'], state.json['system']], [zones, system]);
  });

  it('has the equipment as the single answers have it', async () => {
    const token = await make(['equipment:read']);
    const fault = { code: 'E1', severity: 'critical', message: 'x' };
    app.report('hcu', 'hcu_main', { state: 'running', activeFaults: [fault] });
    app.report('fcu', 'f1', { roomTempC: 21.4 });
    const { json } = await get(token);
    const single = async (path: string) =>
      (await app.ask({ target: `/api/${path}`, headers: [bearer(token)] })).json;
    for (const name of ['hcu', 'dhw', 'tes']) assert.deepEqual(json[name], await single(name));
    for (const name of ['fcus', 'heatpumps', 'faults'])
      assert.deepEqual(json[name], (await single(name))[name]);
    assert.equal((json['faults'] as unknown[]).length, 1);
  });

  const shown: readonly (readonly [Permission[], string[]])[] = [
    [['zones:read'], ['system', 'zones']],
    [['zones:full'], ['system', 'zones']],
    [['equipment:read'], ['fcus', 'hcu', 'heatpumps', 'dhw', 'tes', 'meters', 'faults']],
    [['events:read'], []],
    [['events:read', 'system:read'], ['system']],
  ];
  for (const [permissions, members] of shown) {
    it(`shows ${members.join(', ') || 'nothing'} to ${permissions.join(', ')}`, async () => {
      const answer = await get(await make(permissions));
      assert.equal(answer.status, 200);
      assert.deepEqual(Object.keys(answer.json), members);
    });
  }

  it('shows the system and its own zones to a token that is restricted to them', async () => {
    const token = await make(['zones:read', 'equipment:read', 'events:read'], ['bath']);
    assert.deepEqual(await zonesShown(token), ['bath']);
    assert.deepEqual(Object.keys((await get(token)).json), ['system', 'zones']);
  });

  it('refuses who may read none of it, and names what would do', async () => {
    const answer = await get(await make(['metrics:read', 'system:read']));
    assert.equal(answer.status, 403);
    assert.deepEqual(answer.json['required'], ['zones:read', 'equipment:read', 'events:read']);
    assert.match(String(answer.json['message']), /zones:read, equipment:read, events:read/);
    assert.match(answer.header('www-authenticate') ?? '', /scope="zones:read equipment:read/);
    assert.equal((await app.ask({ target: '/api/state' })).status, 401);
  });

  it('is not sent again while it is as it was', async () => {
    const token = await make(['zones:read']);
    app.report('sensor', 's1', { tempC: 21.4 });
    const etag = (await get(token)).header('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    const again = async () => get(token, [['If-None-Match', etag]]);
    const same = await again();
    assert.deepEqual([same.status, same.text, same.header('etag')], [304, '', etag]);
    assert.equal(same.header('cache-control'), 'no-store');
    app.report('sensor', 's1', { tempC: 21.41 });
    assert.equal((await again()).status, 304, 'a change that is not shown');
    app.report('sensor', 's1', { tempC: 22 });
    const changed = await again();
    assert.equal(changed.status, 200);
    assert.notEqual(changed.header('etag'), etag);
    const failed = await get(token, [['If-Match', etag]]);
    assert.deepEqual([failed.status, failed.json], [412, { error: 'Precondition Failed' }]);
    assert.equal(failed.header('etag'), changed.header('etag'));
  });

  it('goes on as server-sent events, which nothing on the way keeps or holds back', async () => {
    const headers = [bearer(await make(['zones:read']))];
    const { status, headers: sent, live } = await app.replyTo({ target: '/api/stream', headers });
    assert.equal(status, 200);
    assert.ok(live !== undefined);
    for (const [name, value] of [
      ['Content-Type', 'text/event-stream'],
      ['Cache-Control', 'no-store'],
      ['X-Accel-Buffering', 'no'],
    ] as const)
      assert.equal(sent[sent.indexOf(name) + 1], value);
  });

  it('has a tag that tells nothing of what is not shown', async () => {
    const bath = await make(['zones:read'], ['bath']);
    const all = await make(['zones:read']);
    const tags = async () => [(await get(bath)).header('etag'), (await get(all)).header('etag')];
    const [ofBath, ofAll] = await tags();
    app.report('sensor', 's1', { tempC: 22 });
    const after = await tags();
    assert.equal(after[0], ofBath);
    assert.notEqual(after[1], ofAll);
  });

  it('has what was commanded as soon as the command is answered', async () => {
    const token = await make(['zones:read']);
    await get(token);
    await app.zoneCommands.command('bath', { tempHeatSetC: 23.5 }, doer('test'));
    const { zones } = (await get(token)).json as { zones: { tempHeatSetC: number }[] };
    assert.equal(zones[1]?.tempHeatSetC, 23.5);
    await app.system.command({ mode: 'away' }, doer('test'));
    const { system } = (await get(token)).json as { system: { mode: string } };
    assert.equal(system.mode, 'away');
  });

  it('is asked for below /v1 as well, and by HEAD', async () => {
    const token = await make(['zones:read']);
    for (const target of ['/v1/state', '/api/v1/state'])
      assert.equal((await app.ask({ target, headers: [bearer(token)] })).status, 200);
    const head = await app.ask({ target: '/api/state', method: 'HEAD', headers: [bearer(token)] });
    assert.equal(head.status, 200);
  });

  it('keeps few answers, however many ask in however many ways', async () => {
    for (let i = 0; i < LIMITS.stateScopes * 2; i++) {
      const own = ['bath', 'living'].slice(i % 2);
      assert.deepEqual((await zonesShown(await make(['zones:read'], own))).sort(), own);
    }
  });

  it('says in the contract that any of its permissions will do', () => {
    const { paths } = openApi(app.routes, '1') as {
      paths: Record<string, { get: Record<string, unknown> }>;
    };
    const expected = ['zones:read', 'equipment:read', 'events:read'];
    assert.deepEqual(paths['/api/state']?.get['x-permission'], expected);
    assert.deepEqual(paths['/api/stream']?.get['x-permission'], expected);
  });
});

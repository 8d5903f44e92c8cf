import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EQUIPMENT, EQUIPMENT_KINDS, isSingle } from '../../../src/domain/equipment/catalogue.ts';
import { bearer, createTestApp, OWNER, type TestApp } from '../../support/app.ts';
import { FULL_HOUSE } from '../../support/house.ts';

describe('what can be asked of the equipment', () => {
  let app: TestApp;
  let token: string;
  beforeEach(async () => {
    app = createTestApp({ house: FULL_HOUSE });
    ({ token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['equipment:full'] }));
  });
  const ask = async (target: string, method = 'GET', headers: [string, string][] = []) =>
    app.ask({ method, target, headers: [bearer(token), ...headers] });

  for (const kind of EQUIPMENT_KINDS) {
    const { key, id } = EQUIPMENT[kind];
    if (isSingle(kind))
      it(`is the only ${kind} there is`, async () => {
        const { status, json } = await ask(`/api/${key}`);
        assert.equal(status, 200);
        assert.equal(typeof json[id], 'string');
        assert.equal((await ask(`/api/${key}/x`)).status, 404);
      });
    else
      it(`is all of kind ${kind}, counted, and each by its id`, async () => {
        const { json } = await ask(`/api/${key}`);
        const all = json[key] as Record<string, unknown>[];
        assert.deepEqual(json['metadata'], { count: all.length });
        const [first] = all;
        const { json: one } = await ask(`/api/${key}/${String(first?.[id])}`);
        assert.deepEqual(one, first);
        const none = await ask(`/api/${key}/none`);
        assert.deepEqual([none.status, none.json[id]], [404, 'none']);
      });
  }

  it('is read anew once a device has said something else', async () => {
    const etagOf = async () => (await ask('/api/hcu')).header('etag');
    app.report('hcu', 'hcu_main', { mode: 'idle', supplyTempC: 30 });
    const before = await ask('/api/hcu');
    assert.equal(before.json['supplyTempC'], 30);
    assert.equal(await etagOf(), before.header('etag'));
    app.report('hcu', 'hcu_main', { mode: 'idle', supplyTempC: 31 });
    assert.equal((await ask('/api/hcu')).json['supplyTempC'], 31);
  });

  it('is that a filter was changed, which answers with when', async () => {
    const { status, json } = await ask('/api/fcus/f1/filter-reset', 'POST');
    assert.deepEqual(
      [status, json],
      [200, { success: true, fcuId: 'f1', filterLastChangedTs: '2026-01-15T10:00:00Z' }],
    );
    assert.equal((await ask('/api/fcus/none/filter-reset', 'POST')).status, 404);
  });

  it('are the faults, counted', async () => {
    const activeFaults = [{ code: 'E1', severity: 'critical', message: 'Blocked' }];
    app.report('fcu', 'f1', { mode: 'idle', fanPercent: 0, activeFaults });
    const { json } = await ask('/api/faults');
    const faults = json['faults'] as { code: string; objectId: string }[];
    assert.deepEqual(json['metadata'], { count: faults.length });
    assert.ok(faults.some(({ code, objectId }) => code === 'E1' && objectId === 'f1'));
  });

  it('asks for the right to it', async () => {
    const { token: reading } = await app.tokens.create(OWNER, {
      name: 'y',
      permissions: ['equipment:read'],
    });
    token = reading;
    assert.equal((await ask('/api/fcus')).status, 200);
    const refused = await ask('/api/fcus/f1/filter-reset', 'POST');
    assert.deepEqual([refused.status, refused.json['required']], [403, 'equipment:full']);
  });
});

/** A backup to take along, and those on the hub's disk: what goes into one, who gets it, and how many at a time. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { doerOf } from '../../../src/app/base/principal.ts';
import type { BackupHeader } from '../../../src/app/backup/format.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { bearer, createTestApp, JSON_HEADER, OWNER, type Ask } from '../../support/app.ts';
import { bytesOf, readAll } from '../../support/backup.ts';
import { lastingFolder } from '../../support/child.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createMemoryTexts } from '../../support/memory-texts.ts';
import { until } from '../../support/until.ts';

async function createRig() {
  const app = createTestApp({ dataFolder: lastingFolder() });
  const { token, id } = await app.tokens.create(OWNER, {
    name: 'keeper',
    permissions: ['backup:full', 'events:read'],
  });
  const headers = [bearer(token), JSON_HEADER];
  const asking = (method: string, target: string, body?: object): Ask => ({
    method,
    target,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  async function load(query = '') {
    const { status, headers, body } = await app.replyTo(asking('GET', `/api/backup${query}`));
    assert.ok(status === 200 && body instanceof Readable, `${status}`);
    return { headers: headers.join('\n'), body };
  }
  return {
    app,
    id,
    asking,
    load,
    ask: async (...args: Parameters<typeof asking>) => app.ask(asking(...args)),
  };
}

const whatIsIn = ({ leftOut }: BackupHeader) => ({
  history: !leftOut.includes('history'),
  firmware: !leftOut.includes('firmware'),
});

describe('GET /api/backup', () => {
  for (const [query, isIn] of [
    ['', { history: true, firmware: false }],
    ['?history=no', { history: false, firmware: false }],
    ['?history=yes&firmware=yes', { history: true, firmware: true }],
    ['?firmware=no', { history: true, firmware: false }],
  ] as const)
    it(`${query} has ${JSON.stringify(isIn)}`, async () => {
      const { load } = await createRig();
      const { header } = await readAll(await bytesOf((await load(query)).body));
      assert.deepEqual(whatIsIn(header), isIn);
    });

  it('has the kept house with its versions, which a hub over these records runs', async () => {
    const { app, load } = await createRig();
    const doer = doerOf(OWNER);
    await app.houseBook.put({ ...SMALL_HOUSE, outdoorSensors: ['garden'] }, { doer });
    const last = { ...SMALL_HOUSE, outdoorSensors: ['roof'] };
    await app.houseBook.put(last, { doer });
    const { items } = await readAll(await bytesOf((await load('?history=no')).body));
    const records = items.flatMap((item) =>
      'record' in item ? [[item.record, item.text] as const] : [],
    );
    const put = createTestApp({ texts: createMemoryTexts(new Map(records)) });
    const runs = await put.houseBook.open();
    assert.deepEqual([runs.outdoorSensors, put.houseBook.current()], [['roof'], last]);
    assert.deepEqual(put.houseBook.find(1).house['outdoorSensors'], ['garden']);
    assert.equal(put.houseBook.find(2).by.id, 'owner');
  });

  it('is a file with the name of its time, that nothing on the way keeps', async () => {
    const { app, load, asking } = await createRig();
    const { headers, body } = await load();
    assert.ok(!body.readableObjectMode, 'it is handed over by bytes, not by pieces');
    body.destroy();
    assert.match(headers, /Content-Type\napplication\/octet-stream\n/);
    assert.match(headers, /Cache-Control\nno-store\n/);
    assert.match(
      headers,
      /Content-Disposition\nattachment; filename="aris-2026-01-15T100000Z-manual.backup"$/,
    );
    const head = await app.replyTo(asking('HEAD', '/api/backup'));
    assert.deepEqual([head.status, head.headers.join('\n'), head.body], [200, headers, undefined]);
  });

  it('takes no other word than yes and no', async () => {
    const { ask } = await createRig();
    for (const query of ['history=1', 'firmware=true', 'more=yes'])
      assert.equal((await ask('GET', `/api/backup?${query}`)).status, 400, query);
  });

  it(`is loaded by ${LIMITS.backupDownloads} at a time, whatever becomes of one`, async () => {
    const { load, ask } = await createRig();
    const loading = [];
    while (loading.length < LIMITS.backupDownloads) loading.push((await load()).body);
    const refused = await ask('GET', '/api/backup');
    assert.deepEqual([refused.status, refused.header('retry-after')], [503, '5']);
    assert.match(String(refused.json['message']), new RegExp(`^${LIMITS.backupDownloads} backups`));
    assert.equal((await ask('HEAD', '/api/backup')).status, 200);
    loading[0]?.destroy();
    await until(async () => {
      const [next] = await Promise.allSettled([load()]);
      if (next.status === 'fulfilled') loading.push(next.value.body);
      return next.status === 'fulfilled';
    }, 'a place');
    assert.equal((await ask('GET', '/api/backup')).status, 503, 'one place, and no more');
    loading.forEach((body) => body.destroy());
  });

  it('ends where who asks may no longer have it', async () => {
    const { app, id, load } = await createRig();
    const { body } = await load();
    await app.tokens.revoke(OWNER, id);
    const refusal = { code: 'forbidden', message: 'whoever asked may no longer do so' };
    await assert.rejects(bytesOf(body), refusal);
  });
});

describe('/api/backups', () => {
  it('makes one with what is asked for, and lists all', async () => {
    const { ask } = await createRig();
    assert.deepEqual((await ask('GET', '/api/backups')).json, {
      backups: [],
      metadata: { count: 0 },
    });
    const made = await ask('POST', '/api/backups', {});
    assert.deepEqual([made.status, made.json['kind']], [201, 'manual']);
    const listed = await ask('GET', '/api/backups');
    assert.equal(listed.status, 200);
    assert.deepEqual(listed.json, { backups: [made.json], metadata: { count: 1 } });
  });

  for (const [body, isIn] of [
    [{}, { history: true, firmware: false }],
    [
      { history: false, firmware: true },
      { history: false, firmware: true },
    ],
  ] as const)
    it(`makes one of ${JSON.stringify(body)} with ${JSON.stringify(isIn)}`, async () => {
      const { app, ask } = await createRig();
      await ask('POST', '/api/backups', body);
      const made = app.log.lines.find(({ message }) => message === 'backup made');
      const path = made?.fields['path'];
      assert.ok(typeof path === 'string');
      const { header } = await readAll(await readFile(path));
      assert.deepEqual(whatIsIn(header), isIn);
    });

  it('notes who had it made', async () => {
    const { ask } = await createRig();
    await ask('POST', '/api/backups', {});
    const { events } = (await ask('GET', '/api/events')).json as {
      events: { type: string; by: { name: string } }[];
    };
    assert.deepEqual(
      events.map(({ type, by }) => [type, by.name]),
      [['backup_made', 'keeper']],
    );
  });
});

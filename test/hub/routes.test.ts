/** The route table as a whole: what must hold of all routes together. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { bearer, createTestApp } from '../support/app.ts';
import { COMMAND_LINE } from '../../src/app/base/principal.ts';
import { lastingFolder } from '../support/child.ts';

describe('the route table', () => {
  it('has each path once for each method', () => {
    const all = createTestApp().routes.map(({ method, path }) => `${method} ${path}`);
    assert.ok(all.length > 50);
    assert.deepEqual([...new Set(all)], all);
  });

  it('has for the admin secret settings and audit beside people and tokens, and no other event', () => {
    const paths = createTestApp().routes.map(({ path }) => path);
    const admin = paths.filter((path) => path.startsWith('/api/admin/'));
    for (const path of ['/api/admin/settings', '/api/admin/audit', '/api/admin/tenants'])
      assert.ok(admin.includes(path), path);
    assert.ok(!admin.includes('/api/admin/events'));
  });

  it('serves the firmware of the data folder where no other is named', async () => {
    const dataFolder = lastingFolder();
    mkdirSync(join(dataFolder, 'firmware'));
    writeFileSync(join(dataFolder, 'firmware', 'a.bin'), 'image');
    const app = createTestApp({ dataFolder });
    const { status, json } = await app.ask({ target: '/firmware/' });
    assert.equal(status, 200);
    assert.match(JSON.stringify(json), /a\.bin/);
  });

  it('has metrics in the form that is asked for, and no Prometheus where none is set', async () => {
    const app = createTestApp();
    const { token } = await app.tokens.create(COMMAND_LINE, { name: 'x' });
    const ask = async (target: string, accept = '*/*') =>
      app.ask({ target, headers: [bearer(token), ['Accept', accept]] });
    const plain = await ask('/prometheus/metrics');
    assert.match(plain.header('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const open = await ask('/prometheus/metrics', 'application/openmetrics-text; version=1.0.0');
    assert.match(open.header('content-type') ?? '', /^application\/openmetrics-text/);
    assert.match(open.text, /# EOF\n$/);
    assert.equal((await ask('/prometheus/api/v1/query?query=up')).status, 503);
  });
});

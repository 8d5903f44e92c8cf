import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';

async function rig() {
  const app = createTestApp();
  const { token } = await app.tokens.create(OWNER, { name: 'x', permissions: ['metrics:read'] });
  const ask = async (method: string, target: string) =>
    app.ask({ method, target, headers: [bearer(token)] });
  return { app, ask };
}

it('/api has a link to all that can be read', async () => {
  const { app, ask } = await rig();
  const { status, json } = await ask('GET', '/api');
  const { name, version, links } = json;
  assert.deepEqual([status, name, version], [200, 'Aris hub', '0.0.0']);
  const paths = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  const others = [...new Set(paths)].filter((path) => !/^\/api(?:\/openapi\.json)?$/.test(path));
  assert.deepEqual(links, ['/api/openapi.json', ...others.sort()]);
});

it('/api has every method of every path, with what it does and what it takes', async () => {
  const { app, ask } = await rig();
  const routes = (await ask('GET', '/api')).json['routes'] as Record<string, unknown>[];
  const keys = routes.map(({ method, path }) => `${String(method)} ${String(path)}`);
  const table = app.routes.map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(keys.toSorted(), table.toSorted());
  const paths = routes.map(({ path }) => String(path));
  assert.deepEqual(paths, paths.toSorted());
  assert.deepEqual(
    routes.find(({ path }) => path === '/api/zones/{zoneId}/command'),
    {
      method: 'POST',
      path: '/api/zones/{zoneId}/command',
      summary: 'Sets mode, setpoints, or both, perhaps for a time; or resumes the schedule',
      access: 'zones:full',
    },
  );
});

it('/api/openapi.json is the contract of this very version and table, to whoever has a credential', async () => {
  const { app, ask } = await rig();
  const { status, json } = await ask('GET', '/api/openapi.json');
  assert.equal(status, 200);
  assert.equal(json['openapi'], '3.1.0');
  assert.equal((json['info'] as { version: string }).version, '0.0.0');
  const paths = Object.keys(json['paths'] as object);
  for (const path of ['/api', '/api/openapi.json', '/api/zones']) assert.ok(paths.includes(path));
  const again = await app.ask({ target: '/api/openapi.json' });
  assert.equal(again.status, 401);
});

/** What it takes to be let in, route by route: a right that is another than here was changed by mistake, or is changed here too. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { zoneChecker } from '../../../src/http/routes/access.ts';
import { ADMIN_SECRET, createTestApp } from '../../support/app.ts';
import { refusedAs } from '../../support/refused.ts';

const METRICS = ['query', 'query_range', 'query_exemplars', 'series', 'labels', 'format_query'];
const SHIPPED = ['prometheus/prometheus', 'prometheus/aris.rules', 'prometheus/aris.alerts'];
const KINDS = ['hcu', 'dhw', 'tes', 'solar'];
/** `+panel`: who has typed the PIN may, too; `+zoned`: so may a token that is restricted to zones. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  any: [
    ...['GET /api', 'GET /api/openapi.json', 'GET /api/tokens/self', 'GET /api/integrations'],
    ...['GET /api/auth/session', 'DELETE /api/auth/session', 'POST /api/auth/password'],
    'GET /api/auth/second-factor',
    ...['GET /api/sessions', 'DELETE /api/sessions', 'DELETE /api/sessions/{sessionId}'],
    ...[...SHIPPED, 'grafana/datasource', 'grafana/dashboards'].map(
      (name) => `GET /api/integrations/${name}.yml`,
    ),
    'GET /api/integrations/grafana/aris-dashboard.json',
  ],
  'any, with a password given lately': [
    ...['', '/confirm', '/recovery-codes'].map((rest) => `POST /api/auth/second-factor${rest}`),
    'DELETE /api/auth/second-factor',
  ],
  'audit:read': [
    ...['GET /api/audit', 'GET /api/notices', 'GET /api/system/log', 'DELETE /api/notices'],
    'DELETE /api/notices/{noticeId}',
  ],
  'backup:full': [
    ...['POST /api/backups', 'GET /api/restore', 'POST /api/restore', 'DELETE /api/restore'],
    ...['POST /api/restore/passphrase', 'POST /api/restore/start'],
  ],
  'backup:read': ['GET /api/backup', 'GET /api/backups'],
  'equipment:full': [
    ...['POST /api/fcus/{fcuId}/filter-reset', 'POST /api/dhw/command +panel'],
    'PUT /api/dhw/schedule',
  ],
  'equipment:read': [
    ...['GET /api/equipment', 'GET /api/faults', 'GET /api/energy', 'GET /api/dhw/schedule'],
    'GET /api/integrations/home-assistant/rest.yaml',
    ...KINDS.flatMap((kind) => [`GET /api/${kind}`, `GET /api/${kind}/history`]),
    ...['fcus/{fcuId}', 'heatpumps/{hpId}', 'meters/{meterId}'].flatMap((one) => [
      `GET /api/${one.split('/')[0] ?? ''}`,
      ...[`GET /api/${one}`, `GET /api/${one}/history`],
    ]),
  ],
  'events:read': ['GET /api/events'],
  'history:read': ['GET /api/zone-trends +zoned', 'GET /api/zones/{zoneId}/history +zoned'],
  'metrics:read': [
    'GET /prometheus/metrics',
    ...[...METRICS, 'parse_query'].flatMap((name) => [
      `GET /prometheus/api/v1/${name}`,
      `POST /prometheus/api/v1/${name}`,
    ]),
    ...['label/{name}/values', 'metadata', 'rules', 'alerts', 'status/buildinfo'].map(
      (name) => `GET /prometheus/api/v1/${name}`,
    ),
  ],
  open: [
    ...['GET /health', 'GET /ready', 'GET /.well-known/security.txt', 'GET /firmware/{file*}'],
    ...['register', 'login', 'refresh', 'logout', 'session'].map(
      (name) => `POST /api/auth/${name}`,
    ),
    'GET /api/auth/status',
    ...['', 'zones/{zoneId}', 'plant', 'energy', 'events', 'settings', 'settings/{section}'].map(
      (page) => `GET /${page}`,
    ),
    ...['GET /worker.js', 'GET /assets/{file}'],
  ],
  'settings:full': [
    ...['PATCH /api/settings', 'PUT /api/settings/pin', 'DELETE /api/settings/pin'],
    ...['PUT /api/settings/second-factor', 'PUT /api/house', 'POST /api/house/check'],
    ...['POST /api/house/versions/{version}/restore', 'PUT /api/broker', 'POST /api/broker/check'],
    ...['POST /api/house/undo', 'POST /api/house/redo'],
  ],
  'settings:read': [
    ...['GET /api/diagnostics', 'GET /api/settings', 'GET /api/settings/pin'],
    ...['GET /api/settings/second-factor', 'GET /api/found-devices', 'GET /api/house'],
    ...['GET /api/house/versions', 'GET /api/house/versions/{version}', 'GET /api/broker'],
  ],
  'system:full': ['POST /api/system/command'],
  'system:read': ['GET /api/system +zoned', 'GET /api/system/usage'],
  'tokens:full': [
    ...['POST /api/tokens', 'PATCH /api/tokens/{tokenId}', 'DELETE /api/tokens/{tokenId}'],
    'POST /api/tokens/{tokenId}/rotate',
  ],
  'tokens:read': ['', '/{tokenId}', '/{tokenId}/usage'].map((rest) => `GET /api/tokens${rest}`),
  'users:full': [
    ...['POST /api/users', 'PATCH /api/users/{userId}', 'DELETE /api/users/{userId}'],
    ...['DELETE /api/users/{userId}/second-factor', 'DELETE /api/lockouts/{subject}'],
  ],
  'users:read': ['GET /api/users', 'GET /api/users/{userId}', 'GET /api/lockouts'],
  'zones:full': [
    ...['POST /api/schedule-templates', 'POST /api/schedules/apply'],
    ...['PUT', 'DELETE'].map((method) => `${method} /api/schedule-templates/{templateId}`),
    'POST /api/zones/{zoneId}/command +panel +zoned',
    'PUT /api/zones/{zoneId}/schedule +zoned',
  ],
  'zones:read': [
    ...['GET /api/schedule-templates', 'GET /api/schedule-templates/{templateId}'],
    'GET /api/schedules +zoned',
    ...['', '/{zoneId}', '/{zoneId}/schedule'].map((rest) => `GET /api/zones${rest} +zoned`),
  ],
  'zones:read or equipment:read or events:read': [
    ...['GET /api/state +zoned', 'GET /api/stream +zoned'],
  ],
};
/** What the admin secret opens by a path of its own, each with the right of the same without it. */
const FOR_ADMIN = /^\/api\/(?:users|sessions|tokens|lockouts|settings|audit)(?:\/|$)(?!self)/;

describe('what it takes to be let in', () => {
  let shown: readonly { path: string; right: string; text: string }[];
  before(() => {
    shown = createTestApp().routes.map((route) => ({
      path: route.path,
      right:
        [route.access].flat().join(' or ') +
        (route.asksForPassword ? ', with a password given lately' : ''),
      text: [
        `${route.method} ${route.path}`,
        ...(route.isForPanel ? ['+panel'] : []),
        ...(route.isZoned ? ['+zoned'] : []),
      ].join(' '),
    }));
  });
  const isAdmins = ({ path }: { path: string }) => path.startsWith('/api/admin/');

  for (const [right, texts] of Object.entries(RIGHTS))
    it(`is ${right} for these routes, and no others`, () => {
      const own = shown.filter((one) => one.right === right && !isAdmins(one));
      assert.deepEqual(own.map(({ text }) => text).sort(), [...texts].sort());
    });

  it('is one of these for every route', () => {
    const rights = new Set(Object.keys(RIGHTS));
    assert.deepEqual(
      shown.filter((one) => !rights.has(one.right)),
      [],
    );
  });

  it('is the same where the admin secret opens it', () => {
    const admins = shown
      .filter(isAdmins)
      .map(({ text, right }) => `${right}: ${text.replace('/api/admin/', '/api/')}`);
    const same = shown
      .filter((one) => !isAdmins(one) && FOR_ADMIN.test(one.path))
      .map(({ text, right }) => `${right}: ${text}`);
    assert.deepEqual(admins.sort(), [...same, 'any: GET /api/tenants'].sort());
  });
});

it('a zone that the house does not have is refused by its name', () => {
  const refuseUnknown = zoneChecker(() => ['bath', 'living']);
  for (const good of [[], ['bath'], ['living', 'bath']]) refuseUnknown(good);
  assert.throws(() => refuseUnknown(['bath', 'attic']), refusedAs('invalid', { field: 'zones' }));
  assert.throws(() => refuseUnknown(['attic']), { message: 'zones has no "attic" in this house' });
});

it('who has the admin secret is told of the one house', async () => {
  const headers = [['X-Admin-Secret', ADMIN_SECRET]] as const;
  const { json } = await createTestApp().ask({ target: '/api/admin/tenants', headers });
  assert.deepEqual(json, { tenants: [{ id: 'own', name: 'Aris' }], metadata: { count: 1 } });
});

/** What the author of an integration builds on: who the hub is, what it refuses and how, what it says when it ails. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { curl } from '../support/curl.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { hallWith, THERMOMETER } from '../support/bound-house.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const ADMIN_SECRET = 'planted-admin-secret-0123456789abcdef';
const PASSWORD = 'planted passphrase of Jane';
const EMAIL = 'jane.planted@example.com';
const BROKER_PASSWORD = 'planted-broker-password';
const RANGE = '192.168.77.0/24';

interface Report {
  readonly hub: { readonly serial: string; readonly apiLevel: number };
  readonly house: { readonly zones: readonly { readonly zoneId: string }[] };
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly devices: readonly { readonly id: string; readonly bound: boolean }[];
  readonly counts: Readonly<Record<string, unknown>>;
  readonly store: { readonly usedBytes: number };
  readonly recentErrors: readonly { readonly level: string; readonly message: string }[];
}

describe('a hub that an integration talks to', () => {
  let hub: TestHub;
  let token: string;
  let secrets: string[];

  const start = async (dataFolder: string) => {
    const passwordFile = join(dataFolder, 'broker-password');
    writeFileSync(passwordFile, BROKER_PASSWORD);
    const port = await freePort();
    return startHub({
      dataFolder,
      args: ['--mqtt-url', `mqtt://127.0.0.1:${port}`, '--mqtt-password-file', passwordFile],
      env: {
        ARIS_ADMIN_SECRET: ADMIN_SECRET,
        ARIS_MQTT_USERNAME: 'planted-user',
        ARIS_HOSTS: 'planted.example.net',
        ARIS_TRUSTED_PROXIES: '10.77.0.1',
      },
    });
  };

  before(async () => {
    hub = await start(dataFolderWith(hallWith(THERMOMETER)));
    token = await hub.token('settings:read', 'system:read', 'zones:read');
    const ranged = await hub.cli('token', 'create', 'planted-name', '--address', RANGE);
    const post = async (path: string, body: object) =>
      curl(`${hub.url}${path}`, { method: 'POST', body });
    const account = { email: EMAIL, password: PASSWORD, name: 'Jane Planted' };
    assert.equal((await post('/api/auth/register', account)).status, 201);
    const pair = (await post('/api/auth/login', account)).json() as Record<string, string>;
    await post('/api/auth/login', { ...account, password: `${PASSWORD} not` });
    await curl(`${hub.url}/api/zones`, { token: 'aris_tok_planted0123456789' });
    secrets = [
      ADMIN_SECRET,
      PASSWORD,
      EMAIL,
      BROKER_PASSWORD,
      RANGE,
      '192.168.77',
      '10.77.0.1',
      'planted',
      token,
      ranged.stdout.trim(),
      'Jane',
      '127.0.0.1',
      'Friendly',
      'z/Hall',
      ...Object.values(pair).filter((value) => typeof value === 'string' && value.length > 20),
    ];
  });
  after(async () => hub.stop());

  const ask = async (path: string, as = token, headers: Record<string, string> = {}) =>
    curl(`${hub.url}${path}`, { token: as, headers });

  it('says how it is, and nothing that is nobody’s business', async () => {
    await until(() => hub.logged('broker not connected, trying on'), 'the hub to miss its broker');
    const answer = await ask('/api/diagnostics');
    const { status, body } = answer;
    assert.equal(status, 200);
    for (const secret of secrets) assert.ok(!body.includes(secret), `${secret} in ${body}`);
    const report = answer.json() as Report;
    assert.deepEqual(
      report.house.zones.map(({ zoneId }) => zoneId),
      ['hall'],
    );
    assert.equal(report.configuration['mqttBase'], 'set');
    assert.equal(report.configuration['adminSecret'], '[redacted]');
    assert.equal(report.configuration['mqttUrl'], 'set');
    assert.equal(report.configuration['queryKeys'], 'on');
    assert.equal(report.settings['name'], 'default');
    assert.equal(report.settings['units'], 'C');
    assert.deepEqual(
      report.devices.map(({ id, bound }) => [id, bound]),
      [
        ['hall_air', true],
        ['hall_valve', false],
      ],
    );
    assert.equal(report.counts['tokens'], 2);
    assert.ok(report.store.usedBytes > 0);
    const [error] = report.recentErrors;
    assert.equal(error?.level, 'warn');
    assert.match(error.message, /^broker not connected, trying on url=mqtt:\/\/\[redacted\]/);
  });

  it('says so to who may read both system and settings, and to nobody else', async () => {
    assert.equal((await curl(`${hub.url}/api/diagnostics`)).status, 401);
    for (const permission of ['system:full', 'settings:full', 'zones:full', 'metrics:read']) {
      const answer = await ask('/api/diagnostics', await hub.token(permission));
      assert.equal(answer.status, 403, permission);
      assert.match((answer.json() as { required: string }).required, /^(?:system|settings):read$/);
    }
    const zoned = await hub.cli('token', 'create', 'zoned', '--zone', 'hall');
    assert.equal((await ask('/api/diagnostics', zoned.stdout.trim())).status, 403);
  });

  it('tells a credential that is none from one that may not', async () => {
    const wrong = await ask('/api/zones', 'aris_tok_wrong');
    const unfit = await ask('/api/zones', await hub.token('metrics:read'));
    assert.deepEqual([wrong.status, unfit.status], [401, 403]);
    assert.match(wrong.headers['www-authenticate'] ?? '', /error="invalid_token"/);
    assert.match(unfit.headers['www-authenticate'] ?? '', /error="insufficient_scope"/);
  });

  it('answers all at once, and only what has changed', async () => {
    const first = await ask('/api/state');
    const etag = first.headers['etag'] ?? '';
    assert.match(etag, /^"[^"]+"$/);
    const again = await ask('/api/state', token, { 'If-None-Match': etag });
    assert.deepEqual([again.status, again.body, again.headers['etag']], [304, '', etag]);
  });

  it('says when to come back to who asks too often', async () => {
    const login = async () =>
      curl(`${hub.url}/api/auth/login`, {
        method: 'POST',
        body: { email: 'x@example.com', password: 'wrong wrong' },
      });
    const refused = await until(
      async () => {
        const answer = await login();
        return answer.status === 429 && answer;
      },
      'an answer of 429',
      30_000,
    );
    const seconds = Number(refused.headers['retry-after']);
    assert.ok(seconds > 0);
    const { retryAfterSeconds } = refused.json() as { retryAfterSeconds: number };
    assert.equal(retryAfterSeconds, seconds);
  });

  it('is the same hub after a restart', async () => {
    const identity = async () => {
      const { serial, apiLevel } = (await ask('/api/system')).json() as Report['hub'];
      return { serial, apiLevel };
    };
    const before = await identity();
    assert.match(before.serial, /^[0-9a-z]{8,}$/);
    assert.equal(before.apiLevel, 1);
    await hub.stop();
    hub = await start(hub.dataFolder);
    assert.deepEqual(await identity(), before);
    const { hub: told } = (await ask('/api/diagnostics')).json() as Report;
    assert.deepEqual({ serial: told.serial, apiLevel: told.apiLevel }, before);
  });
});

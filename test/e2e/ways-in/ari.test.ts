/** ARI.Software, as its document ("API Keys") has its users do it: x-api-key, expiry, revoking, a log of uses. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TokenView } from '../../../src/app/tokens/live-token.ts';
import type { UsageView } from '../../../src/app/tokens/usage-records.ts';
import { run } from '../../support/child.ts';
import { curl } from '../../support/curl.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { startHub, type TestHub } from '../../support/hub.ts';

const DAY_S = 86_400;

describe('ARI', () => {
  const time = createFakeTime();
  let hub: TestHub;

  before(async () => {
    hub = await startHub({ args: ['--virtual'], env: time.env });
  });
  after(async () => hub.stop());

  async function key(name: string, ...options: string[]): Promise<{ text: string; id: string }> {
    const { stdout, stderr } = await hub.cli(
      'token',
      'create',
      name,
      '--prefix',
      'ari_k',
      ...options,
    );
    return { text: stdout.trim(), id: /tok_\w{8}/.exec(stderr)?.[0] ?? stderr };
  }
  const ask = async (text: string, path = '/api/zones') =>
    curl(`${hub.url}${path}`, { headers: { 'x-api-key': text } });
  const show = async (id: string) =>
    JSON.parse((await hub.cli('token', 'show', id)).stdout) as TokenView;

  it('answers the curl command of the document', async () => {
    const { text } = await key('Automation Script');
    assert.match(text, /^ari_k_/);
    const command = `curl -H "x-api-key: ${text}" https://your-ari-domain/api/openapi.json`;
    const { stdout } = await run('sh', [
      '-ec',
      command.replace('curl', "curl -sS --noproxy '*'").replace('https://your-ari-domain', hub.url),
    ]);
    assert.equal((JSON.parse(stdout) as { openapi: string }).openapi, '3.1.0');
  });

  it('makes keys with each of the expiries that it offers', async () => {
    const seconds = {
      '1h': 3_600,
      '7d': 7 * DAY_S,
      '30d': 30 * DAY_S,
      '90d': 90 * DAY_S,
      '1y': 365 * DAY_S,
    };
    for (const [choice, lifeS] of Object.entries(seconds)) {
      const { createdAt, expiresAt } = await show((await key(choice, '--expires', choice)).id);
      assert.equal((Date.parse(expiresAt ?? '') - Date.parse(createdAt)) / 1_000, lifeS, choice);
    }
    assert.equal((await show((await key('ever', '--expires', 'never')).id)).expiresAt, undefined);
  });

  it('rejects a key past its expiry, and goes on listing it as inactive', async () => {
    const short = await key('one-off', '--expires', '1h');
    assert.equal((await ask(short.text)).status, 200);
    time.shift(3_601);
    assert.equal((await ask(short.text)).status, 401);
    assert.equal((await show(short.id)).state, 'expired');
    time.shift(0);
    assert.equal((await ask(short.text)).status, 401, 'a clock that goes back revives nothing');
  });

  it('logs what a key was used for: time, method, endpoint, status, address and program', async () => {
    const { text, id } = await key('Mobile App', '--permission', 'zones:read');
    await ask(text, '/api/zones?page=secret');
    await ask(text, '/api/zones/kitchen');
    await ask(text, '/api/zones/nowhere');
    await ask(text, '/prometheus/metrics');
    const usage = JSON.parse((await hub.cli('token', 'usage', id)).stdout) as UsageView;
    const rows = usage.usage.map(({ method, path, status, address }) => [
      method,
      path,
      status,
      address,
    ]);
    assert.deepEqual(rows, [
      ['GET', '/prometheus/metrics', 403, '127.0.0.1'],
      ['GET', '/api/zones/nowhere', 404, '127.0.0.1'],
      ['GET', '/api/zones/kitchen', 200, '127.0.0.1'],
      ['GET', '/api/zones', 200, '127.0.0.1'],
    ]);
    assert.match(usage.usage[0]?.userAgent ?? '', /^curl\//);
    assert.deepEqual(usage.daily[0]?.statuses, { 200: 2, 403: 1, 404: 1 });
  });

  it('stops a revoked key at the next request, for good, and keeps its log', async () => {
    const { text, id } = await key('exposed');
    assert.equal((await ask(text)).status, 200);
    assert.equal((await hub.cli('token', 'revoke', id)).code, 0);
    assert.equal((await ask(text)).status, 401);
    assert.notEqual((await hub.cli('token', 'enable', id)).code, 0, "this can't be undone");
    const usage = JSON.parse((await hub.cli('token', 'usage', id)).stdout) as UsageView;
    assert.deepEqual(
      usage.usage.map(({ status }) => status),
      [401, 200],
    );
  });
});

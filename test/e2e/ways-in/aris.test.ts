/** Aris, as its document ("Authentication") has its users do it: a bearer token on the local network. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { run } from '../../support/child.ts';
import { curl } from '../../support/curl.ts';
import { startHub, type TestHub } from '../../support/hub.ts';

/** Byte for byte, as clients compare it. */
const UNAUTHORIZED = '{"error":"Unauthorized","message":"Valid authentication required"}\n';

describe('Aris', () => {
  let hub: TestHub;
  let token: string;

  before(async () => {
    hub = await startHub({ args: ['--virtual'] });
    token = (await hub.cli('token', 'create', 'Home Assistant')).stdout.trim();
  });
  after(async () => hub.stop());

  /** The document's command as it stands: its host name leads to this hub. */
  const documented = async (command: string) =>
    run('sh', [
      '-ec',
      command.replace(
        /^curl /,
        `curl -sS --noproxy '*' --connect-to aris.local:80:127.0.0.1:${hub.port} `,
      ),
    ]);

  it('answers the curl command of the document', async () => {
    const { stdout } = await documented(`curl http://aris.local/api/zones \\
  -H "Authorization: Bearer ${token}"`);
    assert.ok((JSON.parse(stdout) as { zones: unknown[] }).zones.length > 0);
  });

  it('answers the Python of the document', async () => {
    const script = `import requests

response = requests.get(
    "${hub.url}/api/zones",
    headers={"Authorization": "Bearer ${token}"}
)
print(response.status_code)`;
    const { stdout, stderr } = await run('/usr/bin/python3', ['-c', script], {
      env: { NO_PROXY: '*' },
    });
    assert.equal(stdout, '200\n', stderr);
  });

  it('asks for a token where the document says so, and nowhere else', async () => {
    for (const path of ['/health', '/ready', '/firmware/'])
      assert.equal((await curl(`${hub.url}${path}`)).status, 200, path);
    for (const path of [
      '/api',
      '/api/zones',
      '/api/nothing',
      '/prometheus/metrics',
      '/prometheus/x',
    ])
      assert.equal((await curl(`${hub.url}${path}`)).status, 401, path);
    assert.equal((await curl(`${hub.url}/prometheus/metrics`, { token })).status, 200);
  });

  it('shows each token with its name, when it was made, and when it was last used', async () => {
    interface Row {
      name: string;
      createdAt: string;
      lastUsed?: string;
    }
    const list = async () =>
      (JSON.parse((await hub.cli('token', 'list', '--json')).stdout) as { tokens: Row[] }).tokens;
    await hub.cli('token', 'create', 'Grafana Dashboard');
    const [assistant, grafana] = await list();
    assert.equal(assistant?.name, 'Home Assistant');
    const age = (text: string | undefined) => Math.abs(Date.now() - Date.parse(text ?? ''));
    assert.ok(age(assistant.createdAt) < 60_000 && age(assistant.lastUsed) < 60_000);
    assert.deepEqual([grafana?.name, grafana?.lastUsed], ['Grafana Dashboard', undefined]);
  });

  describe('answers 401 with the documented body', () => {
    const causes: Record<string, () => string[]> = {
      'for a missing header': () => [],
      'for a typing error': () => ['-H', `Authorization: Bearer ${token.slice(0, -1)}`],
      'for a colon after Bearer': () => ['-H', `Authorization: Bearer: ${token}`],
    };
    for (const [cause, args] of Object.entries(causes)) {
      it(cause, async () => {
        const { status, body, headers } = await curl(`${hub.url}/api/zones`, { args: args() });
        assert.equal(status, 401);
        assert.equal(body, UNAUTHORIZED);
        assert.match(headers['www-authenticate'] ?? '', /^Bearer realm="aris"/);
      });
    }

    it('for a deleted token', async () => {
      const created = await hub.cli('token', 'create', 'Backup Script');
      const backup = created.stdout.trim();
      assert.equal((await curl(`${hub.url}/api/zones`, { token: backup })).status, 200);
      await hub.cli('token', 'revoke', /tok_\w{8}/.exec(created.stderr)?.[0] ?? '');
      const { status, body } = await curl(`${hub.url}/api/zones`, { token: backup });
      assert.deepEqual([status, body], [401, UNAUTHORIZED]);
    });
  });
});

/** Yombo, as its document ("GW-API: Auth keys") has its users do it: a key in a header, or in the query. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { run } from '../../support/child.ts';
import { curl } from '../../support/curl.ts';
import { startHub, type TestHub } from '../../support/hub.ts';

const GATEWAY = 'https://myhouse.exmample.com';

describe('Yombo', () => {
  let hub: TestHub;
  let key: string;

  before(async () => {
    hub = await startHub({ args: ['--virtual', '--log-level', 'debug'] });
    key = (await hub.cli('token', 'create', 'gateway')).stdout.trim();
  });
  after(async () => hub.stop());

  /** The document's own command, at this hub: past the door there is no such thing as a Yombo command. */
  async function statusOf(command: string): Promise<number> {
    const script = command
      .replace(GATEWAY, hub.url)
      .replace(/^curl /, "curl -sS --noproxy '*' -o /dev/null -w '%{http_code}' ");
    return Number((await run('sh', ['-ec', script])).stdout);
  }

  it('answers the curl command with a header', async () => {
    const command = (value: string) => `curl \\
-H "x-api-auth: ${value}" \\
${GATEWAY}/api/v1/command`;
    assert.equal(await statusOf(command(key)), 404);
    assert.equal(await statusOf(command('abc123xyz789')), 401);
  });

  it('answers the curl command with a query', async () => {
    const command = (value: string) => `curl \\
${GATEWAY}/api/v1/command?_auth_key=${value}`;
    assert.equal(await statusOf(command(key)), 404);
    assert.equal(await statusOf(command('xyz987abc123')), 401);
  });

  it('answers the Python of the document', async () => {
    const script = (how: string) => `import requests
url = '${hub.url}/api/v1/command${how === 'query' ? `?_auth_key=${key}` : ''}'
headers = {
'x-api-key': '${key}',
}
response = requests.get(url${how === 'query' ? '' : ', headers=headers'})
print(response.status_code)
the_data = response.json() # create a dictionary from results`;
    for (const how of ['header', 'query']) {
      const { stdout, stderr } = await run('/usr/bin/python3', ['-c', script(how)], {
        env: { NO_PROXY: '*' },
      });
      assert.equal(stdout, '404\n', stderr);
    }
  });

  for (const header of ['x-auth-key', 'x-api-auth', 'x-api-key']) {
    it(`lets ${header} in to what a hub has`, async () => {
      for (const path of ['/api/zones', '/api/v1/zones', '/v1/zones', '/prometheus/metrics'])
        assert.equal(
          (await curl(`${hub.url}${path}`, { headers: { [header]: key } })).status,
          200,
          path,
        );
    });
  }

  for (const name of ['_auth_key', '_api_auth']) {
    it(`lets ${name} in to read, and not to change`, async () => {
      const read = await curl(`${hub.url}/api/v1/zones?${name}=${key}`);
      assert.equal(read.status, 200);
      assert.equal(read.headers['cache-control'], 'no-store');
      assert.equal(read.headers['referrer-policy'], 'no-referrer');
      const url = `${hub.url}/api/zones/kitchen/command?${name}=${key}`;
      const change = await curl(url, { body: { mode: 'off' } });
      assert.equal(change.status, 400);
      assert.match(change.body, /header x-auth-key/);
      assert.match(change.headers['www-authenticate'] ?? '', /error="invalid_request"/);
    });
  }

  it('proves nothing to the next request on the same connection', async () => {
    const urls = [`${hub.url}/api/zones?_auth_key=${key}`, `${hub.url}/api/zones`];
    const { stdout } = await run('curl', [
      '-sS',
      '--noproxy',
      '*',
      '-w',
      '%{http_code} ',
      '-o',
      '/dev/null',
      urls[0] ?? '',
      '-o',
      '/dev/null',
      urls[1] ?? '',
    ]);
    assert.equal(stdout, '200 401 ');
  });

  it('is told apart when two keys contradict each other', async () => {
    const headers = { 'x-auth-key': key, 'x-api-auth': `${key}x` };
    assert.equal((await curl(`${hub.url}/api/zones`, { headers })).status, 400);
  });

  it('leaves no key in the log', async () => {
    await curl(`${hub.url}/api/nothing?_auth_key=${key}`);
    assert.doesNotMatch(JSON.stringify(hub.log), new RegExp(key.slice(-38)));
  });
});

describe('Yombo, where ARIS_QUERY_KEYS is off', () => {
  it('takes a key in a header alone', async () => {
    const hub = await startHub({ args: ['--virtual', '--query-keys', 'off'] });
    const key = (await hub.cli('token', 'create', 'gateway')).stdout.trim();
    assert.equal((await curl(`${hub.url}/api/v1/zones?_auth_key=${key}`)).status, 400);
    assert.equal(
      (await curl(`${hub.url}/api/v1/zones`, { headers: { 'x-auth-key': key } })).status,
      200,
    );
    await hub.stop();
  });
});

/** The hub as a Prometheus data source, asked as Grafana asks one, with a real Prometheus behind it that scrapes it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { freePort } from '../support/mosquitto.ts';
import { startPrometheus, type Prometheus } from '../support/prometheus.ts';
import { until } from '../support/until.ts';

const SCRAPED_MS = 20_000;

interface Answer<Data> {
  readonly status: string;
  readonly data: Data;
}
interface Vector {
  readonly resultType: string;
  readonly result: readonly { readonly metric: Readonly<Record<string, string>> }[];
}

describe('the hub as a data source of Grafana', () => {
  let hub: TestHub;
  let prometheus: Prometheus;
  let token: string;

  before(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    hub = await startHub({ args: ['--virtual'], env: { ARIS_PROMETHEUS_URL: url } });
    token = await hub.token('metrics:read');
    const job = {
      job_name: 'aris',
      metrics_path: '/prometheus/metrics',
      authorization: { credentials: token },
      static_configs: [{ targets: [`127.0.0.1:${hub.port}`] }],
    };
    const config = {
      global: { scrape_interval: '500ms', scrape_timeout: '500ms' },
      scrape_configs: [job],
    };
    prometheus = await startPrometheus({ config, port });
    await until(
      async () => {
        const query = '/query?query=aris_zone_temperature_celsius';
        return (await prometheus.get<Vector>(query))?.result.length === 5;
      },
      'the hub to be scraped',
      SCRAPED_MS,
    );
  });
  after(async () => {
    await prometheus.stop();
    await hub.stop();
  });

  const at = (path: string) => `${hub.url}/prometheus/api/v1/${path}`;

  async function get<Data>(path: string): Promise<Data> {
    const { status, body } = await curl(at(path), { token });
    assert.equal(status, 200, body);
    return (JSON.parse(body) as Answer<Data>).data;
  }

  async function post<Data>(path: string, fields: Readonly<Record<string, string>>): Promise<Data> {
    const args = Object.entries(fields).flatMap(([name, value]) => [
      '--data-urlencode',
      `${name}=${value}`,
    ]);
    const { status, body } = await curl(at(path), { token, args });
    assert.equal(status, 200, body);
    return (JSON.parse(body) as Answer<Data>).data;
  }

  it('passes "Save & test"', async () => {
    const build = await get<{ version: string }>('status/buildinfo');
    assert.match(build.version, /^\d+\.\d+/);
    const sum = await post<{ result: [number, string] }>('query', { query: '1+1' });
    assert.equal(sum.result[1], '2');
  });

  it('lists metrics, labels and their values, for the variables and the query builder', async () => {
    const filter = { 'match[]': 'aris_zone_temperature_celsius' };
    assert.deepEqual(await post('labels', filter), ['__name__', 'instance', 'job', 'zone']);
    const names = await get<string[]>('label/__name__/values');
    assert.ok(names.includes('aris_zone_temperature_celsius'));
    const instances = await get<string[]>('label/instance/values?match%5B%5D=aris_build_info');
    assert.deepEqual(instances, [`127.0.0.1:${hub.port}`]);
    const series = await post<{ zone: string }[]>('series', filter);
    assert.equal(new Set(series.map(({ zone }) => zone)).size, 5);
    const metadata = await get<Record<string, { type: string }[]>>('metadata?limit=5000');
    assert.equal(metadata['aris_zone_temperature_celsius']?.[0]?.type, 'gauge');
  });

  it('answers queries, of an instant and of a time, by form and by address', async () => {
    const query = 'aris_zone_temperature_celsius';
    const now = Date.now() / 1_000;
    const range = { query, start: String(now - 60), end: String(now + 60), step: '1' };
    const { resultType, result } = await post<Vector>('query_range', range);
    assert.deepEqual([resultType, result.length], ['matrix', 5]);
    const vector = await get<Vector>(`query?query=${query}`);
    assert.equal(vector.result.length, 5);
    assert.deepEqual(await post('query_exemplars', range), []);
    assert.equal(await post<string>('format_query', { query: 'up  +1' }), 'up + 1');
  });

  it('lists rules and alerts', async () => {
    assert.deepEqual(await get('rules?type=alert'), { groups: [] });
    assert.deepEqual(await get('alerts'), { alerts: [] });
  });

  it("says what is wrong with a query in Prometheus' own words", async () => {
    const reply = await curl(at('query'), { token, args: ['-d', 'query=up{'] });
    const { errorType, error } = reply.json() as { errorType: string; error: string };
    assert.deepEqual([reply.status, errorType], [400, 'bad_data']);
    assert.match(error, /parse error/);
  });

  it('hands a compressed answer on as it is', async () => {
    const { headers, body } = await curl(at('label/__name__/values'), {
      token,
      args: ['--compressed'],
    });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.ok(body.includes('aris_build_info'));
  });

  it('takes a key in the address', async () => {
    const { status } = await curl(`${at('labels')}?_auth_key=${token}`);
    assert.equal(status, 200);
  });

  it('is for a token with the right to it alone, also by form', async () => {
    const args = ['-d', 'query=1'];
    assert.equal((await curl(at('query'), { args })).status, 401);
    const other = await hub.token('zones:full');
    assert.equal((await curl(at('query'), { token: other, args })).status, 403);
  });

  it('hands out the dashboard and the rules, with its own address', async () => {
    const files = `${hub.url}/api/integrations`;
    const { integrations } = (await curl(files, { token })).json() as {
      integrations: { path: string }[];
    };
    for (const { path } of integrations) {
      const { status, body } = await curl(`${hub.url}${path}`, { token, args: ['--compressed'] });
      // That of Home Assistant names the rooms of the house, which is not for who may read metrics alone.
      const isOfHouse = path.endsWith('/rest.yaml');
      assert.equal(status, isOfHouse ? 403 : 200, path);
      assert.ok(!body.includes('aris.local'), path);
    }
    const config = await curl(`${files}/prometheus/prometheus.yml`, { token });
    assert.ok(config.body.includes(`127.0.0.1:${hub.port}`));
    const dashboard = await curl(`${files}/grafana/aris-dashboard.json`, { token });
    assert.equal((dashboard.json() as { uid: string }).uid, 'aris-hub');
    const spec = await curl(`${hub.url}/api/openapi.json`, { token });
    const { paths } = spec.json() as { paths: Record<string, { post?: { requestBody: object } }> };
    assert.ok(integrations.every(({ path }) => path in paths));
    assert.match(
      JSON.stringify(paths['/prometheus/api/v1/query']?.post?.requestBody),
      /x-www-form-urlencoded/,
    );
  });

  it('is a bad gateway while Prometheus is down', async () => {
    await prometheus.stop();
    const { status, body } = await curl(at('query'), { token, args: ['-d', 'query=1'] });
    assert.equal(status, 502);
    assert.match(body, /ECONNREFUSED/);
  });
});

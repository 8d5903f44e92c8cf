/** The metrics page as a real Prometheus and promtool see it. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const SCRAPED_MS = 15_000;

interface Target {
  readonly labels: { readonly job: string };
  readonly health: string;
  readonly lastError: string;
}
interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [time: number, value: string];
}

describe('the metrics page', () => {
  let hub: TestHub;
  let token: string;

  before(async () => {
    hub = await startHub({ args: ['--virtual'] });
    token = await hub.token('metrics:read');
  });
  after(async () => hub.stop());

  const page = async (accept?: string) =>
    curl(`${hub.url}/prometheus/metrics`, {
      token,
      ...(accept !== undefined && { headers: { Accept: accept } }),
    });

  it('is clean under promtool', async () => {
    await curl(`${hub.url}/api/zones`, { token: await hub.token() });
    const { status, headers, body } = await page();
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.match(body, /^aris_build_info\{.*virtual="true".*\} 1$/m);
    assert.match(body, /^aris_zone_temperature_celsius\{zone="kitchen"\} [\d.]+$/m);
    const verdict = await run('promtool', ['check', 'metrics'], { input: body });
    assert.deepEqual(verdict, { code: 0, stdout: '', stderr: '' });
  });

  it('is OpenMetrics for who asks for it, and says where it ends', async () => {
    const { headers, body } = await page('application/openmetrics-text; version=1.0.0,*/*;q=0.1');
    assert.match(headers['content-type'] ?? '', /^application\/openmetrics-text; version=1\.0\.0/);
    assert.equal(headers['vary'], 'Accept');
    assert.ok(body.endsWith('\n# EOF\n'));
    assert.ok(!(await page()).body.includes('# EOF'));
  });

  it('is for a token with the right to it alone', async () => {
    const url = `${hub.url}/prometheus/metrics`;
    const missing = await curl(url);
    assert.equal(missing.status, 401);
    assert.equal(missing.headers['www-authenticate'], 'Bearer realm="aris"');
    const zonesOnly = await hub.token('zones:full');
    const refused = await curl(url, { token: zonesOnly });
    assert.equal(refused.status, 403);
    assert.equal((refused.json() as { required: string }).required, 'metrics:read');
    assert.match(refused.headers['www-authenticate'] ?? '', /insufficient_scope/);
  });

  describe('scraped by a real Prometheus', () => {
    let prometheus: ChildProcess;
    let said = '';
    let api: string;

    before(async () => {
      const folder = lastingFolder();
      writeFileSync(join(folder, 'token'), `${token}\n`);
      const job = (name: string, authorization: object) => ({
        job_name: name,
        metrics_path: '/prometheus/metrics',
        authorization,
        static_configs: [{ targets: [`127.0.0.1:${hub.port}`] }],
      });
      // JSON is YAML.
      const config = {
        global: { scrape_interval: '250ms', scrape_timeout: '250ms' },
        scrape_configs: [
          job('aris', { credentials_file: join(folder, 'token') }),
          job('stranger', { credentials: 'aris_tok_nobody' }),
        ],
      };
      writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
      const port = await freePort();
      api = `http://127.0.0.1:${port}/api/v1`;
      prometheus = start('prometheus', [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ]);
      prometheus.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    });
    after(async () => end(prometheus));

    async function query<Data>(path: string): Promise<Data | undefined> {
      if (prometheus.exitCode !== null) throw new Error(`prometheus ended: ${said}`);
      const reply = await fetch(`${api}${path}`).catch(() => undefined);
      if (reply?.ok !== true) return undefined;
      return ((await reply.json()) as { data: Data }).data;
    }

    /** The newest samples of a query, once there are any. */
    async function samples(promql: string): Promise<readonly Sample[]> {
      return until(
        async () => {
          const path = `/query?query=${encodeURIComponent(promql)}`;
          const data = await query<{ result: readonly Sample[] }>(path);
          return data !== undefined && data.result.length > 0 && data.result;
        },
        `samples of ${promql}`,
        SCRAPED_MS,
      );
    }

    it('is up', async () => {
      const [up] = await samples('up{job="aris"} == 1');
      assert.equal(up?.value[1], '1');
    });

    it('has the temperature of each zone, and what the hub is', async () => {
      const zones = await samples('aris_zone_temperature_celsius{job="aris"}');
      assert.equal(zones.length, 5);
      assert.ok(zones.every(({ value }) => Number(value[1]) > 0));
      const [build] = await samples('aris_build_info{job="aris"}');
      assert.equal(build?.metric['virtual'], 'true');
    });

    it('is not up for a stranger', async () => {
      const target = await until(
        async () => {
          const data = await query<{ activeTargets: readonly Target[] }>('/targets');
          return data?.activeTargets.find(
            ({ labels, health }) => labels.job === 'stranger' && health === 'down',
          );
        },
        'the stranger to be refused',
        SCRAPED_MS,
      );
      assert.match(target.lastError, /401/);
    });
  });
});

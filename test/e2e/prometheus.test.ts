/** The metrics page as a real Prometheus and promtool see it. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { freePort } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const SCRAPED_MS = 15_000;

const SHIPPED = join(import.meta.dirname, '../../systemd/prometheus');
const README = join(import.meta.dirname, '../../src/metrics/README.md');
/** What has no value before somebody says or does something. */
const NOT_IN_A_NEW_HOUSE = [
  'aris_solar_collector_temperature_celsius',
  'aris_solar_return_temperature_celsius',
  'aris_solar_pump_active',
  'aris_solar_pump_speed_ratio',
  'aris_solar_thermal_power_watts',
  'aris_solar_lifetime_thermal_joules_total',
  'aris_meter_power_watts',
  'aris_meter_energy_joules_total',
  'aris_meter_measures_info',
  'aris_system_mode_until_timestamp_seconds',
  'aris_power_limit_watts',
  'aris_power_limit_until_timestamp_seconds',
  'aris_power_limit_effect',
  'aris_power_limit_reason_info',
  'aris_quiet_until_timestamp_seconds',
  'aris_backup_last_success_timestamp_seconds',
  'aris_backup_last_size_bytes',
  'aris_token_next_expiry_timestamp_seconds',
];

/** The rows of the table of families. */
function documentedFamilies(): Map<string, { type: string; labels: string[] }> {
  const rows = readFileSync(README, 'utf8').matchAll(/^\| `(\w+)` \| (\w+) \|([^|]*)\|[^|]*\|$/gm);
  return new Map(
    [...rows].map(([, name = '', type = '', labels = '']) => [
      name,
      { type, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label) },
    ]),
  );
}

interface AlertRule {
  readonly name: string;
  readonly health: string;
  readonly state: string;
  readonly lastError?: string;
}
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
    assert.equal(headers['vary'], 'Accept, Accept-Encoding');
    assert.ok(body.endsWith('\n# EOF\n'));
    assert.ok(!(await page()).body.includes('# EOF'));
  });

  it('is packed for who accepts that', async () => {
    const ask = async (encoding: string) =>
      fetch(`${hub.url}/prometheus/metrics`, {
        headers: { Authorization: `Bearer ${token}`, 'Accept-Encoding': encoding },
      });
    const packed = await ask('gzip');
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    const text = await packed.text();
    assert.match(text, /^# HELP aris_build_info /);
    assert.ok(Number(packed.headers.get('content-length')) < text.length / 4);
    const plain = await ask('gzip;q=0, identity');
    assert.equal(plain.headers.get('content-encoding'), null);
    assert.match(await plain.text(), /^# HELP aris_build_info /);
  });

  it('has what src/metrics/README.md says, with those labels', async () => {
    const { body } = await page();
    const told = documentedFamilies();
    const shown = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [
      name,
      type,
    ]);
    for (const [name = '', type] of shown)
      assert.equal(type, told.get(name)?.type.replace('info', 'gauge'), name);
    const names = new Set(shown.map(([name]) => name));
    assert.deepEqual(
      [...told.keys()].filter((name) => !names.has(name)),
      NOT_IN_A_NEW_HOUSE,
    );
    for (const [, series = '', inside = ''] of body.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
      const labels = [...inside.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, name]) => name);
      const family = told.get(series) ?? told.get(series.replace(/_(?:bucket|sum|count)$/, ''));
      assert.deepEqual(
        labels.filter((label) => label !== 'le'),
        family?.labels,
        series,
      );
    }
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
        global: { scrape_interval: '250ms', scrape_timeout: '250ms', evaluation_interval: '1s' },
        rule_files: [join(SHIPPED, 'aris.alerts.yml')],
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

    it('has every series of the page, as OpenMetrics', async () => {
      const { body } = await page();
      const own = new Set([...body.matchAll(/^\w+(?=[{ ])/gm)].map(([name]) => name));
      const scraped = await samples('{job="aris"}');
      const names = new Set(scraped.map(({ metric }) => metric['__name__']));
      assert.deepEqual(
        [...own].filter((name) => !names.has(name)),
        [],
      );
      // Prometheus text knows no such type.
      const told = await query<Record<string, readonly { type: string }[]>>(
        '/metadata?metric=aris_build',
      );
      assert.deepEqual(
        told?.['aris_build']?.map(({ type }) => type),
        ['info'],
      );
    });

    it('has the shipped alerts worked out, none of which fires in a house that is well', async () => {
      const groups = await until(
        async () => {
          const data = await query<{ groups: readonly { rules: readonly AlertRule[] }[] }>(
            '/rules',
          );
          const rules = data?.groups.flatMap((group) => group.rules) ?? [];
          return rules.length > 20 && rules.every(({ health }) => health !== 'unknown') && rules;
        },
        'all alerts to be looked at',
        SCRAPED_MS,
      );
      assert.deepEqual(
        groups
          .filter(({ health }) => health !== 'ok')
          .map(({ name, lastError }) => [name, lastError]),
        [],
      );
      // The stranger of the test is no hub.
      assert.deepEqual(
        groups.filter(({ state }) => state === 'firing').map(({ name }) => name),
        [],
      );
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

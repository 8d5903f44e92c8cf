/** The files for Prometheus and Grafana, as the hub hands them out. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { restConfig } from '../../src/app/home-assistant/rest-config.ts';
import {
  HOME_ASSISTANT_FILE,
  INTEGRATION_FILES,
  urlOf,
  type HubOrigin,
} from '../../src/app/served/integration-files.ts';
import { integrationRoutes } from '../../src/http/routes/integrations.ts';
import { createIntegrations, filledIn } from '../../src/integrations/shipped.ts';
import { bearer, createTestApp, OWNER, type Answer } from '../support/app.ts';
import { lastingFolder, run } from '../support/child.ts';
import { SMALL_HOUSE } from '../support/house.ts';

const MADE = {
  [HOME_ASSISTANT_FILE]: async (origin: HubOrigin) =>
    Promise.resolve(restConfig(SMALL_HOUSE, 'aris_x', urlOf(origin))),
};
const app = createTestApp({ extraRoutes: integrationRoutes(createIntegrations(MADE)) });
const { token } = await app.tokens.create(OWNER, {
  name: 'grafana',
  permissions: ['metrics:read', 'equipment:read'],
});

async function get(path: string, host = '192.168.1.9:8080', isSecure = false): Promise<Answer> {
  const forwarded = ['X-Forwarded-Proto', 'https'] as const;
  return app.ask({
    target: `/api/integrations${path}`,
    headers: [['Host', host], bearer(token), ...(isSecure ? [forwarded] : [])],
    ...(isSecure && { from: '10.0.0.1' }),
  });
}

interface PrometheusConfig {
  readonly scrape_configs: readonly {
    readonly scheme?: string;
    readonly metrics_path: string;
    readonly authorization: { readonly credentials_file: string };
    readonly static_configs: readonly { readonly targets: readonly string[] }[];
  }[];
}

describe('the files for Prometheus and Grafana', () => {
  it('are listed, each where it can be had', async () => {
    const { json } = await get('');
    const { integrations } = json as { integrations: { path: string; contentType: string }[] };
    assert.equal(integrations.length, INTEGRATION_FILES.length);
    for (const { path, contentType } of integrations) {
      const answer = await get(path.slice('/api/integrations'.length));
      assert.deepEqual([answer.status, answer.header('content-type')], [200, contentType]);
      const name = path.split('/').at(-1) ?? '';
      assert.equal(answer.header('content-disposition'), `attachment; filename="${name}"`);
      assert.equal(answer.header('vary'), 'Accept-Encoding');
    }
  });

  it('are packed for who takes them so', async () => {
    const target = '/api/integrations/grafana/aris-dashboard.json';
    const headers = [bearer(token), ['Accept-Encoding', 'gzip'] as const];
    const answer = await app.ask({ target, headers });
    assert.deepEqual([answer.status, answer.header('content-encoding')], [200, 'gzip']);
  });

  it('need a credential, and one of the whole house', async () => {
    const target = '/api/integrations/grafana/datasource.yml';
    assert.equal((await app.ask({ target })).status, 401);
    const plain = await app.tokens.create(OWNER, {
      name: 'metrics',
      permissions: ['metrics:read'],
    });
    const ofHouse = { target: `/api/integrations/${HOME_ASSISTANT_FILE}` };
    assert.equal((await app.ask({ ...ofHouse, headers: [bearer(plain.token)] })).status, 403);
    const asked = { name: 'zoned', permissions: ['zones:read' as const], zones: ['living'] };
    const zoned = await app.tokens.create(OWNER, asked);
    assert.equal((await app.ask({ target, headers: [bearer(zoned.token)] })).status, 403);
  });

  for (const [host, target] of [
    ['192.168.1.9:8080', '192.168.1.9:8080'],
    ['192.168.1.9', '192.168.1.9:80'],
    ['[fd00::1]', '[fd00::1]:80'],
    ['[fd00::1]:8080', '[fd00::1]:8080'],
    ['heating.lan', 'heating.lan:80'],
    ['aris.local', 'aris.local:80'],
  ] as const) {
    it(`have the address that was asked: ${host}`, async () => {
      const prometheus = parse(
        (await get('/prometheus/prometheus.yml', host)).text,
      ) as PrometheusConfig;
      const [job] = prometheus.scrape_configs;
      assert.deepEqual([job?.scheme, job?.static_configs], [undefined, [{ targets: [target] }]]);
      const { text } = await get('/grafana/datasource.yml', host);
      const { datasources } = parse(text) as { datasources: { url: string }[] };
      assert.equal(datasources[0]?.url, `http://${host}/prometheus`);
      const { json } = await get('/grafana/aris-dashboard.json', host);
      assert.equal((json['links'] as [{ url: string }])[0].url, `http://${host}/`);
    });
  }

  it('have no other address in them', async () => {
    for (const { path } of INTEGRATION_FILES) {
      const { text } = await get(`/${path}`, 'heating.lan:81');
      assert.doesNotMatch(text, /aris\.local/, path);
    }
  });

  it('go by TLS where the hub was asked by TLS', async () => {
    const { text } = await get('/prometheus/prometheus.yml', 'heating.lan', true);
    const [job] = (parse(text) as PrometheusConfig).scrape_configs;
    assert.deepEqual(
      [job?.scheme, job?.metrics_path, job?.static_configs[0]?.targets],
      ['https', '/prometheus/metrics', ['heating.lan:443']],
    );
    const datasource = (await get('/grafana/datasource.yml', 'heating.lan', true)).text;
    assert.match(datasource, /url: https:\/\/heating\.lan\/prometheus$/m);
  });

  it('keep a dollar in an address as it is', () => {
    const origin = { isSecure: false, host: '$&:80' };
    assert.equal(filledIn("http://aris.local 'aris.local:80'", origin), "http://$&:80 '$&:80'");
  });

  it('have no token in them, but say where it goes', async () => {
    for (const { path } of INTEGRATION_FILES) {
      const { text } = await get(`/${path}`);
      assert.ok(!text.includes(token) && !/(?:aris_tok|ari_k|ares)_[0-9A-Za-z]/.test(text), path);
    }
    const datasource = await get('/grafana/datasource.yml');
    assert.match(datasource.text, /aris token create Grafana --permission metrics:read/);
    const { datasources } = parse(datasource.text) as {
      datasources: [{ secureJsonData: object; jsonData: Record<string, unknown> }];
    };
    assert.deepEqual(datasources[0].secureJsonData, { httpHeaderValue1: 'Bearer ${ARIS_TOKEN}' });
    assert.equal(datasources[0].jsonData['httpHeaderName1'], 'Authorization');
  });

  it('are taken by promtool as they are downloaded', async () => {
    const folder = lastingFolder();
    for (const { path } of INTEGRATION_FILES.filter((file) =>
      file.path.startsWith('prometheus/'),
    )) {
      const { text } = await get(`/${path}`, 'heating.lan', true);
      const local = text.replaceAll('/etc/prometheus/aris.token', join(folder, 'token'));
      writeFileSync(join(folder, path.slice('prometheus/'.length)), local);
    }
    writeFileSync(join(folder, 'token'), `${token}\n`);
    const verdict = await run('promtool', ['check', 'config', join(folder, 'prometheus.yml')]);
    assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  });

  it('name where Grafana finds the dashboard', async () => {
    const { providers } = parse((await get('/grafana/dashboards.yml')).text) as {
      providers: { type: string; options: { path: string } }[];
    };
    assert.deepEqual(providers, [
      {
        name: 'Aris',
        type: 'file',
        allowUiUpdates: true,
        options: { path: '/var/lib/grafana/dashboards' },
      },
    ]);
  });
});

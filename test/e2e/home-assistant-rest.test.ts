/** The YAML of HOME-ASSISTANT.md, done as Home Assistant's own `rest` and `rest_command` do it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl, type CurlReply } from '../support/curl.ts';
import { PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../src/http/HOME-ASSISTANT.md'), 'utf8');
const blocks = (language: string) =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );

interface Sensor {
  readonly unique_id: string;
  readonly value_template: string;
  readonly availability?: string;
  readonly options?: readonly string[];
}
interface Configuration {
  readonly rest: readonly {
    readonly resource: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly sensor: readonly Sensor[];
  }[];
  readonly rest_command: Readonly<
    Record<
      string,
      {
        readonly url: string;
        readonly method: string;
        readonly content_type: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly payload: string;
      }
    >
  >;
}

/** As much of Jinja as the page has: members, `selectattr(…, 'eq', …) | first`, and `is defined`. */
function evaluate(template: string, variables: Readonly<Record<string, unknown>>): unknown {
  const [, text = ''] = /^\{\{ (.*) \}\}$/.exec(template) ?? [];
  const [, path = '', test] = /^(.*?)( is defined)?$/.exec(text) ?? [];
  const member = (value: unknown, names: string) =>
    names
      .split('.')
      .filter((name) => name !== '')
      .reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], value);
  const chosen =
    /^\((?<list>[\w.]+) \| selectattr\('(?<key>\w+)', 'eq', '(?<is>\w+)'\) \| first\)(?<rest>[\w.]*)$/.exec(
      path,
    )?.groups;
  assert.ok(chosen ?? /^[\w.]+$/.test(path), template);
  const value =
    chosen === undefined
      ? member(variables, path)
      : member(
          (member(variables, chosen['list'] ?? '') as Record<string, unknown>[]).find(
            (one) => one[chosen['key'] ?? ''] === chosen['is'],
          ),
          chosen['rest'] ?? '',
        );
  return test === undefined ? value : value !== undefined;
}

const filled = (template: string, data: Readonly<Record<string, unknown>>) =>
  template.replaceAll(/\{\{ (\w+) \}\}/g, (_, name: string) => {
    assert.ok(name in data, `${name} of ${template}`);
    return String(data[name]);
  });

describe('Home Assistant without a broker', () => {
  let hub: TestHub;
  let token: string;
  let configuration: Configuration;

  before(async () => {
    hub = await startHub({ args: ['--virtual'], dataFolder: lastingFolder() });
    const [command = ''] = blocks('sh');
    const script = command.replace(/^sudo aris /, `${process.execPath} ${PROGRAM} `);
    const made = await run('sh', ['-ec', script], { env: { ARIS_DATA: hub.dataFolder } });
    token = made.stdout.trim();
    const [secrets = '', text = ''] = blocks('yaml');
    const kept = parse(secrets) as Record<string, string>;
    const secret = (name: string) => kept[name]?.replace('aris_tok_THE_TOKEN', token) ?? name;
    configuration = parse(text, {
      customTags: [{ tag: '!secret', resolve: secret }],
    }) as Configuration;
  });
  after(async () => hub.stop());

  const local = (url: string) => url.replace('http://aris.local', hub.url);

  async function call(name: string, data: Readonly<Record<string, unknown>>): Promise<CurlReply> {
    const command = configuration.rest_command[name];
    assert.ok(command, name);
    const { url, method, content_type, headers, payload } = command;
    return curl(filled(local(url), data), {
      method: method.toUpperCase(),
      headers: { ...headers, 'Content-Type': content_type },
      args: ['--data-binary', filled(payload, data)],
    });
  }

  it('reads a value for each of its sensors, in one request', async () => {
    const [source] = configuration.rest;
    assert.ok(source);
    assert.equal(configuration.rest.length, 1);
    const values = await until(async () => {
      const answer = await curl(local(source.resource), { headers: source.headers });
      assert.equal(answer.status, 200);
      const variables = { value_json: answer.json() };
      const isThere = source.sensor.every(
        ({ availability }) => availability === undefined || evaluate(availability, variables),
      );
      return (
        isThere &&
        source.sensor.map((sensor) => ({
          sensor,
          value: evaluate(sensor.value_template, variables),
        }))
      );
    }, 'every sensor to be there');
    for (const { sensor, value } of values) {
      if (sensor.options === undefined) assert.equal(typeof value, 'number', sensor.unique_id);
      else
        assert.ok(sensor.options.includes(String(value)), `${sensor.unique_id}: ${String(value)}`);
    }
    assert.equal(new Set(source.sensor.map(({ unique_id }) => unique_id)).size, values.length);
  });

  it('finds what is not there unavailable', () => {
    const [source] = configuration.rest;
    const variables = { value_json: { zones: [{ zoneId: 'kitchen' }] } };
    for (const { availability } of source?.sensor ?? [])
      if (availability !== undefined) assert.equal(evaluate(availability, variables), false);
  });

  it('commands zones and hot water with each of its commands', async () => {
    const data: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      aris_zone_heat: { zone: 'kitchen', temperature: 21.5 },
      aris_zone_mode: { zone: 'kitchen', mode: 'auto' },
      aris_zone_hold: { zone: 'kitchen', temperature: 22, minutes: 30 },
      aris_zone_resume: { zone: 'kitchen' },
      aris_hot_water_boost: { minutes: 30 },
    };
    assert.deepEqual(Object.keys(configuration.rest_command), Object.keys(data));
    for (const [name, values] of Object.entries(data)) {
      const answer = await call(name, values);
      assert.equal(answer.status, 200, `${name}: ${answer.body}`);
      assert.equal((answer.json() as { success: boolean }).success, true);
      if (name !== 'aris_zone_heat') continue;
      const { zone } = (await curl(`${hub.url}/api/zones/kitchen`, { token })).json() as {
        zone: ZoneView;
      };
      assert.deepEqual([zone.mode, zone.tempHeatSetC], ['heat', 21.5]);
    }
  });

  it('calls them as its example does', async () => {
    const [, , example = ''] = blocks('yaml');
    const { action, data } = parse(example) as { action: string; data: Record<string, unknown> };
    const { status } = await call(action.replace('rest_command.', ''), data);
    assert.equal(status, 200);
  });

  it('is told in words what it must not ask', async () => {
    const answer = await call('aris_zone_heat', { zone: 'kitchen', temperature: 99 });
    assert.equal(answer.status, 400);
    assert.match((answer.json() as { message: string }).message, /tempHeatSetC/);
  });
});

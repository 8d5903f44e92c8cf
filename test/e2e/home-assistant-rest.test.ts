/** HOME-ASSISTANT.md's way without a broker, done as Home Assistant's own `rest` and `rest_command` do it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl, type CurlReply } from '../support/curl.ts';
import { renderChosen } from '../support/home-assistant/template.ts';
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
  readonly availability: string;
}
interface Command {
  readonly url: string;
  readonly content_type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}
interface Configuration {
  readonly rest: readonly {
    readonly resource: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly sensor: readonly Sensor[];
    readonly binary_sensor: readonly Sensor[];
  }[];
  readonly rest_command: Readonly<Record<string, Command>>;
}
type Data = Readonly<Record<string, unknown>>;

const filled = (template: string, data: Data) =>
  template.replaceAll(/\{\{ (\w+)(?<json> \| tojson)? \}\}/g, (_, name: string, json?: string) => {
    assert.ok(name in data, `${name} of ${template}`);
    return json === undefined ? String(data[name]) : JSON.stringify(data[name]);
  });

describe('Home Assistant without a broker', () => {
  let hub: TestHub;
  let configuration: Configuration;

  before(async () => {
    hub = await startHub({ args: ['--virtual'], dataFolder: lastingFolder() });
    const folder = lastingFolder();
    const [commands = ''] = blocks('sh');
    const script = commands
      .replace('sudo aris ', `${process.execPath} ${PROGRAM} `)
      .replace('http://aris.local', hub.url);
    const env = { ARIS_DATA: hub.dataFolder };
    const done = await run('sh', ['-ec', `cd ${folder}\n${script}`], { env });
    assert.equal(done.code, 0, done.stderr);
    const kept = parse(readFileSync(join(folder, 'secrets.yaml'), 'utf8')) as Data;
    configuration = parse(readFileSync(join(folder, 'packages/aris.yaml'), 'utf8'), {
      customTags: [{ tag: '!secret', resolve: (name: string) => kept[name] }],
    }) as Configuration;
  });
  after(async () => hub.stop());

  async function call(name: string, data: Data): Promise<CurlReply> {
    const command = configuration.rest_command[name];
    assert.ok(command, name);
    const { url, content_type, headers, payload } = command;
    return curl(filled(url, data), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': content_type },
      args: ['--data-binary', filled(payload, data)],
    });
  }

  it('reads all that every house has, in one request', async () => {
    const [source] = configuration.rest;
    assert.ok(source);
    const { sensor: sensors, binary_sensor: flags } = source;
    const all = [...sensors, ...flags];
    const isThere = ({ availability }: Sensor, state: Data) =>
      renderChosen(availability, state) === 'True';
    const state = await until(async () => {
      const answer = await curl(source.resource, { headers: source.headers });
      assert.equal(answer.status, 200);
      const state = answer.json() as Data;
      const measured = all.filter(({ unique_id: id }) => /_(?:tempC|supplyTempC)$/.test(id));
      return measured.length === 6 && measured.every((one) => isThere(one, state)) && state;
    }, 'every room to be measured');
    for (const one of all) {
      if (isThere(one, state))
        assert.notEqual(renderChosen(one.value_template, state), 'undefined', one.unique_id);
      assert.equal(isThere(one, {}), false, one.unique_id);
    }
    const kitchen = sensors.find(({ unique_id: id }) => id.endsWith('zone_kitchen_tempC'));
    const { zones } = state as { zones: ZoneView[] };
    const { tempC } = zones.find(({ zoneId }) => zoneId === 'kitchen') ?? {};
    assert.equal(renderChosen(kitchen?.value_template ?? '', state), String(tempC));
    assert.equal(new Set(all.map(({ unique_id }) => unique_id)).size, all.length);
  });

  it('commands zones, house and hot water with each of its commands, as its example does', async () => {
    const example = parse(blocks('yaml').at(-1) ?? '') as { action: string; data: Data };
    assert.equal(example.action, 'rest_command.aris_zone');
    const data: Readonly<Record<string, Data>> = {
      aris_zone: example.data,
      aris_zone_hold: { zone: 'kitchen', temperature: 22, minutes: 30 },
      aris_zone_resume: { zone: 'kitchen' },
      aris_house_mode: { mode: 'home' },
      aris_hot_water_boost: { minutes: 30 },
    };
    assert.deepEqual(Object.keys(configuration.rest_command), Object.keys(data));
    for (const [name, values] of Object.entries(data)) {
      const answer = await call(name, values);
      assert.equal(answer.status, 200, `${name}: ${answer.body}`);
      if (name !== 'aris_zone') continue;
      const headers = configuration.rest[0]?.headers ?? {};
      const { zone } = (await curl(`${hub.url}/api/zones/kitchen`, { headers })).json() as {
        zone: ZoneView;
      };
      assert.deepEqual([zone.mode, zone.tempHeatSetC], ['heat', 21.5]);
    }
  });

  it('is told in words what it must not ask', async () => {
    const answer = await call('aris_zone', { zone: 'kitchen', command: { tempHeatSetC: 99 } });
    assert.equal(answer.status, 400);
    assert.match((answer.json() as { message: string }).message, /tempHeatSetC/);
  });
});

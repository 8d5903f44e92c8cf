/**
 * Many hubs on one Mosquitto, with the shipped ACL of a fleet, and one Prometheus: nothing collides, and what it costs
 * is told. Three of them in the gate; with ARIS_TEST_LONG=1 fifty. All run on one machine and so have one serial,
 * which is worse than what a fleet has.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { parse } from 'yaml';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { end, lastingFolder, run, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { BARE_HOUSE } from '../support/house.ts';
import { dataFolderWith, startHub, type TestHub } from '../support/hub.ts';
import { listen, publish, type Ear, type Login } from '../support/mosquitto-clients.ts';
import { freePort, startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';
import { describeRemoteWrite } from './fleet-remote-write.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'systemd');
const isLong = process.env['ARIS_TEST_LONG'] === '1';
const SITE_COUNT = isLong ? 50 : 3;
const TOGETHER = 2;
/** Each with a Prometheus of its own. */
const WRITING = 2;
const DEADLINE_MS = SITE_COUNT * 4_000;
const KIB_A_MIB = 1_024;

interface Site {
  readonly name: string;
  readonly hub: TestHub;
  readonly token: string;
  /** What its one sensor reports. */
  readonly tempC: number;
}

const login = (user: string): Login => ({ user, password: 'pw' });
const names = Array.from({ length: SITE_COUNT }, (_, index) => `site${index + 1}`);
const sensorOf = (site: string) => `${site}/aris/sensor/s1`;

/** A Mosquitto with an ACL file and these users. */
async function startBroker(aclFile: string, users: readonly string[], more = '') {
  const folder = lastingFolder();
  copyFileSync(join(SHIPPED, aclFile), join(folder, 'aris.acl'));
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, users.map((user) => `${user}:pw\n`).join(''), { mode: 0o600 });
  const { code, stderr } = await run('mosquitto_passwd', ['-U', passwords]);
  assert.equal(code, 0, stderr);
  const lines = ['allow_anonymous false', 'sys_interval 1', `password_file ${passwords}`];
  const config = [...lines, `acl_file ${join(folder, 'aris.acl')}`, more].join('\n');
  return startMosquitto({ config });
}

/** Of a hub that signs in as its site, with the password in its data folder. */
const hubArgs = (broker: Mosquitto, name: string, dataFolder: string) => [
  '--mqtt-url',
  broker.url,
  '--mqtt-base',
  `${name}/aris`,
  '--mqtt-username',
  name,
  '--mqtt-password-file',
  join(dataFolder, 'password'),
];

async function startSite(broker: Mosquitto, name: string, index: number): Promise<Site> {
  const dataFolder = dataFolderWith(BARE_HOUSE);
  writeFileSync(join(dataFolder, 'password'), 'pw');
  const hub = await startHub({ dataFolder, args: hubArgs(broker, name, dataFolder) });
  return { name, hub, token: await hub.token(), tempC: 15 + index / 10 };
}

/** Resident memory of a process in MiB. */
function residentMib(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / KIB_A_MIB);
}

/** The YAML of FLEET.md, in its order. */
const snippets = () =>
  [...readFileSync(join(SHIPPED, 'FLEET.md'), 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map(
    ([, text = '']) => text,
  );

describe(`a fleet of ${SITE_COUNT} hubs`, () => {
  let broker: Mosquitto;
  let sites: Site[] = [];
  let ear: Ear;

  before(async () => {
    broker = await startBroker('mosquitto-fleet.acl', [
      'fleet',
      'site99',
      'bridged',
      ...names,
      ...names.map(sensorOf),
    ]);
    ear = await listen(broker.port, ['+/aris/#', '$SYS/broker/messages/#'], login('fleet'));
    const waiting = [...names.entries()];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        sites.push(await startSite(broker, next[1], next[0]));
    };
    await Promise.all(Array.from({ length: TOGETHER }, worker));
    sites = sites.sort((a, b) => a.tempC - b.tempC);
  });
  after(async () => {
    await Promise.all(sites.map(async ({ hub }) => hub.stop()));
    await ear.stop();
    await broker.stop();
  });

  const zoneOf = async ({ hub, token }: Site): Promise<ZoneView> => {
    const answer = await curl(`${hub.url}/api/zones/living`, { token });
    return (answer.json() as { zone: ZoneView }).zone;
  };
  /** Waits for all that was said before to be heard. */
  async function quiet(): Promise<void> {
    await publish(broker.port, 'site99/aris/end', 'end', { login: login('site99') });
    await ear.next(({ topic }) => topic === 'site99/aris/end', 'the last message', DEADLINE_MS);
    ear.clear();
  }
  const heardAt = (prefix: string) =>
    ear.heard.map(({ topic }) => topic).filter((topic) => topic.startsWith(prefix));

  it('is online, each at its own base', async () => {
    for (const name of names)
      await ear.next(
        ({ topic, payload }) => topic === `${name}/aris/hub/status` && payload.includes('"online"'),
        `${name} to be online`,
        DEADLINE_MS,
      );
    // None has thrown out another, as two clients with one id would.
    for (const { hub } of sites)
      assert.equal(hub.log.filter(({ message }) => message === 'broker connected').length, 1);
  });

  it('has each know what its own devices say, and tell that', async () => {
    for (const { name, tempC } of sites)
      await publish(
        broker.port,
        `${sensorOf(name)}/telemetry`,
        { tempC },
        { login: login(sensorOf(name)) },
      );
    for (const { name, tempC } of sites)
      await ear.next(
        ({ topic, payload }) =>
          topic === `${name}/aris/zone/living/state` && payload.includes(`"tempC":${tempC},`),
        `${name} to tell ${tempC} °C`,
        DEADLINE_MS,
      );
    for (const site of sites) assert.equal((await zoneOf(site)).tempC, site.tempC);
  });

  it('has what is set at one set at that one', async () => {
    const [first] = sites;
    assert.ok(first);
    await publish(broker.port, `${first.name}/aris/zone/living/temp_heat/set`, '23.5', {
      login: login(first.name),
    });
    await until(async () => (await zoneOf(first)).tempHeatSetC === 23.5, 'the setpoint to be set');
    const others = await Promise.all(sites.slice(1).map(zoneOf));
    assert.ok(others.every(({ tempHeatSetC }) => tempHeatSetC === 21));
  });

  it('has no site near another, whoever signs in', async () => {
    const [mine, other] = names;
    assert.ok(mine !== undefined && other !== undefined);
    const overheard = await listen(broker.port, ['#', `${other}/aris/#`], login(mine));
    const deviceEar = await listen(broker.port, ['#', `${mine}/aris/#`], login(sensorOf(mine)));
    await quiet();
    const denied: readonly (readonly [string, string])[] = [
      [mine, `${other}/aris/zone/living/mode/set`],
      [mine, `${other}/aris/hub/status`],
      [mine, `${other}/aris/sensor/s1/telemetry`],
      [mine, 'aris/hub/status'],
      [mine, 'homeassistant/device/x/config'],
      [sensorOf(mine), `${sensorOf(other)}/telemetry`],
      [sensorOf(mine), `${mine}/aris/sensor/s2/telemetry`],
      [sensorOf(mine), `${mine}/aris/zone/living/mode/set`],
      [sensorOf(mine), `${mine}/aris/sensor/s1/command`],
      ['fleet', `${mine}/aris/zone/living/mode/set`],
      ['fleet', `${mine}/aris/sensor/s1/telemetry`],
    ];
    for (const [user, topic] of denied)
      await publish(broker.port, topic, 'off', { login: login(user) });
    await publish(broker.port, `${other}/aris/private`, 'x', { login: login(other) });
    await publish(broker.port, `${mine}/aris/own`, 'x', { login: login(mine) });
    await overheard.next(({ topic }) => topic === `${mine}/aris/own`, 'what it may hear');
    await publish(broker.port, 'site99/aris/end', 'end', { login: login('site99') });
    await ear.next(({ topic }) => topic === 'site99/aris/end', 'the last message', DEADLINE_MS);
    const tried = new Set(denied.map(([, topic]) => topic));
    assert.deepEqual(
      ear.heard
        .map(({ topic, payload }) => ({ topic, payload }))
        .filter(({ topic, payload }) => tried.has(topic) && payload === 'off'),
      [],
    );
    assert.deepEqual(
      overheard.heard.filter(({ topic }) => !topic.startsWith(`${mine}/aris/`)),
      [],
    );
    assert.deepEqual(deviceEar.heard, []);
    await Promise.all([overheard.stop(), deviceEar.stop()]);
  });

  it('has a second hub at a base that is taken stand by, and the first stay', async () => {
    const [first] = sites;
    assert.ok(first);
    await quiet();
    const dataFolder = dataFolderWith(BARE_HOUSE);
    writeFileSync(join(dataFolder, 'password'), 'pw');
    const rival = await startHub({ dataFolder, args: hubArgs(broker, first.name, dataFolder) });
    await until(
      () => rival.log.find(({ message }) => message.includes('this one stands by')),
      'it',
    );
    // It says so before it comes back to the broker with the will of a hub that stands by.
    await until(
      async () => (await curl(`${rival.url}/health`)).body.startsWith('{"status":"degraded"'),
      'health that is degraded, and no worse',
    );
    assert.equal(await rival.stop(), 0);
    assert.match((await curl(`${first.hub.url}/health`)).body, /^\{"status":"ok"/);
  });

  describe('under one Prometheus', () => {
    let prometheus: ChildProcess;
    let api: string;
    let said = '';

    before(async () => {
      const folder = lastingFolder();
      const [text = ''] = snippets();
      const [job] = (parse(text) as { scrape_configs: object[] }).scrape_configs;
      // The shipped job, once for each site, with its address and token.
      const jobs = sites.map(({ name, hub, token }) => {
        const credentials = join(folder, `${name}.token`);
        writeFileSync(credentials, token);
        return {
          ...job,
          job_name: name,
          scrape_interval: '1s',
          scrape_timeout: '1s',
          authorization: { type: 'Bearer', credentials_file: credentials },
          static_configs: [{ targets: [`127.0.0.1:${hub.port}`], labels: { site: name } }],
        };
      });
      writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify({ scrape_configs: jobs }));
      const port = await freePort();
      api = `http://127.0.0.1:${port}/api/v1/query`;
      prometheus = start('prometheus', [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ]);
      prometheus.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    });
    after(async () => end(prometheus));

    it('is told apart by site, every one of them', async () => {
      const values = await until(
        async () => {
          if (prometheus.exitCode !== null) throw new Error(`prometheus ended: ${said}`);
          const query = encodeURIComponent('aris_zone_temperature_celsius');
          const reply = await fetch(`${api}?query=${query}`).catch(() => undefined);
          if (reply?.ok !== true) return undefined;
          const { data } = (await reply.json()) as {
            data: { result: { metric: { site: string }; value: [number, string] }[] };
          };
          return data.result.length >= SITE_COUNT && data.result;
        },
        'a series of each site',
        DEADLINE_MS + 15_000,
      );
      assert.deepEqual(
        Object.fromEntries(values.map(({ metric, value }) => [metric.site, Number(value[1])])),
        Object.fromEntries(sites.map(({ name, tempC }) => [name, tempC])),
      );
      assert.equal(values.length, SITE_COUNT);
    });

    it('costs what it costs', async (context: TestContext) => {
      const hubs = sites.map(({ hub }) => residentMib(hub.pid)).sort((a, b) => a - b);
      const received = await ear.next(
        ({ topic }) => topic === '$SYS/broker/messages/received',
        'the broker’s own count',
        DEADLINE_MS,
      );
      const costs = {
        hubMib: hubs[Math.floor(hubs.length / 2)] ?? 0,
        hubMostMib: hubs.at(-1) ?? 0,
        mosquittoMib: residentMib(broker.pid),
        prometheusMib: residentMib(prometheus.pid ?? 0),
        /** Of every type, since the broker began: connecting, subscribing and asking for life included. */
        packets: Number(received.payload),
      };
      context.diagnostic(`${SITE_COUNT} hubs: ${JSON.stringify(costs)}`);
      // What systemd gives a hub (aris.service).
      assert.ok(costs.hubMostMib < 256);
      assert.ok(costs.mosquittoMib < 64);
      // To connect, to subscribe, to say how it and its zone are; a report; and what these tests said.
      assert.ok(costs.packets < SITE_COUNT * 40 + 200, JSON.stringify(costs));
    });
  });

  if (isLong) describeRemoteWrite(() => sites.slice(0, WRITING), snippets());

  describe('that a house is bridged to', () => {
    let home: Mosquitto;
    let hub: TestHub;

    before(async () => {
      const shipped = readFileSync(join(SHIPPED, 'mosquitto-bridge.conf'), 'utf8');
      const bridge = shipped
        .replace('fleet.example.net:8883', `127.0.0.1:${broker.port}`)
        .replace(/^bridge_cafile .*$/m, '')
        .replace('CHANGE-ME', 'pw')
        .replaceAll('site42', 'bridged');
      home = await startBroker('mosquitto.acl', ['hub', 'sensor/s1', 'homeassistant'], bridge);
      const dataFolder = dataFolderWith(BARE_HOUSE);
      writeFileSync(join(dataFolder, 'password'), 'pw');
      const account = [
        '--mqtt-username',
        'hub',
        '--mqtt-password-file',
        join(dataFolder, 'password'),
      ];
      hub = await startHub({ dataFolder, args: ['--mqtt-url', home.url, ...account] });
    });
    after(async () => {
      await hub.stop();
      await home.stop();
    });

    it('has its hub’s word at the fleet, under its site', async () => {
      await ear.next(
        ({ topic, payload }) => topic === 'bridged/aris/hub/status' && payload.includes('"online"'),
        'the status of the bridged hub',
        20_000,
      );
      await publish(
        home.port,
        'aris/sensor/s1/telemetry',
        { tempC: 19.3 },
        { login: login('sensor/s1') },
      );
      const { retained } = await ear.next(
        ({ topic, payload }) =>
          topic === 'bridged/aris/zone/living/state' && payload.includes('"tempC":19.3,'),
        'the state of its zone',
        20_000,
      );
      assert.equal(retained, true);
    });

    it('takes what is set from afar, and keeps its devices to itself', async () => {
      await publish(broker.port, 'bridged/aris/zone/living/temp_heat/set', '22.5', {
        login: login('bridged'),
      });
      await ear.next(
        ({ topic, payload }) =>
          topic === 'bridged/aris/zone/living/state' && payload.includes('"tempHeatSetC":22.5,'),
        'the setpoint from afar',
        20_000,
      );
      const others = heardAt('bridged/aris/').filter(
        (topic) =>
          !/\/(?:hub\/status|zone\/living\/state|zone\/living\/temp_heat\/set)$/.test(topic),
      );
      assert.deepEqual(others, []);
    });
  });
});

describe('the YAML of FLEET.md', () => {
  it('is what Prometheus takes', async () => {
    const all = snippets();
    assert.equal(all.length, 3);
    for (const text of all) {
      const folder = lastingFolder();
      // The files it names are of another machine.
      const local = text
        .replaceAll('/etc/prometheus/site42.token', join(folder, 'token'))
        .replaceAll('/etc/prometheus/fleet.password', join(folder, 'token'));
      writeFileSync(join(folder, 'token'), 'x');
      writeFileSync(join(folder, 'prometheus.yml'), local);
      const { code, stdout, stderr } = await run('promtool', [
        'check',
        'config',
        join(folder, 'prometheus.yml'),
      ]);
      assert.equal(code, 0, stdout + stderr);
    }
  });
});

/** The broker of a built hub, set while it runs: it moves there at once, and what is kept comes back with it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { lastingFolder, run } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { dataFolderWith, PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { listen } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';

const SECRET = 'a password that nobody else has';

interface Broker {
  readonly source: string;
  readonly url?: string;
  readonly connected: boolean;
}

/** All that lies in a folder. */
function bytesIn(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return Buffer.concat(files.map((path) => readFileSync(path)));
}

describe('the broker of a hub that runs', () => {
  const dataFolder = dataFolderWith();
  let hub: TestHub;
  let token: string;
  let one: Mosquitto;
  let other: Mosquitto;
  before(async () => {
    [one, other] = await Promise.all([startMosquitto(), startMosquitto()]);
    hub = await startHub({ dataFolder });
    token = await hub.token('settings:full', 'zones:full', 'audit:read', 'events:read');
  });
  after(async () => {
    await hub.stop();
    await Promise.all([one.stop(), other.stop()]);
  });

  const ask = async (method: string, path = '', body?: object, headers?: Record<string, string>) =>
    curl(`${hub.url}/api/broker${path}`, {
      token,
      method,
      ...(body && { body }),
      ...(headers && { headers }),
    });
  const get = async () => (await ask('GET')).json() as Broker;
  const connected = async (url: string) =>
    until(async () => {
      const now = await get();
      return now.connected && now.url === url;
    }, `the hub to be connected to ${url}`);
  const statusAt = (broker: Mosquitto) => listen(broker.port, ['aris/hub/status', 'aris/zone/#']);

  it('is set over HTTP, and the hub is there at once, with all that stands', async () => {
    assert.equal((await ask('POST', '/check', { url: one.url })).status, 200);
    const ear = await statusAt(one);
    const put = { url: one.url, username: 'hub', password: SECRET };
    assert.equal((await ask('PUT', '', put)).status, 200);
    await connected(one.url);
    await ear.next(
      ({ payload }) => payload.includes('"online"'),
      'the hub to say that it is there',
    );
    await ear.next(({ topic }) => topic === 'aris/zone/living/state', 'the state of a room');
    await ear.stop();
  });

  it('is changed: the one is told that the hub goes, the other that it is there', async () => {
    const [left, come] = await Promise.all([statusAt(one), statusAt(other)]);
    const command = { mode: 'heat', tempHeatSetC: 22.5 };
    const path = `${hub.url}/api/zones/living/command`;
    assert.equal((await ask('PUT', '', { url: other.url })).status, 400, 'the password is asked');
    assert.equal((await ask('PUT', '', { url: other.url, password: null })).status, 200);
    assert.equal((await curl(path, { token, method: 'POST', body: command })).status, 200);
    await left.next(({ payload }) => payload.includes('"offline"'), 'the goodbye');
    await connected(other.url);
    const isCommanded = ({ topic, payload }: { topic: string; payload: string }) =>
      topic === 'aris/zone/living/state' && payload.includes('22.5');
    await come.next(isCommanded, 'what was commanded meanwhile');
    await Promise.all([left.stop(), come.stop()]);
  });

  it('is told of in the audit, and its password nowhere', async () => {
    const { events } = (await curl(`${hub.url}/api/audit?type=broker_changed`, {
      token,
    }).then((answer) => answer.json())) as { events: { by: object; data: object }[] };
    assert.deepEqual(
      events.map(({ data }) => data),
      [
        { url: other.url, changed: ['url', 'username', 'password'] },
        { url: one.url, changed: ['url', 'username', 'password'] },
      ],
    );
    const onDisk = bytesIn(dataFolder);
    assert.ok(onDisk.includes(one.url) && !onDisk.includes(SECRET));
    assert.ok(!JSON.stringify([events, hub.log, await get()]).includes(SECRET));
  });

  it('of a stale ETag, or of a URL that is too long, is not changed', async () => {
    const before = await get();
    const late = await ask('PUT', '', { url: one.url }, { 'If-Match': '"stale"' });
    assert.equal(late.status, 412);
    const long = await ask('PUT', '', { url: `mqtt://${'x'.repeat(LIMITS.brokerUrlChars)}` });
    assert.equal(long.status, 400);
    assert.deepEqual(await get(), before);
  });

  it('is there again after a restart, and one that a setting names wins over it', async () => {
    await hub.stop();
    hub = await startHub({ dataFolder });
    await connected(other.url);
    await hub.stop();
    hub = await startHub({ dataFolder, args: ['--mqtt-url', one.url] });
    await connected(one.url);
    const refused = await ask('PUT', '', { url: other.url });
    assert.equal(refused.status, 409);
    assert.match(refused.body, /ARIS_MQTT_URL/);
    await hub.stop();
    hub = await startHub({ dataFolder });
    await connected(other.url);
  });
});

describe('aris broker', () => {
  it('tries, sets and shows the broker, with a hub and without, and asks for the password', async () => {
    const broker = await startMosquitto();
    const hub = await startHub({ dataFolder: lastingFolder() });
    const env = { ARIS_DATA: hub.dataFolder, HOME: hub.dataFolder };
    const aris = async (args: readonly string[], input = '') =>
      run(process.execPath, [PROGRAM, 'broker', ...args], { env, input });
    const shown = async () => JSON.parse((await aris(['show', '--json'])).stdout) as Broker;

    const nowhere = await aris(['set', 'mqtt://127.0.0.1:1', '--username', 'hub'], `${SECRET}\n`);
    assert.deepEqual([nowhere.code, nowhere.stdout], [1, '']);
    assert.match(nowhere.stderr, /nothing listens at 127\.0\.0\.1, port 1\b/);
    assert.equal((await shown()).source, 'none');

    const set = await aris(['set', broker.url, '--username', 'hub'], `${SECRET}\n`);
    assert.deepEqual([set.code, set.stdout], [0, `the broker is ${broker.url}\n`], set.stderr);
    await hub.stop();

    const checked = await aris(['check', '--json']);
    assert.deepEqual([checked.code, JSON.parse(checked.stdout)], [0, { faults: [] }]);
    const { stdout } = await aris(['show']);
    assert.match(stdout, /^user name +hub$/m);
    assert.match(stdout, /^password +set$/m);
    assert.ok(!stdout.includes(SECRET));
    const untried = await aris(['set', 'mqtt://127.0.0.1:1', '--untried'], '');
    assert.equal(untried.code, 0, untried.stderr);
    assert.equal((await shown()).url, 'mqtt://127.0.0.1:1');
    assert.equal((await aris(['set'])).code, 2);
    await broker.stop();
  });
});

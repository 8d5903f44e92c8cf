/** What the program is given: its settings and the description of the house. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lastingFolder } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import {
  aris,
  dataFolderWith,
  launchHub,
  startHub,
  type HubOptions,
  type TestHub,
} from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const zoneCount = async ({ url }: TestHub, token: string) => {
  const { metadata } = (await curl(`${url}/api/zones`, { token })).json() as {
    metadata: { count: number };
  };
  return metadata.count;
};

const ONE_ZONE = JSON.stringify({ ...SMALL_HOUSE, zones: SMALL_HOUSE.zones.slice(0, 1) });

describe('aris serve, given what it cannot run with', () => {
  /** Nothing answers there; the hub must not come so far as to ask. */
  const NO_BROKER = ['--mqtt-url', 'mqtt://127.0.0.1:1'];
  const serve = async (args: readonly string[], dataFolder = lastingFolder()) =>
    aris(['serve', '--listen', '127.0.0.1:0', ...args], dataFolder);

  it('names every wrong setting at once, one line each, and exits 2', async () => {
    const { code, stderr } = await aris(
      ['serve', '--listen', 'nowhere', '--stop-deadline-ms', '5', '--mqtt-base', 'a/#'],
      lastingFolder(),
      { ARIS_MQTT_URL: 'http://broker', ARIS_LOG_LEVEL: 'loud' },
    );
    assert.equal(code, 2);
    const lines = stderr.trimEnd().split('\n');
    assert.equal(lines.length, 5, stderr);
    for (const name of [
      '--listen',
      '--stop-deadline-ms',
      '--mqtt-base',
      'ARIS_MQTT_URL',
      'ARIS_LOG_LEVEL',
    ]) {
      assert.ok(
        lines.some((line) => line.startsWith(`aris: ${name} must be `)),
        name,
      );
    }
  });

  it('exits 2 for an option that there is not', async () => {
    const { code, stderr } = await serve(['--virtal']);
    assert.equal(code, 2);
    assert.equal(stderr, 'aris: there is no option --virtal\n');
  });

  it('exits 2 without the house that a setting names, naming what writes one', async () => {
    const { code, stderr } = await serve([...NO_BROKER, '--house', '/nowhere/house.json']);
    assert.equal(code, 2);
    assert.match(stderr, /house\.json: there is no such file/);
    assert.match(stderr, / house init --data \S+ writes a sample house/);
  });

  it('exits 2 for a broken house where there was never a good one, naming each fault by its path', async () => {
    const [living, bath] = SMALL_HOUSE.zones;
    const house = {
      ...SMALL_HOUSE,
      timeZone: 'Mars/Olympus',
      zones: [living, { ...bath, terminals: ['f9'], colour: 'red' }],
    };
    const folder = dataFolderWith(JSON.stringify(house));
    const { code, stderr } = await serve(NO_BROKER, folder);
    assert.equal(code, 2);
    assert.match(stderr, /house\.json: timeZone: /);
    assert.match(stderr, /house\.json: zones\[1\]\.colour: /);
  });

  it('exits 2 for an admin secret that can be guessed, and does not repeat it', async () => {
    const { code, stderr } = await aris(['serve', '--virtual'], lastingFolder(), {
      ARIS_ADMIN_SECRET: 'hunter2',
    });
    assert.equal(code, 2);
    assert.match(stderr, /^aris: ARIS_ADMIN_SECRET must be at least 32 characters [^\n]*\n$/);
    assert.ok(!stderr.includes('hunter2'));
  });

  it('exits 2 for a password in a URL, and repeats neither', async () => {
    const { code, stderr } = await aris(['serve'], lastingFolder(), {
      ARIS_MQTT_URL: 'mqtt://user:hunter2@localhost:1883',
      ARIS_PROMETHEUS_URL: 'http://user:hunter2/@localhost:9090',
    });
    assert.equal(code, 2);
    assert.match(stderr, /^aris: ARIS_MQTT_URL must be [^\n]*\naris: ARIS_PROMETHEUS_URL must be /);
    assert.ok(!stderr.includes('hunter2'));
  });

  it('takes no secret on the command line, where every user of the machine could read it', async () => {
    const { code, stderr } = await serve(['--virtual', '--admin-secret', 'x'.repeat(32)]);
    assert.equal(code, 2);
    assert.equal(stderr, 'aris: there is no option --admin-secret\n');
  });

  it('exits 2 for a password file that is not there', async () => {
    // Perhaps the password itself was given in place of its file.
    const args = [...NO_BROKER, '--mqtt-password-file', 'hunter2'];
    const { code, stderr } = await serve(args, dataFolderWith());
    assert.equal(code, 2);
    assert.equal(stderr, 'aris: ARIS_MQTT_PASSWORD_FILE: there is no such file\n');
  });

  it('exits 2 for a data folder whose path is too long for its socket, before it writes there', async () => {
    const folder = join(lastingFolder(), 'x'.repeat(90));
    for (const args of [
      ['serve', '--virtual', '--listen', '127.0.0.1:0'],
      ['token', 'list'],
    ]) {
      const { code, stderr } = await aris(args, folder);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^aris: [^\n]*path is too long[^\n]*\n$/);
    }
    assert.equal(existsSync(folder), false);
  });

  it('exits 2 for a firmware folder that is, holds or lies in the data folder, and serves nothing of it', async () => {
    const root = lastingFolder();
    const data = join(root, 'data');
    const linked = join(root, 'linked');
    mkdirSync(join(data, 'images'), { recursive: true });
    mkdirSync(linked);
    symlinkSync(data, join(root, 'link'));
    symlinkSync(root, join(linked, 'firmware'));
    const cases = [
      ...[data, root, join(data, 'images'), join(data, 'firmware', 'deep'), join(root, 'link')].map(
        (firmware) => [data, firmware, /^aris: ARIS_FIRMWARE must not [^\n]*$/] as const,
      ),
      [linked, join(linked, 'firmware'), /^aris: [^\n]*firmware must not be a link[^\n]*$/],
    ] as const;
    for (const [dataFolder, firmware, message] of cases) {
      const env = { ARIS_FIRMWARE: firmware };
      const hub = launchHub({ args: ['--virtual'], dataFolder, env });
      const serves = hub.ready().then(
        async () => (await hub.kill9(), 'it serves'),
        async () => hub.exited(),
      );
      assert.equal(await serves, 2, firmware);
      assert.match(hub.log.map((line) => line.message).join('\n'), message);
    }
    assert.deepEqual(readdirSync(data), ['images'], 'nothing was begun there');
  });

  it('takes the usual firmware folder by its name', async () => {
    const dataFolder = lastingFolder();
    const firmware = join(dataFolder, 'firmware');
    mkdirSync(firmware);
    writeFileSync(join(firmware, 'room.bin'), 'image');
    const hub = await startHub({
      args: ['--virtual'],
      dataFolder,
      env: { ARIS_FIRMWARE: firmware },
    });
    assert.equal((await curl(`${hub.url}/firmware/room.bin`)).body, 'image');
    assert.equal(await hub.stop(), 0);
  });

  it('says of each setting what it must be, that of the firmware folder too', async () => {
    const { stdout } = await serve(['--help']);
    assert.match(
      stdout,
      /ARIS_FIRMWARE\s[^\n]*not\s+the\s+data\s+folder,\s+nor\s+one\s+that\s+holds\s+it\s+or\s+lies\s+in\s+it/,
    );
  });

  it('exits 1 for an address that is taken, which another time may be free', async () => {
    const hub = await startHub({ args: ['--virtual'] });
    const listen = `127.0.0.1:${hub.port}`;
    const { code, stderr } = await aris(
      ['serve', '--virtual', '--listen', listen],
      lastingFolder(),
    );
    assert.equal(code, 1);
    assert.match(stderr, /^aris: [^\n]*EADDRINUSE[^\n]*\n$/);
    await hub.stop();
  });
});

describe('the house file', () => {
  let broker: Mosquitto;
  before(async () => {
    broker = await startMosquitto();
  });
  after(async () => broker.stop());
  const onBroker = (dataFolder: string): HubOptions => ({
    dataFolder,
    args: ['--mqtt-url', broker.url],
  });

  it('is written by aris house init, and good to start with', async () => {
    const folder = lastingFolder();
    assert.equal((await aris(['house', 'init'], folder)).code, 0);
    assert.equal((await aris(['house', 'check'], folder)).code, 0);
    assert.equal((await aris(['house', 'init'], folder)).code, 2, 'never over an edited one');
    const hub = await startHub(onBroker(folder));
    assert.equal(await zoneCount(hub, await hub.token()), 5);
    await hub.stop();
  });

  it('is taken in on SIGHUP and on aris house reload; a broken one changes nothing', async () => {
    const folder = dataFolderWith();
    const path = join(folder, 'house.json');
    const hub = await startHub(onBroker(folder));
    const token = await hub.token();
    assert.equal(await zoneCount(hub, token), 2);
    writeFileSync(path, ONE_ZONE);
    hub.signal('SIGHUP');
    await until(() => hub.logged('house reloaded'), 'the reload');
    assert.equal(await zoneCount(hub, token), 1);

    writeFileSync(path, '{"version":1,');
    const broken = await hub.cli('house', 'reload');
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /house\.json: /);
    hub.signal('SIGHUP');
    await until(() => hub.logged('house not reloaded'), 'the refusal');
    assert.equal(await zoneCount(hub, token), 1);

    writeFileSync(path, JSON.stringify(SMALL_HOUSE));
    assert.equal((await hub.cli('house', 'reload')).code, 0);
    assert.equal(await zoneCount(hub, token), 2);
    await hub.stop();
  });

  it('that is broken at a start leaves the hub on the last good one, and it says so', async () => {
    const folder = dataFolderWith(ONE_ZONE);
    const first = await startHub(onBroker(folder));
    const token = await first.token();
    await first.stop();
    writeFileSync(join(folder, 'house.json'), '{"version":1,"zones":[]}');
    const hub = await startHub(onBroker(folder));
    assert.equal(await zoneCount(hub, token), 1);
    assert.equal(hub.logged('running on the last good house')?.level, 'error');
    const faults = hub.log.filter(
      ({ message }) => message === 'the house is not usable as it stands',
    );
    assert.match(JSON.stringify(faults), /house\.json: zones: /);
    await hub.stop();
  });
});

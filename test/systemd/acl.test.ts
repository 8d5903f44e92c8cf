import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createFoundListening } from '../../src/app/found/listening.ts';
import { createFoundNotes } from '../../src/app/found/notes.ts';
import { createSigns } from '../../src/app/found/signs.ts';
import { createProfileReader } from '../../src/app/house/profile-reader.ts';
import { createTopics } from '../../src/app/messages/topics.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { until } from '../support/until.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'systemd');
const PROFILES = join(import.meta.dirname, '..', '..', 'src', 'profiles');
const topics = createTopics('aris');
const fcu = { kind: 'fcu', id: 'fcu_01a9' } as const;
const other = { kind: 'fcu', id: 'fcu_02b0' } as const;
const namesake = { kind: 'sensor', id: 'fcu_01a9' } as const;
const DEVICE = 'fcu/fcu_01a9';
const USERS = ['hub', 'homeassistant', 'evcc', DEVICE, 'fcu/+', 'stranger', 'gateway'] as const;
type User = (typeof USERS)[number];

/** The shipped configuration with its files where the test has them, and without its listener. */
function configuration(folder: string): string {
  const shipped = readFileSync(join(SHIPPED, 'mosquitto.conf'), 'utf8');
  assert.match(shipped, /^listener 1883$/m);
  return shipped.replace(/^listener .*$/m, '').replaceAll('/etc/mosquitto/', `${folder}/`);
}

describe('the Mosquitto ACL', () => {
  let folder: string;
  let broker: Mosquitto;
  let watcher: ChildProcess;
  const seen: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aris-acl-'));
    const acl = readFileSync(join(SHIPPED, 'mosquitto.acl'), 'utf8');
    // The lines for devices of other makes, as a person would uncomment them.
    const all = acl.replaceAll(/^#(?=topic )/gm, '');
    writeFileSync(join(folder, 'aris.acl'), `${all}\nuser gateway\ntopic write #\n`);
    USERS.forEach((user, i) => {
      const create = i === 0 ? ['-c'] : [];
      execFileSync('mosquitto_passwd', [...create, '-b', join(folder, 'aris.passwd'), user, 'pw']);
    });
    broker = await startMosquitto({ config: configuration(folder) });
    watcher = await subscribe('hub', ['#'], seen);
  });
  after(async () => {
    await end(watcher);
    await broker.stop();
    rmSync(folder, { recursive: true });
  });

  const login = (user: User) => ['-p', String(broker.port), '-u', user, '-P', 'pw'];

  async function end(child: ChildProcess): Promise<void> {
    const exited = once(child, 'exit');
    child.kill();
    await exited;
  }

  /** Subscribes, and puts each `topic payload` that arrives into `into`. */
  async function subscribe(user: User, filters: string[], into: string[]): Promise<ChildProcess> {
    const args = filters.flatMap((filter) => ['-t', filter]);
    const format = ['-F', 'got %t %p', '-d', '-h', '127.0.0.1'];
    // Into a pipe it would write by blocks, and its word that it is subscribed would wait there.
    const command = ['-oL', 'mosquitto_sub', ...format, ...login(user), ...args];
    const child = spawn('stdbuf', command);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('got ')) into.push(line.slice(4));
      if (lines.some((line) => line.includes('SUBACK'))) child.emit('subscribed');
    });
    await once(child, 'subscribed');
    return child;
  }

  function publish(user: User, topic: string, payload = 'x'): number | null {
    const args = ['-h', '127.0.0.1', ...login(user), '-q', '1', '-t', topic, '-m', payload];
    return spawnSync('mosquitto_pub', args).status;
  }

  /** What of these the hub hears, in order: a last message of its own ends the waiting. */
  async function heardOf(user: User, topicsTried: readonly string[]): Promise<string[]> {
    // What was published before may still be on its way.
    publish('hub', 'aris/hub/status', 'begin');
    await until(() => seen.includes('aris/hub/status begin'), 'the first message');
    seen.length = 0;
    for (const topic of topicsTried) publish(user, topic);
    publish('hub', 'aris/hub/status', 'end');
    await until(() => seen.includes('aris/hub/status end'), 'the last message');
    return seen.slice(0, -1).map((line) => line.split(' ')[0] ?? '');
  }

  it('lets a device speak as itself, and as nobody else', async () => {
    const own = [topics.telemetry(fcu), topics.status(fcu)];
    const denied = [
      topics.command(fcu),
      topics.telemetry(other),
      topics.status(other),
      topics.telemetry(namesake),
      topics.command(other),
      'aris/zone/living/mode/set',
      'aris/zone/living/state',
      `${topics.telemetry(fcu)}/more`,
      'elsewhere',
    ];
    assert.deepEqual(await heardOf(DEVICE, [...denied, ...own]), own);
  });

  it('lets a device publish neither for the hub nor for Home Assistant', async () => {
    const heard: string[] = [];
    const listener = await subscribe('homeassistant', ['#'], heard);
    publish(DEVICE, 'aris/hub/status', 'offline');
    publish(DEVICE, topics.hubChallenge, '{}');
    publish(DEVICE, topics.hubAnswer, '{}');
    publish(DEVICE, topics.hubStandby('x'), '{}');
    publish(DEVICE, 'homeassistant/status', 'offline');
    publish(DEVICE, 'homeassistant/device/x/config', '{}');
    publish('hub', 'homeassistant/device/aris/config', '{}');
    await until(() => heard.length > 0, 'the message of the hub');
    await end(listener);
    assert.deepEqual(heard, ['homeassistant/device/aris/config {}']);
  });

  it('lets a device hear its own commands, and nothing else', async () => {
    const heard: string[] = [];
    const listener = await subscribe(DEVICE, ['#', 'aris/#', topics.command(fcu)], heard);
    for (const topic of [topics.command(other), topics.command(namesake), 'aris/hub/status']) {
      assert.equal(publish('hub', topic), 0);
    }
    publish('hub', topics.telemetry(fcu));
    publish('hub', topics.zoneState('living'));
    publish('hub', topics.command(fcu), 'do');
    await until(() => heard.length > 0, 'the command');
    await end(listener);
    assert.deepEqual(new Set(heard), new Set([`${topics.command(fcu)} do`]));
  });

  it('lets Home Assistant set what it may, and speak neither to nor for a device', async () => {
    const allowed = [
      'aris/zone/living/mode/set',
      'aris/zone/living/temp_heat/set',
      'aris/dhw/dhw_main/boost_minutes/set',
      'aris/fcu/fcu_01a9/filter_reset/set',
      'aris/system/surplus/set',
      'aris/system/mode/set',
    ];
    const denied = [
      topics.command(fcu),
      topics.telemetry(fcu),
      topics.status(fcu),
      topics.zoneState('living'),
      'aris/zone/living/set',
      topics.hubStatus,
      topics.hubChallenge,
      topics.hubAnswer,
      topics.hubStandby('x'),
    ];
    assert.deepEqual(await heardOf('homeassistant', [...denied, ...allowed]), allowed);
  });

  it('lets evcc set the surplus level, and nothing else of the house', async () => {
    const allowed = ['aris/system/surplus/set', 'evcc/site/grid/power'];
    const denied = [
      'aris/system/mode/set',
      'aris/zone/living/mode/set',
      topics.command(fcu),
      'aris/system/state',
      topics.hubStatus,
    ];
    assert.deepEqual(await heardOf('evcc', [...denied, ...allowed]), allowed);
    const heard: string[] = [];
    const listener = await subscribe('evcc', ['#'], heard);
    const own = ['aris/system/state', 'aris/hcu/hcu_main/state', 'aris/dhw/dhw_main/state'];
    for (const topic of [topics.zoneState('living'), topics.command(fcu), ...own])
      publish('hub', topic);
    await until(() => heard.length >= own.length, 'the states of the plant');
    await end(listener);
    assert.deepEqual(
      heard,
      own.map((topic) => `${topic} x`),
    );
  });

  it('lets Home Assistant read the whole house', async () => {
    const heard: string[] = [];
    const listener = await subscribe('homeassistant', ['aris/#'], heard);
    const all = [topics.zoneState('living'), topics.telemetry(fcu), topics.command(fcu)];
    for (const topic of all) publish('hub', topic);
    await until(() => heard.length === all.length, 'the messages of the hub');
    await end(listener);
    assert.deepEqual(
      heard,
      all.map((topic) => `${topic} x`),
    );
  });

  it('lets the hub hear that Home Assistant has started', async () => {
    assert.deepEqual(await heardOf('homeassistant', ['homeassistant/status']), [
      'homeassistant/status',
    ]);
  });

  it('lets the hub hear and tell devices of other makes, and say nothing in their name', async () => {
    const heard: string[] = [];
    const listener = await subscribe('hub', ['zigbee2mqtt/#', 'cmnd/#'], heard);
    for (const topic of ['zigbee2mqtt/Hall', 'tele/hall/SENSOR', 'cmnd/hall/status'])
      publish('hub', topic, 'forged');
    publish('hub', 'zigbee2mqtt/Hall radiator/set', '{}');
    await until(() => heard.length > 0, 'the word to the valve');
    await end(listener);
    assert.deepEqual(heard, ['zigbee2mqtt/Hall radiator/set {}']);
  });

  it('lets nobody else near them', async () => {
    const heard: string[] = [];
    const listener = await subscribe('stranger', ['#'], heard);
    publish('hub', 'zigbee2mqtt/Radiator/set', '{}');
    await until(() => seen.includes('zigbee2mqtt/Radiator/set {}'), 'the word to the valve');
    const tried = ['zigbee2mqtt/Hall', 'zigbee2mqtt/Radiator/set', 'cmnd/x'];
    assert.deepEqual(await heardOf('stranger', tried), []);
    await end(listener);
    assert.deepEqual(heard, []);
  });

  it('leaves it to a person whether the hub tells them anything: as shipped it only hears', () => {
    const shipped = readFileSync(join(SHIPPED, 'mosquitto.acl'), 'utf8');
    const [, ofHub = ''] = /^user hub$(.*?)^user /ms.exec(shipped) ?? [];
    const written = ofHub.split('\n').filter((line) => /^topic (?:write|readwrite) /.test(line));
    assert.deepEqual(written, ['topic readwrite aris/#', 'topic write homeassistant/#']);
  });

  it('lets the hub hear all by which devices are found, where no base is another than usual', async () => {
    const names = readdirSync(PROFILES).flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);
    const texts = {
      names: () => names,
      read: (name: string) => readFileSync(join(PROFILES, `${name}.json`), 'utf8'),
    };
    const readProfile = createProfileReader(texts);
    const signs = names.flatMap((name) => {
      const use = readProfile(name);
      assert.ok('profile' in use, name);
      const { sign, parameters } = use.profile;
      if (sign === undefined) return [];
      return [
        sign.topic.replaceAll(/\{(\w+)\}/g, (_, one: string) =>
          String(parameters[one]?.default ?? 'x'),
        ),
      ];
    });
    const { filters } = createFoundListening({
      notes: createFoundNotes(),
      signs: createSigns([], readProfile),
      topics,
      discoveryPrefix: 'homeassistant',
      isInHouse: () => false,
    });
    const said = [...signs, ...filters.map((filter) => filter.replaceAll('+', 'x'))];
    assert.deepEqual(await heardOf('gateway', said), said);
  });

  it('gives a user name with a wildcard nothing', async () => {
    assert.deepEqual(await heardOf('fcu/+', [topics.telemetry(fcu), topics.status(fcu)]), []);
  });

  it('lets nobody in without the password', () => {
    const message = ['-h', '127.0.0.1', '-p', String(broker.port), '-t', topics.hubStatus, '-n'];
    assert.equal(spawnSync('mosquitto_pub', [...message, '-u', 'hub', '-P', 'pw']).status, 0);
    assert.notEqual(spawnSync('mosquitto_pub', [...message, '-u', 'hub', '-P', 'no']).status, 0);
    assert.notEqual(spawnSync('mosquitto_pub', message).status, 0);
  });
});

/** A hub whose account may what `aris broker acl` prints, and nothing else; and what doctor and status say of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { HubStatus } from '../../src/app/diagnostics/status.ts';
import { lastingFolder, run } from '../support/child.ts';
import { plantWith, RELAY } from '../support/bound-house.ts';
import { dataFolderWith, PROGRAM, startHub, type TestHub } from '../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { listen, publish } from '../support/mosquitto-clients.ts';
import { until } from '../support/until.ts';

const PASSWORD = 'a password that nobody else has';
const HUB = { user: 'hub', password: PASSWORD };
const ALL = { user: 'all', password: 'x' };

interface Doctor {
  readonly checks: readonly {
    readonly name: string;
    readonly state: string;
    readonly says: string;
  }[];
}

describe('a hub that may what its house needs', () => {
  const dataFolder = dataFolderWith(plantWith(RELAY));
  let hub: TestHub;
  let broker: Mosquitto;
  const aris = async (args: readonly string[], input = '') =>
    run(process.execPath, [PROGRAM, ...args], {
      env: { ARIS_DATA: dataFolder, HOME: dataFolder },
      input,
    });
  const doctor = async () => JSON.parse((await aris(['doctor', '--json'])).stdout) as Doctor;
  const says = ({ checks }: Doctor, name: string) => checks.find((check) => check.name === name);

  before(async () => {
    hub = await startHub({ dataFolder });
    const { stdout, code } = await aris(['broker', 'acl', '--username', 'hub']);
    assert.equal(code, 0);
    const folder = lastingFolder();
    writeFileSync(join(folder, 'acl'), `${stdout}user all\ntopic readwrite #\n`);
    const passwd = join(folder, 'passwd');
    execFileSync('mosquitto_passwd', ['-c', '-b', passwd, 'hub', PASSWORD]);
    execFileSync('mosquitto_passwd', ['-b', passwd, 'all', 'x']);
    broker = await startMosquitto({
      config: `allow_anonymous false\npassword_file ${passwd}\nacl_file ${join(folder, 'acl')}`,
    });
  });
  after(async () => {
    await hub.stop();
    await broker.stop();
  });

  it('is let in, hears its devices and tells them', async () => {
    const ear = await listen(broker.port, ['aris/#', 'cmnd/#', 'homeassistant/#'], ALL);
    const set = await aris(['broker', 'set', broker.url, '--username', 'hub'], `${PASSWORD}\n`);
    assert.deepEqual([set.code, set.stdout], [0, `the broker is ${broker.url}\n`], set.stderr);
    await ear.next(({ topic }) => topic === 'aris/zone/hall/state', 'the state of the room');
    await ear.next(
      ({ topic }) => /^homeassistant\/device\/.*\/config$/.test(topic),
      'a description',
    );
    const login = { login: ALL };
    await publish(broker.port, 'aris/sensor/hall_air/telemetry', { tempC: 15 }, login);
    await publish(broker.port, 'stat/RESULT', { POWER: 'OFF' }, login);
    const isOn = ({ topic, payload }: { topic: string; payload: string }) =>
      topic === 'cmnd/POWER' && payload === 'ON';
    await publish(broker.port, 'aris/zone/hall/mode/set', 'heat', login);
    await ear.next(isOn, 'the relay to be told');
    await ear.stop();
  });

  it('reads nothing else, and writes nothing else', async () => {
    const [own, all] = await Promise.all([
      listen(broker.port, ['#', 'secret/#'], HUB),
      listen(broker.port, ['secret/#'], ALL),
    ]);
    own.clear();
    for (const topic of ['secret/door', 'aris/other', 'zigbee2mqtt/Hall', 'stat/RESULT'])
      await publish(broker.port, topic, 'x', { login: ALL });
    // The broker takes it, and passes it on to nobody.
    await publish(broker.port, 'secret/forged', 'x', { login: HUB }).catch(() => undefined);
    await publish(broker.port, 'secret/last', 'x', { login: ALL });
    await all.next(({ topic }) => topic === 'secret/last', 'the last message');
    await own.next(({ topic }) => topic === 'stat/RESULT', 'what the hub may read');
    const strange = own.heard.filter(
      ({ topic }) => !/^(?:aris\/|stat\/RESULT|homeassistant\/status)/.test(topic),
    );
    assert.deepEqual(strange, []);
    assert.ok(!own.heard.some(({ topic }) => topic === 'aris/other'));
    assert.ok(!all.heard.some(({ topic }) => topic === 'secret/forged'));
    await Promise.all([own.stop(), all.stop()]);
  });

  it('is found in order by aris doctor, which shows no password, and by aris status', async () => {
    const found = await doctor();
    assert.equal(says(found, 'broker')?.state, 'ok', says(found, 'broker')?.says);
    for (const name of ['port', 'writes', 'rights', 'keys', 'time zone'])
      assert.equal(says(found, name)?.state, 'ok', name);
    assert.ok(!JSON.stringify(found).includes(PASSWORD));
    const { code, stdout } = await aris(['status', '--json']);
    const status = JSON.parse(stdout) as HubStatus;
    assert.equal(code, status.faults.some(({ severity }) => severity !== 'info') ? 1 : 0);
    assert.equal(status.broker.url, broker.url);
    assert.ok(status.usage.processId > 0 && !stdout.includes(PASSWORD));
  });

  it('is found not to be heard where it may not, and without a hub as well', async () => {
    await hub.stop();
    assert.equal((await aris(['status'])).code, 3);
    assert.equal(says(await doctor(), 'broker')?.state, 'ok');
    await broker.stop();
    const found = await doctor();
    assert.equal(says(found, 'broker')?.state, 'wrong');
    assert.equal(says(found, 'service')?.state, 'wrong');
    hub = await startHub({ dataFolder });
    await until(async () => (await aris(['status'])).code === 1, 'the status to be degraded');
  });
});

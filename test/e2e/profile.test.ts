/** Profiles from the command line, and in the house of a hub that runs. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { end, lastingFolder, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { aris, dataFolderWith, PROGRAM, startHub } from '../support/hub.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { plantWith } from '../support/bound-house.ts';
import { until } from '../support/until.ts';

const SHIPPED = join(dirname(PROGRAM), 'profiles');
const heishamon = readFileSync(join(SHIPPED, 'heishamon.json'), 'utf8');
const USE = { kind: 'hcu', id: 'hcu_main', use: 'heishamon', level: 'steer' };
const houseText = (...bindings: readonly object[]) =>
  JSON.stringify(plantWith(...(bindings as [])));

describe('aris profile list', () => {
  it('shows what ships, and how far each can be taken', async () => {
    const { code, stdout } = await aris(['profile', 'list'], lastingFolder());
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^heishamon +HeishaMon \(Panasonic Aquarea\) +hcu \(steer\), heatpump \(watch\), dhw \(nudge\), tes \(watch\)$/m,
    );
  });

  it('shows of one what it takes, and the binding to write', async () => {
    const { code, stdout } = await aris(['profile', 'list', 'otgw-firmware'], lastingFolder());
    assert.equal(code, 0);
    assert.match(stdout, /^Without the hub: The gateway forgets/m);
    assert.match(stdout, /^ {2}node +required +The unique id/m);
    assert.match(
      stdout,
      /^In house\.json: \{"kind":"hcu","id":"…","use":"otgw-firmware","node":"…"\}$/m,
    );
  });

  it("has the house's own, which go before", async () => {
    const folder = lastingFolder();
    mkdirSync(join(folder, 'profiles'));
    const own = heishamon.replace('HeishaMon (Panasonic Aquarea)', 'Our own HeishaMon');
    writeFileSync(join(folder, 'profiles', 'heishamon.json'), own);
    const { stdout } = await aris(['profile', 'list'], folder);
    assert.match(stdout, /^heishamon +Our own HeishaMon /m);
    assert.doesNotMatch(stdout, /Panasonic Aquarea/);
  });

  it('says that there is none of a name', async () => {
    const { code, stderr } = await aris(['profile', 'list', 'heisha'], lastingFolder());
    assert.deepEqual(
      [code, stderr],
      [2, 'aris: there is no profile "heisha"; aris profile list shows those there are\n'],
    );
  });
});

describe('aris profile check', () => {
  it('names every fault by its place in the file', async () => {
    const folder = lastingFolder();
    const path = join(folder, 'mine.json');
    writeFileSync(path, heishamon);
    const fine = await aris(['profile', 'check', path], folder);
    assert.deepEqual([fine.code, fine.stderr], [0, '']);
    assert.match(fine.stdout, /mine\.json: fine, HeishaMon/);
    writeFileSync(path, heishamon.replace('"min": 25', '"min": 15').replace('"tempTopC"', '"top"'));
    const { code, stdout, stderr } = await aris(['profile', 'check', path], folder);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^aris: \S+: devices\.hcu\.orders\.supplyTempC\.number\.min: must be/m);
    assert.match(stderr, /^aris: \S+: devices\.dhw\.readings\[0\]\.field: must be one of/m);
  });
});

describe('aris profile try', () => {
  let broker: Mosquitto;
  before(async () => {
    broker = await startMosquitto();
  });
  after(async () => broker.stop());

  it('shows live what it reads, and at the end what it never heard', async () => {
    const args = ['profile', 'try', 'heishamon', '--set', 'base=pump', '--kind', 'dhw'];
    const child = start(process.execPath, [PROGRAM, ...args, '--mqtt-url', broker.url], {
      HOME: lastingFolder(),
    });
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
    await until(() => /^listening to \d+ topics/m.test(out) || undefined, 'it to listen');
    await publish(broker.port, 'pump/main/DHW_Temp', '46');
    await publish(broker.port, 'pump/main/Sterilization_State', 'often');
    await until(() => out.includes('dhw.tempTopC = 46 °C\n') || undefined, 'the temperature');
    await until(() => out.includes('refused: "often"') || undefined, 'the refusal');
    await end(child, 'SIGINT');
    assert.equal(child.exitCode, 0);
    assert.match(out, /^dhw\.tempTopC +46 °C +\d+ s +pump\/main\/DHW_Temp$/m);
    const [, silent = ''] = out.split('Without a value:\n');
    assert.match(silent, /^dhw\.places\.dhwTarget +pump\/main\/DHW_Target_Temp$/m);
    assert.doesNotMatch(silent, /tempTopC/);
  });

  for (const [what, args, message] of [
    ['no parameter', ['otgw-firmware'], /^aris: --set node: is required by profile otgw-firmware/],
    ['a wildcard', ['heishamon', '--set', 'base=+'], /^aris: --set base: must not have the wild/],
    ['no value', ['heishamon', '--set', 'base'], /^aris: --set wants PARAMETER=VALUE/],
    ['a kind it lacks', ['heishamon', '--kind', 'meter'], /^aris: --kind must be one of hcu/],
    ['no time', ['heishamon', '--seconds', '0'], /^aris: --seconds must be a whole number/],
  ] as const)
    it(`refuses ${what} in a line`, async () => {
      const all = ['profile', 'try', ...args, '--mqtt-url', broker.url];
      const { code, stderr } = await aris(all, lastingFolder());
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
});

describe('a house whose file names profiles', () => {
  let broker: Mosquitto;
  before(async () => {
    broker = await startMosquitto();
  });
  after(async () => broker.stop());

  it('is heard by them, also where a profile is its own, and checked with them', async () => {
    const dataFolder = dataFolderWith(houseText({ ...USE, use: 'mine', base: 'pump' }));
    const missing = await aris(['house', 'check'], dataFolder);
    assert.equal(missing.code, 2);
    assert.match(
      missing.stderr,
      /bindings\[0\]\.use: there is no profile "mine", only boiler-relay-/,
    );
    mkdirSync(join(dataFolder, 'profiles'));
    const own = heishamon.replace('"name": "heishamon"', '"name": "mine"');
    writeFileSync(join(dataFolder, 'profiles', 'mine.json'), own);
    const fine = await aris(['house', 'check'], dataFolder);
    assert.deepEqual([fine.code, fine.stderr], [0, '']);

    const hub = await startHub({ args: ['--mqtt-url', broker.url], dataFolder });
    const token = await hub.token();
    const supplyTempC = async () => {
      await publish(broker.port, 'pump/main/Main_Outlet_Temp', '34.50');
      const answer = await curl(`${hub.url}/api/hcu`, { token });
      return (answer.json() as { supplyTempC?: number }).supplyTempC;
    };
    await until(async () => (await supplyTempC()) === 34.5, 'the water that the machine makes');

    // At the hub's own broker; it ends by itself, and says by its exit code that nothing was heard.
    const tried = await hub.cli('profile', 'try', 'mine', '--set', 'base=none', '--seconds', '1');
    assert.equal(tried.code, 1);
    assert.match(tried.stdout, /^listening to \d+ topics[^]*^Without a value:$/m);

    // A profile that is gone costs the file, and not the house that runs.
    writeFileSync(join(dataFolder, 'house.json'), houseText({ ...USE, use: 'gone' }));
    const reload = await hub.cli('house', 'reload');
    assert.equal(reload.code, 2);
    assert.match(reload.stderr, /there is no profile "gone"/);
    assert.equal(await supplyTempC(), 34.5);
    assert.equal(await hub.stop(), 0);
    const verify = await hub.cli('verify');
    assert.equal(verify.code, 1);
    assert.match(verify.stdout, /there is no profile "gone"/);
  });
});

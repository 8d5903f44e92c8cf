/** evcc steers the surplus level, over a real broker and over HTTP, with the configurations of systemd/EVCC.md as they stand. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import type { SystemView } from '../../src/app/views/system-view.ts';
import { createEvcc, type Evcc, type EvccCharger } from '../support/evcc.ts';
import type { TestHub } from '../support/hub.ts';
import { until } from '../support/until.ts';
import { openBrokerRig, reportAll, type BrokerRig } from './broker-rig.ts';

const DOCUMENT = join(import.meta.dirname, '..', '..', 'systemd', 'EVCC.md');
const SET = 'aris/system/surplus/set';
const STATE = 'aris/system/state';
const REPORTS = {
  'sensor/s1': { tempC: 18 },
  'hcu/hcu_main': {
    state: 'running',
    outdoorTempC: 0,
    electricalPowerKw: 1.3,
    lifetimeElecKwh: 5060.1,
  },
  'dhw/dhw_main': { tempTopC: 48.5 },
};

/** The chargers of the document, in its order, with the hub's address and a token in place of those that it names. */
const chargers = (hub: TestHub, token: string) =>
  [...readFileSync(DOCUMENT, 'utf8').matchAll(/```yaml\n(.*?)```/gs)].flatMap(([, text = '']) => {
    const own = text.replaceAll('http://aris.local', hub.url).replaceAll('TOKEN', token);
    return (parse(own) as { chargers: EvccCharger[] }).chargers;
  });

describe('evcc', () => {
  let rig: BrokerRig;
  let overMqtt: Evcc;
  let overHttp: Evcc;
  let overMap: Evcc;

  before(async () => {
    rig = await openBrokerRig();
    const hub = await rig.startHeard();
    const token = await hub.token('system:full', 'equipment:read');
    const all = chargers(hub, token);
    assert.equal(all.length, 3);
    const [first, second, third] = all.map((one) => createEvcc(one, rig.broker.port, rig.ear));
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    [overMqtt, overHttp, overMap] = [first, second, third];
    await reportAll(rig.broker.port, REPORTS);
  });
  after(async () => {
    await rig.clear();
    await rig.close();
  });

  const stateOf = () =>
    rig.ear.heard.findLast(({ topic, payload }) => topic === STATE && payload !== '')?.payload;

  /** What the hub makes of a word of evcc: what is asked, and what is in force. @returns why */
  async function holds(asked: number, effective: number): Promise<string | undefined> {
    const { reason } = await until(() => {
      const { surplus } = JSON.parse(stateOf() ?? '{"surplus":{}}') as SystemView;
      return surplus.asked === asked && surplus.effective === effective ? surplus : undefined;
    }, `level ${asked}, ${effective} in force`);
    return reason?.code;
  }
  const lastWord = () => rig.ear.heard.findLast(({ topic }) => topic === SET);
  const told = async (targetTempC: number) =>
    rig.ear.next(
      ({ topic, payload }) =>
        topic === 'aris/dhw/dhw_main/command' && payload.includes(`"targetTempC":${targetTempC},`),
      `the tank at ${targetTempC} °C`,
    );

  it('reads what the machine draws and how warm its tank is', async () => {
    await told(50);
    await until(async () => (await overMqtt.reads('power')) === 1300, 'the power');
    assert.equal(await overMqtt.reads('energy'), 5060.1);
    assert.equal(await overMqtt.reads('temp'), 48.5);
    assert.equal(await overMqtt.reads('limittemp'), 50);
    assert.equal(await overMqtt.mode(), 'normal');
  });

  it('boosts over MQTT: the tank is heated further', async () => {
    await overMqtt.set('boost');
    assert.equal(await holds(3, 3), 'as_asked');
    await told(55);
    assert.equal(await overMqtt.mode(), 'boost');
    const word = lastWord();
    assert.deepEqual([word?.payload, word?.qos, word?.retained], ['3', 1, false]);
  });

  it('ends it: the level is held for its shortest time, and evcc sees that it ended', async () => {
    await overMqtt.set('normal');
    assert.equal(await holds(2, 3), 'surplus_hold');
    assert.equal(await overMqtt.mode(), 'normal');
  });

  it('dims over HTTP at once: rooms are told why they wait', async () => {
    await overHttp.set('dim');
    assert.equal(await holds(1, 1), 'as_asked');
    await rig.zoneState(({ reason }) => reason?.code === 'utility_block');
    assert.equal(await overHttp.mode(), 'dim');
    assert.equal(await overMqtt.mode(), 'dim', 'who asks over MQTT sees what was set over HTTP');
  });

  it('ends it over HTTP', async () => {
    await overHttp.set('normal');
    assert.equal(await holds(2, 1), 'block_hold');
    assert.equal(await overHttp.mode(), 'normal');
  });

  it('boosts as level 4 where its configuration says so', async () => {
    await overMap.set('boost');
    await holds(4, 1);
    assert.equal(lastWord()?.payload, '4');
    assert.equal(await overMap.mode(), 'boost');
    await overMap.set('normal');
    await holds(2, 1);
    assert.equal(await overMap.mode(), 'normal');
  });
});

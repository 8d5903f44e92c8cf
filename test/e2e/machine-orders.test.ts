/** Machines of other makes, on a real broker: a hub that goes leaves them as it found them, however it goes. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import type { BoundOrders } from '../../src/domain/binding/order.ts';
import { plantWith, THERMOMETER } from '../support/bound-house.ts';
import { curl } from '../support/curl.ts';
import { dataFolderWith, type TestHub } from '../support/hub.ts';
import { forget, publish } from '../support/mosquitto-clients.ts';
import { openBrokerRig, type BrokerRig } from './broker-rig.ts';

const WAIT_MS = 30_000;
const RETAINED = ['gw/lwt', 'gw/target', 'gw/shift', 'z/Hall/availability'];

const machine = (orders: BoundOrders, level: DeviceBinding['level']): DeviceBinding => ({
  kind: 'hcu',
  id: 'hcu_main',
  places: { target: { topic: 'gw/target' }, shift: { topic: 'gw/shift' } },
  readings: [{ field: 'supplyTempC', topic: 'gw/supply' }],
  availability: [{ topic: 'gw/lwt' }],
  level,
  orders,
});

/** The target of the water is kept for ever; the relay that turns the machine off falls back after a while. */
const STEERED = machine(
  {
    supplyTempC: {
      level: 'steer',
      number: { topic: 'gw/set/target', min: 25, max: 55, step: 1 },
      echo: { place: 'target' },
    },
    mode: {
      level: 'steer',
      values: {
        heat: [{ topic: 'gw/set/power', message: { on: true, toggle_after: 60 } }],
        idle: [{ topic: 'gw/set/power', message: { on: false, toggle_after: 60 } }],
      },
      repeatSeconds: 2,
    },
  },
  'steer',
);
const SHIFTED = machine(
  {
    curveShiftK: {
      level: 'nudge',
      number: { topic: 'gw/set/shift', min: -5, max: 5, step: 1 },
      echo: { place: 'shift' },
    },
    surplusLevel: {
      level: 'nudge',
      values: {
        '1': [
          { topic: 'sg/2', message: 'off', pauseMs: 300 },
          { topic: 'sg/1', message: 'on' },
        ],
        '2': [
          { topic: 'sg/1', message: 'off', pauseMs: 300 },
          { topic: 'sg/2', message: 'off' },
        ],
        '3': [
          { topic: 'sg/1', message: 'off', pauseMs: 300 },
          { topic: 'sg/2', message: 'on' },
        ],
        '4': [
          { topic: 'sg/2', message: 'on', pauseMs: 300 },
          { topic: 'sg/1', message: 'on' },
        ],
      },
      repeatSeconds: 300,
      giveBack: [
        { topic: 'sg/1', message: 'off', pauseMs: 300 },
        { topic: 'sg/2', message: 'off' },
      ],
    },
  },
  'nudge',
);

describe('a machine of another make', () => {
  let rig: BrokerRig;
  let playing: NodeJS.Timeout | undefined;
  before(async () => {
    rig = await openBrokerRig();
  });
  after(async () => rig.close());
  afterEach(async () => {
    clearInterval(playing);
    await rig.clear();
    for (const topic of RETAINED) await forget(rig.broker.port, topic);
  });

  const say = async (topic: string, payload: string | object, retain = false) =>
    publish(rig.broker.port, topic, payload, { retain });
  const told = (topic: string) =>
    rig.ear.heard.flatMap((one) => (one.topic === topic ? [one.payload] : []));
  const next = async (topic: string, payload: string) =>
    rig.ear.next(
      (one) => one.topic === topic && one.payload === payload,
      `${topic} ${payload}`,
      WAIT_MS,
    );

  /** The gateway shows each setting that it is told, as a real one does. */
  function play(): void {
    let seen = 0;
    playing = setInterval(() => {
      for (; seen < rig.ear.heard.length; seen++) {
        const { topic, payload } = rig.ear.heard[seen] ?? {};
        const [gw, set, name] = topic?.split('/') ?? [];
        if (gw === 'gw' && set === 'set' && name !== 'power' && payload !== undefined)
          void say(`gw/${name ?? ''}`, payload, true);
      }
      seen = Math.min(seen, rig.ear.heard.length);
    }, 50);
  }

  async function begin(tempC: number): Promise<void> {
    await say('gw/lwt', 'online', true);
    await say('gw/target', '31', true);
    await say('gw/shift', '0', true);
    await say('gw/target', '31');
    await say('gw/shift', '0');
    await report(tempC);
  }

  /** All are heard: control need not wait for them. */
  async function report(tempC: number): Promise<void> {
    await say('gw/supply', '30');
    await say('z/Hall/availability', { state: 'online' }, true);
    await say('z/Hall', { temperature: tempC });
    await say('aris/fcu/hall_valve/telemetry', { mode: 'idle' });
    await say('aris/heatpump/hp_1/telemetry', { compressorSpeedPercent: 0 });
  }

  const house = (binding: DeviceBinding) => plantWith(THERMOMETER, binding);

  /** A hub that has told the machine other water, or a shift. */
  async function startTold(binding: DeviceBinding, tempC: number, topic: string) {
    const house_ = { ...house(binding), meters: [] };
    const hub = await rig.startHeard({ dataFolder: dataFolderWith(house_) });
    play();
    await begin(tempC);
    const { payload } = await rig.ear.next((one) => one.topic === topic, topic, WAIT_MS);
    await rig.ear.next(
      (one) => one.topic === topic.replace('/set/', '/') && one.payload === payload,
      'its echo',
      WAIT_MS,
    );
    return { hub, payload };
  }

  it('that is steered has its own water again after SIGTERM', async () => {
    const { hub, payload } = await startTold(STEERED, 17, 'gw/set/target');
    assert.notEqual(payload, '31');
    await next('gw/set/power', '{"on":true,"toggle_after":60}');
    assert.equal(await hub.stop(), 0);
    await next('gw/set/target', '31');
    await next('gw/target', '31');
    assert.equal(told('gw/set/target').at(-1), '31');
    assert.equal(
      hub.log.some(({ level }) => level === 'error'),
      false,
    );
  });

  it('has it again after kill -9, by the hub that starts then, and by the command line alone', async () => {
    const { hub, payload } = await startTold(STEERED, 17, 'gw/set/target');
    await hub.kill9();
    await rig.silence();
    const { dataFolder } = hub;
    const again = await rig.startHeard({ dataFolder });
    const released = await again.cli('house', 'release', 'hcu/hcu_main');
    assert.equal(released.code, 0, released.stderr);
    await next('gw/set/target', '31');
    assert.equal(told('gw/set/target').length, 1);

    // It is watched until it is taken again.
    await report(17);
    assert.equal((await again.cli('house', 'release', 'hcu/other')).code, 2);
    assert.equal(told('gw/set/target').length, 1);
    assert.equal((await again.cli('house', 'take', 'hcu/hcu_main')).code, 0);
    await next('gw/set/target', payload);
    await next('gw/target', payload);
    await again.kill9();
    await rig.silence();
    const alone = await again.cli('house', 'release', '--mqtt-url', rig.broker.url);
    assert.equal(alone.code, 0, alone.stderr);
    assert.match(alone.stderr, /no hub runs/);
    await next('gw/set/target', '31');
    assert.deepEqual(told('gw/set/target'), ['31']);
  });

  it('that is told off turns on by itself when the hub is gone: it is told no more', async () => {
    const dataFolder = dataFolderWith({ ...house(STEERED), meters: [] });
    const hub = await rig.startHeard({ dataFolder });
    await begin(26);
    await next('gw/set/power', '{"on":false,"toggle_after":60}');
    rig.ear.clear();
    await next('gw/set/power', '{"on":false,"toggle_after":60}');
    await hub.kill9();
    await rig.silence();
    // Twice the time after which a hub that lives tells it again.
    await rig.ear.next(() => false, 'nothing', 4_000).catch(() => undefined);
    assert.deepEqual(told('gw/set/power'), []);
  });

  it('that is shifted and blocked is neither any more after SIGTERM, or once the house has it not', async () => {
    const dataFolder = dataFolderWith({ ...house(SHIFTED), meters: [] });
    const hub: TestHub = await rig.startHeard({ dataFolder });
    play();
    await begin(15);
    const token = await hub.token();
    const asked = await curl(`${hub.url}/api/system/command`, {
      token,
      body: { surplusLevel: 1 },
    });
    assert.equal(asked.status, 200, asked.body);
    await next('sg/1', 'on');
    assert.equal(await hub.stop(), 0);
    await next('sg/1', 'off');
    assert.deepEqual([told('sg/1').at(-1), told('sg/2').at(-1)], ['off', 'off']);
    assert.equal(told('gw/set/shift').at(-1) ?? '0', '0');

    await rig.silence();
    const again = await rig.startHeard({ dataFolder });
    await report(15);
    await next('sg/1', 'on');
    writeFileSync(
      join(dataFolder, 'house.json'),
      JSON.stringify({ ...plantWith(THERMOMETER), meters: [] }),
    );
    assert.equal((await again.cli('house', 'reload')).code, 0);
    await next('sg/1', 'off');
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceCommand } from '../../../src/app/messages/command.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { deviceFindings } from '../../../src/app/control/device-findings.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, RELAY, VALVE } from '../../support/bound-house.ts';
import { settled } from '../../support/settled.ts';

const CALL: DeviceCommand = { mode: 'heat', fanPercent: 40, tempHeatSetC: 21.3, tempCoolSetC: 26 };
const REST: DeviceCommand = { ...CALL, fanPercent: 0 };
const COOL: DeviceCommand = { ...CALL, mode: 'cool' };
const OFF: DeviceCommand = { mode: 'off', fanPercent: 0 };

describe('orders to a bound terminal', () => {
  let app: TestApp;
  let sent: string[];

  async function use(binding: DeviceBinding) {
    app = createTestApp({ house: hallWith(binding) });
    sent = [];
    app.broker.connect().start({
      filters: ['#'],
      onMessage: ({ topic, payload, retained }) => {
        if (topic.startsWith('aris/')) return;
        assert.equal(retained, false);
        sent.push(`${topic} ${Buffer.from(payload).toString()}`);
      },
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    await settled();
  }
  async function order(asked: DeviceCommand) {
    const device = app.devices.get('fcu', 'hall_valve');
    assert.ok(device);
    app.deviceCommands.set(device, asked);
    await settled();
  }
  async function say(topic: string, payload: object, retained = false) {
    app.messageRouter.accept({ topic, payload: Buffer.from(JSON.stringify(payload)), retained });
    await settled();
  }
  async function pass(ms: number) {
    app.clock.advance(ms);
    await settled();
  }
  const unconfirmed = async () =>
    (await app.journal.query({ audit: 'hidden', type: 'command_unconfirmed' })).events.length;

  describe('that is a relay', () => {
    beforeEach(async () => use(RELAY));

    it('are on and off, and say nothing of levels that it does not know', async () => {
      await order(CALL);
      await order({ ...CALL, fanPercent: 80, tempHeatSetC: 22 });
      await order(REST);
      await order(OFF);
      assert.deepEqual(sent, ['cmnd/POWER ON', 'cmnd/POWER OFF']);
    });

    it('never open it to cold water, unless it is made for that', async () => {
      await order(COOL);
      assert.deepEqual(sent, ['cmnd/POWER OFF']);
      await use({
        ...RELAY,
        switch: { topic: 'cmnd/POWER', on: 'ON', off: 'OFF', modes: ['cool'] },
      });
      await order(COOL);
      await order(CALL);
      assert.deepEqual(sent, ['cmnd/POWER ON', 'cmnd/POWER OFF']);
      await say('stat/RESULT', { POWER: 'ON' });
      assert.equal(app.equipment.get('fcu', 'hall_valve')['mode'], 'cool');
    });

    it('may be objects', async () => {
      const call = (on: boolean) => ({ id: 1, method: 'Switch.Set', params: { id: 0, on } });
      await use({ ...RELAY, switch: { topic: 'shelly/rpc', on: call(true), off: call(false) } });
      await order(CALL);
      assert.deepEqual(sent, [
        'shelly/rpc {"id":1,"method":"Switch.Set","params":{"id":0,"on":true}}',
      ]);
    });

    it('are confirmed by its state, and by no other', async () => {
      await order(CALL);
      await say('stat/RESULT', { POWER: 'OFF' });
      await say('stat/RESULT', { Uptime: 1 });
      assert.equal(app.deviceCommands.pendingCount(), 1);
      await say('stat/RESULT', { POWER: 'ON' });
      assert.equal(app.deviceCommands.pendingCount(), 0);
    });

    it('are told again and reported where it does not comply', async () => {
      await order(CALL);
      await pass(LIMITS.commandConfirmMs);
      assert.equal(await unconfirmed(), 1);
      await pass(LIMITS.commandRepeatMs);
      assert.deepEqual(sent, ['cmnd/POWER ON', 'cmnd/POWER ON']);
    });

    it('stand: switched by hand it is switched back, after a while', async () => {
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await say('stat/RESULT', { POWER: 'OFF' });
      await say('stat/RESULT', { POWER: 'OFF' });
      assert.equal(sent.length, 1);
      await pass(LIMITS.commandConfirmMs);
      assert.deepEqual(sent, ['cmnd/POWER ON', 'cmnd/POWER ON']);
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(LIMITS.commandConfirmMs + LIMITS.commandRepeatMs);
      assert.equal(sent.length, 2);
      assert.equal(await unconfirmed(), 0);
    });

    it('are not told again for a state that was on its way', async () => {
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await say('stat/RESULT', { POWER: 'OFF' });
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(LIMITS.commandConfirmMs + LIMITS.commandRepeatMs);
      assert.equal(sent.length, 1);
    });

    const online = async (word = 'online', retained = false) => {
      app.messageRouter.accept({ topic: 'lwt', payload: Buffer.from(word), retained });
      await settled();
    };

    it('are told again when it is back, as often as it says so', async () => {
      await use({ ...RELAY, availability: [{ topic: 'lwt' }] });
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(MINUTE_MS);
      await online('online');
      assert.equal(sent.length, 2);
      await pass(MINUTE_MS);
      await online('offline');
      assert.equal(sent.length, 2);
      await online('online');
      assert.equal(sent.length, 3);
      await pass(MINUTE_MS);
      await online('online');
      assert.equal(sent.length, 4, 'nobody heard its farewell');
    });

    it('are not told again for what the broker has kept of its being there', async () => {
      await use({ ...RELAY, availability: [{ topic: 'lwt' }] });
      await online('online', true);
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(MINUTE_MS);
      await online('online', true);
      await pass(MINUTE_MS);
      assert.equal(sent.length, 1);
    });

    it('are told again within 30 s to one that came back switched off from a broker without a memory', async () => {
      await use({ ...RELAY, availability: [{ topic: 'lwt' }] });
      await online();
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(HOUR_MS);
      app.broker.breakConnections();
      await settled();
      app.broker.restore();
      await settled();
      // What the hub says on its return nobody hears yet.
      app.deviceCommands.resendAll();
      await settled();
      sent = [];
      await pass(5 * SECOND_MS);
      await online();
      await say('stat/RESULT', { POWER: 'OFF' });
      await pass(30 * SECOND_MS);
      assert.deepEqual(sent, ['cmnd/POWER ON']);
      await say('stat/RESULT', { POWER: 'ON' });
      assert.equal(app.deviceCommands.pendingCount(), 0);
      await pass(HOUR_MS);
      assert.equal(sent.length, 1);
    });

    it('are disputed by one that stays otherwise: a fault says so until it agrees', async () => {
      const faults = () => app.faults.list().map(({ objectId, code }) => `${objectId} ${code}`);
      const told = async () =>
        (await app.journal.query({ audit: 'hidden' })).events
          .filter(({ data }) => data?.['code'] === 'device_disagrees')
          .map(({ type, message }) => `${type} ${message}`)
          .reverse();
      const look = () =>
        app.faults.find(deviceFindings(app.devices, app.deviceCommands, app.doubts));
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      for (let second = 0; second < 15 * 60; second += 10) {
        await say('stat/RESULT', { POWER: 'OFF' });
        await pass(10 * SECOND_MS);
        look();
        const isDisputed = faults().includes('hall_valve device_disagrees');
        assert.equal(isDisputed, second >= 110, `after ${second} s`);
      }
      assert.equal(sent.length, 1 + 3 + 2, 'at 25, 55, 85, 385 and 685 s');
      assert.ok(!faults().includes('hall_valve command_unconfirmed'), 'one of the two is enough');
      const message =
        'fcu hall_valve: it says again and again that it is otherwise than it was told';
      assert.deepEqual(await told(), [`fault_raised ${message}`]);
      await say('stat/RESULT', { POWER: 'ON' });
      look();
      assert.ok(!faults().includes('hall_valve device_disagrees'));
      await pass(MINUTE_MS);
      assert.deepEqual((await told()).at(-1), `fault_cleared ${message} (cleared)`);
    });

    it('are not confirmed by what it says of something else after it has forgotten', async () => {
      const temp = { field: 'roomTempC', topic: 'stat/RESULT', pointer: '/t' };
      await use({
        ...RELAY,
        readings: [...RELAY.readings, temp],
        availability: [{ topic: 'lwt' }],
      });
      await order(CALL);
      await say('stat/RESULT', { POWER: 'ON' });
      await pass(10 * SECOND_MS);
      await online();
      await say('stat/RESULT', { t: 20 });
      await say('stat/RESULT', { t: 20, POWER: 'BLINK' });
      await pass(30 * SECOND_MS);
      assert.equal(sent.length, 2);
    });

    it('are not waited for where its state is not bound', async () => {
      await use({ ...RELAY, readings: [{ field: 'roomTempC', topic: 'z/temp' }] });
      await order(CALL);
      assert.equal(app.deviceCommands.pendingCount(), 0);
      await pass(LIMITS.commandConfirmMs + LIMITS.commandRepeatMs);
      assert.deepEqual([sent.length, await unconfirmed()], [1, 0]);
    });
  });

  describe('that is a valve', () => {
    beforeEach(async () => use(VALVE));
    const told = (setC: number) => `z/Valve/set {"occupied_heating_setpoint":${setC}}`;

    it('are the setpoint in its steps while the circuit heats, and what closes it else', async () => {
      for (const asked of [CALL, REST, { ...CALL, tempHeatSetC: 21.2 }, COOL, OFF])
        await order(asked);
      assert.deepEqual(sent, [21.5, 21, 5].map(told));
    });

    it('are put where the message has their place', async () => {
      const message = { id: 1, method: 'TRV.SetTarget', params: { id: 0 } };
      await use({
        ...VALVE,
        setpoint: { topic: 'rpc', message, pointer: '/params/target_C', offC: 8 },
      });
      await order(CALL);
      await order(OFF);
      const text = (setC: number) =>
        `rpc {"id":1,"method":"TRV.SetTarget","params":{"id":0,"target_C":${setC}}}`;
      assert.deepEqual(sent, [text(21.3), text(8)]);
      await use({ ...VALVE, setpoint: { topic: 'bare' } });
      await order(CALL);
      assert.deepEqual(sent, ['bare 21.3'], 'a bare number where there is no pointer');
    });

    it('are in °F where the valve is', async () => {
      const stepC = 5 / 9;
      const fahrenheit = { topic: 'z/Valve', pointer: '/set_f', scale: 5 / 9, offset: -160 / 9 };
      await use({
        ...VALVE,
        readings: [{ field: 'tempHeatSetC', ...fahrenheit }],
        setpoint: { topic: 'f', pointer: '/set_f', scale: 1.8, offset: 32, stepC },
      });
      await order(CALL);
      await say('z/Valve', { set_f: 66 });
      assert.equal(app.deviceCommands.pendingCount(), 1);
      await say('z/Valve', { set_f: 70 });
      assert.equal(app.deviceCommands.pendingCount(), 0);
      await order(OFF);
      assert.deepEqual(sent, ['f {"set_f":70}', 'f {"set_f":41}'], '21.3 °C, and 5 °C');
    });

    it('are confirmed by the setpoint that it says, as far as its steps are', async () => {
      await order(CALL);
      await say('z/Valve', { local_temperature: 20, occupied_heating_setpoint: 19 });
      assert.equal(app.deviceCommands.pendingCount(), 1);
      await say('z/Valve', { local_temperature: 20, occupied_heating_setpoint: 21.5 });
      assert.equal(app.deviceCommands.pendingCount(), 0);
    });
  });
});

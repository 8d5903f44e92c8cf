/** What is heard of devices, and what they are told, as the hub joins it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { hallWith, METER, plantWith, RELAY, THERMOMETER } from '../support/bound-house.ts';
import { HEISHAMON_HCU, machinesWith } from '../support/bound-machines.ts';
import { doer } from '../support/doers.ts';
import { settled } from '../support/settled.ts';

const WATCHED: DeviceBinding = {
  ...RELAY,
  switch: { topic: 'cmnd/POWER', on: 'ON', off: 'OFF', modes: ['heat', 'cool'] },
  availability: [{ topic: 'relay/LWT', values: { on: 'online', off: 'offline' } }],
};

async function say(app: TestApp, topic: string, payload: unknown, retained = false) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  app.messageRouter.accept({ topic, payload: Buffer.from(text), retained });
  await settled();
}

/** A hall whose relay has been told to be off. */
async function begin() {
  const app = createTestApp({ house: hallWith(WATCHED) });
  const told: string[] = [];
  app.broker.connect().start({
    filters: ['cmnd/POWER'],
    onMessage: ({ payload }) => void told.push(payload.toString()),
    onConnection: () => undefined,
  });
  app.mqttSession.start();
  await say(app, 'relay/LWT', 'on');
  await app.zoneCommands.command('hall', { mode: 'off' }, doer('usr_1'));
  await app.controlLoop.cycle();
  await settled();
  const device = app.devices.get('fcu', 'hall_valve');
  assert.ok(device !== undefined);
  assert.deepEqual(told, ['OFF']);
  return { app, told, device };
}

describe('devices, joined', () => {
  it('are told again what stands once they are back', async () => {
    const { app, told } = await begin();
    await say(app, 'relay/LWT', 'off');
    await say(app, 'relay/LWT', 'on');
    app.clock.advance(LIMITS.commandAgainMs);
    await settled();
    assert.deepEqual(told, ['OFF', 'OFF']);
  });

  it('confirm by what they report that they have heard', async () => {
    const { app, device } = await begin();
    assert.equal(app.deviceCommands.isHeard(device), undefined);
    await say(app, 'stat/RESULT', { POWER: 'OFF' });
    assert.equal(app.deviceCommands.isHeard(device), true);
  });

  it('are in the mode that they were asked last, where they say only that they are on', async () => {
    const { app, device } = await begin();
    const mode = () => (device.readings as { mode?: string } | undefined)?.mode;
    await say(app, 'stat/RESULT', { POWER: 'ON' });
    assert.equal(mode(), 'heat');
    app.deviceCommands.set(device, { mode: 'cool', fanPercent: 50 });
    await say(app, 'stat/RESULT', { POWER: 'ON' });
    assert.equal(mode(), 'cool');
  });

  it('tell an order that they show what it was told', async () => {
    const app = createTestApp({ house: machinesWith(HEISHAMON_HCU) });
    app.mqttSession.start();
    await settled();
    const main = (name: string) => `panasonic_heat_pump/main/${name}`;
    await say(app, main('Heating_Mode'), '1');
    await say(app, main('Z1_Heat_Request_Temp'), '30');
    const device = app.devices.get('hcu', 'hcu_main');
    assert.ok(device !== undefined);
    app.machineOrders.set(device, { supplyTempC: 40 });
    await settled();
    assert.equal(app.machineOrders.isHeard(device), undefined);
    app.clock.advance(1_000);
    await say(app, main('Z1_Heat_Request_Temp'), '40');
    assert.equal(app.machineOrders.isHeard(device), true);
  });

  it('count no more once what they said has grown old', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20 });
    const device = app.devices.get('sensor', 's1');
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    assert.equal(device?.isLive, false);
  });

  it('have grown old where they are of another make, too', async () => {
    const app = createTestApp({ house: hallWith({ ...THERMOMETER, availability: undefined }) });
    await say(app, 'z/Hall', { temperature: 20 });
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    assert.equal(app.zones.get('hall').tempC, undefined);
  });

  it('have what they measured and counted, and what is wrong with them, kept by the lazy batch', async () => {
    const app = createTestApp({
      house: plantWith({ ...THERMOMETER, staleAfterMinutes: 120 }, METER),
    });
    await say(app, 'z/Hall', { temperature: 20 });
    await say(app, 'shelly/status/em1data:0', { total_act_energy: 5_000 });
    app.report('hcu', 'hcu_main', { activeFaults: [{ code: 'E1', message: 'Low pressure' }] });
    await app.lazyBatch.flush();
    const tables = new Set([...app.texts.range('')].map(([key]) => key.split('/')[0]));
    for (const table of ['last_readings', 'meter_counts', 'faults'])
      assert.ok(tables.has(table), table);
  });
});

/** Radiator valves that somebody turns, and that are told what their room is measured at. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { doer } from '../../support/doers.ts';
import { settled } from '../../support/settled.ts';

const TO_VALVE = 'z/Valve/set';
let app: TestApp;
let sent: string[];

async function use(...bindings: readonly DeviceBinding[]): Promise<void> {
  app = createTestApp({ house: hallWith(...bindings) });
  sent = [];
  app.broker.connect().start({
    filters: [TO_VALVE],
    onMessage: ({ payload }) => void sent.push(Buffer.from(payload).toString()),
    onConnection: () => undefined,
  });
  app.mqttSession.start();
  await settled();
}
async function say(topic: string, payload: object): Promise<void> {
  app.messageRouter.accept({
    topic,
    payload: Buffer.from(JSON.stringify(payload)),
    retained: false,
  });
  await settled();
}
/** Cycles of control go by, and what a change brings about. */
async function pass(ms: number): Promise<void> {
  app.clock.advance(ms);
  app.roomTemps.tell();
  await settled();
  await app.controlLoop.cycle();
  await settled();
}

describe('a valve whose turns are kept', () => {
  const KEEPING: DeviceBinding = { ...VALVE, keepsTurns: true };
  const heatSet = () => app.zones.get('hall').tempHeatSetC;
  const told = () => sent.map((text) => Number(/[\d.]+/.exec(text)?.[0]));
  const show = async (setC: number) =>
    say('z/Valve', { local_temperature: 19, occupied_heating_setpoint: setC });

  /** The zone is at 21 °C, and so is its valve. */
  async function begin(binding: DeviceBinding): Promise<void> {
    await use(binding);
    await app.zoneCommands.command('hall', { mode: 'heat', tempHeatSetC: 21 }, doer('mqtt'));
    await say('aris/sensor/hall_air/telemetry', { tempC: 19 });
    await show(5);
    await pass(0);
    assert.equal(told().at(-1), 21);
    await show(21);
    sent = [];
  }
  beforeEach(async () => begin(KEEPING));

  it('sets its zone, and is told nothing else', async () => {
    await pass(LIMITS.knobSettleMs);
    await show(23);
    await pass(SECOND_MS);
    assert.equal(heatSet(), 23);
    await show(23);
    await pass(LIMITS.commandAgainMs);
    assert.deepEqual(
      told().filter((setC) => setC !== 23),
      [],
    );
    const { events } = await app.journal.query({ audit: 'hidden', type: 'setpoint_change' });
    assert.match(JSON.stringify(events[0]), /"fcu\/hall_valve"/);
  });

  it('is turned no further than a room can be set', async () => {
    await pass(LIMITS.knobSettleMs);
    await show(5);
    await pass(0);
    assert.equal(heatSet(), 10);
  });

  it('is told again where it has not agreed yet', async () => {
    await app.zoneCommands.command('hall', { tempHeatSetC: 18 }, doer('mqtt'));
    await pass(0);
    await pass(LIMITS.knobSettleMs);
    sent = [];
    await show(23);
    await pass(LIMITS.commandAgainMs);
    assert.equal(heatSet(), 18);
    assert.deepEqual(told(), [18]);
  });

  it('is told again where it says so just after it was told', async () => {
    await show(23);
    await pass(LIMITS.commandAgainMs);
    assert.equal(heatSet(), 21);
    assert.deepEqual(told(), [21]);
  });

  it('is told again where it says what it was told before: it has slept', async () => {
    await app.zoneCommands.command('hall', { tempHeatSetC: 18 }, doer('mqtt'));
    await pass(SECOND_MS);
    await show(18);
    await pass(LIMITS.knobSettleMs);
    await show(21);
    await pass(0);
    assert.equal(heatSet(), 18);
    await pass(LIMITS.knobFormerMs);
    await show(21);
    await pass(0);
    assert.equal(heatSet(), 21, 'after long enough somebody has turned it back');
  });

  it('is told again where its zone does not follow it', async () => {
    await app.zoneCommands.command('hall', { mode: 'off' }, doer('mqtt'));
    await pass(SECOND_MS);
    await show(5);
    sent = [];
    await pass(LIMITS.knobFormerMs);
    await show(23);
    await pass(0);
    await show(23);
    await pass(LIMITS.commandAgainMs);
    assert.deepEqual(told(), [5]);
  });

  it('is told again, unless its binding keeps turns', async () => {
    await begin(VALVE);
    await pass(LIMITS.knobSettleMs);
    await show(23);
    await pass(LIMITS.commandAgainMs);
    assert.deepEqual([heatSet(), told()], [21, [21]]);
  });

  it('may speak °F', async () => {
    const inF = { scale: 5 / 9, offset: -160 / 9 };
    await begin({
      ...KEEPING,
      readings: VALVE.readings.map((reading) => ({ ...reading, ...inF })),
      setpoint: { topic: TO_VALVE, scale: 1.8, offset: 32, stepC: 5 / 9 },
    }).catch(() => undefined);
    assert.equal(told().at(-1), 70, '21 °C is told as a whole °F');
    const showF = async (setF: number) =>
      say('z/Valve', { local_temperature: 66, occupied_heating_setpoint: setF });
    await showF(70);
    await pass(LIMITS.knobSettleMs);
    await showF(74);
    await pass(SECOND_MS);
    assert.equal(heatSet(), 23.3);
    await showF(74);
    await pass(LIMITS.commandAgainMs);
    assert.equal(told().at(-1), 74);
    assert.equal(heatSet(), 23.3);
  });
});

describe('a valve that is told the temperature of its room', () => {
  const ROOM = { topic: TO_VALVE, pointer: '/external_temperature_input' };
  const told = () =>
    sent.filter((text) => text.includes('external')).map((text) => /[\d.]+/.exec(text)?.[0]);
  const measure = async (tempC: number) => say('z/Hall', { temperature: tempC });
  const begin = async (roomTemp: NonNullable<DeviceBinding['roomTemp']>) =>
    use(THERMOMETER, { ...VALVE, roomTemp });

  it('is told what the sensors of its zone measure, and not what it measures itself', async () => {
    await begin(ROOM);
    await say('z/Valve', { local_temperature: 27, occupied_heating_setpoint: 20 });
    await pass(MINUTE_MS);
    assert.deepEqual(told(), []);
    await measure(20.44);
    await pass(0);
    assert.deepEqual(told(), ['20.4']);
  });

  it('is told of a change, though not each moment, and again when its time is over', async () => {
    await begin({ ...ROOM, stepC: 0.2, everySeconds: 600 });
    await measure(20);
    await pass(0);
    await measure(20.3);
    await pass(MINUTE_MS - 1);
    assert.deepEqual(told(), ['20'], 'a minute is between two words');
    await pass(1);
    await measure(20.1);
    await pass(MINUTE_MS);
    assert.deepEqual(told(), ['20', '20.3', '20.1']);
    await measure(20.2);
    await pass(MINUTE_MS);
    assert.deepEqual(told().length, 3, 'a change of less than a step is none');
    await pass(9 * MINUTE_MS - 1);
    assert.deepEqual(told().length, 3);
    await pass(1);
    assert.deepEqual(told(), ['20', '20.3', '20.1', '20.2']);
  });

  it('is told nothing once the sensors are silent', async () => {
    await begin({ ...ROOM, everySeconds: 60 });
    await measure(20);
    await pass(0);
    await pass(LIMITS.readingFreshMs);
    app.sweep();
    sent = [];
    await pass(10 * MINUTE_MS);
    assert.deepEqual(told(), []);
  });

  it('may count in hundredths, beside what else it has to be told', async () => {
    await begin({
      topic: TO_VALVE,
      pointer: '/external_measured_room_sensor',
      message: { radiator_covered: true },
      scale: 100,
    });
    await measure(20.4);
    await pass(0);
    assert.deepEqual(
      sent.filter((text) => text.includes('external')),
      ['{"radiator_covered":true,"external_measured_room_sensor":2040}'],
    );
  });
});

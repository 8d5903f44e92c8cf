/** Radiator valves that somebody turns: what comes of it in the house. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, VALVE } from '../../support/bound-house.ts';
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

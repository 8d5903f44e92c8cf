/** Why a device is not heard, or does not hear: what is found of it, with what to do. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { RefusedTopics } from '../../../src/app/base/ports/bus.ts';
import { deviceFindings } from '../../../src/app/control/device-findings.ts';
import { createDeviceDoubts } from '../../../src/app/faults/device-doubts.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, THERMOMETER, VALVE } from '../../support/bound-house.ts';
import { settled } from '../../support/settled.ts';

let app: TestApp;

async function use(...bindings: readonly DeviceBinding[]): Promise<void> {
  app = createTestApp({ house: hallWith(...bindings) });
  app.mqttSession.start();
  await settled();
  found('hall_air');
}
const say = (topic: string, payload: unknown, retained = false) =>
  app.messageRouter.accept({ topic, payload: Buffer.from(JSON.stringify(payload)), retained });

/** `code about` of what is certain. */
function found(id: string): string[] {
  return deviceFindings(app.devices, app.deviceCommands, app.doubts)
    .filter(({ objectId, isCertain }) => objectId === id && isCertain)
    .map(({ code, about = '' }) => `${code} ${about}`.trim());
}
function pass(ms: number): void {
  app.clock.advance(ms);
  app.sweep();
}

describe('a bound device', () => {
  beforeEach(async () => use(THERMOMETER));

  it('of which nothing was ever heard is said to be so, once, and not offline as well', () => {
    pass(LIMITS.readingFreshMs - 1);
    assert.deepEqual(found('hall_air'), ['device_offline']);
    pass(1);
    assert.deepEqual(found('hall_air'), [
      'never_heard z/Hall/availability, z/Hall, z/Hall humidity',
    ]);
    say('z/Hall', { temperature: 20 });
    assert.deepEqual(found('hall_air'), []);
  });

  it('with a topic that nobody speaks on is told of once it was listened for long enough', () => {
    const speak = () => {
      say('z/Hall', { temperature: 20 });
      say('z/Hall/availability', { state: 'online' }, true);
    };
    speak();
    pass(LIMITS.topicSilentMs - 1);
    speak();
    assert.deepEqual(found('hall_air'), []);
    pass(1);
    assert.deepEqual(found('hall_air'), ['topic_silent z/Hall humidity']);
    say('z/Hall humidity', 44);
    assert.deepEqual(found('hall_air'), []);
  });

  it('is listened to only while the broker is there', async () => {
    pass(LIMITS.readingFreshMs - MINUTE_MS);
    app.broker.breakConnections();
    await settled();
    assert.deepEqual(found('hall_air'), ['device_offline']);
    pass(2 * MINUTE_MS);
    app.broker.restore();
    await settled();
    assert.deepEqual(found('hall_air'), ['device_offline']);
    pass(LIMITS.readingFreshMs);
    assert.match(found('hall_air')[0] ?? '', /^never_heard/);
  });

  it('may be heard on any of the topics of one reading', async () => {
    const on = (topic: string) => ({ field: 'tempC', topic });
    await use({ ...THERMOMETER, readings: [on('a'), on('b')], availability: [] });
    say('b', 20);
    pass(LIMITS.topicSilentMs);
    say('b', 20);
    assert.deepEqual(found('hall_air'), []);
  });

  it('that says that it is offline is told of as that', () => {
    say('z/Hall', { temperature: 20 });
    say('z/Hall/availability', { state: 'offline' });
    assert.deepEqual(found('hall_air'), ['gateway_offline']);
  });

  it('whose gateway is there and says nothing of the machine behind it is told of as that', async () => {
    const alive = { topic: 'z/bus', withinSeconds: 60 };
    await use({ ...THERMOMETER, alive });
    say('z/Hall/availability', { state: 'online' });
    say('z/Hall', { temperature: 20 });
    say('z/bus', 1);
    assert.deepEqual(found('hall_air'), []);
    pass(MINUTE_MS);
    assert.deepEqual(found('hall_air'), ['machine_silent']);
    say('z/Hall/availability', { state: 'offline' });
    assert.deepEqual(found('hall_air'), ['gateway_offline']);
  });

  it('of which most is refused has another unit, and one that errs now and then has not', () => {
    const speak = (temperature: number) => say('z/Hall', { temperature });
    for (let times = 0; times < LIMITS.refusalShareMessages - 1; times++) speak(68);
    assert.deepEqual(found('hall_air'), []);
    speak(68);
    assert.deepEqual(found('hall_air'), ['reading_impossible tempC']);
    for (let times = 0; times < 8; times++) {
      app.clock.advance(1);
      speak(20);
    }
    assert.deepEqual(found('hall_air'), []);
  });

  it('is well again where it has said nothing impossible for an hour', () => {
    for (let times = 0; times < LIMITS.refusalShareMessages; times++)
      say('z/Hall', { temperature: 68 });
    pass(LIMITS.refusalShareMs - 1);
    assert.ok(found('hall_air').includes('reading_impossible tempC'));
    pass(1);
    assert.ok(!found('hall_air').includes('reading_impossible tempC'));
  });
});

describe("a device of the hub's own", () => {
  it('of which most is refused is told of as well', async () => {
    await use();
    const report = (tempC: number) => {
      app.clock.advance(1);
      say('aris/sensor/hall_air/telemetry', { tempC, rhPercent: 40 });
    };
    for (let times = 0; times < LIMITS.refusalShareMessages; times++) report(68);
    assert.deepEqual(found('hall_air'), ['reading_impossible tempC']);
    for (let times = 0; times < 8; times++) report(20);
    assert.deepEqual(found('hall_air'), []);
  });
});

describe('what the broker refuses', () => {
  const refusing = (refused: Partial<RefusedTopics>) =>
    deviceFindings(
      app.devices,
      app.deviceCommands,
      createDeviceDoubts({
        bus: { refused: () => ({ heard: new Set(), told: new Set(), ...refused }) },
        topics: app.topics,
        bound: app.bound,
        unheard: app.unheard,
        refusalShare: app.refusalShare,
      }),
    ).map(({ objectId, code, about }) => [objectId, code, about]);

  it('is why a device is not heard, and is said in place of that', async () => {
    await use(THERMOMETER);
    pass(LIMITS.topicSilentMs);
    const ofAir = refusing({ heard: new Set(['z/Hall']) }).filter(([id]) => id === 'hall_air');
    assert.deepEqual(ofAir, [['hall_air', 'topic_refused', 'z/Hall']]);
  });

  it('is why a device does not hear, and is said in place of that', async () => {
    await use(VALVE);
    say('z/Valve', { local_temperature: 20, occupied_heating_setpoint: 20 });
    const told = (topic: string) =>
      refusing({ told: new Set([topic]) }).filter(([id]) => id === 'hall_valve');
    assert.deepEqual(told('z/Valve/set'), [['hall_valve', 'order_refused', 'z/Valve/set']]);
    assert.deepEqual(told('another'), [['hall_valve', 'command_unconfirmed', undefined]]);
    await use();
    say('aris/fcu/hall_valve/telemetry', { mode: 'idle' });
    assert.deepEqual(told('aris/fcu/hall_valve/command'), [
      ['hall_valve', 'order_refused', 'aris/fcu/hall_valve/command'],
    ]);
  });
});

describe('a finding', () => {
  it('says what it is about, and keeps its time when that changes', async () => {
    await use(THERMOMETER);
    const about = (what: string) => {
      const finding = { source: 'sensor', objectId: 'hall_air', code: 'topic_silent' } as const;
      app.faults.find([{ ...finding, isCertain: true, about: what }]);
      const [fault] = app.faults.list();
      return [/\(.*\)$/.exec(fault?.message ?? '')?.[0], fault?.sinceTs];
    };
    const [, sinceTs] = about('a');
    app.clock.advance(MINUTE_MS);
    assert.deepEqual(about('a, b'), ['(a, b)', sinceTs]);
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';

describe('what a client set and the hub refused', () => {
  let app: TestApp;
  let told: { topic: string; payload: string; retain?: boolean }[];

  const set = (topic: string, payload: string, retained = false) =>
    app.messageRouter.accept({
      topic: `aris/${topic}/set`,
      payload: Buffer.from(payload),
      retained,
    });
  async function advance(ms: number): Promise<void> {
    await settled();
    app.clock.advance(ms);
    await settled();
  }
  const events = () => told.filter(({ topic }) => topic === 'aris/system/refused/event');
  const state = () =>
    JSON.parse(told.findLast(({ topic }) => topic === 'aris/system/refused')?.payload ?? '') as {
      problem: boolean;
      topic?: string;
      reason?: string;
    };

  async function start(options: Parameters<typeof createTestApp>[0] = {}): Promise<void> {
    app = createTestApp(options);
    told = [];
    const publish = app.bus.publish.bind(app.bus);
    app.bus.publish = async (publication) => {
      told.push(publication);
      return publish(publication);
    };
    app.mqttSession.start();
    await settled();
  }
  beforeEach(async () => start());

  it('is nothing at first', () => {
    assert.deepEqual(state(), { problem: false });
    assert.deepEqual(events(), []);
  });

  it('is told once as it happens, and shown with its reason', async () => {
    set('zone/living/target_temp', '99');
    await advance(LIMITS.mqttCommandsIntervalMs);
    await advance(LIMITS.stateEchoMs);
    const [event, ...more] = events();
    assert.deepEqual(more, []);
    assert.notEqual(event?.retain, true);
    const { event_type, topic, reason } = JSON.parse(event?.payload ?? '') as Record<
      string,
      string
    >;
    assert.deepEqual([event_type, topic], ['refused', 'aris/zone/living/target_temp/set']);
    assert.match(String(reason), /must be from 10 to 30 °C, not 99/);
    assert.deepEqual([state().problem, state().reason], [true, reason]);
  });

  it('is shown until something is done under the same topic', async () => {
    set('zone/living/preset', 'party');
    await advance(LIMITS.stateEchoMs);
    assert.equal(state().problem, true);
    set('zone/living/mode', 'heat');
    await advance(LIMITS.mqttCommandsIntervalMs);
    assert.equal(state().problem, true, 'that was something else');
    set('zone/living/preset', 'hold');
    await advance(LIMITS.mqttCommandsIntervalMs);
    await advance(LIMITS.stateEchoMs);
    assert.deepEqual(state(), { problem: false });
  });

  it('is shown for a while where nothing follows', async () => {
    set('zone/living/mode', 'warm');
    await advance(LIMITS.refusalShownMs - 1);
    assert.equal(state().problem, true);
    await advance(1);
    await advance(LIMITS.stateEchoMs);
    assert.deepEqual(state(), { problem: false });
  });

  it('is in a flood told of the newest, now and then, and at no length', async () => {
    for (let i = 0; i < 1_000; i++) set(`zone/${'x'.repeat(500)}/mode`, 'heat');
    await advance(0);
    assert.equal(events().length, 1);
    for (let i = 0; i < 1_000; i++) set('zone/living/mode', `no ${i} ${'y'.repeat(500)}`);
    await advance(LIMITS.refusalEventMs - 1);
    assert.equal(events().length, 1);
    await advance(1);
    assert.equal(events().length, 2);
    const { reason = '' } = JSON.parse(events()[1]?.payload ?? '') as { reason?: string };
    assert.match(reason, /no 999/);
    assert.ok(reason.length <= LIMITS.refusalChars);
    assert.ok(events().every(({ payload }) => payload.length < 3 * LIMITS.refusalChars));
  });

  it('is what is sent retained, too', async () => {
    set('zone/living/mode', 'heat', true);
    await advance(LIMITS.stateEchoMs);
    assert.equal(state().reason, 'a retained command is ignored');
  });

  it('is everything where clients may set nothing, and they are told how it stands', async () => {
    await start({ acceptsCommands: false });
    told = [];
    set('zone/living/mode', 'off');
    await advance(LIMITS.stateEchoMs);
    assert.equal(state().reason, 'ARIS_MQTT_COMMANDS is off');
    assert.ok(told.some(({ topic }) => topic === 'aris/zone/living/climate'));
  });
});

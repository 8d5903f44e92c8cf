import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPersonActs } from '../../../src/app/control/person-acts.ts';
import type { EventView } from '../../../src/app/records/event-record.ts';
import type { ActorKind } from '../../../src/domain/doer.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import type { LevelView } from '../../../src/domain/control/appliance/level-view.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';
import { HEISHAMON, HEISHAMON_DHW, machinesWith } from '../../support/bound-machines.ts';
import { doer } from '../../support/doers.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { settled } from '../../support/settled.ts';

describe('that a person has just asked something', () => {
  function isRecentAfter(type: string, kind: ActorKind, afterMs = 0): boolean {
    const clock = createFakeClock();
    const told: ((event: EventView) => void)[] = [];
    const acts = createPersonActs({
      clock,
      journal: { onEvent: (listener) => (told.push(listener), () => undefined) },
    });
    assert.equal(acts.isRecent(), false);
    told.forEach((tell) => tell({ type, by: { kind, id: kind } } as EventView));
    clock.advance(afterMs);
    return acts.isRecent();
  }

  it('holds for a moment after each thing that people ask of the house', () => {
    for (const type of ['setpoint_change', 'command_sent', 'mode_change', 'settings_changed'])
      assert.ok(isRecentAfter(type, 'person', LIMITS.personActMs - 1), type);
    assert.ok(!isRecentAfter('command_sent', 'person', LIMITS.personActMs));
    assert.ok(!isRecentAfter('session_started', 'person'));
  });

  it('goes by who does it: programs and rules have time', () => {
    for (const kind of ['person', 'panel', 'cli', 'admin'] as const)
      assert.ok(isRecentAfter('command_sent', kind), kind);
    for (const kind of ['token', 'mqtt', 'device', 'stranger', 'hub'] as const)
      assert.ok(!isRecentAfter('command_sent', kind), kind);
  });
});

describe('hot water that a person asks for, of a heat pump of another make,', () => {
  const TOPIC = `${HEISHAMON}/commands`;
  const words = (topic: string) => ({
    true: [{ topic, message: '1' }],
    false: [{ topic, message: '0' }],
  });
  const TANK: DeviceBinding = {
    ...HEISHAMON_DHW,
    places: {
      ...HEISHAMON_DHW.places,
      target: { topic: `${HEISHAMON}/main/DHW_Target_Temp` },
      forced: { topic: `${HEISHAMON}/main/Force_DHW_State`, values: { 0: false, 1: true } },
    },
    level: 'nudge',
    orders: {
      targetTempC: {
        level: 'nudge',
        number: { topic: `${TOPIC}/SetDHWTemp`, min: 40, max: 60, step: 1 },
        echo: { place: 'target' },
        minIntervalSeconds: 1_800,
        perDay: 12,
      },
      heat: {
        level: 'nudge',
        values: words(`${TOPIC}/SetForceDHW`),
        echo: { place: 'forced' },
        minIntervalSeconds: 600,
        perDay: 24,
        giveBack: [{ topic: `${TOPIC}/SetForceDHW`, message: '0' }],
      },
    },
  };

  async function boosted(by: string) {
    const app = createTestApp({ house: machinesWith(TANK) });
    const told: string[] = [];
    const say = (name: string, value: string) =>
      app.messageRouter.accept({
        topic: `${HEISHAMON}/main/${name}`,
        payload: Buffer.from(value),
        retained: false,
      });
    app.broker.connect().start({
      filters: [`${TOPIC}/#`],
      onMessage({ topic, payload }) {
        const word = `${topic.slice(TOPIC.length + 1)} ${Buffer.from(payload).toString()}`;
        told.push(word);
        const [name, value = ''] = word.split(' ');
        say(name === 'SetDHWTemp' ? 'DHW_Target_Temp' : 'Force_DHW_State', value);
      },
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    app.controlLoop.start();
    for (const [name, value] of [
      ['DHW_Temp', '48'],
      ['Compressor_Freq', '0'],
      ['ThreeWay_Valve_State', '0'],
      ['DHW_Target_Temp', '50'],
      ['Force_DHW_State', '0'],
    ] as const)
      say(name, value);
    const pass = async (ms: number) => {
      app.clock.advance(ms);
      await settled();
      app.clock.advance(LIMITS.controlSoonMs);
      await settled();
    };
    for (let ms = 0; ms <= LIMITS.controlSettleMs; ms += LIMITS.controlPeriodMs)
      await pass(LIMITS.controlPeriodMs);
    const boost = async (boostMinutes: number) => {
      await app.dhwRequests.command({ boostMinutes }, doer(by));
      await pass(LIMITS.controlSoonMs);
    };
    await boost(60);
    await pass(MINUTE_MS);
    await boost(0);
    return { app, told };
  }

  it('is ended as soon as they end it, and the machine has what the page says', async () => {
    const { app, told } = await boosted('usr_1');
    assert.deepEqual(told.toSorted(), [
      'SetDHWTemp 50',
      'SetDHWTemp 55',
      'SetForceDHW 0',
      'SetForceDHW 1',
    ]);
    const { orders } = app.equipment.only('dhw')['control'] as LevelView;
    const [target, heat] = orders ?? [];
    assert.deepEqual([target?.told, target?.nextAt, heat?.told], ['50', undefined, undefined]);
  });

  it('keeps the pace of its orders where a program asks, and says what has to wait', async () => {
    const { app, told } = await boosted('tok_1');
    assert.deepEqual(told.toSorted(), ['SetDHWTemp 55', 'SetForceDHW 1']);
    const { orders } = app.equipment.only('dhw')['control'] as LevelView;
    assert.deepEqual(
      orders?.map(({ told: value, next }) => [value, next]),
      [
        ['55', '50'],
        ['true', 'own'],
      ],
    );
  });
});

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createListeners } from '../../../src/app/base/listeners.ts';
import type { Publication } from '../../../src/app/base/ports/bus.ts';
import { createPublishedStates } from '../../../src/app/mqtt-api/published-states.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createLocalBroker } from '../../../src/simulator/local-bus.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { doer } from '../../support/doers.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { settled } from '../../support/settled.ts';

describe('the retained states', () => {
  let app: TestApp;
  let told: Publication[];

  async function advance(ms: number): Promise<void> {
    app.clock.advance(ms);
    await settled();
  }
  const of = (topic: string) => told.filter((one) => one.topic === topic);
  const last = (topic: string) =>
    JSON.parse(of(topic).at(-1)?.payload ?? 'null') as Record<string, unknown> | null;
  async function set(topic: string, payload: string): Promise<void> {
    app.messageRouter.accept({
      topic: `aris/${topic}/set`,
      payload: Buffer.from(payload),
      retained: false,
    });
    // What is carried out in turns of the event loop is done before the time passes.
    await advance(0);
    await advance(LIMITS.mqttCommandsIntervalMs);
    await advance(LIMITS.stateEchoMs);
  }
  const refusals = () => app.messageRouter.counts().refused;

  beforeEach(async () => {
    app = createTestApp();
    told = [];
    const publish = app.bus.publish.bind(app.bus);
    app.bus.publish = async (publication) => {
      told.push(publication);
      return publish(publication);
    };
    app.mqttSession.start();
    await advance(0);
  });

  it('are of all parts of the house, and read as the API does', async () => {
    const topics = [
      'zone/living',
      'zone/bath',
      'sensor/s1',
      'fcu/f1',
      'hcu/hcu_main',
      'heatpump/hp_1',
      'dhw/dhw_main',
      'tes/tes_main',
      'system',
    ].map((part) => `aris/${part}/state`);
    for (const topic of topics) {
      assert.equal(of(topic).length, 1, topic);
      assert.equal(of(topic)[0]?.retain, true);
    }
    assert.deepEqual(last('aris/dhw/dhw_main/state'), { ...app.equipment.only('dhw') });
    assert.deepEqual(last('aris/system/state'), { ...app.systemView() });
    assert.deepEqual(last('aris/sensor/s1/state'), { sensorId: 's1', online: false });
    const { total } = last('aris/hcu/hcu_main/energy') as { total: { electricalKwh: number } };
    assert.equal(total.electricalKwh, 0, 'a meter from the first moment');
    told = [];
    await advance(LIMITS.stateRefreshMs - 1_000);
    const unasked = new Set(
      told.map(({ topic }) => topic).filter((topic) => topic.endsWith('state')),
    );
    // Control looks at the house meanwhile: who is told something new was told what it is.
    for (const topic of ['aris/sensor/s1/state', 'aris/fcu/f1/state'])
      assert.ok(!unasked.has(topic));
  });

  it('are told of a command once each, with what control makes of it', async () => {
    app.report('sensor', 's1', { tempC: 22 });
    await app.controlLoop.cycle();
    await advance(LIMITS.stateIntervalMs);
    told = [];
    const ask = { mode: 'heat', tempHeatSetC: 24 } as const;
    await app.zoneCommands.command('living', ask, doer('test'));
    for (const ms of [LIMITS.stateEchoMs, 1, LIMITS.stateIntervalMs, LIMITS.stateIntervalMs])
      await advance(ms);
    const zone = last('aris/zone/living/state');
    assert.deepEqual([zone?.['tempHeatSetC'], zone?.['activeCall']], [24, 'heat']);
    assert.deepEqual(zone, { ...app.zones.get('living') });
    const topics = told.filter(({ retain }) => retain === true).map(({ topic }) => topic);
    assert.deepEqual(topics.toSorted(), [...new Set(topics)].sort());
  });

  const reporting = [
    'sensor/s1',
    'fcu/f1',
    'hcu/hcu_main',
    'heatpump/hp_1',
    'dhw/dhw_main',
    'tes/tes_main',
  ] as const;
  for (const part of reporting)
    it(`are told of ${part} when it reports, also while the broker is away`, async () => {
      const [kind = '', id = ''] = part.split('/');
      told = [];
      app.report(kind, id, {});
      await advance(LIMITS.stateIntervalMs);
      const live = of(`aris/${part}/state`);
      assert.equal(live.length, 1);
      assert.equal(last(`aris/${part}/state`)?.['online'], true);
      app.broker.breakConnections();
      await advance(LIMITS.readingFreshMs);
      app.devices.sweep();
      await advance(LIMITS.stateIntervalMs);
      app.broker.restore();
      await advance(LIMITS.stateIntervalMs);
      assert.equal(last(`aris/${part}/state`)?.['online'], false);
    });

  it('are told now and then of what is measured, also of a device that never stops reporting too', async () => {
    app.report('sensor', 's1', { tempC: 20 });
    await advance(LIMITS.stateIntervalMs);
    told = [];
    const turns = 3;
    const perTurn = 240;
    for (let report = 1; report <= turns * perTurn; report++) {
      app.report('sensor', 's1', { tempC: report % 2 ? 20 : 20 + report / 100 });
      await advance(LIMITS.roomIntervalMs / perTurn);
    }
    assert.equal(of('aris/sensor/s1/state').length, turns);
    app.report('sensor', 's1', { tempC: 28 });
    await advance(2 * LIMITS.roomIntervalMs);
    assert.equal(last('aris/sensor/s1/state')?.['tempC'], 28);
    assert.equal(of('aris/sensor/s1/state').length, turns + 1, 'no more than what is new');
    assert.ok(told.every(({ payload }) => payload !== ''));
  });

  it('are told soon of all else, with what is measured by then', async () => {
    app.report('hcu', 'hcu_main', { mode: 'heat', supplyTempC: 30 });
    await advance(LIMITS.stateIntervalMs);
    told = [];
    app.report('hcu', 'hcu_main', { mode: 'heat', supplyTempC: 31 });
    await advance(LIMITS.stateIntervalMs);
    assert.deepEqual(of('aris/hcu/hcu_main/state'), []);
    app.report('hcu', 'hcu_main', { mode: 'cool', supplyTempC: 32 });
    await advance(LIMITS.stateIntervalMs);
    const { mode, supplyTempC } = last('aris/hcu/hcu_main/state') ?? {};
    assert.deepEqual([mode, supplyTempC], ['cool', 32]);
    told = [];
    await advance(2 * LIMITS.plantIntervalMs);
    assert.deepEqual(of('aris/hcu/hcu_main/state'), [], 'nothing is told twice');
  });

  it('of the house and its climates are told when a setting of the house is changed', async () => {
    told = [];
    await app.system.command({ mode: 'vacation' }, doer('test'));
    await advance(LIMITS.stateEchoMs);
    assert.equal(last('aris/system/state')?.['mode'], 'vacation');
    for (const zone of ['living', 'bath'])
      assert.equal(last(`aris/zone/${zone}/climate`)?.['preset'], 'away');
  });

  it('are told again now and then, though they have not changed', async () => {
    told = [];
    await advance(LIMITS.stateRefreshMs);
    assert.ok(of('aris/sensor/s1/state').length === 1);
    assert.ok(of('aris/zone/living/state').length >= 1);
  });

  it('tell the energies as they are counted, each minute, ahead of the disk', async () => {
    const kwh = (electrical: number, thermal: number) => ({
      mode: 'heat',
      state: 'running',
      lifetimeElecKwh: electrical,
      lifetimeThermalKwh: thermal,
    });
    app.report('hcu', 'hcu_main', kwh(100, 400));
    await advance(LIMITS.energyToldMs);
    told = [];
    app.report('hcu', 'hcu_main', kwh(100.5, 402));
    await advance(LIMITS.energyToldMs);
    const energy = last('aris/hcu/hcu_main/energy') as {
      total: { electricalKwh: number; uses: { heating: { thermalKwh: number } } };
      day: { cop: number };
    };
    assert.equal(energy.total.electricalKwh, 0.5);
    assert.equal(energy.total.uses.heating.thermalKwh, 2);
    assert.equal(energy.day.cop, 4);
    assert.equal(app.energy.report().total.electricalKwh, 0, 'nothing was written for it');
  });

  it('of a zone that is heated say that the heat pump thaws, as long as it does', async () => {
    const heated = async (state: string) => {
      app.report('sensor', 's1', { tempC: 15 });
      app.report('hcu', 'hcu_main', { mode: 'heat', state });
      await app.controlLoop.cycle();
      await advance(LIMITS.stateIntervalMs);
      return last('aris/zone/living/climate')?.['action'];
    };
    await heated('running');
    assert.deepEqual(
      [await heated('running'), await heated('defrost'), await heated('running')],
      ['heating', 'defrosting', 'heating'],
    );
  });

  it('of the settings are those that can be set here, each by its own name and within its bounds', async () => {
    const settings = () => last('aris/system/settings/state') ?? {};
    assert.deepEqual([settings()['curveOffsetK'], settings()['dhwTargetC']], [0, 50]);
    assert.ok(!('heaterPolicy' in settings()));
    await set('system/curveOffsetK', '-1.5');
    await set('system/dhwTargetC', '51.66666666666667');
    assert.deepEqual([settings()['curveOffsetK'], settings()['dhwTargetC']], [-1.5, 51.7]);
    assert.equal(app.settings.get().curveOffsetK, -1.5);
    told = [];
    for (const refused of ['-5.1', '6', 'warm', '']) await set('system/curveOffsetK', refused);
    await set('system/heaterPolicy', 'off');
    assert.equal(app.settings.get().curveOffsetK, -1.5);
    assert.equal(settings()['curveOffsetK'], -1.5, 'who set it hears what stands');
  });

  it('of a zone say how long it is held, as it was chosen', async () => {
    const choose = async (length: string) => {
      await set('zone/living/hold', length);
      const { hold, plan } = last('aris/zone/living/climate') ?? {};
      return [hold, plan];
    };
    for (const length of ['1h', '2h', '4h', 'until_changed'])
      assert.deepEqual(await choose(length), [length, 'hold']);
    assert.deepEqual(await choose('next_change'), ['until_changed', 'hold'], 'it has no schedule');
    assert.deepEqual(await choose('none'), ['none', 'manual']);
    const entries = [{ days: ['thu'] as const, at: '18:00', tempHeatSetC: 19 }];
    await app.schedules.put('living', entries, doer('test'));
    assert.deepEqual(await choose('next_change'), ['next_change', 'hold']);
    assert.equal(last('aris/zone/living/climate')?.['nextChange'], '2026-01-15T17:00:00Z');
    assert.deepEqual(await choose('none'), ['none', 'schedule']);
  });

  describe('answer who sets something', () => {
    it('a zone, by mode, by its one setpoint, by a preset', async () => {
      await set('zone/living/mode', 'heat_cool');
      assert.equal(app.zones.get('living').mode, 'auto');
      await set('zone/living/mode', 'heat');
      await set('zone/living/target_temp', '22.5');
      assert.equal(last('aris/zone/living/climate')?.['targetC'], 22.5);
      await set('zone/living/preset', 'away');
      assert.deepEqual(last('aris/zone/living/state')?.['hold'], {
        source: 'mqtt',
        preset: 'away',
      });
      assert.equal(last('aris/zone/living/climate')?.['preset'], 'away');
      await set('zone/living/preset', 'none');
      assert.equal(last('aris/zone/living/climate')?.['preset'], 'none');
    });

    it('mode and setpoint in one go, in the order in which they come', async () => {
      for (const [leaf, payload] of [
        ['mode', 'cool'],
        ['target_temp', '26'],
      ] as const)
        app.messageRouter.accept({
          topic: `aris/zone/living/${leaf}/set`,
          payload: Buffer.from(payload),
          retained: false,
        });
      await advance(LIMITS.mqttCommandsIntervalMs);
      const { mode, tempCoolSetC, tempHeatSetC } = app.zones.get('living');
      assert.deepEqual([mode, tempCoolSetC, tempHeatSetC], ['cool', 26, 21]);
    });

    it('the hot water, the house and a filter; as events they are of mqtt', async () => {
      await set('dhw/dhw_main/mode', 'performance');
      assert.ok('boostUntil' in (last('aris/dhw/dhw_main/state') ?? {}));
      await set('dhw/dhw_main/mode', 'heat_pump');
      assert.ok(!('boostUntil' in (last('aris/dhw/dhw_main/state') ?? {})));
      await set('system/mode', 'vacation');
      assert.equal(last('aris/system/state')?.['mode'], 'vacation');
      assert.equal(last('aris/zone/bath/climate')?.['preset'], 'away');
      await set('system/surplus', '4');
      assert.equal((last('aris/system/state')?.['surplus'] as { asked: number }).asked, 4);
      await set('system/power_limit', '4.2');
      const limit = () => last('aris/system/state')?.['powerLimit'] as { askedKw: number };
      assert.equal(limit().askedKw, 4.2);
      await set('system/power_limit', 'none');
      assert.equal(limit(), undefined);
      await set('fcu/f1/filter_reset', 'PRESS');
      const changed = last('aris/fcu/f1/state')?.['filterLastChangedTs'];
      assert.match(String(changed), /^2026-01-15T10:00:0\dZ$/);
      const { events } = await app.journal.query({ audit: 'shown' });
      for (const type of [
        'mode_change',
        'surplus_changed',
        'power_limit_changed',
        'filter_reset',
        'command_sent',
      ])
        assert.equal(events.find((event) => event.type === type)?.source, 'mqtt', type);
    });

    const bad = [
      ['zone/living/target_temp', '21 °C', 'zone/living/climate'],
      ['zone/living/target_temp', '31', 'zone/living/climate'],
      ['zone/living/target_temp', '', 'zone/living/state'],
      ['zone/living/preset', 'sleep', 'zone/living/climate'],
      ['zone/living/mode', 'None', 'zone/living/state'],
      ['dhw/dhw_main/mode', 'eco', 'dhw/dhw_main/state'],
      ['dhw/dhw_main/target_temp', '61', 'dhw/dhw_main/state'],
      ['dhw/dhw_main/recirc', 'on', 'dhw/dhw_main/state'],
      ['system/mode', 'holiday', 'system/state'],
      ['system/surplus', '2.5', 'system/state'],
      ['system/power_limit', '51', 'system/state'],
      ['fcu/f1/filter_reset', 'press', 'fcu/f1/state'],
    ] as const;
    for (const [topic, payload, state] of bad)
      it(`with what stands, where ${payload || 'nothing'} is no ${topic}`, async () => {
        const before = of(`aris/${state}`).at(-1)?.payload;
        assert.ok(before);
        told = [];
        await set(topic, payload);
        assert.deepEqual(
          of(`aris/${state}`).map((one) => one.payload),
          [before],
        );
        assert.equal(refusals().malformed, 1);
      });

    it('not at all, where it is no part of the house', async () => {
      told = [];
      await set('zone/attic/mode', 'heat');
      await set('fcu/f9/filter_reset', 'PRESS');
      await set('system/colour', 'red');
      const others = told.filter(({ topic }) => !topic.startsWith('aris/system/refused'));
      assert.deepEqual(others, [], 'only that it was refused');
      assert.deepEqual([refusals().malformed, refusals().unknown], [2, 1]);
    });
  });
});

describe('a retained state', () => {
  function createRig() {
    const clock = createFakeClock();
    const heard: unknown[] = [];
    const touched = createListeners();
    const decided = createListeners();
    const control = { isDue: false };
    const state = { asked: 20, decided: 20 };
    const bus = createLocalBroker().connect();
    createPublishedStates({
      sources: [
        {
          list: () => [{ id: 'a', topic: 'a', view: () => state }],
          onChange: (listener) => touched.add(() => listener('a', true)),
        },
      ],
      controlLoop: { isDue: () => control.isDue, onDecided: decided.add },
      isRead: () => false,
      bus: {
        ...bus,
        isConnected: () => true,
        publish: async ({ payload }) => Promise.resolve(void heard.push(JSON.parse(payload))),
      },
      clock,
      log: createMemoryLog(),
    });
    const ask = () => {
      state.asked = 22;
      touched.tell();
      clock.advance(LIMITS.stateEchoMs);
    };
    return { clock, heard, decided, control, state, ask };
  }

  it('that control has yet to decide on waits for that', () => {
    const { heard, decided, control, state, ask } = createRig();
    control.isDue = true;
    ask();
    assert.deepEqual(heard, []);
    state.decided = 22;
    decided.tell();
    assert.deepEqual(heard, [{ asked: 22, decided: 22 }]);
  });

  it('is told when its time is over where control has nothing to decide, and not with each decision', () => {
    const { clock, heard, decided, state, ask } = createRig();
    ask();
    assert.deepEqual(heard, [{ asked: 22, decided: 20 }]);
    state.decided = 22;
    decided.tell();
    clock.advance(LIMITS.stateIntervalMs);
    assert.equal(heard.length, 1);
  });
});

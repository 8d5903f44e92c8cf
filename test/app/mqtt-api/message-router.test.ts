import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { READINGS } from '../../../src/domain/equipment/catalogue.ts';
import { bearer, createTestApp, OWNER } from '../../support/app.ts';
import { settled } from '../../support/settled.ts';

type App = ReturnType<typeof createTestApp>;

const send = (
  { messageRouter: intake }: App,
  topic: string,
  payload: string | Uint8Array,
  retained = false,
) => intake.accept({ topic, payload: Buffer.from(payload), retained });
const refusedSum = ({ messageRouter: intake }: App) =>
  Object.values(intake.counts().refused).reduce((sum, count) => sum + count, 0);

describe('telemetry', () => {
  it('shows in its zone: the mean of the sensors, rounded', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20.04, rhPercent: 40, co2Ppm: 600 });
    app.report('sensor', 's2', { tempC: 21.07, rhPercent: 45.6 });
    const { tempC, rhPercent, co2Ppm } = app.zones.get('living');
    assert.deepEqual({ tempC, rhPercent, co2Ppm }, { tempC: 20.6, rhPercent: 43, co2Ppm: 600 });
  });

  it('of the fan coils stands in where no sensor reports', () => {
    const app = createTestApp();
    app.report('fcu', 'f1', { mode: 'heat', roomTempC: 19, rhPercent: 50 });
    app.report('fcu', 'f2', { mode: 'idle', roomTempC: 20, rhPercent: 52 });
    const { tempC, rhPercent, co2Ppm } = app.zones.get('living');
    assert.deepEqual(
      { tempC, rhPercent, co2Ppm },
      { tempC: 19.5, rhPercent: 51, co2Ppm: undefined },
    );
    app.report('sensor', 's1', { tempC: 22 });
    assert.equal(app.zones.get('living').tempC, 22);
    assert.equal(app.zones.get('living').rhPercent, 51);
  });

  it('that leaves a field out has no value for it any more', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20, rhPercent: 40 });
    app.report('sensor', 's1', { tempC: 20, rhPercent: null });
    assert.ok(!('rhPercent' in app.zones.get('living')));
  });

  it('no longer counts when it is old, or its device offline', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20 });
    app.clock.advance(LIMITS.readingFreshMs - 1);
    app.devices.sweep();
    assert.equal(app.zones.get('living').tempC, 20);
    app.clock.advance(1);
    app.devices.sweep();
    assert.ok(!('tempC' in app.zones.get('living')), 'absent, never 0 or null');
    app.report('sensor', 's1', { tempC: 21 });
    send(app, 'aris/sensor/s1/status', 'offline');
    assert.ok(!('tempC' in app.zones.get('living')));
    send(app, 'aris/sensor/s1/status', 'online');
    assert.equal(app.zones.get('living').tempC, 21);
  });

  it('stays fresh when the wall clock jumps', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 20 });
    app.clock.jumpWall(365 * 24 * 3_600_000);
    app.devices.sweep();
    assert.equal(app.zones.get('living').tempC, 20);
  });
});

describe('a value that cannot be', () => {
  const view = (app: App, kind: 'fcu' | 'hcu' | 'heatpump' | 'dhw' | 'tes') =>
    app.equipment.list(kind)[0] ?? {};
  const fieldsOf = (refused: unknown) =>
    ((refused ?? []) as readonly { field: string }[]).map(({ field }) => field);

  const cases = [
    ['text for a number', 'sensor', 's1', { tempC: '21' }, 'tempC', '"21"', 'must be a number'],
    [
      'an unplugged sensor',
      'sensor',
      's1',
      { tempC: -127 },
      'tempC',
      '-127',
      'must be from -40 to 60 °C',
    ],
    [
      'a sensor at power-on',
      'sensor',
      's1',
      { tempC: 85 },
      'tempC',
      '85',
      'must be from -40 to 60 °C',
    ],
    [
      'an unknown mode',
      'fcu',
      'f1',
      { mode: 'boost' },
      'mode',
      '"boost"',
      'must be one of heat, cool, idle, inhibit',
    ],
    [
      'a COP of 104',
      'hcu',
      'hcu_main',
      { copInstant: 104 },
      'copInstant',
      '104',
      'must be from 0 to 20',
    ],
    [
      'a broken outdoor sensor',
      'hcu',
      'hcu_main',
      { outdoorTempC: -63.5 },
      'outdoorTempC',
      '-63.5',
      'must be from -60 to 60 °C',
    ],
    [
      'a power far below 0',
      'hcu',
      'hcu_main',
      { electricalPowerKw: -5.1 },
      'electricalPowerKw',
      '-5.1',
      'must be from 0 to 100 kW',
    ],
    [
      'a word for a flag',
      'heatpump',
      'hp_1',
      { defrostActive: 'no' },
      'defrostActive',
      '"no"',
      'must be true or false',
    ],
    [
      'a long text',
      'heatpump',
      'hp_1',
      { firmwareVersion: 'x'.repeat(65) },
      'firmwareVersion',
      `"${'x'.repeat(65)}"`,
      'must be text of at most 64 characters that can be seen',
    ],
    [
      'a tank beyond boiling',
      'dhw',
      'dhw_main',
      { tempTopC: 120.5 },
      'tempTopC',
      '120.5',
      'must be from -30 to 120 °C',
    ],
    [
      'a time without a zone',
      'dhw',
      'dhw_main',
      { lastSanitizationTs: '2026-01-15 10:00' },
      'lastSanitizationTs',
      '"2026-01-15 10:00"',
      'must be an ISO 8601 time with a zone',
    ],
    [
      'an object',
      'tes',
      'tes_main',
      { tempMidC: { is: 3 } },
      'tempMidC',
      '{"is":3}',
      'must be a number',
    ],
  ] as const;
  for (const [what, kind, id, message, field, value, reason] of cases)
    it(`(${what}) is left out, counted, logged once, and shown with its reason`, async () => {
      const app = createTestApp();
      for (let times = 0; times < 3; times++) app.report(kind, id, message);
      assert.equal(refusedSum(app), 0);
      assert.deepEqual(app.messageRouter.counts().accepted, 3);
      assert.equal(app.messageRouter.counts().refusedReadings[kind], 3);
      assert.equal(app.log.lines.filter((line) => line.message === 'reading refused').length, 1);
      const refused = [{ field, value, reason, sinceTs: '2026-01-15T10:00:00Z' }];
      const { token } = await app.tokens.create(OWNER, { name: 'x' });
      const get = async (target: string) =>
        (await app.ask({ target, headers: [bearer(token)] })).json;
      const all = (await get('/api/equipment'))['equipment'] as { id: string; refused?: unknown }[];
      assert.deepEqual(all.find((device) => device.id === id)?.refused, refused);
      if (kind !== 'sensor') assert.deepEqual(view(app, kind)['refused'], refused);
    });

  it('costs no other value: humid air, and all of an HCU', () => {
    const app = createTestApp();
    app.report('sensor', 's1', { tempC: 17.4, rhPercent: 100.4 });
    assert.deepEqual(
      [app.zones.get('living').tempC, app.zones.get('living').rhPercent],
      [17.4, 100],
    );
    app.report('hcu', 'hcu_main', {
      state: 'running',
      mode: 'heat',
      supplyTempC: 34.2,
      flowRateLpm: -0.4,
      copInstant: 104,
      outdoorTempC: -63.5,
      electricalPowerKw: -0.002,
    });
    const { refused, ...rest } = view(app, 'hcu');
    assert.deepEqual(fieldsOf(refused), ['copInstant', 'outdoorTempC']);
    assert.deepEqual(
      [rest['state'], rest['supplyTempC'], rest['flowRateLpm'], rest['electricalPowerKw']],
      ['running', 34.2, 0, 0],
    );
    assert.ok(!('outdoorTempC' in rest));
  });

  it('costs no confirmation: the command that the same message echoes was heard', async () => {
    const app = createTestApp();
    app.mqttSession.start();
    await settled();
    const device = app.devices.get('fcu', 'f1');
    assert.ok(device);
    let commandId: unknown;
    app.broker.connect().start({
      filters: [app.topics.commandFilter],
      onMessage({ payload }) {
        ({ commandId } = JSON.parse(Buffer.from(payload).toString()) as { commandId: unknown });
      },
      onConnection: () => undefined,
    });
    await settled();
    app.deviceCommands.set(device, { mode: 'heat', fanPercent: 40 });
    await settled();
    assert.equal(app.deviceCommands.pendingCount(), 1);
    app.report('fcu', 'f1', { mode: 'heat', roomTempC: 85, commandId });
    assert.equal(app.deviceCommands.pendingCount(), 0);
    assert.equal(app.deviceCommands.isHeard(device), true);
  });

  it('stands until the device says something else of it, or nothing', () => {
    const app = createTestApp();
    const standing = () => fieldsOf(view(app, 'hcu')['refused']);
    app.report('hcu', 'hcu_main', { copInstant: 104, outdoorTempC: -63.5 });
    app.report('hcu', 'hcu_main', { copInstant: 104, outdoorTempC: -3.5 });
    assert.deepEqual(standing(), ['copInstant']);
    app.clock.advance(LIMITS.readingFreshMs);
    app.devices.sweep();
    assert.deepEqual([view(app, 'hcu')['online'], standing()], [false, ['copInstant']]);
    app.report('hcu', 'hcu_main', { outdoorTempC: -3.5 });
    assert.ok(!('refused' in view(app, 'hcu')));
  });

  it('is shown cut to its limit, and no more fields of a device than its limit', () => {
    const app = createTestApp();
    const fields = Object.keys(READINGS.hcu);
    assert.ok(fields.length > LIMITS.deviceRefused);
    const bad = Object.fromEntries(fields.map((field) => [field, { x: `${'x'.repeat(92)}😀` }]));
    app.report('hcu', 'hcu_main', bad);
    const refused = view(app, 'hcu')['refused'] as readonly { value: string }[];
    assert.equal(refused.length, LIMITS.deviceRefused);
    assert.equal(app.messageRouter.counts().refusedReadings.hcu, fields.length);
    for (const { value } of refused) {
      assert.ok(value.length <= LIMITS.refusedValueChars && value.endsWith('…'));
      assert.doesNotMatch(value, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }
  });

  it('is told to who listens to the device’s state: a sensor has no other place', async () => {
    const app = createTestApp();
    const told: string[] = [];
    app.broker.connect().start({
      filters: ['aris/sensor/s1/state'],
      onMessage: ({ payload }) => told.push(Buffer.from(payload).toString()),
      onConnection: () => undefined,
    });
    app.mqttSession.start();
    await settled();
    app.report('sensor', 's1', { tempC: 20, rhPercent: 130 });
    app.clock.advance(LIMITS.stateIntervalMs);
    await settled();
    const { tempC, refused } = JSON.parse(told.at(-1) ?? '{}') as Record<string, unknown>;
    assert.deepEqual([tempC, fieldsOf(refused)], [20, ['rhPercent']]);
  });
});

describe('a bad message', () => {
  const bad: readonly (readonly [string, string, string | Uint8Array, string])[] = [
    ['no JSON', 'aris/sensor/s1/telemetry', '{', 'malformed'],
    ['an empty payload', 'aris/sensor/s1/telemetry', '', 'malformed'],
    ['a list', 'aris/sensor/s1/telemetry', '[1]', 'malformed'],
    ['a bare number', 'aris/sensor/s1/telemetry', '21', 'malformed'],
    ['NaN', 'aris/sensor/s1/telemetry', '{"tempC":NaN}', 'malformed'],
    ['a status that is neither', 'aris/fcu/f1/status', 'asleep', 'malformed'],
    [
      'bytes that are no text',
      'aris/sensor/s1/telemetry',
      Buffer.from([0xff, 0xfe, 0x00]),
      'malformed',
    ],
    [
      'a payload over the limit',
      'aris/sensor/s1/telemetry',
      `{"tempC":21,"x":"${'x'.repeat(LIMITS.mqttPayloadBytes)}"}`,
      'oversized',
    ],
    ['an unknown device', 'aris/sensor/nobody/telemetry', '{"tempC":21}', 'unknown'],
    ['an unknown kind', 'aris/toaster/t1/telemetry', '{"tempC":21}', 'unknown'],
    ['an unknown topic', 'aris/sensor/s1/elsewhere', '{"tempC":21}', 'unknown'],
    ['a command come back', 'aris/fcu/f1/command', '{}', 'unknown'],
    ['a setpoint that is no number', 'aris/zone/living/temp_heat/set', '21,5', 'malformed'],
    ['a mode that is none', 'aris/zone/living/mode/set', 'AUTO', 'malformed'],
    ['something else to set', 'aris/zone/living/colour/set', 'red', 'unknown'],
  ];
  for (const [what, topic, payload, why] of bad) {
    it(`(${what}) is counted as ${why}, logged once, and changes nothing`, () => {
      const app = createTestApp();
      app.report('sensor', 's1', { tempC: 20 });
      const before = JSON.stringify(app.zones.list());
      for (let i = 0; i < 3; i++) send(app, topic, payload);
      assert.equal(app.messageRouter.counts().refused[why as 'malformed'], 3);
      assert.equal(refusedSum(app), 3);
      assert.equal(app.log.lines.filter(({ message }) => message === 'message refused').length, 1);
      assert.equal(JSON.stringify(app.zones.list()), before);
    });
  }

  it('of just the limit in size is taken', () => {
    const app = createTestApp();
    const frame = '{"tempC":21,"x":""}';
    send(
      app,
      'aris/sensor/s1/telemetry',
      frame.replace('""', `"${'x'.repeat(LIMITS.mqttPayloadBytes - frame.length)}"`),
    );
    assert.equal(app.zones.get('living').tempC, 21);
  });

  it('from too many sources is counted, but no longer logged', () => {
    const app = createTestApp();
    for (let i = 0; i < LIMITS.mqttNotedSources + 5; i++)
      send(app, `aris/sensor/x${i}/telemetry`, '{}');
    assert.equal(app.messageRouter.counts().refused.unknown, LIMITS.mqttNotedSources + 5);
    assert.equal(app.log.lines.length, LIMITS.mqttNotedSources);
  });
});

describe('what the broker has kept of a device', () => {
  const hcu = { mode: 'heat', supplyTempC: 35, outdoorTempC: 4, lifetimeElecKwh: 5060 };
  const shown = (app: App) => app.equipment.list('hcu')[0] ?? {};
  const isOnline = (app: App) => app.devices.get('hcu', 'hcu_main')?.isLive;

  it('counts as a state, and as no measurement', () => {
    const app = createTestApp();
    send(app, 'aris/hcu/hcu_main/telemetry', JSON.stringify(hcu), true);
    const { mode, supplyTempC, outdoorTempC, lifetimeElecKwh } = shown(app);
    assert.deepEqual(
      { mode, supplyTempC, outdoorTempC, lifetimeElecKwh },
      { mode: 'heat', supplyTempC: undefined, outdoorTempC: undefined, lifetimeElecKwh: 5060 },
    );
  });

  it('is no report of a sensor, nor better than what it has said', () => {
    const app = createTestApp();
    send(app, 'aris/sensor/s1/telemetry', '{"tempC":30}', true);
    assert.equal(app.devices.get('sensor', 's1')?.isLive, false);
    assert.equal(app.messageRouter.counts().refused.retained, 1);
    app.report('hcu', 'hcu_main', { mode: 'cool', supplyTempC: 18 });
    send(app, 'aris/hcu/hcu_main/telemetry', JSON.stringify(hcu), true);
    const { mode, supplyTempC } = shown(app);
    assert.deepEqual({ mode, supplyTempC }, { mode: 'cool', supplyTempC: 18 });
  });

  it('silences none that reports, whichever comes first', () => {
    const app = createTestApp();
    send(app, 'aris/hcu/hcu_main/status', 'offline', true);
    app.report('hcu', 'hcu_main', hcu);
    assert.equal(isOnline(app), true);
    send(app, 'aris/hcu/hcu_main/status', 'offline', true);
    assert.equal(isOnline(app), true);
  });

  it('is one thing, and a farewell that is heard another', () => {
    const app = createTestApp();
    app.report('hcu', 'hcu_main', hcu);
    send(app, 'aris/hcu/hcu_main/status', 'offline');
    assert.equal(isOnline(app), false);
    app.report('hcu', 'hcu_main', hcu);
    assert.equal(isOnline(app), false, 'until it says that it is there');
  });
});

describe('a retained command to a zone', () => {
  it('is ignored: it would replay at each reconnect', () => {
    const app = createTestApp();
    send(app, 'aris/zone/living/mode/set', 'off', true);
    assert.equal(app.zones.get('living').mode, 'auto');
    assert.equal(app.messageRouter.counts().refused.retained, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createTestApp } from '../../support/app.ts';

type App = ReturnType<typeof createTestApp>;

const send = ({ intake }: App, topic: string, payload: string | Uint8Array, retained = false) =>
  intake.accept({ topic, payload: Buffer.from(payload), retained });
const refusedSum = ({ intake }: App) =>
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

describe('a bad message', () => {
  const bad: readonly (readonly [string, string, string | Uint8Array, string])[] = [
    ['no JSON', 'aris/sensor/s1/telemetry', '{', 'malformed'],
    ['an empty payload', 'aris/sensor/s1/telemetry', '', 'malformed'],
    ['a list', 'aris/sensor/s1/telemetry', '[1]', 'malformed'],
    ['a bare number', 'aris/sensor/s1/telemetry', '21', 'malformed'],
    ['text for a number', 'aris/sensor/s1/telemetry', '{"tempC":"21"}', 'malformed'],
    ['NaN', 'aris/sensor/s1/telemetry', '{"tempC":NaN}', 'malformed'],
    ['a number too large to be one', 'aris/sensor/s1/telemetry', '{"tempC":1e999}', 'malformed'],
    ['what an unplugged sensor says', 'aris/sensor/s1/telemetry', '{"tempC":-127}', 'malformed'],
    ['what a sensor says at power-on', 'aris/sensor/s1/telemetry', '{"tempC":85}', 'malformed'],
    [
      'one good field and one bad',
      'aris/sensor/s1/telemetry',
      '{"tempC":21,"rhPercent":101}',
      'malformed',
    ],
    ['an unknown mode', 'aris/fcu/f1/telemetry', '{"mode":"boost"}', 'malformed'],
    [
      'a malformed fault',
      'aris/fcu/f1/telemetry',
      '{"activeFaults":[{"severity":"info"}]}',
      'malformed',
    ],
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
      assert.equal(app.intake.counts().refused[why as 'malformed'], 3);
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
    assert.equal(app.intake.counts().refused.unknown, LIMITS.mqttNotedSources + 5);
    assert.equal(app.log.lines.length, LIMITS.mqttNotedSources);
  });
});

describe('a retained command to a zone', () => {
  it('is ignored: it would replay at each reconnect', () => {
    const app = createTestApp();
    send(app, 'aris/zone/living/mode/set', 'off', true);
    assert.equal(app.zones.get('living').mode, 'auto');
    assert.equal(app.intake.counts().refused.retained, 1);
  });
});

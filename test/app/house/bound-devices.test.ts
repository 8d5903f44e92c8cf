import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Binding } from '../../../src/domain/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { hallWith, RELAY, THERMOMETER } from '../../support/bound-house.ts';

let app: TestApp;

const use = (...bindings: readonly Binding[]) => {
  app = createTestApp({ house: hallWith(...bindings) });
};
const say = (topic: string, payload: unknown, retained = false) =>
  app.intake.accept({
    topic,
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    retained,
  });
const hall = () => app.zones.get('hall');
const valve = () => app.equipment.get('fcu', 'hall_valve');
const refused = (why: 'malformed' | 'refused' | 'oversized') => app.intake.counts().refused[why];
const told = async (type: string) =>
  (await app.journal.query({ audit: 'hidden', type })).events.map(({ message }) => message);

describe('a bound sensor', () => {
  beforeEach(() => use(THERMOMETER));

  it('is read where it speaks, each reading by itself', () => {
    say('z/Hall', { temperature: 20.54, battery: 97 });
    assert.equal(hall().tempC, 20.5);
    say('z/Hall humidity', '44.6');
    assert.deepEqual([hall().tempC, hall().rhPercent], [20.5, 45]);
    assert.equal(app.intake.counts().accepted, 2);
  });

  it('says nothing of what its message lacks, and null takes a value back', () => {
    say('z/Hall', { temperature: 20 });
    say('z/Hall', { linkquality: 80 });
    assert.equal(hall().tempC, 20);
    say('z/Hall', { temperature: null });
    assert.ok(!('tempC' in hall()));
  });

  for (const payload of [
    ...['{', '', '[]', '"20"', 'true', 'NaN', '{"temperature":"20"}', '{"temperature":true}'],
    ...['{"temperature":85}', '{"temperature":-127}', '{"temperature":1e999}'],
    '{"temperature":{"value":20}}',
  ])
    it(`that says ${payload === '' ? 'nothing' : payload} changes nothing`, () => {
      say('z/Hall', { temperature: 20 });
      for (let times = 0; times < 3; times++) say('z/Hall', payload);
      assert.equal(hall().tempC, 20);
    });

  it('that says what cannot be is counted, logged once, and told of', async () => {
    for (let times = 0; times < 3; times++) say('z/Hall', { temperature: 85 });
    assert.equal(refused('malformed'), 3);
    assert.equal(app.log.lines.filter(({ message }) => message === 'message refused').length, 1);
    assert.deepEqual(await told('report_refused'), [
      'sensor hall_air reports what cannot be: tempC must be from -40 to 60 °C, not 85',
    ]);
  });

  it('that says too much is not read', () => {
    say('z/Hall', { temperature: 20, x: 'x'.repeat(LIMITS.mqttPayloadBytes) });
    assert.equal(refused('oversized'), 1);
    assert.ok(!('tempC' in hall()));
  });

  it('that floods changes no more than its last word', () => {
    for (let count = 0; count < 10_000; count++) say('z/Hall', { temperature: 18 + (count % 5) });
    assert.equal(hall().tempC, 22);
    assert.equal(app.devices.get('sensor', 'hall_air')?.isLive, true);
  });

  it('counts no more when it is old, each reading by itself', () => {
    say('z/Hall', { temperature: 20 });
    app.clock.advance(10 * MINUTE_MS);
    say('z/Hall humidity', '44');
    app.clock.advance(LIMITS.readingFreshMs - 10 * MINUTE_MS);
    app.sweep();
    assert.deepEqual([hall().tempC, hall().rhPercent], [undefined, 44]);
    app.clock.advance(10 * MINUTE_MS);
    app.sweep();
    assert.ok(!('rhPercent' in hall()));
    assert.equal(app.devices.get('sensor', 'hall_air')?.isLive, false);
  });

  it('counts for as long as its binding says', async () => {
    use({ ...THERMOMETER, staleAfterMinutes: 90 });
    say('z/Hall', { temperature: 20 });
    app.clock.advance(90 * MINUTE_MS - 1);
    app.sweep();
    assert.equal(hall().tempC, 20);
    assert.ok(!(await told('device_offline')).includes('sensor hall_air is offline'));
    app.clock.advance(1);
    app.sweep();
    assert.ok(!('tempC' in hall()));
    assert.ok((await told('device_offline')).includes('sensor hall_air is offline'));
  });

  it('that may be silent for long is missed only after as long', async () => {
    use({ ...THERMOMETER, staleAfterMinutes: 90 });
    app.clock.advance(LIMITS.readingFreshMs);
    assert.deepEqual(await told('device_offline'), ['fcu hall_valve is offline']);
    app.clock.advance(90 * MINUTE_MS);
    assert.equal((await told('device_offline')).length, 2);
  });

  it('counts while it is online', () => {
    say('z/Hall', { temperature: 20 });
    say('z/Hall/availability', { state: 'offline' }, true);
    assert.ok(!('tempC' in hall()));
    say('z/Hall/availability', { state: 'online' });
    assert.equal(hall().tempC, 20);
    say('z/Hall/availability', { state: 'asleep' });
    assert.equal(refused('malformed'), 1);
    assert.equal(hall().tempC, 20);
  });

  it('is there while all say so that have to', () => {
    use({
      ...THERMOMETER,
      availability: [
        { topic: 'bridge' },
        { topic: 'lwt', values: { '1': 'online', '0': 'offline' } },
      ],
    });
    say('z/Hall', { temperature: 20 });
    say('lwt', '1');
    say('bridge', 'offline');
    assert.ok(!('tempC' in hall()));
    say('bridge', 'online');
    assert.equal(hall().tempC, 20);
    say('lwt', '0');
    assert.ok(!('tempC' in hall()));
  });

  it('is not believed in what the broker has kept: nobody knows how old that is', () => {
    say('z/Hall', { temperature: 20 }, true);
    assert.ok(!('tempC' in hall()));
    say('z/Hall', { temperature: 21 });
    assert.equal(hall().tempC, 21);
  });

  it('has its numbers scaled, offset and mapped', () => {
    const at = { field: 'tempC', topic: 'f', scale: 5 / 9, offset: -160 / 9 };
    use({ ...THERMOMETER, readings: [{ ...at, values: { nan: null, '999': null } }] });
    say('f', '68');
    assert.equal(hall().tempC, 20);
    say('f', '200');
    assert.equal(hall().tempC, 20, 'bounds are those of what it comes to');
    say('f', 'nan');
    assert.ok(!('tempC' in hall()));
    say('f', '50');
    assert.equal(hall().tempC, 10);
    say('f', '999');
    assert.ok(!('tempC' in hall()));
    say('f', 'unknown');
    assert.equal(refused('malformed'), 2);
  });

  it('is not the one that reports on the topics of the hub under its name', async () => {
    say('z/Hall', { temperature: 20 });
    for (let times = 0; times < 3; times++) app.report('sensor', 'hall_air', { tempC: 25 });
    say('aris/sensor/hall_air/status', 'offline');
    assert.equal(hall().tempC, 20);
    assert.equal(refused('refused'), 4);
    assert.deepEqual(await told('device_conflict'), [
      'sensor hall_air is bound to other topics, and another device claims to be it',
    ]);
  });

  it('keeps what it said when the house is read anew, unless it is bound otherwise', () => {
    say('z/Hall', { temperature: 20 });
    app.takeHouse(hallWith(structuredClone(THERMOMETER)));
    assert.equal(hall().tempC, 20);
    say('z/Hall humidity', '44');
    assert.deepEqual([hall().tempC, hall().rhPercent], [20, 44]);
    app.takeHouse(hallWith({ ...THERMOMETER, staleAfterMinutes: 60 }));
    assert.ok(!('tempC' in hall()));
    app.takeHouse(hallWith());
    say('z/Hall', { temperature: 22 });
    assert.equal(app.intake.counts().refused.unknown, 1);
    app.report('sensor', 'hall_air', { tempC: 23 });
    assert.equal(hall().tempC, 23);
  });

  it("is heard on the hub's own topics until it is bound, and once it no longer is", () => {
    use();
    const report = (tempC: number) => app.report('sensor', 'hall_air', { tempC });
    report(20);
    assert.equal(hall().tempC, 20);
    app.takeHouse(hallWith(THERMOMETER));
    report(21);
    assert.equal(refused('refused'), 1);
    assert.ok(!('tempC' in hall()));
    app.takeHouse(hallWith());
    report(22);
    assert.equal(hall().tempC, 22);
    const house = hallWith();
    app.takeHouse({ ...house, zones: house.zones.map((one) => ({ ...one, sensors: [] })) });
    report(23);
    assert.equal(app.intake.counts().refused.unknown, 1);
  });

  it('with another shares a message, and one fault is one of the two', () => {
    use(THERMOMETER, {
      ...RELAY,
      readings: [{ field: 'roomTempC', topic: 'z/Hall', pointer: '/in' }],
    });
    say('z/Hall', { temperature: 85, in: 19 });
    assert.equal(valve()['roomTempC'], 19);
    assert.ok(!('rhPercent' in hall()));
    assert.equal(refused('malformed'), 1);
  });
});

describe('a reading with its own time', () => {
  beforeEach(() => {
    const at = { field: 'tempC', topic: 'z/Hall', pointer: '/t', timePointer: '/seen' };
    use({ ...THERMOMETER, readings: [at], staleAfterMinutes: 60 });
  });
  const at = (agoMs: number) => new Date(app.clock.nowMs() - agoMs).toISOString();

  it('counts from then on, also where the broker has kept it', () => {
    say('z/Hall', { t: 20, seen: at(20 * MINUTE_MS) }, true);
    assert.equal(hall().tempC, 20);
    app.clock.advance(40 * MINUTE_MS);
    app.sweep();
    assert.ok(!('tempC' in hall()));
  });

  it('that is older than may be does not count at all', () => {
    say('z/Hall', { t: 20, seen: at(3 * HOUR_MS) });
    assert.ok(!('tempC' in hall()));
    assert.equal(app.devices.get('sensor', 'hall_air')?.isLive, false);
  });

  it('may be in ms, and somewhat ahead of the clock', () => {
    say('z/Hall', { t: 20, seen: app.clock.nowMs() + LIMITS.deviceClockAheadMs });
    assert.equal(hall().tempC, 20);
  });

  for (const seen of ['yesterday', '2026-01-15 10:00:00', null, true, undefined, 'ahead'])
    it(`is refused with ${String(seen)} for its time`, () => {
      const ahead = new Date(app.clock.nowMs() + LIMITS.deviceClockAheadMs + 1).toISOString();
      say('z/Hall', { t: 20, seen: seen === 'ahead' ? ahead : seen });
      assert.ok(!('tempC' in hall()));
      assert.equal(refused('malformed'), 1);
    });
});

describe('a bound terminal', () => {
  it('shows what its relay does as its mode', () => {
    use(RELAY);
    say('stat/RESULT', { POWER: 'ON' });
    assert.equal(valve()['mode'], 'heat');
    say('stat/RESULT', { POWER: 'OFF' });
    assert.equal(valve()['mode'], 'idle');
    say('stat/RESULT', { POWER: 'BLINK' });
    assert.equal(refused('malformed'), 1);
    assert.equal(valve()['mode'], 'idle');
  });

  it('shows nothing of how it is commanded', () => {
    use({ ...RELAY, readings: [...RELAY.readings, { field: 'tempHeatSetC', topic: 'set' }] });
    say('stat/RESULT', { POWER: 'ON' });
    say('set', '21');
    const fields = Object.keys(valve()).sort();
    assert.deepEqual(fields, ['activeFaults', 'fcuId', 'friendlyName', 'mode', 'zoneId']);
  });

  it('is believed in a state that the broker has kept', () => {
    use(RELAY);
    say('stat/RESULT', { POWER: 'ON' }, true);
    assert.equal(valve()['mode'], 'heat');
  });

  it('whose state stands is there for as long as it is online', () => {
    use({ ...RELAY, availability: [{ topic: 'lwt' }], standsWhileOnline: true });
    say('stat/RESULT', { POWER: 'ON' }, true);
    assert.equal(valve()['online'], false, 'nobody has said that it is online');
    say('lwt', 'online', true);
    assert.equal(valve()['mode'], 'heat');
    app.clock.advance(30 * 24 * HOUR_MS);
    app.sweep();
    assert.equal(valve()['mode'], 'heat');
    say('lwt', 'offline');
    assert.equal(valve()['online'], false);
  });
});

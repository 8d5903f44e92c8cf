import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import {
  HEAT_PUMP,
  hallWith,
  METER,
  plantWith,
  RELAY,
  THERMOMETER,
  VALVE,
} from '../../support/bound-house.ts';

let app: TestApp;

const use = (...bindings: readonly DeviceBinding[]) => {
  app = createTestApp({ house: hallWith(...bindings) });
};
const say = (topic: string, payload: unknown, retained = false) =>
  app.messageRouter.accept({
    topic,
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    retained,
  });
const hall = () => app.zones.get('hall');
const valve = () => app.equipment.get('fcu', 'hall_valve');
const refused = (why: 'refused' | 'oversized') => app.messageRouter.counts().refused[why];
const refusedReadings = () => {
  const { sensor, fcu } = app.messageRouter.counts().refusedReadings;
  return sensor + fcu;
};
/** What a device shows as refused: `field value reason`. */
const shown = (kind: 'sensor' | 'fcu', id: string) =>
  app.devices
    .get(kind, id)
    ?.refused.map(({ field, value, reason }) => `${field} ${value} ${reason}`);
const told = async (type: string) =>
  (await app.journal.query({ audit: 'hidden', type })).events.map(({ message }) => message);

describe('a bound sensor', () => {
  beforeEach(() => use(THERMOMETER));

  it('is read where it speaks, each reading by itself', () => {
    say('z/Hall', { temperature: 20.54, battery: 97 });
    assert.equal(hall().tempC, 20.5);
    say('z/Hall humidity', '44.6');
    assert.deepEqual([hall().tempC, hall().rhPercent], [20.5, 45]);
    assert.equal(app.messageRouter.counts().accepted, 2);
  });

  it('says nothing of what its message lacks, and null takes a value back', () => {
    say('z/Hall', { temperature: 20 });
    say('z/Hall', { linkquality: 80 });
    assert.equal(hall().tempC, 20);
    say('z/Hall', { temperature: null });
    assert.ok(!('tempC' in hall()));
  });

  for (const payload of [
    '{',
    '',
    '[]',
    '"20"',
    'true',
    'NaN',
    '{"temperature":"20"}',
    '{"temperature":true}',
    '{"temperature":85}',
    '{"temperature":-127}',
    '{"temperature":1e999}',
    '{"temperature":{"value":20}}',
  ])
    it(`that says ${payload === '' ? 'nothing' : payload} changes nothing`, () => {
      say('z/Hall', { temperature: 20 });
      for (let times = 0; times < 3; times++) say('z/Hall', payload);
      assert.equal(hall().tempC, 20);
    });

  it('that says what cannot be is counted, logged once, and told of', async () => {
    for (let times = 0; times < 3; times++) say('z/Hall', { temperature: 85 });
    assert.equal(refusedReadings(), 3);
    assert.equal(app.messageRouter.counts().accepted, 3);
    assert.equal(app.log.lines.filter(({ message }) => message === 'reading refused').length, 1);
    assert.deepEqual(await told('reading_refused'), [
      'sensor hall_air: tempC cannot be 85: it must be from -40 to 60 °C',
    ]);
  });

  it('that says one thing that cannot be is heard in all others, and shows it', () => {
    const air = (field: string, pointer: string) => ({ field, topic: 'tele/SENSOR', pointer });
    use({
      ...THERMOMETER,
      readings: [air('tempC', '/HTU21/Temperature'), air('rhPercent', '/HTU21/Humidity')],
    });
    say('tele/SENSOR', { HTU21: { Temperature: 17.3, Humidity: 101.7 } });
    assert.deepEqual([hall().tempC, hall().rhPercent], [17.3, 100]);
    assert.deepEqual(shown('sensor', 'hall_air'), []);
    app.clock.advance(MINUTE_MS);
    say('tele/SENSOR', { HTU21: { Temperature: 17.4, Humidity: 105.1 } });
    assert.deepEqual([hall().tempC, hall().rhPercent], [17.4, 100], 'what it last said goes on');
    const refusal = ['rhPercent 105.1 must be from 0 to 100 %'];
    assert.deepEqual(shown('sensor', 'hall_air'), refusal);
    app.clock.advance(LIMITS.readingFreshMs - MINUTE_MS);
    app.sweep();
    assert.deepEqual(
      [hall().tempC, hall().rhPercent],
      [17.4, undefined],
      'and grows old by itself',
    );
    say('tele/SENSOR', { HTU21: { Temperature: 17.5 } });
    assert.deepEqual(shown('sensor', 'hall_air'), refusal, 'until something else is said of it');
    say('tele/SENSOR', { HTU21: { Temperature: 17.5, Humidity: 99 } });
    assert.deepEqual([hall().rhPercent, shown('sensor', 'hall_air')], [99, []]);
  });

  it('that says nothing but what cannot be is there all the same, with no old value', async () => {
    say('z/Hall', { temperature: 20 });
    for (let minutes = 0; minutes <= 30; minutes += 5) {
      say('z/Hall', { temperature: 85 });
      app.sweep();
      app.clock.advance(5 * MINUTE_MS);
    }
    assert.ok(!('tempC' in hall()));
    assert.equal(app.devices.get('sensor', 'hall_air')?.isLive, true);
    assert.deepEqual(app.devices.get('sensor', 'hall_air')?.readings, {});
    assert.ok(!(await told('device_offline')).includes('sensor hall_air is offline'));
  });

  it('shows since when something is refused, over all that it says meanwhile', () => {
    say('z/Hall', { temperature: 85 });
    const sinceTs = '2026-01-15T10:00:00Z';
    app.clock.advance(MINUTE_MS);
    say('z/Hall', { temperature: -127 });
    say('z/Hall humidity', '40');
    const [standing] = app.devices.get('sensor', 'hall_air')?.refused ?? [];
    assert.deepEqual([standing?.value, standing?.sinceTs], ['-127', sinceTs]);
    say('z/Hall', { temperature: null });
    assert.deepEqual(shown('sensor', 'hall_air'), [], 'no value now is not one that cannot be');
  });

  it('is not there for what the broker has kept that cannot be', () => {
    use({
      ...THERMOMETER,
      readings: [
        { ...THERMOMETER.readings[0], field: 'tempC', topic: 'z/Hall', timePointer: '/seen' },
      ],
    });
    say('z/Hall', { temperature: 85, seen: '2026-01-15T09:59:00Z' }, true);
    const device = app.devices.get('sensor', 'hall_air');
    assert.deepEqual([device?.isLive, device?.lastSeenMs], [false, undefined]);
    assert.deepEqual(shown('sensor', 'hall_air'), ['tempC 85 must be from -40 to 60 °C']);
    assert.deepEqual(app.messageRouter.counts().refusedReadings.sensor, 1);
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
    say('z/Hall/availability', { state: 'offline' });
    assert.ok(!('tempC' in hall()));
    say('z/Hall/availability', { state: 'online' });
    assert.equal(hall().tempC, 20);
    say('z/Hall/availability', { state: 'asleep' });
    assert.deepEqual(shown('sensor', 'hall_air'), [
      'availability "asleep" must be one of online, offline',
    ]);
    assert.equal(hall().tempC, 20);
    say('z/Hall/availability', { state: 'online' });
    assert.deepEqual(shown('sensor', 'hall_air'), []);
  });

  it('whose word of being there cannot be is heard in the same message', () => {
    use({
      ...THERMOMETER,
      availability: [
        { topic: 'z/Hall', pointer: '/here' },
        { topic: 'z/Hall', pointer: '/awake' },
      ],
    });
    say('z/Hall', { temperature: 20, here: 'perhaps', awake: 'online' });
    assert.equal(hall().tempC, 20);
    assert.equal(refusedReadings(), 1);
    say('z/Hall', { awake: 'online' });
    assert.equal(shown('sensor', 'hall_air')?.length, 1, 'of another place');
    say('z/Hall', { here: 'offline' });
    assert.deepEqual(shown('sensor', 'hall_air'), []);
    assert.ok(!('tempC' in hall()));
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
    assert.equal(refusedReadings(), 2);
    assert.deepEqual(shown('sensor', 'hall_air'), ['tempC "unknown" must be one of 999, nan']);
  });

  it('has its numbers read where they are text, with their unit or without', () => {
    const at = { field: 'tempC', topic: 'f', values: { 'n/a': null } };
    use({ ...THERMOMETER, readings: [at] });
    for (const [payload, tempC] of [
      ['20.2 °C', 20.2],
      ['"20.5"', 20.5],
      ['-3.5°C', -3.5],
      [' +21 ', 21],
    ] as const) {
      say('f', payload);
      assert.equal(hall().tempC, tempC, payload);
    }
    for (const payload of ['20,5 °C', '68 °F', '20.5.1', '°C', '2e1x']) say('f', payload);
    assert.equal(hall().tempC, 21);
    assert.equal(refusedReadings(), 5);
    say('f', '68 °F');
    assert.deepEqual(shown('sensor', 'hall_air'), [
      'tempC "68 °F" is in °F, not °C: say its scale',
    ]);
    use({ ...THERMOMETER, readings: [{ ...at, scale: 5 / 9, offset: -160 / 9 }] });
    say('f', '68 °F');
    assert.equal(hall().tempC, 20);
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
    assert.equal(app.messageRouter.counts().refused.unknown, 1);
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
    assert.equal(app.messageRouter.counts().refused.unknown, 1);
  });

  it('with another shares a message, and one fault is one of the two', () => {
    use(THERMOMETER, {
      ...RELAY,
      readings: [{ field: 'roomTempC', topic: 'z/Hall', pointer: '/in' }],
    });
    say('z/Hall', { temperature: 85, in: 19 });
    assert.equal(valve()['roomTempC'], 19);
    assert.ok(!('rhPercent' in hall()));
    assert.equal(refusedReadings(), 1);
    assert.deepEqual([shown('sensor', 'hall_air')?.length, shown('fcu', 'hall_valve')], [1, []]);
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

  it('may be in s', () => {
    say('z/Hall', { t: 20, seen: Math.floor((app.clock.nowMs() - 20 * MINUTE_MS) / 1_000) });
    assert.equal(hall().tempC, 20);
    app.clock.advance(40 * MINUTE_MS);
    app.sweep();
    assert.ok(!('tempC' in hall()));
  });

  it('may be in ms, and somewhat ahead of the clock', () => {
    say('z/Hall', { t: 20, seen: app.clock.nowMs() + LIMITS.deviceClockAheadMs });
    assert.equal(hall().tempC, 20);
  });

  it('counts as of now where its gateway is set to tell no time, but not where the broker has kept it', () => {
    say('z/Hall', { t: 19 }, true);
    assert.ok(!('tempC' in hall()));
    say('z/Hall', { t: 20 });
    assert.equal(hall().tempC, 20);
  });

  for (const seen of ['yesterday', '2026-01-15 10:00:00', null, true, 'ahead'])
    it(`is refused with ${String(seen)} for its time`, () => {
      const ahead = new Date(app.clock.nowMs() + LIMITS.deviceClockAheadMs + 1).toISOString();
      say('z/Hall', { t: 20, seen: seen === 'ahead' ? ahead : seen });
      assert.ok(!('tempC' in hall()));
      assert.match(shown('sensor', 'hall_air')?.[0] ?? '', /^tempC .* has (?:no|a) time at \/seen/);
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
    assert.deepEqual(shown('fcu', 'hall_valve'), ['on "BLINK" must be one of ON, OFF']);
    assert.equal(valve()['mode'], 'idle');
  });

  it('that says null where it is at rest is heard in all else: a valve of Zigbee2MQTT', () => {
    const at = (field: string, pointer: string) => ({ field, topic: 'z/Valve', pointer });
    const running = { ...at('mode', '/running_state'), values: { heat: 'heat', idle: 'idle' } };
    use({ ...VALVE, readings: [...VALVE.readings, running] });
    const message = { local_temperature: 20.5, occupied_heating_setpoint: 21 };
    say('z/Valve', { ...message, running_state: 'heat' });
    say('z/Valve', { ...message, running_state: null });
    assert.deepEqual([valve()['roomTempC'], valve()['mode']], [20.5, undefined]);
    assert.deepEqual(shown('fcu', 'hall_valve'), []);
    say('z/Valve', { ...message, running_state: 'boost' });
    assert.deepEqual(shown('fcu', 'hall_valve'), ['mode "boost" must be one of heat, idle']);
    assert.equal(valve()['roomTempC'], 20.5);
  });

  it('shows nothing of how it is commanded', () => {
    use({ ...RELAY, readings: [...RELAY.readings, { field: 'tempHeatSetC', topic: 'set' }] });
    say('stat/RESULT', { POWER: 'ON' });
    say('set', '21');
    const fields = Object.keys(valve()).sort();
    assert.deepEqual(fields, ['activeFaults', 'fcuId', 'friendlyName', 'mode', 'online', 'zoneId']);
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

  it('whose state stands has measurements that grow old all the same', () => {
    const roomTempC = { field: 'roomTempC', topic: 'stat/ROOM' };
    const readings = [...RELAY.readings, roomTempC];
    use({ ...RELAY, readings, availability: [{ topic: 'lwt' }], standsWhileOnline: true });
    say('lwt', 'online');
    say('stat/RESULT', { POWER: 'ON' });
    say('stat/ROOM', '20.5');
    assert.equal(valve()['roomTempC'], 20.5);
    app.clock.advance(LIMITS.readingFreshMs);
    app.sweep();
    assert.deepEqual([valve()['mode'], valve()['roomTempC']], ['heat', undefined]);
  });
});

describe('what is bound and only read', () => {
  const heishamon = (name: string, payload: string, retained = false) =>
    say(`panasonic_heat_pump/main/${name}`, payload, retained);
  beforeEach(() => {
    app = createTestApp({ house: plantWith(HEAT_PUMP, METER) });
  });

  it('is shown as its kind is', () => {
    heishamon('Compressor_Freq', '43');
    heishamon('Discharge_Temp', '71');
    heishamon('Defrosting_State', '1');
    say('shelly/status/em1:0', { id: 0, act_power: 5080.3, freq: 50 });
    say('shelly/status/em1data:0', { id: 0, total_act_energy: 6644.9 });
    const { compressorHz, compressorDischargeTempC, defrostActive } = app.equipment.get(
      'heatpump',
      'hp_1',
    );
    assert.deepEqual([compressorHz, compressorDischargeTempC, defrostActive], [43, 71, true]);
    const { powerKw, energyKwh } = app.equipment.get('meter', 'grid');
    assert.deepEqual([powerKw, energyKwh], [5.1, 6.6]);
    heishamon('Discharge_Temp', '-78');
    assert.ok(!('compressorDischargeTempC' in app.equipment.get('heatpump', 'hp_1')));
  });

  it('counts a short 0 once, however often its power is told', () => {
    const energy = () => app.equipment.get('meter', 'grid')['energyKwh'];
    const count = (wh: number) => say('shelly/status/em1data:0', { id: 0, total_act_energy: wh });
    count(5_060_000);
    count(0);
    for (let minutes = 0; minutes < 14; minutes++) {
      app.clock.advance(MINUTE_MS);
      say('shelly/status/em1:0', { id: 0, act_power: 100 });
      assert.equal(energy(), 5060);
    }
    count(5_060_100);
    assert.equal(energy(), 5060.1);
  });

  it('counts as a state where the broker has kept it, and not as a measurement', () => {
    heishamon('Compressor_Freq', '43', true);
    heishamon('Defrosting_State', '1', true);
    const shownNow = app.equipment.get('heatpump', 'hp_1');
    assert.deepEqual([shownNow['defrostActive'], 'compressorHz' in shownNow], [true, false]);
  });
});

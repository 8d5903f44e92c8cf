import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { createBoundDevices } from '../../../src/app/devices/bound-devices.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { MappedValue } from '../../../src/domain/binding/place.ts';
import type { DeviceKind, ReadingsOf } from '../../../src/domain/equipment/catalogue.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createTestApp, type TestApp } from '../../support/app.ts';
import {
  EMS_DHW,
  EMS_HCU,
  EMS_HEAT_PUMP,
  HEISHAMON,
  HEISHAMON_DHW,
  HEISHAMON_HCU,
  HEISHAMON_TES,
  machinesWith,
} from '../../support/bound-machines.ts';

let app: TestApp;

const use = (...bindings: readonly DeviceBinding[]) => {
  app = createTestApp({ house: machinesWith(...bindings) });
};
const say = (topic: string, payload: unknown, retained = false) =>
  app.messageRouter.accept({
    topic,
    payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    retained,
  });
function device<K extends DeviceKind>(kind: K, id: string): Device<K> {
  const found = app.devices.get(kind, id);
  assert.ok(found);
  return found;
}
const hcu = () => device('hcu', 'hcu_main');
const dhw = () => device('dhw', 'dhw_main');
const hcuReadings = (): ReadingsOf<'hcu'> => hcu().readings ?? {};
const dhwReadings = (): ReadingsOf<'dhw'> => dhw().readings ?? {};
const codes = () => hcu().readings?.activeFaults?.map(({ code }) => code);
const place = (name: string) => app.bound.place(hcu(), name)?.value;

describe('a heat pump behind HeishaMon', () => {
  const heishamon = (name: string, payload: string, retained = false) =>
    say(`${HEISHAMON}/main/${name}`, payload, retained);
  const power = (heat: string, cool: string, dhwPower: string) => {
    heishamon('Heat_Power_Production', heat);
    heishamon('Cool_Power_Production', cool);
    heishamon('DHW_Power_Production', dhwPower);
  };
  beforeEach(() => use(HEISHAMON_HCU, HEISHAMON_DHW, HEISHAMON_TES));

  it('is one machine that is several devices', () => {
    heishamon('Main_Outlet_Temp', '34.25');
    heishamon('DHW_Temp', '48');
    heishamon('Buffer_Temp', '-78');
    heishamon('Compressor_Freq', '43');
    heishamon('ThreeWay_Valve_State', '1');
    assert.deepEqual(hcuReadings(), { supplyTempC: 34.25, mode: 'dhw_charge' });
    assert.deepEqual(dhwReadings(), { tempTopC: 48, heatingActive: true });
    const tes = device('tes', 'tes_main');
    assert.deepEqual([tes.readings, tes.isLive], [{}, true]);
    heishamon('ThreeWay_Valve_State', '0');
    assert.deepEqual(dhwReadings(), { tempTopC: 48, heatingActive: false });
    assert.ok(!('mode' in hcuReadings()), 'heats or cools: nobody has said which');
    heishamon('Operating_Mode_State', '5');
    assert.equal(hcuReadings().mode, 'cool');
    heishamon('Compressor_Freq', '0');
    assert.equal(hcuReadings().mode, 'idle');
  });

  it('has its power summed, while all of it is known', () => {
    power('4200', '0', '800');
    assert.equal(hcuReadings().thermalPowerKw, 5);
    heishamon('DHW_Power_Production', '-200');
    assert.ok(!('thermalPowerKw' in hcuReadings()));
    heishamon('DHW_Power_Production', '0');
    assert.equal(hcuReadings().thermalPowerKw, 4.2);
  });

  it('has a sum that is as old as the oldest of it', () => {
    power('4200', '0', '800');
    app.clock.advance(10 * MINUTE_MS);
    heishamon('Heat_Power_Production', '4000');
    assert.equal(hcuReadings().thermalPowerKw, 4.8);
    app.clock.advance(LIMITS.readingFreshMs - 10 * MINUTE_MS);
    app.sweep();
    assert.ok(!('thermalPowerKw' in hcuReadings()));
    heishamon('Heat_Power_Production', '4000');
    assert.ok(!('thermalPowerKw' in hcuReadings()), 'two of three are too old');
  });

  it('has no measurement of what the broker kept, and states of it', () => {
    heishamon('Heat_Power_Production', '4200', true);
    heishamon('Cool_Power_Production', '0', true);
    heishamon('DHW_Power_Production', '0', true);
    heishamon('Main_Outlet_Temp', '34.25', true);
    assert.equal(hcu().isLive, false, 'nothing that counts was heard');
    heishamon('Compressor_Freq', '43', true);
    heishamon('ThreeWay_Valve_State', '1', true);
    heishamon('Heating_Mode', '1', true);
    heishamon('Error', 'H74', true);
    assert.deepEqual(Object.keys(hcuReadings()), ['activeFaults']);
    assert.deepEqual([place('hz'), place('valve'), place('heating')], [undefined, 'dhw', 'direct']);
    heishamon('Compressor_Freq', '43');
    assert.equal(hcuReadings().mode, 'dhw_charge');
  });

  it('shows what it was set to, also where the broker kept that', () => {
    heishamon('Z1_Heat_Request_Temp', '35', true);
    assert.equal(place('target'), 35);
  });

  it('stands as its levels need it, also as a number that the broker kept; a measurement does not', () => {
    const places = {
      ...HEISHAMON_HCU.places,
      heating: { topic: `${HEISHAMON}/main/Heating_Mode` },
      outlet: { topic: `${HEISHAMON}/main/Main_Outlet_Temp` },
    };
    const needs = { steer: { heating: [1, 2], outlet: { above: 20 } } };
    use({ ...HEISHAMON_HCU, places, needs });
    heishamon('Error', 'No error');
    heishamon('Heating_Mode', '1', true);
    heishamon('Main_Outlet_Temp', '34.25', true);
    assert.deepEqual([place('heating'), place('outlet')], [1, undefined]);
  });

  it('is not what it was told: an order that comes back, kept by the broker or not, says nothing of it', () => {
    const told = `${HEISHAMON}/commands/SetZ1HeatRequestTemperature`;
    for (const isKept of [true, false]) say(told, '35', isKept);
    assert.deepEqual(
      [place('target'), hcu().readings, hcu().isLive],
      [undefined, undefined, false],
    );
    assert.equal(app.messageRouter.counts().refused.unknown, 2);
    assert.ok(!app.bound.topics().includes(told));
  });

  it('tells of its faults', () => {
    heishamon('Error', 'H74');
    assert.deepEqual(codes(), ['H74']);
    heishamon('Error', 'No error');
    assert.deepEqual(codes(), []);
  });

  it('is there though the broker has kept that it is gone', () => {
    say(`${HEISHAMON}/LWT`, 'Offline', true);
    assert.equal(hcu().isLive, false);
    heishamon('Compressor_Freq', '0');
    assert.equal(hcu().isLive, true);
    say(`${HEISHAMON}/LWT`, 'Offline');
    assert.deepEqual([hcu().isLive, place('hz')], [false, undefined]);
    heishamon('Compressor_Freq', '0');
    assert.equal(hcu().isLive, false, 'it said so itself');
    say(`${HEISHAMON}/LWT`, 'Offline', true);
    assert.equal(hcu().isLive, false, 'and the broker repeats it');
    say(`${HEISHAMON}/LWT`, 'Online');
    assert.deepEqual([hcu().isLive, place('hz')], [true, 0]);
  });

  it('that said that it is there is there when the broker has kept that it was gone', () => {
    heishamon('Compressor_Freq', '0');
    say(`${HEISHAMON}/LWT`, 'Online');
    say(`${HEISHAMON}/LWT`, 'Offline', true);
    assert.equal(hcu().isLive, true);
  });

  it('has places that grow old', () => {
    heishamon('Compressor_Freq', '43');
    heishamon('Heating_Mode', '1');
    app.clock.advance(LIMITS.readingFreshMs - 1);
    heishamon('Heating_Mode', '1');
    assert.deepEqual([place('hz'), place('heating')], [43, 'direct']);
    app.clock.advance(1);
    assert.deepEqual([place('hz'), place('heating')], [undefined, 'direct']);
  });

  it('has places of its own, and one with another name is none', () => {
    heishamon('Heating_Mode', '1');
    assert.equal(place('Heating_Mode'), undefined);
    assert.equal(app.bound.place(dhw(), 'heating'), undefined);
  });

  it('may say what nobody can make anything of', () => {
    heishamon('Compressor_Freq', '43');
    for (const nonsense of ['', '{', '[1]', 'nan', 'x'.repeat(1_000), '{"a":1}'])
      for (const name of ['Operating_Mode_State', 'ThreeWay_Valve_State', 'Heat_Power_Production'])
        heishamon(name, nonsense);
    assert.deepEqual(hcuReadings(), {});
    heishamon('Operating_Mode_State', '0');
    heishamon('ThreeWay_Valve_State', '0');
    assert.deepEqual(hcuReadings(), { mode: 'heat' });
  });
});

describe('a heat pump behind EMS-ESP', () => {
  const boiler = (message: object) => say('ems-esp/boiler_data', message);
  const beat = (status = 'connected') =>
    say('ems-esp/heartbeat', { bus_status: status, uptime_sec: 4711 });
  const activity = () => [
    hcuReadings().mode,
    hcuReadings().state,
    device('heatpump', 'hp_1').readings?.defrostActive,
    dhwReadings().heatingActive,
  ];
  beforeEach(() => use(EMS_HCU, EMS_HEAT_PUMP, EMS_DHW));

  it('has one word that is four readings', () => {
    say('ems-esp/status', 'online', true);
    beat();
    const message = { curflowtemp: 34.6, pc0flow: 1200, hpcurrpower: 840, dhw: { curtemp: 47.9 } };
    for (const [hpactivity, expected] of [
      ['hot water', ['dhw_charge', 'running', false, true]],
      ['defrost', ['heat', 'defrost', true, false]],
      ['heating', ['heat', 'running', false, false]],
      ['compressor alarm', ['idle', 'fault', false, false]],
    ] as const) {
      boiler({ ...message, hpactivity });
      assert.deepEqual(activity(), expected, hpactivity);
    }
    const { supplyTempC, flowRateLpm, electricalPowerKw } = hcuReadings();
    assert.deepEqual([supplyTempC, flowRateLpm, electricalPowerKw], [34.6, 20, 0.84]);
    assert.equal(dhwReadings().tempTopC, 47.9);
  });

  it('keeps what a message says nothing of', () => {
    boiler({ hpactivity: 'heating' });
    boiler({ curflowtemp: 34.6 });
    assert.deepEqual(hcuReadings(), { mode: 'heat', state: 'running', supplyTempC: 34.6 });
  });

  it('has no value of a word that nobody knows', () => {
    boiler({ hpactivity: 'heating' });
    boiler({ hpactivity: 'Heizen' });
    assert.ok(!('mode' in hcuReadings()));
    assert.deepEqual(
      hcu().refused.map(({ field }) => field),
      ['state'],
    );
  });

  it('is there while its bus is alive', () => {
    boiler({ hpactivity: 'heating' });
    assert.equal(hcu().isLive, true, 'nothing is known of the bus');
    beat();
    app.clock.advance(180 * SECOND_MS - 1);
    app.sweep();
    assert.equal(hcu().isLive, true);
    boiler({ hpactivity: 'heating' });
    app.clock.advance(1);
    assert.equal(place('activity'), undefined, 'before anybody looks');
    app.sweep();
    assert.equal(hcu().isLive, false, 'a gateway that tells what it heard last');
    boiler({ hpactivity: 'heating' });
    assert.equal(hcu().isLive, false);
    say('ems-esp/heartbeat', { bus_status: 'connected' }, true);
    assert.equal(hcu().isLive, false, 'what the broker kept is no sign of life');
    beat('disconnected');
    assert.equal(hcu().isLive, false);
    beat();
    assert.deepEqual([hcu().isLive, place('activity')], [true, 'heating']);
  });

  it('is not there when its bus was never heard', () => {
    app.clock.advance(180 * SECOND_MS);
    boiler({ hpactivity: 'heating' });
    app.sweep();
    assert.equal(hcu().isLive, false);
  });
});

describe('a gateway that tells changes alone', () => {
  it('has measurements that stand while its bus is alive', () => {
    use({
      kind: 'dhw',
      id: 'dhw_main',
      readings: [{ field: 'tempTopC', topic: 'tank' }],
      alive: { topic: 'signal', withinSeconds: 60 },
      standsWhileOnline: true,
    });
    say('tank', '48', true);
    say('signal', 'true');
    assert.ok(!('tempTopC' in dhwReadings()), 'what was kept is no measurement');
    say('tank', '48');
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      app.clock.advance(MINUTE_MS - 1);
      say('signal', 'true');
    }
    app.sweep();
    assert.deepEqual([dhw().isLive, dhw().readings?.tempTopC], [true, 48]);
    app.clock.advance(MINUTE_MS);
    app.sweep();
    assert.equal(dhw().isLive, false);
    say('signal', 'true');
    assert.equal(dhw().isLive, true);
  });

  it('whose farewell was kept is there when it speaks', () => {
    use({
      kind: 'dhw',
      id: 'dhw_main',
      readings: [{ field: 'heatingActive', topic: 'tank' }],
      places: { charging: { topic: 'tank' } },
      availability: [{ topic: 'lwt' }],
      standsWhileOnline: true,
    });
    const charging = () => app.bound.place(dhw(), 'charging')?.value;
    say('lwt', 'offline', true);
    say('tank', 'true', true);
    assert.deepEqual([dhw().isLive, charging()], [false, undefined]);
    say('tank', 'true');
    assert.deepEqual([dhw().isLive, charging()], [true, true]);
  });
});

describe('what follows from places', () => {
  const follows = (field: string, then: readonly [MappedValue, MappedValue]) =>
    use({
      kind: 'hcu',
      id: 'hcu_main',
      places: { first: { topic: 'first' }, second: { topic: 'second' } },
      readings: [
        {
          field,
          cases: [
            { if: { first: 'on' }, then: then[0] },
            { if: { second: 'on' }, then: then[1] },
          ],
        },
      ],
    });

  it('does so from what is not too old', () => {
    follows('mode', ['heat', 'cool']);
    say('first', 'on');
    app.clock.advance(LIMITS.readingFreshMs - 1);
    say('second', 'on');
    assert.equal(hcuReadings().mode, 'heat');
    app.clock.advance(1);
    say('second', 'on');
    assert.equal(hcuReadings().mode, 'cool');
  });

  it('is no measurement where the broker kept the words', () => {
    follows('electricalPowerKw', [2, 1]);
    say('first', 'on', true);
    assert.deepEqual(hcuReadings(), {});
    say('second', 'on');
    assert.deepEqual(hcuReadings(), { electricalPowerKw: 1 });
    say('first', 'on');
    assert.deepEqual(hcuReadings(), { electricalPowerKw: 2 });
  });

  it('is forgotten when it is bound otherwise', () => {
    use(HEISHAMON_HCU);
    say(`${HEISHAMON}/main/Heating_Mode`, '1');
    app.takeHouse(machinesWith(structuredClone(HEISHAMON_HCU)));
    assert.equal(place('heating'), 'direct');
    app.takeHouse(machinesWith({ ...HEISHAMON_HCU, level: 'watch' }));
    assert.equal(
      place('heating'),
      'direct',
      'what the hub may tell it changes nothing that it said',
    );
    app.takeHouse(machinesWith({ ...HEISHAMON_HCU, staleAfterMinutes: 7 }));
    assert.equal(place('heating'), undefined);
    app.takeHouse(machinesWith());
    assert.equal(place('heating'), undefined);
  });
});

describe('who listens to named places', () => {
  it('is told which were spoken of, when the device is known as it is then', () => {
    use(HEISHAMON_HCU, HEISHAMON_DHW);
    const told: string[] = [];
    const bound = createBoundDevices({
      house: createCurrentHouse(app.house),
      devices: app.devices,
      clock: app.clock,
      askedMode: () => undefined,
      onOnline: () => undefined,
      onReport: () => undefined,
      onPlaces: ({ ref, isLive }, names) =>
        told.push(`${ref.kind} ${names.join()} ${isLive ? 'live' : 'gone'}`),
    });
    const hear = (name: string, payload: string, retained = false) =>
      bound.hear(`${HEISHAMON}/main/${name}`, payload, retained);
    hear('Compressor_Freq', '43', true);
    hear('Main_Outlet_Temp', '35');
    assert.deepEqual(told, []);
    hear('Compressor_Freq', '43');
    hear('Heating_Mode', '1', true);
    hear('Compressor_Freq', '43');
    const both = ['hcu hz live', 'dhw hz live'];
    assert.deepEqual(told, [...both, 'hcu heating live', ...both]);
  });
});

describe('faults at several places', () => {
  it('are all of them', () => {
    use({
      kind: 'hcu',
      id: 'hcu_main',
      readings: [
        { field: 'activeFaults', topic: 'ASHP', pointer: '/ErrCode', none: ['Normal'] },
        { field: 'activeFaults', topic: 'ASHP', pointer: '/FltCode', none: ['Normal'] },
      ],
    });
    say('ASHP', { ErrCode: 'E6', FltCode: 'P1' });
    assert.deepEqual(codes(), ['E6', 'P1']);
    say('ASHP', { ErrCode: 'Normal', FltCode: 'P1' });
    assert.deepEqual(codes(), ['P1']);
    say('ASHP', { FltCode: 'Normal' });
    assert.deepEqual(codes(), []);
    say('ASHP', { ErrCode: 'E6' });
    app.clock.advance(LIMITS.readingFreshMs);
    say('ASHP', { FltCode: 'P1' });
    assert.deepEqual(codes(), ['P1'], 'an old word counts no more');
  });
});

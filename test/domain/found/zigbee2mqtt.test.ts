/** What Zigbee2MQTT says of its devices, and what they would be in the house. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { zigbeeBase, zigbeeSightings } from '../../../src/domain/found/zigbee2mqtt.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import {
  AQARA,
  COORDINATOR,
  PLUG,
  TRV,
  TWO_RELAYS,
  ZIGBEE_LIST,
  zigbeeDevice,
} from '../../support/found/home.ts';

const brief = ({ offers }: Sighting) => offers.map(({ kind, part }) => [kind, part]);
const bindings = ({ offers }: Sighting) => offers.map(({ binding }) => binding);

describe('Zigbee2MQTT', () => {
  const only = (exposes: readonly object[], more: object = {}) =>
    zigbeeSightings('zigbee2mqtt', [zigbeeDevice('Hall', '0x1', exposes, more)])[0];

  it('has its list under any base of one or two levels', () => {
    assert.equal(zigbeeBase('zigbee2mqtt/bridge/devices'), 'zigbee2mqtt');
    assert.equal(zigbeeBase('home/z2m/bridge/devices'), 'home/z2m');
    assert.equal(zigbeeBase('zigbee2mqtt/bridge/info'), undefined);
  });

  it('has thermometers, which the profile reads', () => {
    const found = zigbeeSightings('zigbee2mqtt', ZIGBEE_LIST);
    assert.deepEqual(
      found.map((one) => [one.name, one.model, ...bindings(one)]),
      ['Living room', 'Bedroom', 'Küche', 'Outside north'].map((name) => [
        name,
        'Aqara WSDCGQ11LM',
        { use: 'zigbee2mqtt', name },
      ]),
    );
  });

  it('says the base where it is another, and reads °F', () => {
    const [one] = zigbeeSightings('home/z2m', [
      zigbeeDevice('Hall', '0x1', [{ property: 'temperature', access: 1, unit: '°F' }]),
    ]);
    assert.deepEqual(one && bindings(one), [
      {
        use: 'zigbee2mqtt',
        name: 'Hall',
        base: 'home/z2m',
        readings: [
          {
            field: 'tempC',
            topic: 'home/z2m/Hall',
            pointer: '/temperature',
            scale: 0.5555555556,
            offset: -17.77777778,
          },
        ],
      },
    ]);
  });

  it('has radiator valves with their steps and the name of their setpoint', () => {
    assert.deepEqual(bindings(only(TRV) ?? assert.fail()), [{ use: 'zigbee2mqtt', name: 'Hall' }]);
    const other = {
      type: 'climate',
      features: [{ property: 'current_heating_setpoint', access: 3, value_step: 1 }],
    };
    assert.deepEqual(bindings(only([other]) ?? assert.fail()), [
      { use: 'zigbee2mqtt', name: 'Hall', setpointName: 'current_heating_setpoint', stepC: 1 },
    ]);
  });

  it('has relays, one for each contact, and what a plug measures', () => {
    assert.deepEqual(brief(only(TWO_RELAYS) ?? assert.fail()), [
      ['fcu', 'l1'],
      ['fcu', 'l2'],
    ]);
    const plug = only(PLUG) ?? assert.fail();
    assert.deepEqual(brief(plug), [
      ['fcu', undefined],
      ['meter', undefined],
    ]);
    const [relay, meter] = bindings(plug);
    assert.deepEqual(relay?.['switch'], {
      topic: 'zigbee2mqtt/Hall/set',
      on: { state: 'ON' },
      off: { state: 'OFF' },
    });
    assert.deepEqual(meter?.['readings'], [
      { field: 'powerKw', topic: 'zigbee2mqtt/Hall', pointer: '/power', scale: 0.001 },
      { field: 'energyKwh', topic: 'zigbee2mqtt/Hall', pointer: '/energy' },
    ]);
  });

  it('is read at a property with whatever marks in its name', () => {
    const features = [{ property: 'state~1/2', access: 7, value_on: 'ON', value_off: 'OFF' }];
    const found = only([{ type: 'switch', features }]);
    assert.match(JSON.stringify(found), /"pointer":"\/state~01~12"/);
  });

  it('leaves out what is off, the coordinator, and what is of no use', () => {
    assert.deepEqual(zigbeeSightings('zigbee2mqtt', [COORDINATOR]), []);
    assert.equal(only(AQARA, { disabled: true }), undefined);
    assert.equal(
      only([{ type: 'light', features: [{ property: 'state', access: 7 }] }]),
      undefined,
    );
    assert.equal(only([{ property: 'temperature', access: 2 }]), undefined);
  });

  it('says of one whose interview failed what to do', () => {
    const { offers, unread } = only([], { interview_completed: false }) ?? assert.fail();
    assert.deepEqual(offers, []);
    assert.match(unread.join(), /pair it once more/);
  });

  it('survives a list that is none', () => {
    for (const list of [
      null,
      'x',
      {},
      [null, 1, 'x', [], {}],
      [{ friendly_name: {}, ieee_address: 1 }],
    ])
      assert.deepEqual(zigbeeSightings('zigbee2mqtt', list), []);
  });

  it('has no more devices than are shown', () => {
    const many = Array.from({ length: LIMITS.foundDevices + 1 }, (_, n) =>
      zigbeeDevice(`d${n}`, `0x${n}`, AQARA),
    );
    assert.equal(zigbeeSightings('zigbee2mqtt', many).length, LIMITS.foundDevices);
  });
});

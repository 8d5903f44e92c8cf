import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  unusedOfDevice,
  unusedOfEnergy,
  unusedOfZone,
} from '../../../src/app/home-assistant/unused.ts';
import { READINGS } from '../../../src/domain/equipment/catalogue.ts';
import type { DeviceRef, House } from '../../../src/domain/house.ts';
import { SMALL_HOUSE } from '../../support/house.ts';

const zoneOf = ({ zones }: House) => {
  const [zone] = zones;
  if (zone === undefined) throw new Error('no zone');
  return zone;
};

describe('readings that nobody misses', () => {
  it('are what a room is measured at by each of its devices: the zone shows it', () => {
    const of = (kind: 'sensor' | 'fcu', id: string, house: House = SMALL_HOUSE) => [
      ...unusedOfDevice(house, { kind, id }),
    ];
    assert.deepEqual(of('sensor', 's1'), ['tempC', 'rhPercent', 'co2Ppm']);
    assert.deepEqual(of('fcu', 'f1'), ['roomTempC', 'rhPercent']);
    assert.deepEqual(of('sensor', 'garden', { ...SMALL_HOUSE, outdoorSensors: ['garden'] }), []);
    assert.deepEqual([...unusedOfDevice(SMALL_HOUSE, { kind: 'hcu', id: 'hcu_main' })], []);
    assert.deepEqual([...unusedOfZone(SMALL_HOUSE, zoneOf(SMALL_HOUSE))], []);
  });

  it('are what a device of another make is not bound to say', () => {
    const place = (field: string) => ({ field, topic: 't', pointer: '' });
    const hcu = { kind: 'hcu', id: 'hcu_main', readings: [place('supplyTempC')] } as const;
    const house: House = { ...SMALL_HOUSE, bindings: [hcu] };
    const unused = unusedOfDevice(house, { kind: 'hcu', id: 'hcu_main' });
    assert.deepEqual(
      Object.keys(READINGS.hcu).filter((field) => !unused.has(field)),
      ['supplyTempC'],
    );
  });

  it('are the counts of a compressor of which nobody can say whether it runs', () => {
    const hcu = { kind: 'hcu', id: 'hcu_main' } as const;
    const pump = { kind: 'heatpump', id: 'hp_1' } as const;
    const bound = (device: DeviceRef, field: string) => ({
      ...device,
      readings: [{ field, topic: 't', pointer: '' }],
    });
    const of = (...bindings: ReturnType<typeof bound>[]) => [
      ...unusedOfEnergy({ ...SMALL_HOUSE, bindings }, hcu),
    ];
    const silent = bound(hcu, 'supplyTempC');
    assert.deepEqual(of(), []);
    assert.deepEqual(of(silent, bound(pump, 'fanRpm')), [
      'total.compressorStarts',
      'total.compressorRunHours',
    ]);
    assert.deepEqual(of(bound(hcu, 'state'), bound(pump, 'fanRpm')), []);
    assert.deepEqual(of(silent, bound(pump, 'compressorHz')), []);
  });

  it('are those of a room that none of its sensors, nor a fan coil, has', () => {
    const zone = { ...zoneOf(SMALL_HOUSE), sensors: ['s1'], terminals: ['f1'] };
    const binding = (kind: 'sensor' | 'fcu', id: string, ...fields: string[]) => ({
      kind,
      id,
      readings: fields.map((field) => ({ field, topic: 't', pointer: '' })),
    });
    const of = (...bindings: ReturnType<typeof binding>[]) => [
      ...unusedOfZone({ ...SMALL_HOUSE, bindings }, zone),
    ];
    assert.deepEqual(of(binding('sensor', 's1', 'tempC'), binding('fcu', 'f1')), [
      'rhPercent',
      'co2Ppm',
    ]);
    assert.deepEqual(of(binding('sensor', 's1', 'co2Ppm'), binding('fcu', 'f1', 'roomTempC')), [
      'rhPercent',
    ]);
    assert.deepEqual(of(binding('sensor', 's1', 'tempC'), binding('fcu', 'f1', 'rhPercent')), [
      'co2Ppm',
    ]);
  });
});

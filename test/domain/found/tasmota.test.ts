/** What devices with Tasmota say of themselves, and what they would be in the house. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Sighting } from '../../../src/domain/found/sighting.ts';
import { tasmotaNote, tasmotaSighting, tasmotaTopic } from '../../../src/domain/found/tasmota.ts';
import { TASMOTA_CONFIG, TASMOTA_SENSORS } from '../../support/found/home.ts';

const brief = ({ offers }: Sighting) => offers.map(({ kind, part }) => [kind, part]);
const bindings = ({ offers }: Sighting) => offers.map(({ binding }) => binding);

describe('Tasmota', () => {
  const seen = (config: object, sensors: object = {}) =>
    tasmotaSighting('A4', tasmotaNote('config', config), tasmotaNote('sensors', sensors) ?? {});

  it('has its two documents', () => {
    assert.deepEqual(tasmotaTopic('tasmota/discovery/A4CF12A1B2C3/config'), {
      mac: 'A4CF12A1B2C3',
      what: 'config',
    });
    assert.equal(tasmotaTopic('tasmota/discovery/A4/other'), undefined);
    assert.equal(tasmotaTopic('tasmota/discovery/A4/b/config'), undefined);
  });

  it('has relays, thermometers and a meter', () => {
    const found = seen(TASMOTA_CONFIG, TASMOTA_SENSORS) ?? assert.fail();
    assert.deepEqual(brief(found), [
      ['fcu', 'Pump'],
      ['fcu', 'Mixer'],
      ['sensor', 'DS18B20-1'],
      ['sensor', 'AM2301'],
      ['meter', 'ENERGY'],
    ]);
    const [pump, , , air, meter] = bindings(found);
    assert.deepEqual(pump, {
      readings: ['stat/boiler_room/RESULT', 'tele/boiler_room/STATE'].map((topic) => ({
        field: 'on',
        topic,
        pointer: '/POWER1',
        values: { ON: true, OFF: false },
      })),
      availability: [
        { topic: 'tele/boiler_room/LWT', values: { Online: 'online', Offline: 'offline' } },
      ],
      switch: { topic: 'cmnd/boiler_room/POWER1', on: 'ON', off: 'OFF' },
    });
    assert.deepEqual(air?.['readings'], [
      { field: 'tempC', topic: 'tele/boiler_room/SENSOR', pointer: '/AM2301/Temperature' },
      { field: 'rhPercent', topic: 'tele/boiler_room/SENSOR', pointer: '/AM2301/Humidity' },
    ]);
    assert.deepEqual(meter?.['readings'], [
      {
        field: 'powerKw',
        topic: 'tele/boiler_room/SENSOR',
        pointer: '/ENERGY/Power',
        scale: 0.001,
      },
      { field: 'energyKwh', topic: 'tele/boiler_room/SENSOR', pointer: '/ENERGY/Total' },
    ]);
  });

  it('has POWER where there is one relay, topics of its own form, and °F', () => {
    const found =
      seen(
        { ...TASMOTA_CONFIG, rl: [1, 0], ft: 'home/%topic%/%prefix%/' },
        { sn: { DS18B20: { Temperature: 70 }, TempUnit: 'F' } },
      ) ?? assert.fail();
    const [relay, air] = bindings(found);
    assert.deepEqual(relay?.['switch'], {
      topic: 'home/boiler_room/cmnd/POWER',
      on: 'ON',
      off: 'OFF',
    });
    assert.deepEqual(air?.['readings'], [
      {
        field: 'tempC',
        topic: 'home/boiler_room/tele/SENSOR',
        pointer: '/DS18B20/Temperature',
        scale: 0.5555555556,
        offset: -17.77777778,
      },
    ]);
  });

  it('is nothing without its config, of lamps, or of what is none', () => {
    assert.equal(tasmotaSighting('A4', undefined, { sn: TASMOTA_SENSORS.sn }), undefined);
    assert.equal(seen({ ...TASMOTA_CONFIG, rl: [2, 0] }), undefined);
    for (const config of [{}, { t: 1, rl: 'x' }, { t: 'x', ft: 'no topic', rl: [1] }])
      assert.equal(seen(config), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { restConfig } from '../../../src/app/home-assistant/rest-config.ts';
import type { House } from '../../../src/domain/house.ts';
import { BARE_HOUSE, FULL_HOUSE, SMALL_HOUSE } from '../../support/house.ts';

interface Entity {
  readonly name: string;
  readonly unique_id: string;
  readonly [key: string]: unknown;
}
interface Configuration {
  readonly rest: [{ resource: string; sensor: Entity[]; binary_sensor: Entity[] }];
  readonly template?: [{ climate: Entity[] }];
}
const configOf = (house: House) =>
  parse(restConfig(house, 'aris_x', 'https://heating.lan:81'), {
    customTags: [{ tag: '!secret', resolve: (name: string) => name }],
  }) as Configuration;
const renamed = (...ids: string[]): House => ({
  ...BARE_HOUSE,
  zones: ids.flatMap((zoneId) => BARE_HOUSE.zones.map((zone) => ({ ...zone, zoneId }))),
});

describe('the configuration for a Home Assistant without a broker', () => {
  it('has a thermostat for each zone, which can be set to what the zone can', () => {
    const [{ climate }] = configOf(SMALL_HOUSE).template ?? [{ climate: [] }];
    const modes = climate.map(({ name, hvac_modes }) => [name, hvac_modes]);
    assert.deepEqual(modes, [
      ['Living Room', "{{ ['off', 'heat', 'cool', 'heat_cool'] }}"],
      ['Bathroom', "{{ ['off', 'heat'] }}"],
    ]);
    assert.deepEqual(
      climate.map((one) => 'target_temperature_low' in one),
      [true, false],
    );
  });

  it('reads the hub where it was reached, and has each entity once', () => {
    const [{ resource, sensor, binary_sensor: flags }] = configOf(FULL_HOUSE).rest;
    assert.equal(resource, 'https://heating.lan:81/api/state');
    const ids = [...sensor, ...flags].map(({ unique_id: id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ['zone_living_tempC', 'hcu_hcu_main_supplyTempC', 'meter_grid_online'])
      assert.ok(ids.includes(`aris_x_${id}`), id);
  });

  it('has no reading that nobody can use, nor what changes all the time', () => {
    const [{ sensor, binary_sensor: flags }] = configOf(SMALL_HOUSE).rest;
    const ids = [...sensor, ...flags].map(({ unique_id: id }) => id);
    for (const id of ['zone_bath_tempCoolSetC', 'fcu_f1_roomTempC', 'hcu_hcu_main_asked'])
      assert.ok(!ids.includes(`aris_x_${id}`), id);
  });

  it('knows the entity that a thermostat reads, whatever the id of its zone', () => {
    const { rest, template } = configOf(renamed('Hall-1', 'hall_1', 'x-'));
    const sources = rest[0].sensor.slice(0, 3).map(({ name }) => name);
    assert.deepEqual(sources, ['aris_zone_hall_1', 'aris_zone_hall_1_2', 'aris_zone_x']);
    const read = template?.[0].climate.map(({ availability }) => availability);
    assert.deepEqual(
      read,
      sources.map((name) => `{{ has_value('sensor.${name}') }}`),
    );
  });

  it('has names that are no templates', () => {
    const zones = BARE_HOUSE.zones.map((zone) => ({ ...zone, friendlyName: 'A {{ 1 }} {% b' }));
    const [{ climate }] = configOf({ ...BARE_HOUSE, zones }).template ?? [{ climate: [] }];
    assert.equal(climate[0]?.name, "A {{ '{' }}{ 1 }} {{ '{' }}% b");
  });

  it('has no thermostats where there are no zones', () => {
    assert.equal(configOf({ ...BARE_HOUSE, zones: [] }).template, undefined);
  });
});

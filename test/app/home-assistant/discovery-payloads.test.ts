import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hubIdOf, type Announcement } from '../../../src/app/home-assistant/announcement.ts';
import { announcementsOf } from '../../../src/app/home-assistant/discovery-payloads.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { READINGS, type DeviceKind } from '../../../src/domain/equipment/catalogue.ts';
import type { House } from '../../../src/domain/house.ts';
import { hallWith } from '../../support/bound-house.ts';
import { BARE_HOUSE, FULL_HOUSE, SMALL_HOUSE } from '../../support/house.ts';
import { faultsOfDescription } from '../../support/home-assistant/schema.ts';

const GOLDEN = join(import.meta.dirname, 'small-house.json');
const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'src/simulator/sample-house.json');
const HOT_ROOM = { supportsHeat: false, supportsCool: true };
const HOUSES: Readonly<Record<string, House>> = {
  'the small house': SMALL_HOUSE,
  'a house with one of each kind': FULL_HOUSE,
  'one room with a sensor': BARE_HOUSE,
  'the sample house': JSON.parse(readFileSync(SAMPLE, 'utf8')) as House,
  'a house with two heat pumps and a room that is only cooled': {
    ...SMALL_HOUSE,
    zones: SMALL_HOUSE.zones.map((zone) => ({ ...zone, ...HOT_ROOM })),
    heatpumps: ['hp_1', 'hp-2'].map((hpId) => ({ hpId, parentHcuId: 'hcu_main' })),
  },
};

const announced = (
  house: House,
  acceptsCommands = true,
  pageUrl: string | null = 'http://aris.local',
): Announcement[] =>
  announcementsOf({
    house,
    acceptsCommands,
    identity: {
      hubId: 'aris_8f3a',
      serial: '8f3a',
      version: '1.2.3',
      name: 'Aris',
      pageUrl: pageUrl ?? undefined,
    },
    topics: createTopics('aris'),
    prefix: 'homeassistant',
    firmwareOf: ({ kind }) => (kind === 'heatpump' ? 'v2.4.1' : undefined),
  });

const componentsOf = (all: readonly Announcement[], objectId: string) =>
  all.find(({ topic }) => topic === `homeassistant/device/${objectId}/config`)?.payload.components;

describe('a description of the house for Home Assistant', () => {
  for (const [what, house] of Object.entries(HOUSES))
    for (const acceptsCommands of [true, false])
      it(`of ${what} is one that it takes, ${acceptsCommands ? 'with' : 'without'} commands`, () => {
        const all = announced(house, acceptsCommands);
        const faults = all.flatMap(({ topic, payload }) =>
          faultsOfDescription(payload).map((fault) => `${topic}: ${fault}`),
        );
        assert.deepEqual(faults, []);
        const commands = JSON.stringify(all).includes('command_topic');
        assert.equal(commands, acceptsCommands);
        // What only shows must not look as if it could be set.
        const platforms = all.flatMap(({ payload }) =>
          Object.values(payload.components).map(({ platform }) => platform),
        );
        const operable = platforms.filter(
          (platform) => !['sensor', 'binary_sensor', 'event'].includes(platform),
        );
        assert.equal(operable.length > 0, acceptsCommands, operable.join());
      });

  it('refers to the page that shows it, where that is known', () => {
    const urlOf = (object: string) =>
      announced(SMALL_HOUSE).find(({ topic }) => topic.includes(object))?.payload.device[
        'configuration_url'
      ];
    assert.deepEqual(['hub', 'zone_living', 'fcu_f1'].map(urlOf), [
      'http://aris.local/',
      'http://aris.local/zones/living',
      'http://aris.local/plant',
    ]);
    assert.doesNotMatch(JSON.stringify(announced(SMALL_HOUSE, true, null)), /configuration_url/);
  });

  it('has a thermometer outdoors by that name, and in no room', () => {
    const all = announced({ ...SMALL_HOUSE, outdoorSensors: ['garden'] });
    const text = JSON.stringify(all.find(({ topic }) => topic.includes('garden'))?.payload);
    assert.match(text, /"Outdoors"/);
    assert.doesNotMatch(text, /suggested_area|"sa"/);
  });

  it('reads as it did: what stands here has been given to people for good', () => {
    // Two devices and the keys of the others: enough to see, and to keep in mind.
    const [hub, living, ...others] = announced(SMALL_HOUSE);
    const text = JSON.stringify(
      {
        [hub?.topic ?? '']: hub?.payload,
        [living?.topic ?? '']: living?.payload,
        ...Object.fromEntries(
          others.map(({ topic, payload }) => [
            topic,
            {
              device: payload.device,
              components: Object.fromEntries(
                Object.entries(payload.components).map(([key, { platform, unique_id: id }]) => [
                  key,
                  `${platform} ${String(id)}`,
                ]),
              ),
            },
          ]),
        ),
      },
      undefined,
      2,
    );
    // After a change that is meant: ARIS_TEST_GOLDEN=write
    if (process.env['ARIS_TEST_GOLDEN'] === 'write') writeFileSync(GOLDEN, `${text}\n`);
    assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(GOLDEN, 'utf8')));
  });

  it('calls a terminal what it is, and offers no disinfection that a binding rules out', () => {
    const nameOf = (binding: Partial<DeviceBinding>) => {
      const house = hallWith({ kind: 'fcu', id: 'hall_valve', readings: [], ...binding });
      return announced(house).find(({ topic }) => topic.includes('_fcu_'))?.payload.device['name'];
    };
    assert.equal(nameOf({ setpoint: { topic: 's' } }), 'Radiator valve');
    assert.equal(nameOf({ switch: { topic: 'r', on: 1, off: 0 } }), 'Radiator relay');
    assert.equal(nameOf({}), 'Radiator fan coil');
    const tank = { kind: 'dhw', id: 'dhw_main', readings: [] } as const;
    const offers = (house: House) =>
      'sanitize' in (componentsOf(announced(house), 'aris_8f3a_dhw_dhw_main') ?? {});
    assert.deepEqual(
      [offers(SMALL_HOUSE), offers({ ...SMALL_HOUSE, bindings: [tank] })],
      [true, false],
    );
  });

  it('has ids that are each there once, and the device of each id that one goes through', () => {
    for (const house of Object.values(HOUSES)) {
      const all = announced(house);
      const ids = all.flatMap(({ payload }) =>
        Object.values(payload.components).map(({ unique_id: id }) => id),
      );
      assert.equal(new Set(ids).size, ids.length);
      const identifiers = all.flatMap(({ payload }) => payload.device['identifiers']);
      assert.equal(new Set(identifiers).size, all.length);
      for (const { payload } of all.slice(1))
        assert.ok(identifiers.includes(payload.device['via_device']));
    }
  });

  it('has an entity for each reading of each device', () => {
    const all = announced(FULL_HOUSE);
    const objects: Readonly<Record<DeviceKind, string>> = {
      sensor: 'sensor_s1',
      fcu: 'fcu_f1',
      hcu: 'hcu_hcu_main',
      heatpump: 'heatpump_hp_1',
      dhw: 'dhw_dhw_main',
      tes: 'tes_tes_main',
      solar: 'solar_roof',
      meter: 'meter_grid',
    };
    for (const [kind, object] of Object.entries(objects)) {
      const keys = Object.keys(componentsOf(all, `aris_8f3a_${object}`) ?? {});
      const missing = Object.keys(READINGS[kind as DeviceKind]).filter(
        (key) => !keys.includes(key),
      );
      assert.deepEqual(missing, [], kind);
      assert.ok(keys.includes('online'), kind);
    }
  });

  it('has meters for the energy dashboard, none of which can fall', () => {
    const components = componentsOf(announced(SMALL_HOUSE), 'aris_8f3a_hcu_hcu_main') ?? {};
    const meters = Object.values(components).filter(({ device_class: of }) => of === 'energy');
    assert.ok(meters.length > 10);
    for (const meter of meters)
      assert.deepEqual(
        [meter['state_class'], meter['unit_of_measurement']],
        ['total_increasing', 'kWh'],
      );
  });

  it('tells hubs on one machine apart by their base topic', () => {
    assert.equal(hubIdOf('8f3a', 'aris'), 'aris_8f3a');
    assert.equal(hubIdOf('8f3a', 'site42/aris'), 'aris_8f3a_site42-aris');
  });
});

describe('the checks of a description', () => {
  const ROOT = '';
  /** What is wrong; the component, or the root; its keys as they then are, undefined where they go. */
  const bad: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    ['an unknown key at the root', ROOT, { '~': 'aris' }],
    ['no origin', ROOT, { origin: undefined }],
    ['no device', ROOT, { device: undefined }],
    ['a thermostat without modes', 'climate', { modes: undefined }],
    ['a mode that is none', 'climate', { modes: ['off', 'warm'] }],
    ['a preset called none', 'climate', { preset_modes: ['none'] }],
    ['presets that nobody can set', 'climate', { preset_mode_command_topic: undefined }],
    ['a sensor without a state', 'tempC', { state_topic: undefined }],
    ['an entity without an id', 'tempC', { unique_id: undefined }],
    ['a unit of another class', 'tempC', { unit_of_measurement: '%' }],
    [
      'a meter that is a measurement',
      'tempC',
      { device_class: 'energy', unit_of_measurement: 'kWh' },
    ],
    ['options of no enum', 'tempC', { options: ['a'] }],
    ['a button without a topic', 'resume_schedule', { command_topic: undefined }],
    ['another platform', 'tempC', { platform: 'thing' }],
  ];
  for (const [what, key, changes] of bad)
    it(`find ${what}`, () => {
      const payload: object = announced(SMALL_HOUSE)[1]?.payload ?? {};
      assert.deepEqual(faultsOfDescription(payload), []);
      const { components } = payload as { components: Record<string, object> };
      const spoilt =
        key === ROOT
          ? { ...payload, ...changes }
          : {
              ...payload,
              components: { ...components, [key]: { ...components[key], ...changes } },
            };
      // As it is sent: what is undefined is left out.
      assert.notDeepEqual(faultsOfDescription(JSON.parse(JSON.stringify(spoilt))), []);
    });
});

/**
 * The newest Home Assistant itself, with the built hub on a real broker: `npm run test:home-assistant`, as root. It needs
 * debootstrap, a mirror of Debian and PyPI, and keeps what it has got for another time (`ARIS_DEBIANS`). What it measures
 * goes into HOME-ASSISTANT.md.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../../src/domain/units.ts';
import { curl } from '../support/curl.ts';
import { publish } from '../support/mosquitto-clients.ts';
import type { EntityState } from '../support/real-home-assistant/client.ts';
import { openRealRig, type RealRig } from '../support/real-home-assistant/rig.ts';
import { until } from '../support/until.ts';

/** Home Assistant sums up every five minutes. */
const STATISTICS_DEADLINE_MS = 6 * MINUTE_MS;
/** It asks every half minute. */
const REST_DEADLINE_MS = 2 * MINUTE_MS;

interface Booked {
  readonly end: number;
  readonly state: number | null;
  readonly sum: number | null;
}

const RESULTS = join(import.meta.dirname, 'HOME-ASSISTANT.md');
const heading = (version: string): string[] => [
  '# Home Assistant itself, tried',
  '',
  'Made by `npm run test:home-assistant`: Home Assistant from PyPI in a Debian of its own, a real Mosquitto, the built hub, and',
  '`aris simulate` with the sample house of five rooms. All is asked of Home Assistant over its REST and WebSocket API, and in',
  'its log stands no warning and no error, in °C and in °F, at restarts of both, while a room goes and another comes, and with',
  '`ARIS_MQTT_COMMANDS=off`. Times are from the call of its service until its API shows the new value, which is asked for',
  'again and again; two virtual cores, with other work beside it.',
  '',
  `Home Assistant ${version}, ${new Date().toISOString().slice(0, 10)}.`,
];

if (process.env['ARIS_TEST_HOME_ASSISTANT'] === '1') {
  describe('a real Home Assistant', () => {
    let rig: RealRig;
    const figures: (readonly [what: string, value: string])[] = [];
    const note = (what: string, value: number | string) =>
      void figures.push([what, typeof value === 'number' ? `${value} ms` : value]);
    const LIVING = 'zone_living_room_climate';

    const attribute = async (name: string) => (await rig.state(LIVING))?.attributes[name];
    /** Sets something of the living room's thermostat. @returns after how many ms it shows it */
    async function set(service: string, data: object, shown: Record<string, unknown>) {
      const entity_id = await rig.entityId(LIVING);
      await rig.client.call(`climate.${service}`, { entity_id, ...data });
      return rig.shows(
        LIVING,
        (now) =>
          Object.entries(shown).every(
            ([name, value]) => (name === 'state' ? now?.state : now?.attributes[name]) === value,
          ),
        `${service} ${JSON.stringify(data)} to show ${JSON.stringify(shown)}`,
      );
    }
    /** Entities of what only rises, as far as they are on. */
    async function countingIds(): Promise<string[]> {
      const counts = [...rig.described()].filter(
        ([, one]) =>
          one['state_class'] === 'total_increasing' && one['enabled_by_default'] !== false,
      );
      const idOf = new Map(
        (await rig.client.entities()).map(({ unique_id: id, entity_id }) => [id, entity_id]),
      );
      return counts.map(([id]) => idOf.get(id) ?? id);
    }
    /** Of each, by five minutes, oldest first. */
    async function statisticsOf(ids: readonly string[]): Promise<readonly Booked[][]> {
      const rows = await rig.client.ask<Readonly<Record<string, Booked[]>>>({
        type: 'recorder/statistics_during_period',
        start_time: new Date(0).toISOString(),
        period: '5minute',
        statistic_ids: ids,
        types: ['state', 'sum'],
      });
      return ids.map((id) => rows[id] ?? []);
    }
    /** What each of them showed first. */
    async function firstStates(ids: readonly string[]): Promise<number[]> {
      const since = new Date(Date.now() - DAY_MS).toISOString();
      const query = `filter_entity_id=${ids.join()}&no_attributes&minimal_response`;
      const lists = await rig.client.get<(EntityState[] | undefined)[]>(
        `/api/history/period/${since}?${query}`,
      );
      return ids.map((id) => {
        const list = lists.find((one) => one?.[0]?.entity_id === id) ?? [];
        return Number(list.find(({ state }) => !Number.isNaN(Number(state)))?.state);
      });
    }
    before(async () => {
      rig = await openRealRig();
    });
    after(async () => rig.close());

    it('finds every entity', async () => {
      await rig.showsAll();
      const foundMs = Math.round(performance.now() - rig.brokerNamedMs);
      note('every entity is there, once the broker is named, after', foundMs);
      const registered = (await rig.client.entities()).filter(({ platform: of }) => of === 'mqtt');
      const off = registered.filter(({ disabled_by: by }) => by !== null);
      note(
        'entities that it finds',
        `${registered.length}, of which ${off.length} are off at first`,
      );
      assert.deepEqual(
        registered.map(({ unique_id: id }) => id).sort(),
        [...rig.described().keys()].sort(),
      );
      assert.deepEqual(rig.complaints(), []);
    });

    it('takes the configuration that the hub makes for a house without a broker', async () => {
      const token = await rig.hub.token('equipment:read');
      const url = `${rig.hub.url}/api/integrations/home-assistant/rest.yaml`;
      const text = (await curl(url, { token })).body;
      assert.equal(await rig.check(text), '');
      assert.match(await rig.check(text.replace('hvac_modes:', 'modes:')), /Invalid config/);
    });

    it('sets a thermostat, and is told so', async () => {
      const heat = await set('set_hvac_mode', { hvac_mode: 'heat' }, { state: 'heat' });
      note('a mode is shown after', heat);
      // From here on the plant has to work, so that there is something to book.
      const bathroom = { entity_id: await rig.entityId('zone_bathroom_climate') };
      const warm = { hvac_mode: 'heat', temperature: 27 };
      await rig.client.call('climate.set_temperature', { ...bathroom, ...warm });
      await set('set_temperature', { temperature: 21.1 }, { temperature: 21.1 });
      const temperature = 21.5;
      note('a temperature', await set('set_temperature', { temperature }, { temperature }));
      const preset_mode = 'boost';
      note('a preset', await set('set_preset_mode', { preset_mode }, { preset_mode }));
      await set('set_preset_mode', { preset_mode: 'none' }, { preset_mode: 'none' });
      const range = { target_temp_low: 19.5, target_temp_high: 25 };
      await set('set_hvac_mode', { hvac_mode: 'heat_cool' }, { state: 'heat_cool' });
      await set('set_temperature', range, range);
      assert.deepEqual(rig.complaints(), []);
    });

    it('sets one temperature of two, as a voice does', async () => {
      const { state } = (await rig.state(LIVING)) ?? {};
      assert.equal(state, 'heat_cool');
      // It is November: the house heats.
      await set('set_temperature', { temperature: 20.5 }, { target_temp_low: 20.5 });
      const text = 'set the living room temperature to 21 degrees';
      const { response } = await rig.client.post<{ response: { response_type: string } }>(
        '/api/conversation/process',
        { text, language: 'en' },
      );
      assert.equal(response.response_type, 'action_done', JSON.stringify(response));
      await rig.shows(LIVING, (now) => now?.attributes['target_temp_low'] === 21, 'what was said');
      assert.equal(await attribute('temperature'), null);
      assert.deepEqual(rig.complaints(), []);
    });

    it('sets it in °F', async () => {
      await rig.client.ask({ type: 'config/core/update', unit_system: 'us_customary' });
      await set('set_hvac_mode', { hvac_mode: 'heat' }, { state: 'heat' });
      for (const temperature of [70, 71.5, 68.5])
        note(`${temperature} °F`, await set('set_temperature', { temperature }, { temperature }));
      assert.equal(await attribute('min_temp'), 50);
      await rig.client.ask({ type: 'config/core/update', unit_system: 'metric' });
      assert.deepEqual(rig.complaints(), []);
    });

    it('shows what the hub refused, and why', async () => {
      await rig.shows('hub_refused', (now) => now?.state === 'off', 'no problem');
      const [topic, payload] = ['aris/zone/living_room/preset/set', 'party'];
      await rig.client.call('mqtt.publish', { topic, payload });
      const problem = 'must be one of boost, away, hold, none, not \"party\"';
      await rig.shows(
        'hub_refused',
        (now) => now?.state === 'on' && now.attributes['reason'] === problem,
        'the problem',
      );
      await rig.shows(
        'hub_refusal',
        (now) => now?.attributes['event_type'] === 'refused' && now.attributes['topic'] === topic,
        'the event',
      );
      await set('set_preset_mode', { preset_mode: 'hold' }, { preset_mode: 'hold' });
      await rig.shows('hub_refused', (now) => now?.state === 'off', 'no problem any more');
      await set('set_preset_mode', { preset_mode: 'none' }, { preset_mode: 'none' });
      assert.deepEqual(rig.complaints(), []);
    });

    it('gives ids as people want them', async () => {
      const registered = (await rig.client.entities()).filter(({ platform: of }) => of === 'mqtt');
      const ids = registered.map(({ entity_id: id }) => id);
      for (const id of [
        'climate.kitchen',
        'sensor.kitchen_temperature',
        'sensor.kitchen_sensor_humidity',
        'button.kitchen_fan_coil_filter_was_changed',
        'binary_sensor.living_room_south_wall_fan_coil_fault',
        'sensor.hydronic_unit_flow',
        'water_heater.hot_water',
        'select.aris_mode',
      ])
        assert.ok(ids.includes(id), id);
      const doubled = ids.filter((id) => /\.(?<words>\w+)_\k<words>(?:_|$)/.test(id));
      assert.deepEqual(doubled, []);
      const devices = await rig.client.devices();
      const areas = devices.filter(({ name }) => name.startsWith('Kitchen'));
      assert.deepEqual(new Set(areas.map(({ area_id: area }) => area)), new Set(['kitchen']));
    });

    it('keeps the ids that it gave before the hub had a word in it', async () => {
      const topic = 'homeassistant/device/former/config';
      const describe = async (more: object) =>
        publish(rig.broker.port, topic, {
          device: { identifiers: ['former'], name: 'Attic', suggested_area: 'Attic' },
          origin: { name: 'test' },
          components: {
            of: {
              platform: 'sensor',
              unique_id: 'former_of',
              name: 'Of',
              state_topic: 'of',
              ...more,
            },
          },
        });
      await describe({});
      const was = await until(async () => rig.entityId('former_of').catch(() => undefined), 'it');
      assert.equal(was, 'sensor.attic_attic_of');
      await describe({ default_entity_id: 'sensor.Attic Of', name: 'On' });
      await rig.shows(
        'former_of',
        (now) => String(now?.attributes['friendly_name']).endsWith('On'),
        'the new name',
      );
      assert.equal(await rig.entityId('former_of'), was);
      await publish(rig.broker.port, topic, '');
      await rig.shows('former_of', (now) => now === undefined, 'it to be gone');
    });

    it('has nothing to say of a zone that goes, nor of one that comes', async () => {
      const file = join(rig.hub.dataFolder, 'house.json');
      const text = readFileSync(file, 'utf8');
      const house = JSON.parse(text) as { zones: { zoneId: string }[]; fcus: { fcuId: string }[] };
      const zones = house.zones.filter(({ zoneId }) => zoneId !== 'kitchen');
      const fcus = house.fcus.filter(({ fcuId }) => fcuId !== 'fcu_kitchen');
      const attic = {
        ...house.zones.at(-1),
        zoneId: 'attic',
        friendlyName: 'Gästezimmer',
        sensors: [],
        terminals: [],
      };
      const isGone = async (id: string) =>
        rig.shows(id, (now) => now === undefined, `${id} to be gone`);
      writeFileSync(file, JSON.stringify({ ...house, zones, fcus }));
      assert.equal((await rig.hub.cli('house', 'reload')).code, 0);
      for (const id of ['zone_kitchen_climate', 'fcu_fcu_kitchen_online', 'sensor_kitchen_tempC'])
        await isGone(id);
      // Its states go last.
      await rig.ear.next(
        ({ topic, payload }) => topic === 'aris/zone/kitchen/climate' && payload === '',
        'the state to go',
        30_000,
      );
      writeFileSync(file, JSON.stringify({ ...house, zones: [...house.zones, attic] }));
      assert.equal((await rig.hub.cli('house', 'reload')).code, 0);
      await rig.shows('zone_kitchen_climate', (now) => now?.state === 'heat_cool', 'it again');
      assert.equal(await rig.entityId('zone_attic_climate'), 'climate.gastezimmer');
      await rig.showsAll();
      assert.deepEqual(rig.complaints(), []);
    });

    it('has it all after a restart of its own', async () => {
      await rig.restartHomeAssistant();
      note('all is there, once it has started anew, after', await rig.showsAll());
      assert.deepEqual(rig.complaints(), []);
    });

    it('has it all after a restart of the hub', async () => {
      await rig.restartHub();
      note('all is there, once the hub is ready anew, after', await rig.showsAll());
      assert.deepEqual(rig.complaints(), []);
    });

    it('has nothing that looks as if it could be set where clients may set nothing', async () => {
      const was = await rig.entityId(LIVING);
      await rig.restartHub({ ARIS_MQTT_COMMANDS: 'off' });
      await rig.shows(LIVING, (now) => now === undefined, 'the thermostat to go');
      await rig.showsAll();
      const entities = await rig.client.entities();
      const operable = entities.filter(
        ({ platform, entity_id: id }) =>
          platform === 'mqtt' && !/^(?:sensor|binary_sensor|event)\./.test(id),
      );
      assert.deepEqual(operable, []);
      const mode = await rig.state('zone_living_room_climate_mode');
      assert.equal(mode?.state, 'heat');
      await rig.restartHub();
      await rig.shows(LIVING, (now) => now?.state === 'heat', 'the thermostat again');
      assert.equal(await rig.entityId(LIVING), was);
      assert.deepEqual(rig.complaints(), []);
    });

    it('books what the meters counted, over a hub that is killed too', async () => {
      const { client } = rig;
      await rig.crashHub();
      const crashedMs = Date.now();
      await rig.showsAll();
      const counts = (await countingIds()).toSorted();
      const booked = await until(
        async () => {
          const rows = await statisticsOf(counts);
          return rows.every((list) => (list.at(-1)?.end ?? 0) > crashedMs) && rows;
        },
        'statistics of five minutes after it',
        STATISTICS_DEADLINE_MS,
      );
      const firsts = await firstStates(counts);
      const flown = booked.map((rows, index) => [
        counts[index],
        rows.at(-1)?.sum?.toFixed(3),
        ((rows.at(-1)?.state ?? NaN) - (firsts[index] ?? NaN)).toFixed(3),
      ]);
      assert.deepEqual(
        flown.filter(([, sum, difference]) => sum !== difference),
        [],
      );
      const bookedOf = (name: string) =>
        Number(flown.find(([id]) => id === `sensor.hydronic_unit_${name}`)?.[1]);
      const electricity = `${bookedOf('electricity')} kWh`;
      note('electricity that its statistics have of the run, with one kill -9', electricity);
      note('heat', `${bookedOf('thermal_energy_of_heating')} kWh`);
      note('starts of the compressor', String(bookedOf('compressor_starts')));
      // Heat comes once the compressor has rested, which takes longer than all of this may take.
      assert.ok(bookedOf('electricity') > 0);
      assert.deepEqual(await client.ask({ type: 'recorder/validate_statistics' }), {});
      assert.deepEqual(rig.complaints(), []);
    });

    it('has them on its Energy dashboard, with nothing to say against them', async () => {
      const uses = [...rig.described().keys()].filter((id) =>
        /_total_uses_(?!unattributed)\w+_electricalKwh$/.test(id),
      );
      const ids = await Promise.all(uses.map(async (id) => rig.entityId(id)));
      assert.equal(ids.length, 5);
      const total = 'sensor.hydronic_unit_electricity';
      const prefs = {
        energy_sources: [{ type: 'grid', stat_energy_from: total, cost_adjustment_day: 0 }],
        device_consumption: ids.map((stat_consumption) => ({ stat_consumption })),
      };
      await rig.client.ask({ type: 'energy/save_prefs', ...prefs });
      const { energy_sources: sources, device_consumption: devices } = await rig.client.ask<
        Readonly<Record<keyof typeof prefs, readonly (readonly unknown[])[]>>
      >({ type: 'energy/validate' });
      assert.deepEqual([sources, devices], [[[]], ids.map(() => [])]);
      assert.deepEqual(rig.complaints(), []);
    });

    it('has the house without a broker, by the file that the hub makes for it', async () => {
      const beganMs = performance.now();
      const token = await rig.hub.token('zones:full', 'equipment:full', 'system:full');
      const file = `${rig.hub.url}/api/integrations/home-assistant/rest.yaml`;
      rig.addPackage((await curl(file, { token })).body, `Bearer ${token}`);
      await rig.restartHomeAssistant();
      const climate = 'zone_living_room_climate';
      const ofTemplate = async () => {
        const entities = await rig.client.entities();
        const found = entities.find(
          ({ unique_id: id, platform }) => platform === 'template' && id.endsWith(climate),
        );
        return found?.entity_id;
      };
      const entity_id = await until(ofTemplate, 'the thermostat', REST_DEADLINE_MS);
      const shows = async (fits: (temperature: unknown) => boolean, what: string) =>
        until(
          async () => fits((await rig.client.states()).get(entity_id)?.attributes['temperature']),
          what,
          REST_DEADLINE_MS,
        );
      await shows((now) => typeof now === 'number', 'a setpoint');
      note(
        'a thermostat without a broker, from the token on, after',
        Math.round(performance.now() - beganMs),
      );
      const setMs = performance.now();
      await rig.client.call('climate.set_temperature', { entity_id, temperature: 21.5 });
      await shows((now) => now === 21.5, 'the new setpoint');
      note('a temperature without a broker', Math.round(performance.now() - setMs));
      const { body } = await curl(`${rig.hub.url}/api/zones/living_room`, { token });
      assert.equal(
        (JSON.parse(body) as { zone: { tempHeatSetC: number } }).zone.tempHeatSetC,
        21.5,
      );
      assert.deepEqual(rig.complaints(), []);
    });

    it('has been written down', () => {
      assert.equal(figures.length, 15, 'all was seen');
      assert.deepEqual(rig.complaints(), []);
      const rows = figures.map(([what, value]) => `| ${what} | ${value} |`);
      writeFileSync(
        RESULTS,
        [...heading(rig.version), '', '| what | seen |', '|---|---|', ...rows, ''].join('\n'),
      );
    });
  });
}

/**
 * The newest Home Assistant itself, with the built hub on a real broker: `npm run test:home-assistant`, as root. It needs
 * debootstrap, a mirror of Debian and PyPI, and keeps what it has got for another time (`ARIS_DEBIANS`). What it measures
 * goes into HOME-ASSISTANT.md.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openRealRig, type RealRig } from '../support/real-home-assistant/rig.ts';

if (process.env['ARIS_TEST_HOME_ASSISTANT'] === '1') {
  describe('a real Home Assistant', () => {
    let rig: RealRig;
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
    before(async () => {
      rig = await openRealRig();
    });
    after(async () => rig.close());

    it('finds every entity', async () => {
      await rig.showsAll();
      const registered = (await rig.client.entities()).filter(({ platform: of }) => of === 'mqtt');
      assert.deepEqual(
        registered.map(({ unique_id: id }) => id).sort(),
        [...rig.described().keys()].sort(),
      );
      assert.deepEqual(rig.complaints(), []);
    });

    it('sets a thermostat, and is told so', async () => {
      await set('set_hvac_mode', { hvac_mode: 'heat' }, { state: 'heat' });
      await set('set_temperature', { temperature: 21.5 }, { temperature: 21.5 });
      await set('set_preset_mode', { preset_mode: 'boost' }, { preset_mode: 'boost' });
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
      for (const temperature of [70, 72, 68.5])
        await set('set_temperature', { temperature }, { temperature });
      assert.equal(await attribute('min_temp'), 50);
      await rig.client.ask({ type: 'config/core/update', unit_system: 'metric' });
      assert.deepEqual(rig.complaints(), []);
    });

    it('has nothing to say of a zone that goes, nor of one that comes', async () => {
      const file = join(rig.hub.dataFolder, 'house.json');
      const text = readFileSync(file, 'utf8');
      const house = JSON.parse(text) as { zones: { zoneId: string }[]; fcus: { fcuId: string }[] };
      const zones = house.zones.filter(({ zoneId }) => zoneId !== 'kitchen');
      const fcus = house.fcus.filter(({ fcuId }) => fcuId !== 'fcu_kitchen');
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
      writeFileSync(file, text);
      assert.equal((await rig.hub.cli('house', 'reload')).code, 0);
      await rig.shows('zone_kitchen_climate', (now) => now?.state === 'heat_cool', 'it again');
      await rig.showsAll();
      assert.deepEqual(rig.complaints(), []);
    });

    it('has it all after a restart of its own', async () => {
      await rig.restartHomeAssistant();
      await rig.showsAll();
      assert.deepEqual(rig.complaints(), []);
    });

    it('has it all after a restart of the hub', async () => {
      await rig.restartHub();
      await rig.showsAll();
      assert.deepEqual(rig.complaints(), []);
    });
  });
}

/** A house that is chosen, not written: on a real broker, from nothing to rooms, and every change and its way back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { WrittenHouse } from '../../../../../src/ui/pages/settings/rooms/edits/house.ts';
import { lastingFolder } from '../../../../support/child.ts';
import { curl } from '../../../../support/curl.ts';
import { AQARA, zigbeeDevice } from '../../../../support/found/home.ts';
import { dataFolderWith } from '../../../../support/hub.ts';
import { publish } from '../../../../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../../../../support/mosquitto.ts';
import { until } from '../../../../support/until.ts';
import {
  assertPresentable,
  assertWellBehaved,
  ORIGIN,
  startRig,
  type Rig,
} from '../../../support/browser.ts';

const WAIT_MS = 60_000;
const SHELLY = 'shellyplus1-a8032abe54dc';
const THERMOMETERS = ['Living room', 'Bedroom', 'Hall', 'Hall (new)', 'Garden'];

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (of: Page | Locator, name: string | RegExp) =>
  of.getByRole('button', { name, exact: typeof name === 'string' });

/** What a home has kept on its broker. */
async function playHome({ port }: Mosquitto): Promise<void> {
  const say = async (topic: string, payload: string | object) =>
    publish(port, topic, payload, { retain: true });
  await say('zigbee2mqtt/bridge/state', { state: 'online' });
  await say(
    'zigbee2mqtt/bridge/devices',
    THERMOMETERS.map((name, n) => zigbeeDevice(name, `0x00158d0001a2b3c${n}`, AQARA)),
  );
  for (const name of THERMOMETERS) {
    await say(`zigbee2mqtt/${name}`, { temperature: 20.75, humidity: 43.2 });
    await say(`zigbee2mqtt/${name}/availability`, { state: 'online' });
  }
  await say(`${SHELLY}/online`, 'true');
  await say(`${SHELLY}/status/switch:0`, { id: 0, source: 'init', output: false });
  for (const [leaf, value] of Object.entries({
    Heatpump_State: '1',
    Main_Outlet_Temp: '34.75',
    Main_Inlet_Temp: '30.25',
    Compressor_Freq: '32',
    DHW_Temp: '47',
    Buffer_Temp: '-78',
  }))
    await say(`panasonic_heat_pump/main/${leaf}`, value);
}

describe('a house without a text editor', () => {
  let broker: Mosquitto;
  let rig: Rig;
  let token: string;
  before(async () => {
    broker = await startMosquitto();
    await playHome(broker);
    rig = await startRig({ args: ['--mqtt-url', broker.url], dataFolder: lastingFolder() });
    token = await rig.hub.token('settings:full');
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  const house = async () =>
    (await curl(`${rig.hub.url}/api/house`, { token })).json() as WrittenHouse;
  const roomNames = async () => (await house()).zones.map(({ friendlyName }) => friendlyName);

  it('begins with a room in two taps', async () => {
    const page = await rig.visitAsOwner('/settings/rooms');
    await page.getByText('This house has no room yet').waitFor();
    await page.getByText('Nothing has been changed here yet').waitFor();
    await assertPresentable(page, 'rooms-none');
    await page.getByRole('link', { name: 'Add found devices' }).click();
    await button(page, 'Add room with Living room').click({ timeout: WAIT_MS });
    const form = dialog(page, 'Add room');
    assert.equal(await form.getByLabel('Name of the room').inputValue(), 'Living room');
    await button(form, 'Add room').click();
    await page.getByText('Living room is a room of the house now.').waitFor();
    assert.deepEqual(await roomNames(), ['Living room']);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('has a relay that heats a room, a room on a floor, and a heat pump, added as easily', async () => {
    const page = await rig.visitAsOwner('/settings/found');
    await button(page, `Add ${SHELLY}`).click({ timeout: WAIT_MS });
    const relay = dialog(page, `Add ${SHELLY}`);
    await relay.getByLabel('Name', { exact: true }).fill('Floor circuit');
    await relay.getByLabel('What it heats').selectOption('Living room');
    await assertPresentable(page, 'rooms-add-relay');
    await button(relay, 'Add').click();
    await page.getByText('Floor circuit is in the house now.').waitFor();
    for (const name of ['Bedroom', 'Hall']) {
      await button(page, `Add room with ${name}`).click();
      const form = dialog(page, 'Add room');
      await form.getByLabel('Floor').fill(name === 'Hall' ? 'Ground floor' : 'Upstairs');
      if (name === 'Hall') await assertPresentable(page, 'rooms-add');
      await button(form, 'Add room').click();
      await page.getByText(`${name} is a room of the house now.`).waitFor();
    }
    await button(page, 'Add HeishaMon').click();
    const pump = dialog(page, 'Add HeishaMon');
    await pump.getByRole('checkbox', { name: /Hot water tank/ }).waitFor();
    await assertPresentable(page, 'rooms-add-plant');
    await button(pump, 'Add').click();
    await page.getByText('HeishaMon is in the house now.').waitFor();
    const { zones, fcus, hcu, heatpumps, dhw } = await house();
    assert.deepEqual(
      zones.map(({ friendlyName, floor, terminals }) => [friendlyName, floor, terminals.length]),
      [
        ['Bedroom', 'Upstairs', 0],
        ['Hall', 'Ground floor', 0],
        ['Living room', undefined, 1],
      ],
    );
    assert.deepEqual(
      fcus.map(({ friendlyName }) => friendlyName),
      ['Floor circuit'],
    );
    assert.deepEqual([hcu?.hcuId, heatpumps.length, dhw?.dhwId], ['hcu_main', 1, 'dhw_main']);
    await assertPresentable(page, 'rooms-found');
    await page.context().close();
  });

  it('is seen floor by floor, and rooms and floors are put in order by keyboard', async () => {
    const page = await rig.visitAsOwner('/settings/rooms');
    await card(page, 'Ground floor').waitFor();
    await page.getByText('Last changed by Ada').waitFor();
    await assertPresentable(page, 'rooms');
    await button(page, 'Move Ground floor up').focus();
    await page.keyboard.press('Enter');
    await until(
      async () => (await roomNames())[0] === 'Hall',
      'the floor to be the first',
      WAIT_MS,
    );
    await button(page, 'Move Ground floor up').and(page.locator(':disabled')).waitFor();
    const focused = async () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await until(async () => (await focused()) === 'Move Ground floor down', 'the focus', WAIT_MS);

    await button(page, 'Change Living room').click();
    const form = dialog(page, 'Living room');
    await form.getByRole('checkbox', { name: 'Floor circuit' }).waitFor();
    await assertPresentable(page, 'rooms-room');
    await form.getByLabel('Floor', { exact: true }).fill('Ground floor');
    await form.getByLabel('Name').fill('Lounge');
    await button(form, 'Save').click();
    await page.getByText('Lounge is saved.').waitFor();
    assert.deepEqual(await roomNames(), ['Hall', 'Lounge', 'Bedroom']);
    await button(page, 'Move Lounge up').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Lounge is now 1 of 2').waitFor({ state: 'attached' });
    assert.deepEqual(await roomNames(), ['Lounge', 'Hall', 'Bedroom']);
    await until(async () => (await focused()) === 'Move Lounge down', 'the focus', WAIT_MS);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('says at the field what cannot be, and saves nothing of it', async () => {
    const page = await rig.visitAsOwner('/settings/rooms');
    await button(page, 'Change Hall').click();
    const form = dialog(page, 'Hall');
    const name = form.getByLabel('Name');
    await name.fill('x'.repeat(101));
    await form.getByText('Must not be longer than 100, not 101').waitFor();
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    await form.getByLabel('Floor', { exact: true }).fill('Up\u202Estairs');
    await until(async () => (await form.locator('.wrong').count()) === 2, 'both', WAIT_MS);
    await assertPresentable(page, 'rooms-faults');
    await button(form, 'Save').click();
    await until(async () => await button(form, 'Save').isEnabled(), 'an answer', WAIT_MS);
    assert.equal(await form.locator('.wrong').count(), 2);
    assert.ok((await roomNames()).includes('Hall'));
    await page.context().close();
  });

  it('has a thermometer take the place of a dead one, and the room stays what it was', async () => {
    const before = (await house()).zones.find(({ friendlyName }) => friendlyName === 'Hall');
    const page = await rig.visitAsOwner('/settings/rooms');
    await button(page, 'Change Hall').click();
    const form = dialog(page, 'Hall');
    const option = form.getByRole('option', { name: 'Replace by Hall (new) (20.8°)' });
    await option.waitFor({ state: 'attached', timeout: WAIT_MS });
    await form.getByLabel('Thermometer: Hall').selectOption('Replace by Hall (new) (20.8°)');
    await assertPresentable(page, 'rooms-replace');
    await button(form, 'Save').click();
    await page.getByText('Hall is saved.').waitFor();
    const { zones, bindings = [] } = await house();
    const after = zones.find(({ friendlyName }) => friendlyName === 'Hall');
    assert.deepEqual(after, { ...before, sensors: ['hall_new'] });
    const sensors = bindings.filter(({ kind }) => kind === 'sensor').map(({ id }) => id);
    assert.deepEqual(sensors.sort(), ['bedroom', 'hall_new', 'living_room']);
    await page.context().close();
  });

  it('lets rooms and devices go, says what goes and what stays, and takes it back', async () => {
    const whole = await house();
    const page = await rig.visitAsOwner('/settings/rooms');
    await button(page, 'Change Lounge').click();
    await button(dialog(page, 'Lounge'), 'Remove room').click();
    const room = dialog(page, 'Remove Lounge?');
    await room.getByText('What heats it: Floor circuit').waitFor();
    await assertPresentable(page, 'rooms-remove');
    await button(room, 'Remove').click();
    await page.getByText('Lounge is removed.').waitFor();
    assert.deepEqual(await roomNames(), ['Hall', 'Bedroom']);
    await button(page, 'Remove Water unit').click();
    const unit = dialog(page, 'Remove Water unit?');
    await unit.getByText('Heat pump, which is reached through it').waitFor();
    await button(unit, 'Remove').click();
    await page.getByText('Water unit is removed.').waitFor();
    assert.deepEqual((await house()).heatpumps, []);

    for (const what of ['the unit', 'the room']) {
      await button(page, 'Undo').click();
      const back = dialog(page, 'Take the last change back?');
      if (what === 'the unit') await assertPresentable(page, 'rooms-undo');
      const before = JSON.stringify(await house());
      await button(back, 'Restore').click();
      await back.waitFor({ state: 'detached' });
      await until(async () => JSON.stringify(await house()) !== before, what, WAIT_MS);
    }
    assert.deepEqual(await house(), whole);
    await page.getByText('Earlier versions').click();
    await assertPresentable(page, 'rooms-versions');
    await button(page, 'Restore version 1').click();
    await button(dialog(page, 'Go back to version 1?'), 'Restore').click();
    await page.getByText('The house is as in version 1 again.').waitFor();
    assert.deepEqual(await roomNames(), ['Living room']);
    await button(page, 'Change Living room').click();
    await button(dialog(page, 'Living room'), 'Remove room').click();
    await page.getByText('this is the last one').waitFor();
    await page.context().close();
  });

  it('that somebody else has changed meanwhile is loaded again, with what was entered', async () => {
    const page = await rig.visitAsOwner('/settings/rooms');
    await button(page, 'Change Living room').click();
    const form = dialog(page, 'Living room');
    await form.getByLabel('Name').fill('Salon');
    const { zones, ...rest } = await house();
    const other = { ...rest, zones: zones.map((zone) => ({ ...zone, floor: 'Cellar' })) };
    const put = await curl(`${rig.hub.url}/api/house`, { method: 'PUT', token, body: other });
    assert.equal(put.status, 200);
    await button(form, 'Save').click();
    await form.getByText('test (API token) changed the house meanwhile (rooms)').waitFor();
    await assertPresentable(page, 'rooms-late');
    assert.deepEqual(await roomNames(), ['Living room']);
    await button(form, 'Load it again').click();
    await form.getByText('changed the house meanwhile').waitFor({ state: 'detached' });
    await button(form, 'Save').click();
    await page.getByText('Salon is saved.').waitFor();
    const [room] = (await house()).zones;
    assert.equal(room?.friendlyName, 'Salon');
    await page.context().close();
  });

  it('is seen by others, who cannot change it', async () => {
    const owner = await rig.visitAsOwner('/settings/rooms');
    const ben = { name: 'Ben', email: 'ben@example.com', password: 'two words together' };
    await owner.evaluate(
      async (body) => {
        await fetch('/api/users', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        });
      },
      JSON.stringify({ ...ben, role: 'member' }),
    );
    await owner.context().close();
    const page = await rig.visit('/settings/rooms');
    await page.getByLabel('E-mail').fill(ben.email);
    await page.getByLabel('Password').fill(ben.password);
    await button(page, 'Sign in').click();
    await page.getByText('Only an owner of the house can change these').waitFor();
    await page.getByText('Salon', { exact: true }).waitFor();
    await assertPresentable(page, 'rooms-member');
    for (const name of [/^Change/, /^Remove/, /^Move/, 'Undo'])
      assert.equal(await button(page, name).count(), 0, String(name));
    await page.goto(`${ORIGIN}/settings/found`);
    await page.getByText('Room thermometer of Hall').first().waitFor({ timeout: WAIT_MS });
    assert.equal(await button(page, /^Add/).count(), 0);
    await page.context().close();
  });
});

describe('a house whose file a setting names', () => {
  it('is shown, and changed nowhere but there', async () => {
    const folder = dataFolderWith();
    const path = join(folder, 'house.json');
    const rig = await startRig({ args: ['--virtual', '--house', path] });
    const page = await rig.visitAsOwner('/settings/rooms');
    await page.getByText(`A file is in charge: ARIS_HOUSE names ${path}`).waitFor();
    await page.getByText('Bathroom', { exact: true }).waitFor();
    await assertPresentable(page, 'rooms-file');
    for (const name of [/^Change/, /^Remove/, /^Move/, 'Undo'])
      assert.equal(await button(page, name).count(), 0, String(name));
    await page.context().close();
    await rig.close();
  });
});

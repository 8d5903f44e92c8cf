/** A house that is chosen, not written: on a real broker, from nothing to rooms, and every change and its way back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { FoundDevicesView } from '../../../../../src/app/found/found-devices-view.ts';
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
import { playHome, SHELLY, THERMOMETERS } from '../../../support/found-home.ts';

const WAIT_MS = 60_000;
const REPLACED = 'Replace by Hall (new) (20.8°, stands near)';

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (of: Page | Locator, name: string | RegExp) =>
  of.getByRole('button', { name, exact: typeof name === 'string' });

/** The hub's answer once the thermometer of the bedroom is silent. */
const withSilentBedroom = (view: FoundDevicesView): FoundDevicesView => ({
  ...view,
  foundDevices: view.foundDevices.map((device) => ({
    ...device,
    becomes: device.becomes.map((one) =>
      device.name === 'Bedroom 2'
        ? {
            ...one,
            replaces: [
              {
                kind: 'sensor' as const,
                id: 'bedroom',
                code: 'device_offline',
                message: 'it is offline',
                sinceTs: '2026-01-01T00:00:00.000Z',
                zones: ['bedroom'],
                binding: {},
              },
            ],
          }
        : one,
    ),
  })),
});

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
    const added = dialog(page, 'HeishaMon is in the house');
    await added.getByText('The hub only watches it: it decides by itself.').first().waitFor();
    await button(added, 'Steer it').waitFor();
    await assertPresentable(page, 'rooms-added-machines');
    await button(added, 'Done').click();
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
    await publish(broker.port, 'zigbee2mqtt/Hall', { temperature: 20.5 });
    await publish(broker.port, 'zigbee2mqtt/Hall/availability', { state: 'offline' });
    const page = await rig.visitAsOwner('/settings/rooms');
    await page.getByText('Thermometer does not report').waitFor();
    await assertPresentable(page, 'rooms-silent');
    await button(page, 'Replace thermometer').click();
    const form = dialog(page, 'Hall');
    const option = form.getByRole('option', { name: REPLACED });
    await option.waitFor({ state: 'attached', timeout: WAIT_MS });
    await form.getByLabel('Thermometer: Hall').selectOption(REPLACED);
    await assertPresentable(page, 'rooms-replace');
    await button(form, 'Save').click();
    await page.getByText('Hall is saved.').waitFor();
    const { zones, bindings = [] } = await house();
    const after = zones.find(({ friendlyName }) => friendlyName === 'Hall');
    assert.deepEqual(after, before);
    const [bound] = bindings.filter(({ id }) => id === 'hall');
    assert.equal(bound?.['name'], 'Hall (new)');
    await page.context().close();
  });

  it('says of what is found which silent one it could take the place of, and does it', async () => {
    await publish(
      broker.port,
      'zigbee2mqtt/bridge/devices',
      [...THERMOMETERS, 'Bedroom 2'].map((name, n) =>
        zigbeeDevice(name, `0x00158d0001a2b3c${n}`, AQARA),
      ),
      { retain: true },
    );
    const before = await house();
    const page = await rig.visitAsOwner('/settings/found');
    // That it is silent the hub itself would say after a while.
    await page.route('**/api/found-devices', async (route) => {
      const answer = await curl(`${rig.hub.url}/api/found-devices`, { token });
      await route.fulfill({ json: withSilentBedroom(answer.json() as FoundDevicesView) });
    });
    await button(page, 'Replace Bedroom by Bedroom 2').click({ timeout: WAIT_MS });
    const question = dialog(page, 'Replace Bedroom by Bedroom 2?');
    await question.getByText('Bedroom keeps its name, schedule and history').waitFor();
    await assertPresentable(page, 'rooms-replace-found');
    await button(question, 'Replace').click();
    await page.getByText('Bedroom 2 has taken the place of Bedroom.').waitFor();
    const after = await house();
    assert.deepEqual(after.zones, before.zones);
    const [bound] = (after.bindings ?? []).filter(({ id }) => id === 'bedroom');
    assert.equal(bound?.['name'], 'Bedroom 2');
    await page.context().close();
  });

  it('says of a room that nobody measures what stands near, and has that measure it', async () => {
    const whole = await house();
    const { zones, ...rest } = whole;
    const hall = zones.map((zone) =>
      zone.friendlyName === 'Hall' ? { ...zone, sensors: [], terminals: [] } : zone,
    );
    const bindings = rest.bindings?.filter(({ id }) => id !== 'hall');
    const body = { ...rest, zones: hall, bindings };
    assert.equal(
      (await curl(`${rig.hub.url}/api/house`, { method: 'PUT', token, body })).status,
      200,
    );
    const page = await rig.visitAsOwner('/settings/rooms');
    await page.getByText(/Hall.* near it/).waitFor({ timeout: WAIT_MS });
    await assertPresentable(page, 'rooms-near');
    await button(page, 'Add thermometer').click();
    const form = dialog(page, 'Hall');
    const near = form.getByLabel('Add a thermometer').getByRole('option').nth(1);
    assert.match((await near.textContent()) ?? '', /stands near/);
    await form.getByLabel('Add a thermometer').selectOption({ index: 1 });
    await button(form, 'Save').click();
    await page.getByText('Hall is saved.').waitFor();
    const added = (await house()).zones.find(({ friendlyName }) => friendlyName === 'Hall');
    assert.equal(added?.sensors.length, 1);
    const back = await curl(`${rig.hub.url}/api/house`, { method: 'PUT', token, body: whole });
    assert.equal(back.status, 200);
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
    await button(page, 'Remove Hydronic unit').click();
    const unit = dialog(page, 'Remove Hydronic unit?');
    await unit.getByText('Heat pump, which is reached through it').waitFor();
    await button(unit, 'Remove').click();
    await page.getByText('Hydronic unit is removed.').waitFor();
    assert.deepEqual((await house()).heatpumps, []);

    const step = async (name: string, title: string) => {
      await button(page, name).click();
      const back = dialog(page, title);
      await assertPresentable(page, `rooms-${name}`);
      const before = JSON.stringify(await house());
      await button(back, name).click();
      await back.waitFor({ state: 'detached' });
      await until(async () => JSON.stringify(await house()) !== before, name, WAIT_MS);
    };
    await step('Undo', 'Undo the last change?');
    await step('Undo', 'Undo the last change?');
    assert.deepEqual(await house(), whole);
    await step('Redo', 'Redo the change?');
    assert.deepEqual(await roomNames(), ['Hall', 'Bedroom']);
    await step('Undo', 'Undo the last change?');
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

  it('has its time zone, and says where it is none', async () => {
    const page = await rig.visitAsOwner('/settings/rooms');
    await button(page, 'Change the time zone').click();
    const form = dialog(page, 'Time zone');
    await form.getByLabel('Time zone').fill('Europe/Nowhere');
    await form.getByText('Must be an IANA time zone').waitFor();
    await assertPresentable(page, 'rooms-time-zone');
    await form.getByLabel('Time zone').fill('Europe/Rome');
    await button(form, 'Save').click();
    await page.getByText('The house is in Europe/Rome now.').waitFor();
    assert.equal((await house()).timeZone, 'Europe/Rome');
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
    assert.equal(await form.getByLabel('Floor', { exact: true }).inputValue(), 'Cellar');
    await button(form, 'Save').click();
    await page.getByText('Salon is saved.').waitFor();
    const [room] = (await house()).zones;
    assert.deepEqual([room?.friendlyName, room?.floor], ['Salon', 'Cellar']);
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

/** What the hub has found wrong with a device, as the page shows it: a broker that passes on nothing to a valve. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { hallWith, VALVE } from '../support/bound-house.ts';
import { lastingFolder } from '../support/child.ts';
import { dataFolderWith } from '../support/hub.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { assertPresentable, startRig, type Rig } from './support/browser.ts';

const WAIT_MS = 60_000;
const SAID = /^What the hub tells it does not get past the broker, .* \(z\/Valve\/set\)\. Since /;

describe('what is wrong with a device', () => {
  let broker: Mosquitto;
  let rig: Rig;
  before(async () => {
    const acl = join(lastingFolder(), 'acl');
    const allowed = ['aris/#', 'homeassistant/#', 'z/Valve'];
    writeFileSync(acl, allowed.map((topic) => `topic readwrite ${topic}\n`).join(''));
    broker = await startMosquitto({ config: `acl_file ${acl}` });
    const args = ['--mqtt-url', broker.url];
    rig = await startRig({ args, dataFolder: dataFolderWith(hallWith(VALVE)) });
    await publish(broker.port, 'aris/sensor/hall_air/telemetry', { tempC: 17 });
    await publish(broker.port, 'z/Valve', { occupied_heating_setpoint: 5, local_temperature: 18 });
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  it('stands beside it in words, with what to do', async () => {
    const page = await rig.visitAsOwner('/settings/devices');
    await page.getByText(SAID).waitFor({ timeout: WAIT_MS });
    await assertPresentable(page, 'settings-devices-found');
    await page.goto(`${new URL(page.url()).origin}/plant`);
    await page.getByText(SAID).waitFor();
    await assertPresentable(page, 'plant-found');
    await page.context().close();
  });
});

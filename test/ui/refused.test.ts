/** What a device says that cannot be, as the page shows it: a hub on a real broker, and what real devices have said. */
import { after, before, describe, it } from 'node:test';
import { HCU_READINGS } from '../../src/domain/equipment/hcu.ts';
import { SMALL_HOUSE } from '../support/house.ts';
import { dataFolderWith } from '../support/hub.ts';
import { publish } from '../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../support/mosquitto.ts';
import { assertPresentable, startRig, type Rig } from './support/browser.ts';

const { min, max } = HCU_READINGS.copInstant;

describe('what a device says that cannot be', () => {
  let broker: Mosquitto;
  let rig: Rig;
  before(async () => {
    broker = await startMosquitto();
    const dataFolder = dataFolderWith(SMALL_HOUSE);
    rig = await startRig({ args: ['--mqtt-url', broker.url], dataFolder });
    const say = async (device: string, message: object) =>
      publish(broker.port, `aris/${device}/telemetry`, message);
    const text = 'verylongwordwithoutanybreak'.repeat(8);
    await say('sensor/s1', { tempC: 20, rhPercent: 130 });
    await say('fcu/f1', { mode: text, roomTempC: 20 });
    await say('hcu/hcu_main', { state: 'standby', supplyTempC: 31.5, copInstant: 104 });
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  it('stands in words at the device, beside all else that it says', async () => {
    const page = await rig.visitAsOwner('/settings/devices');
    const said = page.getByText('Humidity: it says 130, but it must be from 0 to 100 %.');
    await said.waitFor();
    await page.getByText(`it says 104, but it must be from ${min} to ${max}.`).waitFor();
    await assertPresentable(page, 'settings-devices-refused');
    await publish(broker.port, 'aris/sensor/s1/telemetry', { tempC: 20, rhPercent: 'wet' });
    await publish(broker.port, 'aris/sensor/s2/telemetry', { tempC: 'warm' });
    await page.getByText('Temperature: it says "warm", but it must be a number.').waitFor();
    await page.context().close();
  });

  it('stands on the plant page, as long as it is said', async () => {
    const page = await rig.visitAsOwner('/plant');
    const said = page.getByText(/^COP now: it says 104, but it must be from/);
    await said.waitFor();
    await page.getByText('31.5°').first().waitFor();
    await assertPresentable(page, 'plant-refused');
    await publish(broker.port, 'aris/hcu/hcu_main/telemetry', { state: 'standby' });
    await said.waitFor({ state: 'detached' });
    await page.context().close();
  });
});

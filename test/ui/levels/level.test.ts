/** An owner has the hub go further with a heat pump, and less far again, once it was read what that means. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HEISHAMON, HEISHAMON_HCU, machinesWith } from '../../support/bound-machines.ts';
import { dataFolderWith } from '../../support/hub.ts';
import { publish } from '../../support/mosquitto-clients.ts';
import { startMosquitto, type Mosquitto } from '../../support/mosquitto.ts';
import { assertPresentable, startRig, type Rig } from '../support/browser.ts';

const WAIT_MS = 60_000;

describe('how far the hub goes with a machine', () => {
  let broker: Mosquitto;
  let rig: Rig;
  before(async () => {
    broker = await startMosquitto();
    const watched = { ...HEISHAMON_HCU, level: 'watch' } as const;
    const args = ['--mqtt-url', broker.url];
    rig = await startRig({ args, dataFolder: dataFolderWith(machinesWith(watched)) });
    for (const [name, value] of [
      ['Main_Outlet_Temp', '33'],
      ['Heating_Mode', '1'],
    ] as const)
      await publish(broker.port, `${HEISHAMON}/main/${name}`, value, { retain: true });
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  it('is raised after one sentence of what that allows and one of what stays without the hub', async () => {
    const page = await rig.visitAsOwner('/plant');
    const unit = page.locator('details.device', { hasText: 'The hub only watches it' });
    await unit.waitFor({ timeout: WAIT_MS });
    if ((await unit.getAttribute('open')) === null) await unit.locator('summary').click();
    await unit.getByRole('button', { name: 'Steer it' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^The hub may then set .*the temperature of its water/).waitFor();
    await dialog.getByText(/^When the hub is gone: /).waitFor();
    await assertPresentable(page, 'plant-level-raise');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await page.getByText('Done. What comes of it').count(), 0);
    await unit.getByRole('button', { name: 'Steer it' }).click();
    await dialog.getByRole('button', { name: 'Steer it' }).click();
    const lower = page.getByRole('button', { name: 'Only watch it' });
    await lower.waitFor({ timeout: WAIT_MS });
    await lower.click();
    await dialog.getByText(/gives back what it has changed/).waitFor();
    await dialog.getByRole('button', { name: 'Only watch it' }).click();
    await unit.waitFor({ timeout: WAIT_MS });
    await page.context().close();
  });
});

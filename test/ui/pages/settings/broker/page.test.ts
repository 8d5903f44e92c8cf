/** Setting up a hub that was given nothing, as people do it in a browser, with a broker that is real. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { lastingFolder } from '../../../../support/child.ts';
import { startMosquitto, type Mosquitto } from '../../../../support/mosquitto.ts';
import { publish } from '../../../../support/mosquitto-clients.ts';
import { until } from '../../../../support/until.ts';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  startRig,
  type Rig,
} from '../../../support/browser.ts';

const LOGIN = { user: 'hub', password: 'of the broker' };

function configWithPassword(): string {
  const file = join(lastingFolder(), 'passwords');
  execFileSync('mosquitto_passwd', ['-c', '-b', file, LOGIN.user, LOGIN.password]);
  return `allow_anonymous false\npassword_file ${file}`;
}

/** The first owner, as on the first visit. */
async function welcome(page: Page, rig: Rig): Promise<void> {
  const code = (await rig.hub.cli('user', 'setup-code')).stdout.trim();
  await page.getByLabel('Setup code').fill(code);
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('button', { name: 'Show my house' }).click();
}

describe('a hub that is given nothing', () => {
  const config = configWithPassword();
  let rig: Rig;
  let broker: Mosquitto;
  let page: Page;
  before(async () => {
    broker = await startMosquitto({ config });
    rig = await startRig({ dataFolder: lastingFolder() });
    page = await rig.visit();
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  const send = async () => page.getByRole('button', { name: 'Test and connect' }).click();
  const isKept = async () => {
    const { stdout } = await rig.hub.cli('broker', 'show', '--json');
    return (JSON.parse(stdout) as { source: string }).source === 'stored';
  };

  it('leads its owner to the broker', async () => {
    await welcome(page, rig);
    await page.getByRole('region', { name: 'Two steps to your house' }).waitFor();
    await assertPresentable(page, 'set-up');
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('heading', { name: 'Connect the hub' }).waitFor();
    await assertPresentable(page, 'set-up-broker');
  });

  it('says what is wrong with the broker, and changes nothing', async () => {
    await page.getByLabel('Address').fill(`127.0.0.1:${broker.port}`);
    await page.getByLabel('User name').fill(LOGIN.user);
    await page.getByLabel('Password').fill('wrong');
    await send();
    await page.getByText('does not take the user name hub with this password').waitFor();
    await assertPresentable(page, 'set-up-broker-refused');
    assert.equal(await isKept(), false);
  });

  it('says so where the broker vanishes in the middle of it', async () => {
    await page.getByLabel('Password').fill(LOGIN.password);
    await broker.stop();
    await send();
    await page.getByText('Nothing listens at 127.0.0.1').waitFor();
    assert.equal(await isKept(), false);
    broker = await startMosquitto({ config, port: broker.port });
  });

  it('is connected, without a restart, and shows what it hears', async () => {
    await send();
    await page.getByText('Connected', { exact: true }).waitFor();
    await assertPresentable(page, 'set-up-broker-connected');
    await page.getByRole('link', { name: 'Show what it hears' }).click();
    // What is said while nobody listens is not heard.
    await until(
      async () => {
        const telemetry = { tempC: 20.5 };
        await publish(broker.port, 'aris/sensor/hall/telemetry', telemetry, { login: LOGIN });
        return page.getByRole('heading', { name: 'hall' }).isVisible();
      },
      'the page to show what the hub hears',
      20_000,
    );
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByText('The hub is connected to your broker.').waitFor();
    await assertPresentable(page, 'set-up-connected');
    assertWellBehaved(page);
  });

  it('tries that which is set, and keeps a password that is not typed again', async () => {
    await page.goto(`${new URL(page.url()).origin}/settings`);
    await page.getByRole('link', { name: 'MQTT broker' }).click();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('All good').waitFor();
    await page.getByRole('button', { name: 'Change the broker' }).click();
    assert.equal(await page.getByLabel('Password').inputValue(), '');
    await page.getByLabel('User name').fill('other');
    await send();
    await page.getByText('Type the password again').waitFor();
    await assertPresentable(page, 'broker-change');
    await page.getByLabel('User name').fill(LOGIN.user);
    await send();
    await page.getByText('The hub connects to this broker from now on.').waitFor();
    await page.context().close();
  });
});

describe('a hub whose broker a setting names', () => {
  it('says where it is changed', async () => {
    const broker = await startMosquitto();
    const rig = await startRig({ args: ['--mqtt-url', broker.url] });
    const page = await rig.visitAsOwner('/settings/broker');
    await page.getByText('ARIS_MQTT_URL names the broker').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Address').count(), 0);
    await assertPresentable(page, 'broker-by-setting');
    await rig.close();
    await broker.stop();
  });
});

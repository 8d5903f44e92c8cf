/** Secrets that people have in their heads: the PIN of the panels, and one's own password. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  startRig,
  type Rig,
} from '../../support/browser.ts';

const PIN = '281946';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

describe('the PIN and passwords', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('lets a panel in with the PIN, to do no more than it may', async () => {
    const page = await rig.visitAsOwner('/settings/pin');
    await page.getByText('No PIN is set').waitFor();
    await page.getByLabel('New PIN').fill('123456');
    await page.getByRole('button', { name: 'Set PIN' }).click();
    await page.getByText('tried first').waitFor();
    await page.getByLabel('New PIN').fill(PIN);
    await page.getByRole('button', { name: 'Set PIN' }).click();
    await page.getByText('Panels can sign in with the PIN.').waitFor();
    assert.equal(await page.getByLabel('New PIN').inputValue(), '');
    await assertPresentable(page, 'pin');

    const panel = await rig.visit('/settings');
    await panel.getByRole('button', { name: 'Use the household PIN' }).click();
    await panel.getByLabel('Household PIN').fill('999182');
    await panel.getByRole('button', { name: 'Sign in' }).click();
    await panel.getByRole('alert').getByText('That is not right').waitFor();
    await panel.getByLabel('Household PIN').fill(PIN);
    await panel.getByRole('button', { name: 'Sign in' }).click();
    await panel.getByText('Panel on the wall').waitFor();
    await assertPresentable(panel, 'settings-panel');
    for (const [link, sentence] of [
      [/Panel on the wall/, 'signed in with the household PIN'],
      [/^API tokens/, 'Only an owner'],
      [/^House Name/, 'for the people of the house'],
      [/^Household PIN/, 'for owners of the house'],
      [/^Devices/, 'All devices are there'],
      [/^Sessions/, 'This device'],
    ] as const) {
      await panel.getByRole('link', { name: link }).click();
      await panel.getByText(sentence).first().waitFor();
      await panel.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    }

    await page.getByRole('button', { name: 'Remove PIN' }).click();
    await dialog(page, 'Remove the PIN?').getByRole('button', { name: 'Remove PIN' }).click();
    await page.getByText('No PIN is set').waitFor();
    await panel.getByRole('heading', { name: 'Sign in' }).waitFor();
    assertWellBehaved(panel);
    await panel.context().close();
    await page.context().close();
  });

  it('lets people change their own password, and sign out', async () => {
    const page = await rig.visitAsOwner('/settings/account');
    await page.getByText(OWNER.email).waitFor();
    await page.getByLabel('Current password').fill('not the password');
    await page.getByLabel('New password').fill('three other words');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The current password is wrong').waitFor();
    await assertPresentable(page, 'account');
    await page.getByLabel('Current password').fill(OWNER.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed.').waitFor();
    assert.equal(await page.getByLabel('New password').inputValue(), '');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password').fill('three other words');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.context().close();
  });
});

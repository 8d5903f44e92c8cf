/** Two-step sign-in in a browser, with an authenticator app by other hands. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createAuthenticator } from '../../../../support/authenticator.ts';
import { assertPresentable, OWNER, startRig, type Rig } from '../../../support/browser.ts';

const BEN = {
  name: 'Ben',
  email: 'ben@example.com',
  password: 'two words together',
  role: 'member',
} as const;
const STEP_MS = 30_000;
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function givePassword(
  page: Page,
  { email, password }: { email: string; password: string } = OWNER,
): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function halfWay(page: Page): Promise<void> {
  await givePassword(page);
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
}

/** The app that has got the key which is shown. */
async function appOf(page: Page) {
  const key = await page.getByLabel('Or type in this key', { exact: true }).innerText();
  return createAuthenticator(key.replaceAll(/\s/g, ''));
}

describe('two-step sign-in', () => {
  let rig: Rig;
  /** Signed in, with a second step of her own. */
  let owner: Page;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('is set up with the QR code, and then takes a code or a recovery code', async () => {
    const page = await rig.visitAsOwner('/settings/account');
    await page.getByRole('button', { name: 'Turn on' }).waitFor();
    await assertPresentable(page, 'second-factor-off');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('img', { name: 'QR code' }).waitFor();
    await assertPresentable(page, 'second-factor-set-up');
    const { codeAt } = await appOf(page);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('not what the app should show').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(codeAt(Date.now()));
    await page.getByRole('button', { name: 'Turn on' }).click();
    const shown = dialog(page, 'Your recovery codes');
    const codes = (await shown.getByLabel('Recovery codes', { exact: true }).innerText())
      .trim()
      .split(/\s+/);
    assert.equal(codes.length, 10);
    await assertPresentable(page, 'second-factor-codes');
    const loading = page.waitForEvent('download');
    await shown.getByRole('button', { name: 'Download' }).click();
    assert.equal((await loading).suggestedFilename(), 'aris-recovery-codes.txt');
    await shown.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await assertPresentable(page, 'second-factor-on');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await halfWay(page);
    await assertPresentable(page, 'second-factor-door');
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('not right, or was used before').waitFor();
    // One step ahead, which counts too: the present one may have been used to turn it on.
    await page.getByLabel('Code').fill(codeAt(Date.now() + STEP_MS));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').waitFor();

    await page.goto(page.url().replace(/\/[^/]*$/, '/account'));
    await page.getByRole('button', { name: 'Sign out' }).click();
    await halfWay(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0]?.toLowerCase() ?? '');
    await assertPresentable(page, 'second-factor-recovery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('9 recovery codes are left.').waitFor();
    owner = page;
  });

  it('is asked of everybody by an owner, and reset for who has lost it', async () => {
    await owner.evaluate(async (user) => {
      const headers = { 'Content-Type': 'application/json' };
      await fetch('/api/users', { method: 'POST', headers, body: JSON.stringify(user) });
    }, BEN);
    await owner.goto(owner.url().replace('account', 'members'));
    await owner.getByLabel('Ask everybody for it').check();
    await owner.getByText('From now on everybody').waitFor();
    await assertPresentable(owner, 'second-factor-rule');

    const page = await rig.visit('/');
    await givePassword(page, BEN);
    await page.getByRole('heading', { name: 'One thing first' }).waitFor();
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('img', { name: 'QR code' }).waitFor();
    await assertPresentable(page, 'second-factor-enrol');
    const { codeAt } = await appOf(page);
    await page.getByLabel('Code', { exact: true }).fill(codeAt(Date.now()));
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByRole('navigation').waitFor();
    await page.context().close();

    await owner.reload();
    await owner.getByRole('button', { name: 'Change Ben' }).click();
    await assertPresentable(owner, 'second-factor-reset');
    await dialog(owner, 'Ben').getByRole('button', { name: 'Reset two-step sign-in' }).click();
    await owner.getByText('Ben signs in with the password alone now.').waitFor();
    await owner.context().close();
  });
});

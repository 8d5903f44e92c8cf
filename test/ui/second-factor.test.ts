/** Two-step sign-in in a browser, with an authenticator app by other hands. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createAuthenticator } from '../support/authenticator.ts';
import { assertPresentable, OWNER, startRig, type Rig } from './support/browser.ts';

const STEP_MS = 30_000;
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function givePassword(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'One more step' }).waitFor();
}

describe('two-step sign-in', () => {
  let rig: Rig;
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
    const key = (await page.getByLabel('Or type in this key', { exact: true }).innerText()).trim();
    const { codeAt } = createAuthenticator(key.replaceAll(' ', ''));
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
    await shown.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await assertPresentable(page, 'second-factor-on');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await givePassword(page);
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
    await givePassword(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0]?.toLowerCase() ?? '');
    await assertPresentable(page, 'second-factor-recovery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('9 recovery codes are left.').waitFor();
    await page.context().close();
  });
});

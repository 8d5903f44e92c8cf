/** Secrets that people have in their heads: the PIN of the panels, and one's own password. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  assertFits,
  assertPresentable,
  assertWellBehaved,
  ORIGIN,
  OWNER,
  startRig,
  type Rig,
} from '../../support/browser.ts';

const PIN = '281946';
const TABLET = { width: 800, height: 480 };

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function signInWith(panel: Page, pin: string): Promise<void> {
  await panel.getByLabel('Household PIN').fill(pin);
  await panel.getByRole('button', { name: 'Sign in' }).click();
}

const heat = (panel: Page) => panel.getByRole('spinbutton', { name: 'Living Room: heat to' });
const raise = (panel: Page) => panel.getByRole('button', { name: 'Raise heating, Living Room' });
const clock = (panel: Page) => panel.getByRole('button', { name: 'Touch to wake' });

/** Nobody is at it for more than a minute. */
async function leaveAlone(panel: Page): Promise<void> {
  await panel.clock.runFor(61_000);
  await clock(panel).waitFor();
}

/** What somebody with the PIN sees of it: nothing that they may not do, and at night nothing that a blind touch does. */
async function assertWallPanel(panel: Page): Promise<void> {
  await heat(panel).waitFor();
  assert.equal(await panel.getByRole('link').count(), 0);
  assert.equal(await panel.getByRole('button', { name: 'Away' }).count(), 0);
  await assertPresentable(panel, 'panel-pin');
  await panel.setViewportSize(TABLET);

  await panel.clock.install();
  await panel.addInitScript(() => {
    const look = () => document.querySelector('.home, .nav') && location.assign('#flashed');
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  // After a power cut the tablet is there before the hub is, and nobody taps “Try again”.
  await panel.route('**/api/auth/session', async (route) => route.fulfill({ status: 503 }));
  await panel.reload();
  await panel.getByText('The hub cannot be reached.').waitFor();
  await panel.unroute('**/api/auth/session');
  await panel.clock.runFor(15_000);
  await panel.getByRole('button', { name: 'This panel' }).click();
  await panel.getByRole('radio', { name: 'Always' }).click();
  await assertAccessible(panel);
  await panel.getByRole('button', { name: 'Done' }).click();
  // As it stands when it wakes.
  await panel.evaluate(() => scrollTo(0, 0));
  const before = await heat(panel).innerText();
  const box = await raise(panel).boundingBox();
  await leaveAlone(panel);
  await assertAccessible(panel);
  await assertFits(panel);
  assert.equal(await heat(panel).count(), 0);

  await panel.touchscreen.tap(Number(box?.x) + 30, Number(box?.y) + 30);
  await heat(panel).waitFor();
  await leaveAlone(panel);
  await panel.keyboard.press('Enter');
  await heat(panel).waitFor();
  // Whatever was touched would have been sent by now.
  await panel.clock.runFor(2_000);
  assert.equal(await heat(panel).innerText(), before);
  await raise(panel).tap();
  await heat(panel).filter({ hasNotText: before }).waitFor();
  assert.equal(panel.url(), `${ORIGIN}/#panel`);
}

/** Who may set the house does so with one tap, takes it back with another, and leaves by a link that says so. */
async function assertOwnersPanel(page: Page): Promise<void> {
  await page.goto(`${ORIGIN}/settings/panel`);
  await page.getByText(`${ORIGIN}/#panel`).waitFor();
  await page.getByRole('link', { name: 'Show it here' }).click();
  const mode = (name: string, pressed: boolean) => page.getByRole('button', { name, pressed });
  await mode('Away', false).click();
  await mode('Away', true).waitFor();
  await page.getByText('Away until you come back').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await mode('Home', true).waitFor();
  await page.getByRole('button', { name: /^Study/ }).click();
  await page.getByRole('spinbutton', { name: 'Study: heat to' }).waitFor();
  await page.getByRole('link', { name: 'Leave the panel: whole page' }).click();
  await page.getByRole('navigation').waitFor();
  await page.goto(`${ORIGIN}/settings/pin`);
}

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

    const panel = await rig.visit('/#panel', { viewport: TABLET, hasTouch: true });
    await panel.getByLabel('Household PIN').fill('999182');
    await panel.getByRole('button', { name: 'Sign in' }).click();
    await panel.getByRole('alert').getByText('That is not right').waitFor();
    await signInWith(panel, PIN);
    await assertWallPanel(panel);
    await panel.goto(`${ORIGIN}/settings`);
    await panel.getByText('Panel on the wall').waitFor();
    for (const [link, sentence] of [
      [/Panel on the wall/, 'signed in with the household PIN'],
      [/^API tokens/, 'Only an owner'],
      [/^House Name/, 'Only people of the house'],
      [/^Household PIN/, 'Only owners of the house'],
      [/^Devices/, 'All devices are online'],
      [/^Sessions/, 'This device'],
    ] as const) {
      await panel.getByRole('link', { name: link }).click();
      await panel.getByText(sentence).first().waitFor();
      await panel.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    }

    // One that is signed out comes back by the PIN to where it was.
    await panel.goto(`${ORIGIN}/#panel`);
    await heat(panel).waitFor();
    await page.getByLabel('New PIN').fill('719364');
    await page.getByRole('button', { name: 'Change PIN' }).click();
    await signInWith(panel, '719364');
    await heat(panel).waitFor();
    await assertOwnersPanel(page);
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

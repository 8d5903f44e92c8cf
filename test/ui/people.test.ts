/** Who gets in, as it is settled in a browser: members and sessions. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  PHONE,
  startRig,
  type Rig,
} from './support/browser.ts';

const BEN = { name: 'Ben', email: 'ben@example.com', password: 'two words together' } as const;

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const item = (page: Page, text: string | RegExp) =>
  page.getByRole('listitem').filter({ hasText: text });

describe('people and their sessions', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  async function signIn(
    { email, password }: { email: string; password: string },
    path: string,
    options?: BrowserContextOptions,
  ): Promise<Page> {
    const page = await rig.visit(path, options);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').waitFor();
    return page;
  }

  it('are added, changed and removed by an owner', async () => {
    const page = await rig.visitAsOwner('/settings/members');
    await page.getByRole('button', { name: 'Add person' }).click();
    const form = dialog(page, 'Add person');
    await form.getByLabel('Name').fill(BEN.name);
    await form.getByLabel('E-mail').fill(OWNER.email);
    await form.getByLabel('First password').fill(BEN.password);
    await assertPresentable(page, 'members-add');
    await form.getByRole('button', { name: 'Add person' }).click();
    await form.getByText('a user with this email already').waitFor();
    await form.getByLabel('E-mail').fill(BEN.email);
    await form.getByRole('button', { name: 'Add person' }).click();
    await item(page, 'ben@example.com').getByText('Member').waitFor();
    await page.getByText('Ben can sign in now.').waitFor();
    await assertPresentable(page, 'members');

    await page.getByRole('button', { name: 'Change Ben' }).click();
    await dialog(page, 'Ben').getByLabel('Name').fill('Benjamin');
    await dialog(page, 'Ben').getByRole('button', { name: 'Save' }).click();
    await item(page, 'Benjamin').waitFor();
    await page.getByRole('button', { name: 'Change Ada' }).click();
    await dialog(page, 'Ada').getByRole('radio', { name: 'Member' }).click();
    await dialog(page, 'Ada').getByRole('button', { name: 'Save' }).click();
    await dialog(page, 'Ada').getByRole('alert').getByText('last owner').waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('see as members what they may, and a sentence for the rest', async () => {
    const page = await signIn(BEN, '/settings');
    await page.getByText('Benjamin').waitFor();
    await assertPresentable(page, 'settings-member');
    for (const [link, sentence] of [
      [/^API Tokens/, 'Only an owner of the house can see and make tokens'],
      [/^Members/, 'Only an owner of the house can see who has an account'],
      [/^Household PIN/, 'Only an owner of the house can set the PIN'],
      [/^House Name/, 'Only an owner of the house can change these'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      await page.getByText(sentence).waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    }
    await page.getByRole('link', { name: /^House Name/ }).click();
    await page.getByText('Away: heat to').waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
    await page.goto(page.url().replace('house', 'integrations'));
    await page.getByText('Ask an owner of the house for a token').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create Token' }).count(), 0);
    await page.context().close();
  });

  it('end a session elsewhere, which is at the door at once', async () => {
    const phone = await signIn(BEN, '/', { viewport: PHONE });
    const page = await rig.visitAsOwner('/settings/sessions');
    await page.getByRole('list', { name: 'Yours' }).getByText('This device').waitFor();
    await assertPresentable(page, 'sessions');
    const others = page.getByRole('list', { name: 'Of others' });
    const count = await others.getByRole('listitem').count();
    await others
      .getByRole('button', { name: /Sign out Benjamin/ })
      .first()
      .click();
    await page.getByText('Signed out there.').waitFor();
    while (count > 1 && (await others.getByRole('button').count()) > 0) {
      const before = await others.getByRole('listitem').count();
      await others.getByRole('button').first().click();
      await page.waitForFunction(
        (n) => document.querySelectorAll('[aria-label="Of others"] li').length < n,
        before,
      );
    }
    await phone.getByRole('heading', { name: 'Sign in' }).waitFor();
    await phone.context().close();
    const other = await rig.visitAsOwner('/');
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByText(/Signed out in \d+ other place/).waitFor();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.context().close();
    await page.context().close();
  });

  it('are removed, and are out at once', async () => {
    const ben = await signIn(BEN, '/');
    const page = await rig.visitAsOwner('/settings/members');
    await page.getByRole('button', { name: 'Change Benjamin' }).click();
    await dialog(page, 'Benjamin').getByRole('button', { name: 'Remove' }).click();
    await dialog(page, 'Remove Benjamin?').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Benjamin is removed.').waitFor();
    await item(page, 'ben@example.com').waitFor({ state: 'detached' });
    await ben.getByRole('heading', { name: 'Sign in' }).waitFor();
    await ben.context().close();
    await page.context().close();
  });
});

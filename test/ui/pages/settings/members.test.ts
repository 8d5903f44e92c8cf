/** Who gets in, as it is settled in a browser: members and sessions. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { curl } from '../../../support/curl.ts';
import { until } from '../../../support/until.ts';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  PHONE,
  startRig,
  type Rig,
} from '../../support/browser.ts';

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

    await page.getByRole('button', { name: 'Change Benjamin' }).click();
    await dialog(page, 'Benjamin').getByRole('button', { name: 'New password' }).click();
    const reset = dialog(page, 'A new password for Benjamin');
    const password = reset.getByLabel('New password');
    assert.match(await password.inputValue(), /^[a-z2-9-]{19}$/);
    await assertPresentable(page, 'members-password');
    await password.fill('password');
    await reset.getByRole('button', { name: 'Set it' }).click();
    await reset.locator('[aria-invalid=true]').waitFor();
    await password.fill(BEN.password);
    await reset.getByRole('button', { name: 'Set it' }).click();
    await page.getByText('Benjamin signs in with the new password now.').waitFor();

    await page.getByRole('button', { name: 'Change Ada' }).click();
    assert.equal(
      await dialog(page, 'Ada').getByRole('button', { name: 'New password' }).count(),
      0,
    );
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
      [/^API tokens/, 'Only an owner of the house can see and make tokens'],
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
    assert.equal(await page.getByRole('button', { name: 'Create token' }).count(), 0);
    await page.context().close();
  });

  it('end a session elsewhere, which is at the door at once', async () => {
    const phone = await signIn(BEN, '/', { viewport: PHONE });
    const page = await rig.visitAsOwner('/settings/sessions');
    await page.getByRole('list', { name: 'Yours' }).getByText('This device').waitFor();
    await assertPresentable(page, 'sessions');
    const others = page.getByRole('list', { name: 'Other people’s' });
    const there = others.getByRole('listitem');
    // The next is clicked when the last one has left the list, else the click meets a row on its way out.
    const signOut = async (button: Locator) => {
      const before = await there.count();
      await button.click();
      await page.getByText('Signed out there.').first().waitFor();
      await until(async () => (await there.count()) < before, 'one row less', 20_000);
    };
    await signOut(others.getByRole('button', { name: /Sign out Benjamin/ }).first());
    while ((await there.count()) > 0) await signOut(others.getByRole('button').first());
    await phone.getByRole('heading', { name: 'Sign in' }).waitFor();
    await phone.context().close();
    const other = await signIn(OWNER, '/');
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByText(/Signed out in \d+ other place/).waitFor();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.context().close();
    await page.context().close();
  });

  it('are removed after a look at what would stop working, some of which is taken over', async () => {
    const cleo = { name: 'Cleo', email: 'cleo@example.com', password: 'yet another passphrase' };
    const page = await rig.visitAsOwner('/settings/members', { viewport: PHONE });
    const ask = async (path: string, body: object, token?: string) =>
      (
        await curl(`${rig.hub.url}${path}`, { body, ...(token !== undefined && { token }) })
      ).json() as { token?: { token: string }; access_token?: string };
    await page.evaluate(
      async (body) => {
        await fetch('/api/users', { method: 'POST', ...body });
      },
      {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...cleo, role: 'owner' }),
      },
    );
    const { email, password } = cleo;
    const login = await ask('/api/auth/login', { email, password });
    const accessToken = login.access_token ?? '';
    const make = async (by: string, name: string, ...permissions: string[]) =>
      (await ask('/api/tokens', { name, permissions }, by)).token?.token ?? assert.fail();
    const status = async (token: string) =>
      (await curl(`${rig.hub.url}/api/zones`, { token })).status;
    const manager = await make(accessToken, 'Installer', 'tokens:full', 'zones:full');
    const bridge = await make(manager, 'Heating bridge', 'tokens:full', 'zones:full');
    const shown = await make(bridge, 'Display in the hall', 'zones:read');
    const other = await make(accessToken, 'Old tablet', 'zones:read');
    assert.equal(await status(shown), 200);

    await page.reload();
    await page.getByRole('button', { name: 'Change Cleo' }).click();
    await dialog(page, 'Cleo').getByRole('radio', { name: 'Member' }).click();
    await dialog(page, 'Cleo').getByText('Their tokens may do no more than a member').waitFor();
    await dialog(page, 'Cleo').getByRole('button', { name: 'Remove' }).click();
    const removal = dialog(page, 'Remove Cleo?');
    await removal.getByText('4 tokens of theirs stop working').waitFor();
    assert.deepEqual(await removal.locator('li strong').allTextContents(), [
      'Installer',
      'Heating bridge',
      'Display in the hall',
      'Old tablet',
    ]);
    await removal
      .getByRole('listitem')
      .filter({ hasText: 'Display' })
      .getByText('Last used')
      .waitFor();
    await removal
      .getByRole('listitem')
      .filter({ hasText: 'tablet' })
      .getByText('Never used')
      .waitFor();
    await assertPresentable(page, 'members-remove');
    await removal.getByRole('button', { name: 'Take over Heating bridge' }).click();
    await dialog(page, 'The token for Heating bridge').waitFor();
    const secret = await page.evaluate(() => document.querySelector('.secret pre')?.textContent);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await removal.getByText('2 tokens of theirs stop working').waitFor();
    assert.deepEqual(await removal.locator('li strong').allTextContents(), [
      'Installer',
      'Old tablet',
    ]);
    await removal.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Cleo is removed, and 2 tokens with them.').waitFor();
    const all = [secret ?? '', shown, manager, bridge, other];
    assert.deepEqual(await Promise.all(all.map(status)), [200, 200, 401, 401, 401]);

    await page.goto(page.url().replace('members', 'tokens'));
    const card = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Heating bridge' }) });
    await card.getByRole('button', { name: /Heating bridge/ }).click();
    assert.deepEqual((await card.locator('.facts dd').allTextContents()).slice(0, 2), [
      'A token that is gone',
      'You',
    ]);
    await assertPresentable(page, 'tokens-standing');
    await card.getByRole('button', { name: 'Delete' }).click();
    const question = dialog(page, 'Delete Heating bridge?');
    await question.getByText('so does what uses the 1 token that it made').waitFor();
    await question.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Heating bridge is deleted, and 1 other token with it.').waitFor();
    assert.equal(await status(shown), 401);
    assertWellBehaved(page);
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

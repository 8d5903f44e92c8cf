/** Settings → API tokens, as people use it in a browser, and what programs then can do. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { curl } from '../../../../support/curl.ts';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  PHONE,
  startRig,
  type Rig,
} from '../../../support/browser.ts';
import { heapSnapshot, tracesOf } from '../../../support/heap.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const TOKEN = /^aris_tok_[0-9A-Za-z]{46}$/;

/** Reads it as a person does: it is all text of the one place where it stands. */
async function shownToken(page: Page): Promise<string> {
  await page.getByLabel('The token', { exact: true }).waitFor();
  const token = await page.evaluate(() => document.querySelector('.secret pre')?.textContent ?? '');
  assert.match(token, TOKEN);
  return token;
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create token' }).click();
  await dialog(page, 'Create token').waitFor();
}

async function create(page: Page, name: string): Promise<string> {
  await openForm(page);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await dialog(page, 'Create token').getByRole('button', { name: 'Create token' }).click();
  const token = await shownToken(page);
  await page.getByRole('button', { name: 'I have saved it' }).click();
  await cardOf(page, name).waitFor();
  return token;
}

const cardOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

/** The part of a token that is secret. */
const secretOf = (token: string) => token.slice('aris_tok_'.length + 8, -6);

/** What has the focus. */
const focused = async (page: Page) =>
  page.evaluate(() => {
    const { tagName = '', textContent = '' } = document.activeElement ?? {};
    return tagName === 'BUTTON' ? `${tagName} ${textContent}` : tagName;
  });

describe('API tokens', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  const status = async (token: string, path = '/api/zones') =>
    (await curl(`${rig.hub.url}${path}`, { token })).status;

  it('are made for a purpose, shown once, and work at once', async () => {
    const page = await rig.visitAsOwner('/settings/tokens');
    await page.getByText('There are no tokens yet').waitFor();
    await assertPresentable(page, 'tokens-none');
    await openForm(page);
    const form = dialog(page, 'Create token');
    assert.equal(await form.getByLabel('Name', { exact: true }).inputValue(), 'Home Assistant');
    assert.equal(await form.getByLabel('Valid for').inputValue(), '90d');
    await form.getByRole('radio', { name: 'Grafana' }).click();
    assert.equal(await form.getByLabel('Name', { exact: true }).inputValue(), 'Grafana');
    await form.getByRole('radio', { name: 'Home Assistant' }).click();
    await form.getByText('What it may do').click();
    await form.getByText('Only for some rooms').click();
    await assertPresentable(page, 'tokens-create-open');
    await form.getByRole('button', { name: 'Create token' }).click();
    const token = await shownToken(page);
    await page.getByText('shown only this once').waitFor();
    assert.equal(await status(token), 200);
    // Neither Escape nor a click beside it takes it away before it was saved.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.mouse.click(2, 2);
    assert.equal(await shownToken(page), token);
    await assertPresentable(page, 'tokens-secret');
    await page.getByRole('button', { name: 'I have saved it' }).click();
    const card = cardOf(page, 'Home Assistant');
    await card.getByText('Rooms: see and change').waitFor();
    assert.equal(await status(token), 200);
    assert.equal(await status(token, '/api/users'), 403);
    await page.context().close();
  });

  it('are asked for in a dialog that a step back closes', async () => {
    const page = await rig.visitAsOwner('/settings');
    await page.getByRole('link', { name: 'API tokens' }).first().click();
    await page.getByRole('button', { name: 'Create token' }).click();
    await dialog(page, 'Create token').waitFor();
    assert.match(await focused(page), /^(INPUT|SELECT)/);
    await page.goBack();
    await dialog(page, 'Create token').waitFor({ state: 'detached' });
    assert.match(page.url(), /tokens$/);
    assert.equal(await focused(page), 'BUTTON Create token');
    // By its own button, twice: no step is left over.
    for (const times of [1, 2]) {
      await page.getByRole('button', { name: 'Create token' }).click();
      await dialog(page, 'Create token').getByRole('button', { name: 'Close' }).click();
      await dialog(page, 'Create token').waitFor({ state: 'detached' });
      assert.match(page.url(), /tokens$/, `after ${times}`);
    }
    await page.goBack();
    await page.waitForURL(/settings$/);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('leave no trace of their secret on the page once their dialog is closed', async () => {
    const page = await rig.visitAsOwner('/settings/tokens');
    await openForm(page);
    await page.getByLabel('Name', { exact: true }).fill('Traceless');
    await dialog(page, 'Create token').getByRole('button', { name: 'Create token' }).click();
    const seen = await shownToken(page);
    // What is looked for would be found.
    assert.ok((await heapSnapshot(page)).includes(secretOf(seen)));
    assert.ok((await tracesOf(page)).includes(secretOf(seen)));
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('button', { name: /Traceless/ }).click();
    await page.getByText('It has not been used yet').waitFor();
    const heap = await heapSnapshot(page);
    assert.ok(heap.includes('Traceless'));
    assert.ok(!heap.includes(secretOf(seen)), 'the secret is in the memory of the page');
    const traces = await tracesOf(page);
    assert.ok(traces.includes('Traceless'));
    assert.ok(!traces.includes(secretOf(seen)), 'the secret is in the page or its storage');
    assert.equal(await status(seen), 200);
    await page.context().close();
  });

  it('are copied on plain http', async () => {
    const page = await rig.visitAsOwner('/settings/tokens', { viewport: PHONE });
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await openForm(page);
    await page.getByLabel('Name', { exact: true }).fill('Copied one');
    await dialog(page, 'Create token').getByRole('button', { name: 'Create token' }).click();
    const token = await shownToken(page);
    const copy = page.getByRole('button', { name: 'Copy: The token' });
    const copied = page.getByRole('status').getByText('Copied');
    const dismiss = page.getByRole('button', { name: 'Dismiss' });
    await copy.click();
    await copied.waitFor();
    // What is told can be put away while the dialog is open, and stands on the page when that is closed.
    await dismiss.click();
    await copied.waitFor({ state: 'detached' });
    await copy.click();
    await copied.waitFor();
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await dismiss.click();
    await copied.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Copied one/ }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    const field = dialog(page, 'Rename token').getByLabel('Name');
    await field.fill('');
    await field.press('Control+V');
    assert.equal(await field.inputValue(), token);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('tell what they were used for, and are renamed, disabled, rotated and deleted', async () => {
    const page = await rig.visitAsOwner('/settings/tokens');
    const token = await create(page, 'Script');
    assert.equal(await status(token), 200);
    assert.equal(await status(token, '/api/users'), 403);
    await page.reload();
    await cardOf(page, 'Script').getByText('this minute').waitFor();
    await page.getByRole('button', { name: /^Script/ }).click();
    await page.getByText('GET /api/zones').waitFor();
    await page.getByText('Not allowed · 403').waitFor();
    await assertPresentable(page, 'tokens-open');

    await page.getByRole('button', { name: 'Rename' }).click();
    await dialog(page, 'Rename token').getByLabel('Name').fill('Cellar script');
    await page.getByRole('button', { name: 'Save' }).click();
    const card = cardOf(page, 'Cellar script');
    await card.waitFor();

    await card.getByRole('button', { name: 'Disable' }).click();
    // Exactly: the buttons beside each other read "DisableDelete".
    await card.getByText('Disabled', { exact: true }).waitFor();
    assert.equal(await status(token), 401);
    await card.getByRole('button', { name: 'Enable' }).click();
    await card.getByText('Active').waitFor();
    assert.equal(await status(token), 200);

    await card.getByRole('button', { name: 'New secret' }).click();
    await page.getByRole('button', { name: 'Make new secret' }).click();
    const rotated = await shownToken(page);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    assert.equal(await status(token), 401);
    assert.equal(await status(rotated), 200);

    await card.getByRole('button', { name: 'Delete' }).click();
    const sure = dialog(page, 'Delete Cellar script?');
    await sure.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await focused(page), 'BUTTON Delete');
    assert.equal(await status(rotated), 200);
    await card.getByRole('button', { name: 'Delete' }).click();
    await sure.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Cellar script is deleted.').waitFor();
    await card.waitFor({ state: 'detached' });
    assert.notEqual(await focused(page), 'BODY', 'the focus is near what was deleted');
    const refused = await curl(`${rig.hub.url}/api/zones`, { token: rotated });
    assert.equal(refused.status, 401);
    assert.deepEqual(refused.json(), {
      error: 'Unauthorized',
      message: 'Valid authentication required',
    });
    assertWellBehaved(page);
    await page.context().close();
  });

  it('are restricted to rooms, addresses and rights as chosen; what is wrong is said at its field', async () => {
    const page = await rig.visitAsOwner('/settings/tokens', { viewport: PHONE });
    await openForm(page);
    const form = dialog(page, 'Create token');
    await form.getByRole('radio', { name: 'Something else' }).click();
    await form.getByLabel('Name', { exact: true }).fill('Kitchen display');
    await form.getByLabel('Valid for').selectOption('never');
    await form.getByText('It stays valid until you delete it').waitFor();
    await form.getByLabel('API tokens').selectOption('full');
    await form.getByText('a program could let others in').waitFor();
    for (const label of ['API tokens', 'Equipment and hot water', 'Rooms'])
      await form.getByLabel(label).selectOption('none');
    await form.getByText('at least one thing').waitFor();
    assert.ok(await form.getByRole('button', { name: 'Create token' }).isDisabled());
    await form.getByLabel('Rooms').selectOption('full');
    await form.getByText('Only for some rooms').click();
    await form.getByLabel('Kitchen').check();
    await form.getByText('Only from these addresses').click();
    await form.getByLabel('Addresses').fill('192.168.1.300');
    await form.getByRole('button', { name: 'Create token' }).click();
    await form.getByText(/192\.168\.1\.300/).waitFor();
    assert.equal(await form.getByLabel('Addresses').getAttribute('aria-invalid'), 'true');
    await form.getByLabel('Addresses').fill('127.0.0.1, 192.168.1.0/24');
    await form.getByRole('button', { name: 'Create token' }).click();
    const token = await shownToken(page);
    assert.equal(await status(token, '/api/zones/kitchen'), 200);
    assert.equal(await status(token, '/api/zones/living_room'), 404);
    assert.equal(await status(token, '/api/equipment'), 403);
    await page.context().close();
  });

  it('want the password again where it was given long ago', async () => {
    const page = await rig.visitAsOwner('/settings/tokens');
    let refusals = 0;
    await page.route('**/api/tokens', async (route) => {
      if (route.request().method() !== 'POST' || refusals > 0) return route.continue();
      refusals++;
      await route.fulfill({
        status: 403,
        json: { error: 'Forbidden', message: 'sign in again', required: 'password' },
      });
    });
    await openForm(page);
    await page.getByLabel('Name', { exact: true }).fill('Late');
    await dialog(page, 'Create token').getByRole('button', { name: 'Create token' }).click();
    const again = dialog(page, 'Your password, please');
    await again.getByLabel('Password').fill('not the password');
    await again.getByRole('button', { name: 'Go on' }).click();
    await again.getByText('That is not right').waitFor();
    await assertPresentable(page, 'password-again');
    await again.getByLabel('Password').fill(OWNER.password);
    await again.getByRole('button', { name: 'Go on' }).click();
    assert.equal(await status(await shownToken(page)), 200);
    await page.context().close();
  });

  it('are pointed out where nobody uses them, and where they end soon', async () => {
    const page = await rig.visitAsOwner('/settings');
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    const common = { tokenPrefix: 'aris_tok_abcdefgh...', createdBy: 'cli', createdAt: ago(200) };
    const standing = { heldBy: 'machine', under: { kind: 'machine' } };
    const active = {
      ...common,
      ...standing,
      state: 'active',
      requestCount: 12_345,
      lastUsed: ago(0),
    };
    const tokens = [
      { ...active, id: 'tok_1', name: 'Old tablet', lastUsed: ago(120), requestCount: 12 },
      {
        ...active,
        id: 'tok_2',
        name: 'Grafana',
        expiresAt: ago(-5),
        permissions: ['metrics:read'],
      },
      { ...active, id: 'tok_3', name: 'Home Assistant', expiresAt: ago(-80) },
      { ...active, id: 'tok_4', name: 'Guest display', state: 'disabled', zones: ['kitchen'] },
      {
        ...active,
        id: 'tok_6',
        name: 'Left behind',
        heldBy: 'unknown',
        under: { kind: 'unknown' },
      },
      {
        ...active,
        id: 'tok_7',
        name: 'Of a guest',
        heldBy: 'usr_x',
        isLimited: true,
        under: {
          kind: 'person',
          id: 'usr_x',
          name: 'Gil',
          email: 'gil@example.com',
          role: 'member',
        },
      },
      { ...active, id: 'tok_5', name: 'Winter test', state: 'expired', expiresAt: ago(30) },
    ];
    await page.route('**/api/tokens', async (route) =>
      route.fulfill({ json: { tokens, metadata: { count: tokens.length } } }),
    );
    await page.reload();
    await page.getByText('7 tokens, 2 to check').waitFor();
    await page.getByRole('link', { name: /API tokens/ }).click();
    await page.getByText('Old tablet has not been used for three months').waitFor();
    await page.getByText('Grafana will expire soon').waitFor();
    await page
      .getByText('Whoever made Left behind is gone, and may still know its secret')
      .waitFor();
    await cardOf(page, 'Of a guest').getByText('Limited: Gil may do no more').waitFor();
    await cardOf(page, 'Grafana').getByText('Expires in 5 days').waitFor();
    await cardOf(page, 'Old tablet').getByText('Unused').waitFor();
    const names = await page.getByRole('heading', { level: 2 }).allTextContents();
    assert.ok((names.at(-1) ?? '').startsWith('Winter test'), names.join());
    await assertPresentable(page, 'tokens-many');
    await page.context().close();
  });

  it('say so where the list cannot be read, and come when it can', async () => {
    const page = await rig.visitAsOwner('/settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.route('**/api/tokens', async (route) => route.abort());
    await page.getByRole('link', { name: /API tokens/ }).click();
    await page.getByText('Could not be read: API tokens. The hub does not answer now.').waitFor();
    await page.unroute('**/api/tokens');
    await page.getByRole('button', { name: 'Try again' }).click();
    await cardOf(page, 'Home Assistant').waitFor();
    await page.context().close();
  });
});

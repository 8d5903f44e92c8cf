/** Getting in, as people do it in a browser. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Route } from 'playwright-core';
import { common as german } from '../../../../src/ui/strings/de/common.ts';
import { until } from '../../../support/until.ts';
import {
  assertPresentable,
  assertWellBehaved,
  OWNER,
  startRig,
  type Rig,
} from '../../support/browser.ts';

describe('the door', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('makes the owner and names the house on the first visit', async () => {
    const page = await rig.visit();
    await page.getByRole('heading', { name: 'Welcome home' }).waitFor();
    await assertPresentable(page, 'welcome');
    // By the hub's name in the network nobody is on its own machine: the code says whose hub it is.
    const code = (await rig.hub.cli('user', 'setup-code')).stdout.trim();
    await page.getByLabel('Setup code').fill(code);
    await page.getByLabel('Your name').fill(OWNER.name);
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('at least 8').waitFor();
    await page.getByLabel('Password').fill(OWNER.password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Your house' }).waitFor();
    await assertPresentable(page, 'welcome-house');
    await page.getByLabel('What is it called?').fill('Casa Nova');
    await page.getByRole('button', { name: 'Show my house' }).click();
    await page.getByText('Casa Nova').first().waitFor();
    await page.context().close();
  });

  it('lets in with the password, says what was wrong before, and signs out', async () => {
    const page = await rig.visit('/settings');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await assertPresentable(page, 'sign-in');
    const forgotten = page.getByText('user passwd');
    assert.match(await forgotten.innerText(), / EMAIL$/);
    await page.getByLabel('E-mail').fill(OWNER.email);
    assert.match(await forgotten.innerText(), / ada@example\.com$/, 'a line that can be pasted');
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password').fill(OWNER.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation').waitFor();
    assert.equal(new URL(page.url()).pathname, '/settings');
    await page.context().close();
  });

  it('opens though what it asked for first is no state of a house', async () => {
    const page = await rig.visitAsOwner();
    await page.route('**/api/state', async (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>Sign in to this network</p>' }),
    );
    await page.reload();
    await page.getByRole('article', { name: 'Kitchen' }).waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('shows nobody what comes late for whoever was signed in before', async () => {
    const page = await rig.visit();
    await page.route('**/api/stream', async (route) => route.abort());
    const say = async (route: Route, name: string) => route.fulfill({ json: { system: { name } } });
    /** Answers that take long: in the end they are given, and from then on at once. */
    const asked: Route[] = [];
    let isSlow = true;
    await page.route('**/api/state', async (route) => {
      if (isSlow) asked.push(route);
      else await say(route, 'House 1');
    });
    const signIn = async (times: number) => {
      await page.getByLabel('E-mail').fill(OWNER.email);
      await page.getByLabel('Password').fill(OWNER.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('navigation').waitFor();
      await until(() => asked.length >= times, 'the page to ask for the state');
    };
    await signIn(1);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(2);
    isSlow = false;
    // What the page has given up meanwhile hears nothing.
    for (const [index, route] of asked.entries())
      await say(route, index === 0 ? 'House 0' : 'House 1').catch(() => undefined);
    await page.getByText('House 1').first().waitFor();
    assert.equal(await page.getByText('House 0').count(), 0);
    await page.context().close();
  });

  it('comes back by itself after the hub was away, and opens meanwhile where the browser may keep it', async () => {
    const page = await rig.visitAsOwner();
    await page.getByRole('navigation').waitFor();
    assert.equal(await page.evaluate(() => 'serviceWorker' in navigator), false, 'on plain http');
    // To a browser its own machine is as good as https.
    const { url } = rig.hub;
    const kept = await page.context().newPage();
    await kept.goto(`${url}/health`);
    await kept.evaluate(async () => caches.open('of an earlier page'));
    await kept.goto(url);
    await kept.evaluate(async () => navigator.serviceWorker.ready);
    const isForgotten = async () => !(await caches.has('of an earlier page'));
    await until(async () => kept.evaluate(isForgotten), 'what another page has left to go');
    // It is kept as it was read last.
    await page.context().addCookies([{ name: 'aris_language', value: 'de', url }]);
    await kept.reload();
    const isGerman = async () => {
      const document = await caches.match('/', { ignoreVary: true });
      return (await document?.text())?.includes('lang="de"') === true;
    };
    await until(async () => kept.evaluate(isGerman), 'the page to be kept in German');
    await rig.restartHub(async () => {
      await page.getByText('The hub does not answer').waitFor();
      await kept.goto(`${url}/plant`);
      await kept.getByText(german.unreachable).waitFor();
      const program = await page.context().newPage();
      await assert.rejects(program.goto(`${url}/api/zones`), /ERR_CONNECTION_REFUSED/);
    });
    await page.getByText('The hub does not answer').waitFor({ state: 'detached' });
    await kept.getByRole('button', { name: german.tryAgain }).click();
    await kept.getByRole('heading', { name: german.nav.plant, exact: true }).waitFor();
    await page.context().close();
  });
});

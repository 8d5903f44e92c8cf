/** What an owner is to notice, in a browser: it comes by itself, and goes on all pages when it is dismissed. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertPresentable, OWNER, startRig, type Rig } from '../../support/browser.ts';

/** Signs in from another address of this machine. */
async function signInFrom(localAddress: string, url: string, password: string): Promise<number> {
  const sent = request(`${url}/api/auth/login`, {
    method: 'POST',
    localAddress,
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'curl/8.5.0' },
  });
  sent.end(JSON.stringify({ email: OWNER.email, password }));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

const PLACE = 'Ada signed in from a new place: curl, from 127.0.0.9';
const notice = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

describe('a notice', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('stands on each page of the owner until one of them dismisses it', async () => {
    const [one, other] = [await rig.visitAsOwner(), await rig.visitAsOwner()];
    assert.equal(await signInFrom('127.0.0.9', rig.hub.url, OWNER.password), 200);
    await rig.hub.token();
    for (const page of [one, other]) {
      await notice(page, PLACE).waitFor();
      await notice(page, 'Token "test" was created').waitFor();
    }
    await assertPresentable(one, 'notices');
    await one
      .getByRole('button', { name: `Dismiss: A sign-in from a new place. ${PLACE}` })
      .click();
    for (const page of [one, other]) await notice(page, PLACE).waitFor({ state: 'detached' });
    await other.getByRole('link', { name: 'Look at it' }).click();
    await other.waitForURL('**/settings/tokens');
    await other.goBack();
    await rig.hub.token();
    await other.getByRole('button', { name: 'Dismiss all' }).click();
    for (const page of [one, other])
      await notice(page, 'Token "test" was created').first().waitFor({ state: 'detached' });
    await one.reload();
    await one.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await one.getByRole('button', { name: /^Dismiss/ }).count(), 0);
    await Promise.all([one.context().close(), other.context().close()]);
  });

  it('leads to the events, which say who it was and from where, and hand them over as lines', async () => {
    const page = await rig.visitAsOwner('/events');
    const entry = page.locator('.event-day li').filter({ hasText: PLACE });
    await entry.locator('summary').click();
    await entry.getByText('curl, 127.0.0.9').waitFor();
    await assertPresentable(page, 'events-who');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as JSONL' }).click(),
    ]);
    assert.match(file.suggestedFilename(), /^aris-events-.*\.jsonl$/);
    const text = Buffer.concat(await (await file.createReadStream()).toArray()).toString();
    const lines = text.trimEnd().split('\n');
    assert.ok(lines.some((line) => (JSON.parse(line) as { message: string }).message === PLACE));
    await page.context().close();
  });
});

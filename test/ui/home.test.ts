/** The home page, as people use it in a browser: on a phone, on the wall, by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertPresentable, OWNER, startRig, type Rig } from './support/browser.ts';

const PIN = '482915';

describe('the home page', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  const card = (page: Page, name = 'Kitchen') => page.getByRole('article', { name });
  const heatOf = (page: Page, name = 'Kitchen') =>
    page.getByRole('spinbutton', { name: `${name}: heat to` });

  /** The commands that the page sends from now on. */
  function commandsOf(page: Page): string[] {
    const bodies: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') bodies.push(request.postData() ?? '');
    });
    return bodies;
  }

  it('shows the house at a glance', async () => {
    const page = await rig.visitAsOwner();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await card(page, 'Living Room')
      .getByText(/^\d+\.\d°$/)
      .first()
      .waitFor();
    await page.getByText('Outdoors').waitFor();
    assert.equal(await page.getByRole('article').count(), 6);
    await assertPresentable(page, 'home');
    await page.context().close();
  });
});

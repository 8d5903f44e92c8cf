/** What the page says while the hub says nothing: where that takes some minutes of the browser's own clock, in the long form alone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startRig, type Rig } from '../../support/browser.ts';

const isLong = process.env['ARIS_TEST_LONG'] === '1';
/** Two heartbeats, the watch between them, and a loaded machine. */
const PATIENCE = { timeout: 60_000 };

const bar = (page: Page) =>
  page.getByRole('alert').filter({ hasText: /^The hub does not answer\. What you see is as of/ });
const heat = (page: Page) => page.getByRole('spinbutton', { name: 'Living Room: heat to' });
const raise = (page: Page) => page.getByRole('button', { name: 'Raise heating, Living Room' });

describe('a hub that says nothing', { skip: !isLong }, () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  /** Silent, then back. */
  async function assertHonest(page: Page, silence: { begin(): unknown; end(): unknown }) {
    const before = await heat(page).textContent();
    await silence.begin();
    await bar(page).waitFor(PATIENCE);
    await raise(page).click();
    await page.getByText('Living Room was not changed. The hub does not answer now.').waitFor();
    assert.equal(await heat(page).textContent(), before);
    await silence.end();
    await bar(page).waitFor({ state: 'detached', ...PATIENCE });
    await raise(page).click();
    await page.waitForFunction(
      ([name, was]) =>
        document.querySelector(`[role=spinbutton][aria-label="${name}"]`)?.textContent !== was,
      ['Living Room: heat to', before] as const,
    );
  }

  it('because it hangs is noticed, and so is that it is back', async () => {
    const page = await rig.visitAsOwner();
    await assertHonest(page, {
      begin: () => rig.hub.signal('SIGSTOP'),
      end: () => rig.hub.signal('SIGCONT'),
    });
    await page.context().close();
  });

  it('by its stream, which a proxy holds back, is asked', async () => {
    const page = await rig.visitAsOwner();
    await page.route('**/api/stream', async () => new Promise(() => undefined));
    await page.reload();
    await heat(page).waitFor();
    const token = await rig.hub.token('zones:full');
    const before = await heat(page).textContent();
    const { status } = await fetch(`${rig.hub.url}/api/zones/living_room/command`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ tempHeatSetC: before === '19.0°' ? 19.5 : 19 }),
    });
    assert.equal(status, 200);
    await page.waitForFunction(
      ([name, was]) =>
        document.querySelector(`[role=spinbutton][aria-label="${name}"]`)?.textContent !== was,
      ['Living Room: heat to', before] as const,
      PATIENCE,
    );
    assert.equal(await bar(page).count(), 0);
    await page.context().close();
  });
});

describe('a hub that is gone', () => {
  it('is told of in the dialog that is open, where all else is out of reach', async () => {
    const rig = await startRig();
    const page = await rig.visitAsOwner();
    await page.getByRole('button', { name: 'Vacation' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    rig.hub.signal('SIGKILL');
    await bar(page).and(dialog.locator('[role=alert]')).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.frame').getByRole('alert').waitFor();
    await rig.close();
  });
});

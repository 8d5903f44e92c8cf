/**
 * Rooms, devices, people and tokens have any name that the hub takes: every page has room for it, also in large type. In
 * German, whose words are long; and none of them is left in English.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { LIMITS } from '../../src/domain/limits.ts';
import { dataFolderWith } from '../support/hub.ts';
import { energy } from '../../src/ui/strings/de/energy.ts';
import { home } from '../../src/ui/strings/de/home.ts';
import { integrations } from '../../src/ui/strings/de/integrations.ts';
import { people } from '../../src/ui/strings/de/people.ts';
import { people as english } from '../../src/ui/strings/people.ts';
import { refusals } from '../../src/ui/strings/de/hub-refusals.ts';
import { rooms } from '../../src/ui/strings/de/rooms.ts';
import { settings } from '../../src/ui/strings/de/settings.ts';
import { tokens } from '../../src/ui/strings/de/tokens.ts';
import { broker } from '../../src/ui/strings/de/broker.ts';
import {
  assertAccessible,
  OWNER,
  playStream,
  snapshotOf,
  startRig,
  type Rig,
} from './support/browser.ts';
import { englishOn } from './support/english.ts';
import { NAMED_HOUSE, NAMES, SHOWN_NAMES } from './support/named-house.ts';
import { textsOutside } from './support/texts-outside.ts';

/** Each page, and what stands on it once it is whole. */
const PAGES = [
  ['/', NAMES.word],
  ['/zones/word', NAMES.word],
  ['/zones/rightToLeft', NAMES.rightToLeft],
  ['/plant', NAMES.word],
  ['/events', NAMES.compound],
  ['/settings', tokens.title],
  ['/settings/house', settings.house.groups.curve.title],
  ['/settings/devices', NAMES.compound],
  ['/settings/tokens', NAMES.compound],
  ['/settings/integrations', integrations.curl.title],
  ['/settings/members', NAMES.compound],
  ['/settings/rooms', NAMES.compound],
] as const;
/** Those that show no name, and so are read alone. */
const OTHERS = [
  ['/energy', energy.title],
  ['/settings/account', people.account.languageHere],
  ['/settings/sessions', people.sessions.this],
  ['/settings/pin', people.pin.isOff],
  ['/settings/backup', settings.backup.fileText],
  ['/settings/about', settings.about.health],
  ['/settings/broker', broker.title],
] as const;

/** A device’s own, of its fault. */
const OWN_WORDS = 'The compressor does not start.';

/** So high that nothing is out of sight: what is, is not laid out. */
const HEIGHT_PX = 5_000;

/** A narrow phone, as which a window of 640 px counts at a zoom of 200 %; a desk; and a phone with type twice as large. */
const LOOKS = [
  { width: 320, typePx: 16 },
  { width: 1280, typePx: 16 },
  { width: 390, typePx: 32 },
] as const;

const SCREENSHOTS = process.env['ARIS_SCREENSHOTS'];
/** Axe takes longest of all: in the gate it is asked of the first page alone. */
const isLong = process.env['ARIS_TEST_LONG'] === '1';

describe('a house of any names', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig({ dataFolder: dataFolderWith(NAMED_HOUSE) });
  });
  after(async () => rig.close());

  const post = async (page: Page, path: string, body: object) => {
    const status = await page.evaluate(
      async (asked) => {
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch(asked.path, { method: 'POST', headers, body: asked.body })).status;
      },
      { path, body: JSON.stringify(body) },
    );
    assert.equal(status, 201, path);
  };

  /** By a link, as people do: the page is loaded once. */
  async function goTo(page: Page, path: string): Promise<void> {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href });
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
  }

  async function outsideOf(page: Page, browser: CDPSession, path: string): Promise<string[]> {
    const found: string[] = [];
    for (const { width, typePx } of LOOKS) {
      await page.setViewportSize({ width, height: HEIGHT_PX });
      // As in the browser's own settings, as long as the session lasts.
      await browser.send('Page.setFontSizes', { fontSizes: { standard: typePx } });
      const texts = await textsOutside(page);
      found.push(...texts.map((text) => `${path} at ${width} px, type of ${typePx} px: ${text}`));
      if (SCREENSHOTS === undefined) continue;
      const name = `names${path.replaceAll(/\W+/g, '-')}-${width}-${typePx}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, name) });
    }
    return found;
  }

  it('has room for them on every page, narrow or in large type', async () => {
    const page = await rig.visitAsOwner('/settings/members', { locale: 'de-AT' });
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    await post(page, '/api/users', {
      email: `${'a'.repeat(40)}@example.com`,
      password: 'a battery horse correct',
      name: NAMES.compound,
      role: 'member',
    });
    await post(page, '/api/tokens', { name: NAMES.compound, permissions: ['zones:read'] });
    await goTo(page, '/settings/account');
    // What the hub refuses is said in German as well, and where it belongs.
    await page.getByLabel(people.account.current).fill(OWNER.password);
    await page.getByLabel(people.account.next).fill('zu kurz');
    await page.getByRole('button', { name: people.account.change }).click();
    const { passwordMinChars: min } = LIMITS;
    await page.getByText(refusals.password_too_short({ min })).waitFor();
    await playStream(page, snapshotOf(SHOWN_NAMES));
    await page.reload();
    const browser = await page.context().newCDPSession(page);
    const found: string[] = [];
    for (const [path, said] of PAGES) {
      await goTo(page, path);
      // The hub does not answer: it is said of the room that it was not changed.
      if (path === '/')
        await page.getByRole('button', { name: home.zone.raise.heat(NAMES.word) }).click();
      await page.getByRole('main').getByText(said).first().waitFor({ state: 'attached' });
      found.push(...(await outsideOf(page, browser, path)), ...(await englishOn(page, OWN_WORDS)));
      if (isLong || path === '/') await assertAccessible(page);
    }
    // On the last of them.
    await page
      .getByRole('button', { name: rooms.room.edit(NAMES.compound) })
      .first()
      .click();
    await page.getByRole('dialog', { name: NAMES.compound }).waitFor();
    found.push(...(await outsideOf(page, browser, '/settings/rooms, dialog')));
    found.push(...(await englishOn(page, OWN_WORDS)));
    await page.keyboard.press('Escape');
    for (const [path, said] of OTHERS) {
      await goTo(page, path);
      await page.getByRole('main').getByText(said).first().waitFor({ state: 'attached' });
      found.push(...(await englishOn(page, OWN_WORDS)));
    }
    assert.equal(found.join('\n'), '');
    await goTo(page, '/settings/account');
    await page.getByLabel(people.account.languageHere).selectOption('en');
    await page.getByLabel(english.account.languageHere).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  });
});

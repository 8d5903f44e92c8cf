/**
 * A real Chromium that sees a hub as people do: at `http://aris.local`, which is no secure context. Whatever the page
 * complains of, and every request that would leave the hub, fails the test.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import type { AxeResults, RunOptions } from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { startHub, type HubOptions, type TestHub } from '../../support/hub.ts';
import { createOwnerSession } from './owner.ts';

export { OWNER } from './owner.ts';

export const ORIGIN = 'http://aris.local';
export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 900 } as const;

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where each page is drawn to, so that somebody can look at it. */
const SCREENSHOTS = process.env['ARIS_SCREENSHOTS'];
/** For a loaded machine; nothing waits that long on a quiet one. */
const PATIENCE_MS = 20_000;

/**
 * Of the address bar that nobody sees, two pages beside each that is opened: as much work as all else of a browser.
 * What follows is what Playwright switches off, which counts no more where this is said.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  // All pages are of one site: there is nobody for a process that waits for another site, nor for one for each.
  'IsolateOrigins',
  'site-per-process',
  'SpareRendererForSitePerProcess',
];
const FLAGS = [
  `--disable-features=${OFF.join()}`,
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-site-isolation-trials',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
];

export interface Rig {
  readonly hub: TestHub;
  /** A browser of its own: cookies and storage are not shared with another. */
  visit(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** The same, signed in as the owner, who is made first where there is none: in one session for all, while it lasts. */
  visitAsOwner(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Ends the hub and starts it again at the same place. */
  restartHub(whileAway?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** What a page must not do, noted as it does it. */
const misdeeds = new WeakMap<BrowserContext, string[]>();

function watch(context: BrowserContext): void {
  const notes: string[] = [];
  misdeeds.set(context, notes);
  context.on('weberror', (error) => notes.push(`thrown: ${error.error().message}`));
  context.on('console', (message) => {
    // Each answer from 400 on is noted by the browser itself; tests look at what the page makes of it.
    const isOfNetwork = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isOfNetwork) notes.push(`said: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${ORIGIN}/`) && !url.startsWith('data:')) notes.push(`asked for ${url}`);
  });
}

interface Shift {
  readonly value: number;
  /** What moved. */
  readonly what: readonly string[];
}

/** Notes what moves without anybody's doing, from the start of the page on. */
function noteShifts(): void {
  const noted: Shift[] = [];
  Object.assign(globalThis, { shiftsNoted: noted });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: readonly { node?: Node }[];
      };
      const what = sources.map(({ node }) =>
        node instanceof Element ? node.outerHTML.slice(0, 80) : String(node?.nodeName),
      );
      if (!hadRecentInput) noted.push({ value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What Google calls good is 0.1. */
const SHIFT_MAX = 0.05;

/** Fails where what was drawn has moved since: to be asked when the page is there, before anybody does something. */
export async function assertSteady(page: Page): Promise<void> {
  const noted = await page.evaluate(() => {
    const { shiftsNoted } = globalThis as unknown as { shiftsNoted: readonly Shift[] };
    return shiftsNoted;
  });
  const sum = noted.reduce((all, { value }) => all + value, 0);
  assert.ok(sum <= SHIFT_MAX, `moved by ${sum}: ${JSON.stringify(noted)}`);
}

/** Fails where the page complained of something, or asked for something that is not the hub's. */
export function assertWellBehaved(page: Page): void {
  assert.deepEqual(misdeeds.get(page.context()), []);
}

/** @param options of the hub; a virtual house unless they say otherwise */
export async function startRig(options: HubOptions = { args: ['--virtual'] }): Promise<Rig> {
  const port = await freePort();
  let hub = await startHub({ ...options, port });
  const ownerCookie = createOwnerSession();
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...FLAGS, `--host-resolver-rules=MAP aris.local:80 127.0.0.1:${port}`],
  });

  async function open(contextOptions: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'en-GB',
      ...contextOptions,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(noteShifts);
    watch(context);
    return context;
  }

  return {
    get hub() {
      return hub;
    },
    async visit(path = '/', contextOptions) {
      const page = await (await open(contextOptions)).newPage();
      await page.goto(ORIGIN + path);
      return page;
    },
    async visitAsOwner(path = '/', contextOptions) {
      const cookie = await ownerCookie(hub);
      const context = await open(contextOptions);
      // Tests ask the hub themselves, too, by its address.
      const places = [ORIGIN, hub.url];
      await context.addCookies(places.map((url) => ({ ...cookie, url, httpOnly: true })));
      const page = await context.newPage();
      await page.goto(ORIGIN + path);
      return page;
    },
    async restartHub(whileAway) {
      const { dataFolder } = hub;
      await hub.stop();
      await whileAway?.();
      hub = await startHub({ ...options, port, dataFolder });
    },
    async close() {
      await browser.close();
      await hub.stop();
    },
  };
}

/** The page hears these frames in place of the hub's stream, once, and no state besides. */
export async function playStream(page: Page, ...frames: readonly string[]): Promise<void> {
  const body = ['retry: 3600000', ...frames.map((frame) => `${frame}\n\n`)].join('\n');
  await page.route('**/api/stream', async (route) =>
    route.fulfill({ contentType: 'text/event-stream', body }),
  );
  await page.route('**/api/state', async (route) => route.fulfill({ status: 503 }));
}

/** A frame of the stream that tells of the whole house. */
export const snapshotOf = (house: object): string =>
  `id: x-1\nevent: snapshot\ndata: ${JSON.stringify(house)}`;

/** @param rules those that are asked, or all @returns what axe finds in the way of who reads by ear, by keyboard, or with weak eyes */
export async function violationsOn(page: Page, rules?: string[]) {
  // Once in each document: it is half a megabyte, and a page is looked at in five ways.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: RunOptions) => Promise<AxeResults> };
    };
    // What it would load beforehand is for a rule that is off, and for films, of which there are none.
    const options: RunOptions = { resultTypes: ['violations'], preload: false };
    return await axe.run({ ...options, ...(runOnly && { runOnly }) });
  }, rules);
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  }));
}

export async function assertAccessible(page: Page): Promise<void> {
  assert.deepEqual(await violationsOn(page), []);
}

/** Fails where the page is wider than its window. */
export async function assertFits(page: Page): Promise<void> {
  const { content, view } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { content: scrollWidth, view: clientWidth };
  });
  assert.ok(content <= view, `${content} px in a window of ${view} px`);
}

/** Fails where what comes into view, as what gets the focus does, is hidden by a bar at the lower edge. */
export async function assertUncovered(page: Page): Promise<void> {
  const covered = await page.evaluate(() => {
    const all = document.querySelectorAll('main :is(a[href], button, input, select)');
    return [...all]
      .filter((element) => {
        if (!element.checkVisibility({ visibilityProperty: true })) return false;
        element.scrollIntoView({ block: 'end', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + height / 2);
        return over !== null && !element.contains(over) && over.closest('.unsaved, .nav') !== null;
      })
      .map((element) => element.outerHTML.slice(0, 160));
  });
  assert.deepEqual(covered, []);
}

const TARGET_PX = 44;

/**
 * What is to be touched and is smaller than a fingertip. A link within a sentence is as high as its line, as WCAG 2.5.8
 * allows; of a box to be ticked its words are touched as well.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const asked =
      'a[href], button, input, select, textarea, summary, [role=spinbutton], [tabindex="0"]';
    return [...document.querySelectorAll<HTMLElement>(asked)]
      .filter((element) =>
        element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
      )
      .filter(
        (element) => !(element.tagName === 'A' && getComputedStyle(element).display === 'inline'),
      )
      .map((element) => ({ element, touched: element.closest('label') ?? element }))
      .map(({ element, touched }) => ({ element, box: touched.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < least - 0.5)
      .map(
        ({ element, box }) =>
          `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`,
      );
  }, TARGET_PX);
}

export async function assertTouchable(page: Page): Promise<void> {
  assert.deepEqual((await smallTargets(page)).slice(0, 9), []);
}

const LOOKS = [
  { name: 'desktop-light', viewport: DESKTOP, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: DESKTOP, colorScheme: 'dark' },
  { name: 'phone-light', viewport: PHONE, colorScheme: 'light' },
  { name: 'phone-dark', viewport: PHONE, colorScheme: 'dark' },
  { name: 'narrow-light', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
] as const;

/**
 * In the gate each width and each theme is looked at once, and axe, which takes longest, is asked in the light, and in the
 * dark of what colours change; of all in all looks with `ARIS_TEST_LONG=1`, or where they are drawn.
 */
const isLong = process.env['ARIS_TEST_LONG'] === '1';
/** Name of the look → axe's rules; undefined are all of them. */
const RULES_IN_SHORT: ReadonlyMap<string, string[] | undefined> = new Map([
  ['desktop-light', undefined],
  ['phone-dark', ['color-contrast']],
]);
const SHORT_LOOKS = LOOKS.filter(({ name }) => RULES_IN_SHORT.has(name) || name === 'narrow-light');

/** Media queries count from the next frame on: before it the old look stands in the new window. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    async () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}

/** What is asked of every page, at each size, in light and dark; draws it where ARIS_SCREENSHOTS names a folder. */
export async function assertPresentable(page: Page, name: string): Promise<void> {
  const looks = isLong || SCREENSHOTS !== undefined ? LOOKS : SHORT_LOOKS;
  for (const { name: look, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await drawn(page);
    await assertFits(page);
    await assertTouchable(page);
    if (isLong) await assertAccessible(page);
    else if (RULES_IN_SHORT.has(look))
      assert.deepEqual(await violationsOn(page, RULES_IN_SHORT.get(look)), []);
    if (SCREENSHOTS !== undefined)
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${look}.png`), fullPage: true });
  }
  await page.setViewportSize(DESKTOP);
  assertWellBehaved(page);
}

/** Every dialog that a page can open, by pressing whatever there is to press; nothing of it reaches the hub. */
import type { Page } from 'playwright-core';
import { drawn } from '../support/browser.ts';
import { findButton, press, type Button } from './buttons.ts';
import {
  isOpened,
  opened,
  OPENS_IN_THE_END_MS,
  OPENS_WITHIN_MS,
  stateOf,
  watchRequests,
} from './opening.ts';

/** No page has so many that are called differently. */
const BUTTONS_MAX = 150;
/** What is asked of the hub is read, and never done. */
export async function refuseCommands(page: Page): Promise<void> {
  await page.route('**/api/**', async (route) =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({ status: 503, json: { error: 'Service Unavailable' } }),
  );
}

/** What the hub is not asked for while its stream is played is waited for in vain. */
const SPINS_MS = 4_000;

/** Until there is nothing on it that turns. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').first().waitFor();
  const isAtRest = () => document.querySelector('.spinner') === null;
  await page.waitForFunction(isAtRest, undefined, { timeout: SPINS_MS }).catch(() => undefined);
  await drawn(page);
}

/** All that unfolds on a page, or in the dialog over it. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
    for (const details of within.querySelectorAll('details')) details.open = true;
    for (const button of within.querySelectorAll<HTMLElement>('[aria-expanded=false]'))
      button.click();
  });
  await settled(page);
}

interface Press extends Button {
  readonly is: 'press';
  readonly opens: boolean;
}

/** What leads to all dialogs of a page, step by step: the same in each language. */
export type Step =
  | Press
  /** @param way what was pressed to come here */
  | { readonly is: 'look'; readonly way: string }
  | { readonly is: 'close' }
  | { readonly is: 'arrive' };

async function closeAll(page: Page): Promise<void> {
  for (let turn = 0; (await stateOf(page)).open > 0; turn++) {
    if (turn > 9) throw new Error(`${(await stateOf(page)).title} does not close`);
    await page.keyboard.press('Escape');
    await drawn(page);
  }
}

/** @param arrive comes to the page again, for a button may lead away from it @returns what leads to each of its dialogs */
export async function findDialogs(page: Page, arrive: () => Promise<void>): Promise<Step[]> {
  const steps: Step[] = [];
  const seen = new Set<string>();
  const requests = watchRequests(page);
  const take = async (step: Step) => {
    steps.push(step);
    if (step.is === 'press') await press(page, step);
    else if (step.is === 'close') await closeAll(page);
    else if (step.is === 'arrive') await arrive();
    else await unfold(page);
  };
  /** Whether it still leads there: what was pressed on the way without opening anything is not, and may be missing. */
  async function goAgain(way: readonly Button[]): Promise<boolean> {
    for (const { called } of way) {
      const button = await findButton(page, (name) => name === called);
      if (button === undefined) return false;
      const before = await stateOf(page);
      await take({ is: 'press', ...button, opens: true });
      if (!isOpened(before, await opened(page, before, OPENS_IN_THE_END_MS))) return false;
    }
    return true;
  }

  /** @param way what was pressed to come here, of which the last has opened a dialog */
  async function within(way: readonly Button[]): Promise<void> {
    const pressed = new Set(way.map(({ called }) => called));
    for (let count = 0; count < BUTTONS_MAX; count++) {
      const before = await stateOf(page);
      const url = page.url();
      const button = await findButton(page, (name) => !pressed.has(name));
      if (button === undefined) return;
      pressed.add(button.called);
      await press(page, button);
      const now = await opened(page, before, OPENS_WITHIN_MS, requests);
      const opens = isOpened(before, now);
      const isSame = now.open === before.open && !opens && page.url() === url;
      if (isSame && now.buttons === before.buttons) continue;
      steps.push({ is: 'press', ...button, opens });
      if (isSame) continue;
      if (opens && !seen.has(now.title)) {
        seen.add(now.title);
        const path = [...way, button];
        await take({ is: 'look', way: path.map(({ called }) => called).join(' → ') });
        if (way.length < 2) await within(path);
      }
      await take({ is: 'close' });
      if (page.url() !== url || way.length > 0) await take({ is: 'arrive' });
      if (!(await goAgain(way))) return;
    }
  }
  await arrive();
  await within([]);
  return steps;
}

/** @returns whether it has done what it did when the steps were found */
async function pressAgain(page: Page, step: Press): Promise<boolean> {
  await settled(page);
  const before = await stateOf(page);
  await press(page, step);
  return !step.opens || isOpened(before, await opened(page, before, OPENS_IN_THE_END_MS));
}

/**
 * @param look is called with each dialog while it is open, with the way to it
 * @param miss is called with each that does not open again; what it would lead to is left out
 */
export async function followSteps(
  page: Page,
  steps: readonly Step[],
  arrive: () => Promise<void>,
  { look, miss }: { look: (way: string) => Promise<void>; miss: (what: string) => void },
): Promise<void> {
  await arrive();
  let isLost = false;
  for (const step of steps) {
    if (step.is === 'close' || step.is === 'arrive') {
      await closeAll(page);
      if (isLost || step.is === 'arrive') await arrive();
      isLost = false;
    } else if (isLost) continue;
    else if (step.is === 'look') {
      await unfold(page);
      await look(step.way);
    } else if (!(await pressAgain(page, step))) {
      isLost = true;
      miss(`“${step.called}” opens nothing`);
    }
  }
}

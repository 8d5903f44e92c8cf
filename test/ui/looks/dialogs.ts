/** Every dialog that a page can open, by pressing whatever there is to press; nothing of it reaches the hub. */
import type { Page } from 'playwright-core';
import { drawn } from '../support/browser.ts';
import {
  BUTTONS,
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

interface Press {
  readonly is: 'press';
  /** In the first language. */
  readonly called: string;
  readonly index: number;
  readonly opens: boolean;
}

/** What leads to all dialogs of a page, step by step: the same in each language. */
export type Step =
  | Press
  /** @param way what was pressed to come here */
  | { readonly is: 'look'; readonly way: string }
  | { readonly is: 'close' }
  | { readonly is: 'arrive' };

interface Button {
  readonly called: string;
  /** Among all of the page, or of the dialog that is on top. */
  readonly index: number;
}

/** @returns the first that can be pressed and is called so, or as none of them */
async function findButton(
  page: Page,
  names: ReadonlySet<string>,
  wants: 'any of them' | 'none of them',
): Promise<Button | undefined> {
  return page.evaluate(
    ([buttons, known, isKnownWanted]) => {
      const within = [...document.querySelectorAll('dialog[open]')].at(-1);
      const all = [...(within ?? document).querySelectorAll<HTMLButtonElement>(buttons)];
      const called = (button: Element) => button.getAttribute('aria-label') ?? button.textContent;
      const isToPress = (button: HTMLButtonElement) =>
        button.checkVisibility() &&
        !button.disabled &&
        (within === undefined || button.closest('header') === null) &&
        known.includes(called(button)) === isKnownWanted;
      const index = all.findIndex(isToPress);
      const button = all[index];
      return button && { called: called(button), index };
    },
    [BUTTONS, [...names], wants === 'any of them'] as const,
  );
}

async function press(page: Page, index: number): Promise<void> {
  await page.evaluate(
    ([buttons, at]) => {
      const within = [...document.querySelectorAll('dialog[open]')].at(-1);
      (within ?? document).querySelectorAll<HTMLButtonElement>(buttons)[at]?.click();
    },
    [BUTTONS, index] as const,
  );
  await drawn(page);
}

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
    if (step.is === 'press') await press(page, step.index);
    else if (step.is === 'close') await closeAll(page);
    else if (step.is === 'arrive') await arrive();
    else await unfold(page);
  };
  /** Whether it still leads there: what was pressed on the way without opening anything is not, and may be missing. */
  async function goAgain(way: readonly Button[]): Promise<boolean> {
    for (const { called } of way) {
      const button = await findButton(page, new Set([called]), 'any of them');
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
      const button = await findButton(page, pressed, 'none of them');
      if (button === undefined) return;
      pressed.add(button.called);
      await press(page, button.index);
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
async function pressAgain(page: Page, { index, opens }: Press): Promise<boolean> {
  await settled(page);
  const before = await stateOf(page);
  await press(page, index);
  return !opens || isOpened(before, await opened(page, before, OPENS_IN_THE_END_MS));
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

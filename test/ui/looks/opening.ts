/** Whether a dialog has opened, and when it is known that none will. */
import type { Page, Request } from 'playwright-core';
import { drawn } from '../support/browser.ts';

/** What opens without anything to load or to ask first opens within this. */
export const OPENS_WITHIN_MS = 200;
/** Where it is known to open. */
export const OPENS_IN_THE_END_MS = 20_000;
/** What steps and chooses opens nothing; one room's card opens what the others do. */
export const BUTTONS = 'button:not(.stepper *, .toast *, [role=radio], article ~ article *)';

interface State {
  /** Dialogs that are open. */
  readonly open: number;
  readonly title: string;
  readonly buttons: number;
}

export const stateOf = async (page: Page): Promise<State> =>
  page.evaluate((buttons) => {
    const all = [...document.querySelectorAll('dialog[open]')];
    return {
      open: all.length,
      title: all.at(-1)?.querySelector('h2')?.textContent ?? '',
      buttons: document.querySelectorAll(buttons).length,
    };
  }, BUTTONS);

export const isOpened = (before: State, now: State) =>
  now.open > before.open || (now.open > 0 && now.title !== before.title);

/** What the page waits for, save for the hub's stream, which has no end. */
export function watchRequests(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>();
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/**
 * @param awaited what it may open after: however long that takes on a busy machine, it is not taken for what the next
 * button opens
 * @returns what is open now, once that is another dialog than before, or none has come in time
 */
export async function opened(
  page: Page,
  before: State,
  withinMs: number,
  awaited?: ReadonlySet<Request>,
): Promise<State> {
  const startMs = performance.now();
  for (let isQuiet = false; ;) {
    const now = await stateOf(page);
    const tookMs = performance.now() - startMs;
    if (now.open !== before.open || isOpened(before, now)) return now;
    if (tookMs > OPENS_IN_THE_END_MS || (tookMs > withinMs && isQuiet)) return now;
    isQuiet = awaited === undefined || awaited.size === 0;
    await drawn(page);
  }
}

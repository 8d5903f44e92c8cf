/** Buttons, found again in another language and where something else has come or gone. */
import type { Page } from 'playwright-core';
import { drawn } from '../support/browser.ts';
import { BUTTONS } from './opening.ts';

export interface Button {
  /** In the first language. */
  readonly called: string;
  /** What it stands in, whatever else there is on the page, in whatever language. */
  readonly place: string;
  /** Of those with the same place, in the page or in the dialog that is on top. */
  readonly nth: number;
}

/** All of the page, or of the dialog that is on top. */
async function buttonsOn(page: Page): Promise<readonly (Button & { canPress: boolean })[]> {
  const all = await page.evaluate((buttons) => {
    const within = [...document.querySelectorAll('dialog[open]')].at(-1);
    const nameOf = (one: Element) => `${one.tagName}.${one.classList[0] ?? ''}`;
    const placeOf = (one: Element): string =>
      one.parentElement === null ? '' : `${placeOf(one.parentElement)} ${nameOf(one)}`;
    return [...(within ?? document).querySelectorAll<HTMLButtonElement>(buttons)].map((one) => ({
      called: one.getAttribute('aria-label') ?? one.textContent,
      place: placeOf(one),
      canPress:
        one.checkVisibility() &&
        !one.disabled &&
        (within === undefined || one.closest('header') === null),
    }));
  }, BUTTONS);
  return all.map((one, at) => ({
    ...one,
    nth: all.slice(0, at).filter(({ place }) => place === one.place).length,
  }));
}

/** @returns the first that can be pressed, by what it is called */
export async function findButton(
  page: Page,
  isWanted: (called: string) => boolean,
): Promise<Button | undefined> {
  const all = await buttonsOn(page);
  const found = all.find(({ canPress, called }) => canPress && isWanted(called));
  return found && { called: found.called, place: found.place, nth: found.nth };
}

export async function press(page: Page, { place, nth }: Button): Promise<void> {
  const all = await buttonsOn(page);
  const index = all.findIndex((one) => one.place === place && one.nth === nth);
  await page.evaluate(
    ([buttons, at]) => {
      const within = [...document.querySelectorAll('dialog[open]')].at(-1);
      (within ?? document).querySelectorAll<HTMLButtonElement>(buttons)[at]?.click();
    },
    [BUTTONS, index] as const,
  );
  await drawn(page);
}

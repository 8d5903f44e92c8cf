/** Somebody who has no mouse: goes from one thing to the next, sees where they are, and counts the keys it takes. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** Nobody goes further to look for something. */
const STOPS_MAX = 60;

interface Place {
  readonly outlinePx: number;
  readonly isInView: boolean;
  /** What is seen in its middle. */
  readonly isOnTop: boolean;
  readonly html: string;
  readonly seen: string;
}

/** What has the focus, as it is seen. */
const placeOf = async (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const { left, top, right, bottom } = at.getBoundingClientRect();
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      outlinePx: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      isInView: top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth,
      isOnTop: seen !== null && (at.contains(seen) || seen.contains(at)),
      html: at.outerHTML.slice(0, 160),
      seen: seen?.outerHTML.slice(0, 160) ?? '',
    };
  });

export interface Keyboard {
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** @param back whether it lies before where one is. Fails where one would not see that one is there. */
  readonly reach: (target: Locator, back?: boolean) => Promise<void>;
  /** @returns how many keys were pressed since it was asked last */
  readonly count: () => number;
}

export function keyboardOf(page: Page): Keyboard {
  let keys = 0;
  const press = async (...all: readonly string[]) => {
    for (const key of all) await page.keyboard.press(key);
    keys += all.length;
  };
  return {
    press,
    async reach(target, back = false) {
      await target.waitFor();
      const isThere = async () => target.evaluate((element) => element === document.activeElement);
      for (let stops = 0; !(await isThere()); stops++) {
        const { html } = await placeOf(page);
        assert.ok(stops < STOPS_MAX, `${String(target)} is not come to; the focus is on ${html}`);
        await press(back ? 'Shift+Tab' : 'Tab');
      }
      const { html, outlinePx, isInView, isOnTop, seen } = await placeOf(page);
      assert.ok(outlinePx >= 2, `no outline: ${html}`);
      assert.ok(isInView, `not in view: ${html}`);
      assert.ok(isOnTop, `${html} is behind ${seen}`);
    },
    count() {
      const all = keys;
      keys = 0;
      return all;
    },
  };
}

/** Words that stand where they should not: beyond the window, beyond what they belong to, or cut off. */
import type { Page } from 'playwright-core';

/** @returns each with what it stands out of; of a page on which all fits, none */
export async function textsOutside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Letters lean over their boxes by a hair. */
    const TOLERANCE_PX = 1.5;
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`page of ${scrollWidth} px`);

    const isOut = (of: DOMRect, { left, right }: DOMRect) =>
      of.left < left - TOLERANCE_PX || of.right > right + TOLERANCE_PX;
    const called = (element: Element) =>
      `${element.localName}.${element.getAttribute('class') ?? ''}`;

    /** Said to who reads by ear alone. */
    const isUnseen = (text: Element): boolean =>
      getComputedStyle(text).clipPath !== 'none' ||
      (text.parentElement !== null && isUnseen(text.parentElement));

    /** What a text must not stand out of: everything around it, up to what scrolls by itself. */
    function aroundOf(text: Element): Element[] {
      if (text.closest('svg') !== null)
        return [...(text.closest('[data-part]')?.querySelectorAll('.body') ?? [])];
      const around: Element[] = [];
      // What is written below every nth bar is wider than the bar: it belongs to the chart.
      const chart = text.matches('.slot') ? text.closest('.energy-chart') : null;
      for (
        let at: Element | null = chart ?? text;
        at !== null && at !== document.body;
        at = at.parentElement
      ) {
        const { display, overflowX } = getComputedStyle(at);
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        if (display !== 'inline' && display !== 'contents') around.push(at);
      }
      return around;
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (
        parent === null ||
        text === '' ||
        parent.closest('script, select') !== null ||
        isUnseen(parent)
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const out = aroundOf(parent).find((around) => isOut(box, around.getBoundingClientRect()));
      if (out !== undefined) found.push(`“${text.slice(0, 50)}” out of ${called(out)}`);
    }
    return found;
  });
}

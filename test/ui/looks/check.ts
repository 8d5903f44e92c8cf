/** What is asked of a page or dialog as it stands, in each size, theme and type. */
import type { Page } from 'playwright-core';
import { drawn, smallTargets, violationsOn } from '../support/browser.ts';
import { textsOutside } from '../support/texts-outside.ts';
import type { Sum } from './results.ts';
import type { Visit } from './scene.ts';

const WIDTHS_PX = [320, 390, 1280] as const;
/** 100 % and 200 %, as in the browser's own settings. */
const TYPES_PX = [16, 32] as const;
const HEIGHT_PX = 900;
/** There is nothing on a narrow phone that is not on a wider one, nor in other colours: axe would say the same. */
const UNASKED_PX = 320;
/** Axe takes nine tenths of the time: `npm run pages -- quick` looks at places and sizes alone. */
const isAxeAsked = !process.argv.includes('quick');

export interface Finding {
  readonly scene: string;
  readonly look: string;
  readonly what: string;
}

/** @returns elements whose words are cut off below, by themselves or by what they stand in */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.innerText !== '')
      .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowY))
      .filter((one) => getComputedStyle(one).clipPath === 'none')
      .filter((one) => one.clientHeight > 0 && one.scrollHeight > one.clientHeight + 2)
      .map((one) => `cut off below: ${one.outerHTML.slice(0, 120)}`),
  );
}

/** Theme and rules: in the light all, in the dark those of colours, for nothing else is another there. */
const OF_THEMES = [
  ['light', undefined],
  ['dark', ['color-contrast', 'link-in-text-block']],
] as const;
/** With large type, what room there is decides: what scrolls, and whose name is no longer shown. */
const RULES_OF_ROOM = [
  ...['scrollable-region-focusable', 'button-name', 'link-name', 'label', 'select-name'],
  ...['aria-input-field-name', 'aria-command-name', 'aria-toggle-field-name', 'summary-name'],
];

/** @returns what axe finds by the rules that can say something else than they have said before */
async function byAxe(
  page: Page,
  theme: 'light' | 'dark',
  rules: readonly string[] | undefined,
): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await drawn(page);
  const violations = await violationsOn(page, rules && [...rules]);
  return violations.map(({ id, at }) => `axe ${id}: ${JSON.stringify(at).slice(0, 300)}`);
}

/** What is out of sight is laid out, too. */
async function layOutAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** Every look of what is on the screen. */
export async function lookAtAll(
  { page, browser }: Pick<Visit, 'page' | 'browser'>,
  scene: string,
  sum: Sum,
): Promise<void> {
  await layOutAll(page);
  for (const typePx of TYPES_PX) {
    await browser.send('Page.setFontSizes', { fontSizes: { standard: typePx } });
    for (const width of WIDTHS_PX) {
      await page.setViewportSize({ width, height: HEIGHT_PX });
      await drawn(page);
      sum.looks++;
      const note = (more: string, all: readonly string[]) =>
        sum.findings.push(
          ...all.map((what) => ({ scene, look: `${width} px, ${typePx} px${more}`, what })),
        );
      note('', await textsOutside(page));
      note('', await cutOff(page));
      note('', await smallTargets(page));
      if (!isAxeAsked || width === UNASKED_PX) continue;
      const asked = typePx === TYPES_PX[0] ? OF_THEMES : ([['light', RULES_OF_ROOM]] as const);
      for (const [theme, rules] of asked) note(`, ${theme}`, await byAxe(page, theme, rules));
      sum.asked += asked.length;
    }
  }
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 16 } });
}

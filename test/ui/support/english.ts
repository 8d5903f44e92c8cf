/** English that is left on a page in another language. */
import type { Page } from 'playwright-core';

/** Words that hardly any English sentence is without, and no other language here has. */
const WORDS = [
  'the',
  'and',
  'is',
  'are',
  'of',
  'not',
  'to',
  'with',
  'by',
  'you',
  'this',
  'what',
  'it',
];

/** @param except somebody's own words @returns what is read or heard on it that is English; code is that of others, and a quotation is the hub's own */
export async function englishOn(page: Page, except: string): Promise<string[]> {
  return page.evaluate(
    ({ words, except }) => {
      const english = new RegExp(`\\b(?:${words.join('|')})\\b`, 'i');
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest('code, pre, textarea, script')
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
      );
      const texts: string[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
      for (const element of document.querySelectorAll(
        '[aria-label], [placeholder], [title], [aria-valuetext]',
      ))
        for (const name of ['aria-label', 'placeholder', 'title', 'aria-valuetext'])
          texts.push(element.getAttribute(name) ?? '');
      return texts
        .filter((text) => english.test(text.replaceAll(/„[^“]*“/g, '').replaceAll(except, '')))
        .map((text) => `${location.pathname}: English: ${text}`);
    },
    { words: WORDS, except },
  );
}

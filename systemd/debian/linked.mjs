// The documents of a checkout: README.md, and whatever it leads to by links.
import { readFileSync } from 'node:fs';
import { posix, join } from 'node:path';

/** Links and pictures of Markdown, without those to addresses and within the document. */
const LINK = /\]\((?![a-z]+:|#)([^)#\s]+)/g;

/** @returns paths below `root`: each is there with all that it links, so that no link of an installed one leads nowhere */
export function linkedFiles(root, first = 'README.md') {
  const found = new Set([first]);
  for (const path of found) {
    if (!path.endsWith('.md')) continue;
    const text = readFileSync(join(root, path), 'utf8');
    for (const [, link] of text.matchAll(LINK)) found.add(posix.join(posix.dirname(path), link));
  }
  return [...found];
}

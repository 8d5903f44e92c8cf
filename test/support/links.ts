/** Links of documents in Markdown. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ADDRESS = /^[a-z]+:/;

/** As renderers make them of headings. */
const anchorsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

function leadsAnywhere(from: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? from : join(dirname(from), file);
  return existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor));
}

/** @returns those that lead to no file or heading below `root`, addresses aside: `document: link` */
export function lostLinks(root: string, documents: readonly string[]): string[] {
  return documents.flatMap((path) => {
    const from = join(root, path);
    const links = readFileSync(from, 'utf8').matchAll(/\]\(([^)\s]+)\)/g);
    return [...links]
      .map(([, link = '']) => link)
      .filter((link) => !ADDRESS.test(link) && !leadsAnywhere(from, link))
      .map((link) => `${path}: ${link}`);
  });
}

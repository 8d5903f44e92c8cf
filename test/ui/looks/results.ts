/** What was found, kept in test/ui/looks/RESULTS.md: a row for each language and house. A run of some replaces theirs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { HOUSE_NAMES } from './houses.ts';
import { LOCALES } from './scene.ts';
import type { Finding } from './check.ts';

const FILE = new URL('RESULTS.md', import.meta.url);

export interface Sum {
  pages: number;
  dialogs: number;
  /** Sizes of each that were looked at, and times that axe was asked. */
  looks: number;
  asked: number;
  readonly findings: Finding[];
}

const HEAD = `# Every page and every dialog, in every language

Written by \`npm run pages [quick] [language…] [house…]\`, which goes through all pages of four houses (a virtual one as its owner, a member, a panel, a guest and nobody see it; one whose rooms, devices, people and tokens have names of all kinds; one that was found on a broker; a new hub from its first visit on), unfolds what unfolds, and presses every button, in what it opens too, for the dialogs there are; one that says what another has said is not looked at again. Each is looked at 320, 390 and 1280 px wide, with type of 16 and of 32 px: nothing wider than the window or than what it stands in, nothing cut off, every target 44 px or more; and by axe at 390 and 1280 px, with small type in the light by all rules, in the dark by those of colours, and with large type by those of names and of what scrolls. With \`quick\` axe is not asked. What has no row here has not been gone through as a whole yet.

| language | house | pages | dialogs | looks | asked of axe | found | run (UTC) |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
`;

/** Rows by their language and house, as they stand. */
function kept(): Map<string, string> {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const rows = text.split('\n').filter((line) => /^\| [a-z]{2} +\|/.test(line));
  return new Map(
    rows.map((row) => [keyOf(...(row.split('|').slice(1, 3) as [string, string])), row]),
  );
}

const keyOf = (language: string, house: string) => `${language.trim()} ${house.trim()}`;

export async function keepResult(language: string, house: string, sum: Sum): Promise<void> {
  const { pages, dialogs, looks, asked, findings } = sum;
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const counts = [pages, dialogs, looks, asked, findings.length];
  const row = `| ${[language, house, ...counts, when].join(' | ')} |`;
  const rows = kept().set(keyOf(language, house), row);
  const order = Object.keys(LOCALES).flatMap((one) => HOUSE_NAMES.map((name) => keyOf(one, name)));
  const table = order.flatMap((key) => rows.get(key) ?? []).join('\n');
  writeFileSync(FILE, await format(`${HEAD}${table}\n`, { parser: 'markdown' }));
}

/** RESULTS.md: a section of each family, and in that of durability a row of each case, written by its last long form. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '..', 'RESULTS.md');

const sections = () => readFileSync(FILE, 'utf8').split(/^(?=## )/m);

/** What follows the heading gives way to `text`. @throws Error where there is no such section */
export function writeSection(heading: string, text: string): void {
  const all = sections();
  const at = all.findIndex((section) => section.startsWith(`## ${heading}\n`));
  if (at === -1) throw new Error(`RESULTS.md has no section "${heading}"`);
  all[at] = `## ${heading}\n\n${text.trim()}\n\n`;
  writeFileSync(FILE, `${all.join('').trimEnd()}\n`);
}

export interface Row {
  readonly name: string;
  /** Which form: rounds or minutes, and the seed. */
  readonly form: string;
  /** What it came to, in words. */
  readonly figures: string;
  readonly isHeld: boolean;
}

/** The row of this case takes the place of an earlier one. */
export function writeRow(heading: string, { name, form, figures, isHeld }: Row): void {
  const section = sections().find((one) => one.startsWith(`## ${heading}\n`)) ?? '';
  const day = new Date().toISOString().slice(0, 10);
  const row = `| ${name} | ${day} | ${form} | ${figures} | ${isHeld ? 'yes' : 'no'} |`;
  const lines = section.trimEnd().split('\n').slice(1);
  const at = lines.findIndex((line) => line.startsWith(`| ${name} |`));
  // A new one goes below the last of the table; what follows that are words.
  const end = lines.findLastIndex((line) => line.startsWith('|')) + 1;
  lines.splice(at === -1 ? end : at, at === -1 ? 0 : 1, row);
  writeSection(heading, lines.join('\n'));
}

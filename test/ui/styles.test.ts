/** Whether a page's look stays with it: those of all pages but Home are one file. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const PAGES = join(import.meta.dirname, '../../src/ui/pages');

/** Of each rule, the class that it begins with. */
function firstClasses(css: string): string[] {
  const rules = css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/(?<=^|[{};])[^{};@]+(?=\{)/g);
  const selectors = [...rules].flatMap(([rule]) => rule.split(/,(?![^(]*\))/));
  return selectors.flatMap((one) => /^\s*\w*\.(?<name>[\w-]+)/.exec(one)?.groups?.['name'] ?? []);
}

it('no class has a look from two pages', () => {
  const owners = new Map<string, string>();
  const shared = readdirSync(PAGES).flatMap((page) => {
    const file = join(PAGES, page, 'style.css');
    const names = existsSync(file) ? firstClasses(readFileSync(file, 'utf8')) : [];
    const others = names.filter((name) => (owners.get(name) ?? page) !== page);
    for (const name of names) owners.set(name, page);
    return others.map((name) => `${page}: ${name}`);
  });
  assert.deepEqual(shared, []);
  assert.ok(owners.size > 100);
});

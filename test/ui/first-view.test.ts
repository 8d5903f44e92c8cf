/** What a browser has to load before it shows the house, in each language. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, it } from 'node:test';

const FOLDER = 'dist/ui';
/** Compressed, as over plain HTTP. */
const MAX_BYTES = 48_000;

const LANGUAGES = readdirSync(FOLDER).flatMap(
  (name) => /^index\.(\w+)\.html$/.exec(name)?.[1] ?? [],
);
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
/** The code and styles that the document names: they are asked for at once. */
const namedIn = (html: string) =>
  [...html.matchAll(/"\/assets\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name);
/** What its code needs before it runs. */
const neededBy = (code: string) =>
  [...code.matchAll(/\bfrom"\.\/([^"]+)"|\bimport"\.\/([^"]+)"/g)].map(
    ([, from, alone]) => from ?? alone,
  );

describe('the first view', () => {
  it('is there in each language', () => {
    const folders = readdirSync('src/ui/strings', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(LANGUAGES.sort(), ['en', ...folders].sort());
  });

  for (const language of LANGUAGES) {
    const names = namedIn(read(`index.${language}.html`));

    it(`has few bytes in ${language}`, () => {
      const sizes = names.map((name) => readFileSync(join(FOLDER, `${name}.gz`)).length);
      const sum = sizes.reduce((all, size) => all + size, 0);
      assert.ok(sum > 30_000, 'it was found');
      assert.ok(sum <= MAX_BYTES, `${sum} bytes: ${names.join()} of ${sizes.join()}`);
    });

    it(`is a file of code and one of styles in ${language}`, () => {
      assert.deepEqual(names.map((name) => extname(name)).sort(), ['.css', '.js']);
      const code = names.filter((name) => name.endsWith('.js'));
      assert.deepEqual(
        code.flatMap((name) => neededBy(read(name))),
        [],
      );
      // Chromium compiles it while it comes.
      assert.deepEqual(
        code.map((name) => read(name).split('\n', 1)[0]),
        ['//# allFunctionsCalledOnLoad'],
      );
    });
  }
});

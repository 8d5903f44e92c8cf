// Sources in bundles: they start in the time of an ordinary program, where a loader takes a second for each test file.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What every bundle of tests is made with. Packages stay where they are. */
export const BUNDLE = {
  outbase: '.',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
};

/** A bundle lies elsewhere than the file that asks where it is. */
export function inItsPlace(path, contents) {
  const places = Object.entries({
    'import.meta.dirname': dirname(path),
    'import.meta.filename': path,
    'import.meta.url': pathToFileURL(path).href,
  });
  return places.reduce((text, [from, to]) => text.replaceAll(from, JSON.stringify(to)), contents);
}

/** Each source as if it still lay where it does. */
export const sourcesInPlace = {
  name: 'sources in their places',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) =>
      path.includes('/node_modules/')
        ? undefined
        : {
            contents: inItsPlace(path, readFileSync(path, 'utf8')),
            loader: path.endsWith('x') ? 'tsx' : 'ts',
          },
    );
  },
};

// The tests and what they test, as bundles that start in the time of an ordinary program, where tsx would take a second
// for each file: one of all test files, which runs the same tests again and again, and one of each, for a process of its own.
import { build, stop } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { BUNDLE, inItsPlace } from '../support/bundle.mjs';
import { instrument } from './mutants.mjs';

/** Of this run; Node finds the packages there that are not in the bundles. */
const FOLDER = `node_modules/.mutate/${process.pid}`;
const ALL = join(FOLDER, 'all.ts');
/** Where a test would spend its time on what is slow on purpose. */
const QUICKER = {
  'src/crypto/scrypt.ts': ['{ ln: 15, r: 8, p: 3 }', '{ ln: 10, r: 8, p: 1 }'],
};

function sourceOf(path) {
  const text = readFileSync(path, 'utf8');
  const [slow, quick] = QUICKER[path] ?? ['', ''];
  if (!text.includes(slow)) throw new Error(`${path} has no ${slow}`);
  return text.replace(slow, quick);
}

/** What a file loads when it is needed is loaded with it: else its first use would be that of one test. */
function loadedAtOnce(path, contents, changed) {
  const lazy = [...contents.matchAll(/import\('(\.[^']+)'\)/g)].map(([, name]) => name);
  const mutated = lazy.filter((name) => changed.has(resolve(dirname(path), name)));
  return mutated.map((name) => `import '${name}';\n`).join('');
}

function sources(changed, tests) {
  const wanted = new Set(tests);
  return {
    name: 'sources',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^node:test$/ }, () => ({
        path: join(import.meta.dirname, 'node-test.mjs'),
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const name = relative('.', path);
        if (name.startsWith('node_modules') && name !== ALL) return undefined;
        let contents = changed.get(path) ?? sourceOf(name);
        contents = inItsPlace(path, contents);
        const says = wanted.has(name) ? `globalThis.__testFile(${JSON.stringify(name)});\n` : '';
        const early = loadedAtOnce(path, contents, changed);
        return { contents: early + says + contents, loader: 'ts' };
      });
    },
  };
}

/**
 * @param files that are mutated, below the working folder
 * @returns all mutants, the bundle of all tests that reach one of the files, and for each of these tests its own
 * bundle with the sources that it reaches
 */
export async function makeBundles(files, tests) {
  const mutants = [];
  const changed = new Map();
  for (const path of files) {
    const made = instrument(path, sourceOf(path), mutants.length);
    mutants.push(...made.mutants);
    changed.set(resolve(path), made.code);
  }
  const options = {
    ...BUNDLE,
    outdir: FOLDER,
    metafile: true,
    plugins: [sources(changed, tests)],
  };
  const { metafile } = await build({ ...options, entryPoints: tests });
  const reaching = Object.entries(metafile.outputs)
    .map(([bundle, { entryPoint, inputs }]) => ({
      bundle,
      file: entryPoint,
      reached: new Set(Object.keys(inputs)),
    }))
    .filter(({ reached }) => files.some((path) => reached.has(path)));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(ALL, reaching.map(({ file }) => `import '../../../${file}';\n`).join(''));
  await build({ ...options, entryPoints: [ALL], outbase: FOLDER });
  await stop();
  return { mutants, all: join(FOLDER, 'all.mjs'), reaching };
}

export function removeBundles() {
  rmSync(FOLDER, { recursive: true, force: true });
}

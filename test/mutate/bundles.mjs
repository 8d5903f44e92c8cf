// A bundle for each test file that reaches what is mutated: one file that starts in the time of an ordinary program,
// where tsx would take a second for the same.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { instrument } from './mutants.mjs';

/** Where Node finds the packages that are not in the bundles. */
const FOLDER = 'node_modules/.mutate';

/** Which mutant this process is. Without one it says at its end which ones it would have met. */
const BANNER = `
import { writeFileSync as __write } from 'node:fs';
const __is = Number(process.env.ARIS_MUTANT ?? -1);
const __met = new Map();
let __loaded = false;
setImmediate(() => (__loaded = true));
const __note = (id) => void ((__loaded || !__met.has(id)) && __met.set(id, __loaded));
globalThis.__m = __is >= 0 ? (id) => id === __is : __note;
const __file = process.env.ARIS_MUTANTS_MET;
if (__file) process.on('exit', () => __write(__file, JSON.stringify([...__met])));
`;

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

const define = (path) => ({
  'import.meta.dirname': JSON.stringify(dirname(path)),
  'import.meta.filename': JSON.stringify(path),
  'import.meta.url': JSON.stringify(pathToFileURL(path).href),
});

/** Sources as they are in the bundle: changed ones, and each with the place that it had. */
function sources(changed) {
  return {
    name: 'sources',
    setup({ onLoad }) {
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        if (path.includes('/node_modules/')) return undefined;
        let contents = changed.get(path) ?? sourceOf(relative('.', path));
        for (const [from, to] of Object.entries(define(path)))
          contents = contents.replaceAll(from, to);
        return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}

/**
 * @param files that are mutated, below the working folder
 * @returns all mutants, and for each test file that reaches one of the files its bundle
 */
export async function makeBundles(files, tests) {
  const mutants = [];
  const changed = new Map();
  for (const path of files) {
    const made = instrument(path, sourceOf(path), mutants.length);
    mutants.push(...made.mutants);
    changed.set(resolve(path), made.code);
  }
  const { metafile } = await build({
    entryPoints: tests,
    outdir: FOLDER,
    outbase: '.',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    banner: { js: BANNER },
    metafile: true,
    logLevel: 'warning',
    plugins: [sources(changed)],
  });
  const wanted = new Set(files);
  const bundles = Object.entries(metafile.outputs)
    .filter(([, { inputs }]) => Object.keys(inputs).some((path) => wanted.has(path)))
    .map(([bundle, { entryPoint }]) => ({ bundle, test: relative('.', entryPoint) }));
  return { mutants, bundles };
}

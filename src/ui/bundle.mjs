// What esbuild makes of the page's sources: code in each language, and styles.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const SOURCE = import.meta.dirname;
/** The English words, which every other language has in a folder of its own there. */
const STRINGS = join(SOURCE, 'strings');
export const LANGUAGES = [
  'en',
  ...readdirSync(STRINGS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
];

/** Whoever imports English words gets those of the language. */
const wordsOf = (language) => ({
  name: 'words',
  setup({ onResolve }) {
    onResolve({ filter: /\/[\w-]+\.ts$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path);
      // A language itself may take from English what is the same in both.
      const isOfLanguage = dirname(resolveDir) === STRINGS;
      return language !== 'en' && dirname(file) === STRINGS && !isOfLanguage
        ? { path: join(STRINGS, language, basename(file)) }
        : undefined;
    });
  },
});

const common = (language) => ({
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'safari16'],
  minify: true,
  legalComments: 'none',
  write: false,
  logLevel: 'warning',
  plugins: [wordsOf(language)],
});

/** What stands in the document itself. */
export async function documentWords(language) {
  const { outputFiles } = await build({
    ...common(language),
    stdin: {
      contents: "export { page } from './strings/page.ts';",
      resolveDir: SOURCE,
      loader: 'ts',
    },
  });
  const [{ contents }] = outputFiles;
  const code = Buffer.from(contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).page;
}

const named = (outputFiles) =>
  outputFiles.map(({ path, text }) => ({ name: basename(path), text }));

/** The look of what is seen at first, and of all else: the same in every language. */
export async function bundleStyles() {
  const { outputFiles } = await build({
    ...common('en'),
    entryPoints: ['first.css', 'pages/others.css'].map((path) => join(SOURCE, path)),
    outdir: 'dist/ui',
    entryNames: '[name]-[hash]',
  });
  return named(outputFiles);
}

const START = join(SOURCE, 'main.tsx');
/**
 * Nearly all of the first file runs at once. With this Chromium compiles it beside the page, while it comes, instead of each
 * function where it is first called; to other browsers it is a comment.
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

/**
 * esbuild makes a chunk of its own for whatever another set of entries shares, and to ask for one more file takes a slow
 * phone longer than to read it. With the start in front of all that is loaded later, all of it is shared by the same.
 */
const startFirst = {
  name: 'start first',
  setup({ onResolve, onLoad }) {
    const namespace = 'after the start';
    onResolve({ filter: /\.tsx?$/ }, ({ path, kind, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), namespace } : undefined,
    );
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `import ${JSON.stringify(START)};export * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
};

/** @returns its files, `js` of which is the first view's, and esbuild's account of them */
export async function bundleCode(language, otherStyles) {
  const { outputFiles, metafile } = await build({
    ...common(language),
    plugins: [startFirst, wordsOf(language)],
    entryPoints: [START],
    outdir: 'dist/ui',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    metafile: true,
    define: {
      ARIS_LANGUAGE: JSON.stringify(language),
      ARIS_LANGUAGES: JSON.stringify(LANGUAGES),
      ARIS_OTHER_STYLES: JSON.stringify(`/assets/${otherStyles}`),
    },
  });
  const isStart = ({ entryPoint }) => entryPoint?.endsWith('/main.tsx');
  const [stub, { imports }] = Object.entries(metafile.outputs).find(([, file]) => isStart(file));
  const [first, ...more] = imports.filter(({ kind }) => kind === 'import-statement');
  if (first === undefined || more.length > 0) throw new Error('the first view is not one file');
  const js = basename(first.path);
  const files = named(outputFiles)
    // All that the entry does is to load the code that it shares with what is loaded later.
    .filter(({ name }) => name !== basename(stub))
    .map(({ name, text }) => ({ name, text: name === js ? COMPILE_AT_ONCE + text : text }));
  return { files, js, metafile };
}

/** @param buildId another with each other page */
export async function bundleWorker(buildId) {
  const { outputFiles } = await build({
    ...common('en'),
    entryPoints: [join(SOURCE, 'offline/worker.ts')],
    define: { ARIS_PAGE_BUILD: JSON.stringify(buildId) },
  });
  return outputFiles[0].text;
}

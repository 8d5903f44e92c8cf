// Builds dist/ui/: the page's code and styles under names that have a hash of their content, each beside its compressed
// forms, and for each language a document that names its own, `index.de.html`. So one language is loaded; styles are
// one file for all. The hub serves what lies there (src/page/folder.ts).
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const SOURCE = import.meta.dirname;
/** The English words, which every other language has in a folder of its own there. */
const STRINGS = join(SOURCE, 'strings');
const LANGUAGES = [
  'en',
  ...readdirSync(STRINGS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
];
/** Named in index.html, and in one another: in this order. */
const STATIC = ['icon.svg', 'icon-180.png', 'icon-192.png', 'icon-512.png', 'manifest.webmanifest'];
const COMPRESSED = new Set(['.js', '.css', '.svg', '.html', '.webmanifest']);
/** Smaller files travel in one packet either way. */
const COMPRESS_FROM_BYTES = 1_000;

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

function write(folder, name, bytes) {
  writeFileSync(join(folder, name), bytes);
  if (!COMPRESSED.has(extname(name)) || bytes.length < COMPRESS_FROM_BYTES) return;
  writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(folder, `${name}.br`), brotli(bytes));
}

/** Fills in what stands in braces in the text. @param names of files, by what they are called without a hash */
const filled = (text, words, names) =>
  text.replaceAll(/\{\{(.+?)\}\}/g, (_, key) => {
    if (Object.hasOwn(words, key)) return words[key];
    if (!names.has(key)) throw new Error(`the page names ${key}, which is not built`);
    return `/assets/${names.get(key)}`;
  });

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
async function documentWords(language) {
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

/** The look of what is seen at first, and of all else: the same in every language. @returns their names */
async function writeStyles(out) {
  const { outputFiles } = await build({
    ...common('en'),
    entryPoints: ['first.css', 'pages/others.css'].map((path) => join(SOURCE, path)),
    outdir: 'dist/ui',
    entryNames: '[name]-[hash]',
  });
  return outputFiles.map(({ path, contents }) => {
    write(out, basename(path), contents);
    return basename(path);
  });
}

const START = join(SOURCE, 'main.tsx');

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

async function bundle(language, otherStyles) {
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
  return {
    // All that the entry does is to load the code that it shares with what is loaded later.
    files: outputFiles.filter(({ path }) => basename(path) !== basename(stub)),
    js: basename(first.path),
    metafile,
  };
}

/** @param out what lies there already is the same: its name has a hash of it */
function writeOnce(out, name, bytes) {
  if (!existsSync(join(out, name))) write(out, name, bytes);
}

/** @returns by name, what it is called with its hash */
function writeStatic(out, words) {
  const names = new Map();
  for (const name of STATIC) {
    const raw = readFileSync(join(SOURCE, 'static', name));
    const isText = extname(name) === '.webmanifest';
    const bytes = isText ? Buffer.from(filled(raw.toString(), words, names)) : raw;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    names.set(name, hashed);
    writeOnce(out, hashed, bytes);
  }
  return names;
}

async function buildLanguage(out, language, [css, otherStyles]) {
  const { files, js, metafile } = await bundle(language, otherStyles);
  for (const { path, contents } of files) writeOnce(out, basename(path), contents);
  const words = { language, ...(await documentWords(language)) };
  const names = new Map([...writeStatic(out, words), ['main.js', js], ['first.css', css]]);
  const html = filled(readFileSync(join(SOURCE, 'index.html'), 'utf8'), words, names);
  write(out, `index.${language}.html`, Buffer.from(html));
  return metafile;
}

/** What keeps the page in a browser, at one address for all languages (offline/worker.ts). */
async function buildWorker(out) {
  const names = readdirSync(out).sort().join();
  const { outputFiles } = await build({
    ...common('en'),
    entryPoints: [join(SOURCE, 'offline/worker.ts')],
    define: {
      ARIS_PAGE_BUILD: JSON.stringify(
        createHash('sha256').update(names).digest('hex').slice(0, 16),
      ),
    },
  });
  write(out, 'worker.js', outputFiles[0].contents);
}

/** @param out the folder to make @returns esbuild's accounts of what went in, one of each language */
export async function buildPage(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const styles = await writeStyles(out);
  const metafiles = [];
  for (const language of LANGUAGES) metafiles.push(await buildLanguage(out, language, styles));
  await buildWorker(out);
  return metafiles;
}

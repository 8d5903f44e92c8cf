// Builds dist/ui/: the page's code and styles under names that have a hash of their content, each beside its compressed
// forms, and for each language a document that names its own, `index.de.html`. So one language is loaded; styles are
// one file for all. The hub serves what lies there (src/page/folder.ts).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundleCode, bundleStyles, bundleWorker, documentWords, LANGUAGES } from './bundle.mjs';

const SOURCE = import.meta.dirname;
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

/** The look of what is seen at first, and of all else: the same in every language. @returns their names */
async function writeStyles(out) {
  const files = await bundleStyles();
  for (const { name, text } of files) write(out, name, Buffer.from(text));
  return files.map(({ name }) => name);
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
  const { files, js, metafile } = await bundleCode(language, otherStyles);
  for (const { name, text } of files) writeOnce(out, name, Buffer.from(text));
  const words = { language, ...(await documentWords(language)) };
  const names = new Map([...writeStatic(out, words), ['main.js', js], ['first.css', css]]);
  const html = filled(readFileSync(join(SOURCE, 'index.html'), 'utf8'), words, names);
  write(out, `index.${language}.html`, Buffer.from(html));
  return metafile;
}

/** What keeps the page in a browser, at one address for all languages (offline/worker.ts). */
async function buildWorker(out) {
  const names = readdirSync(out).sort().join();
  const buildId = createHash('sha256').update(names).digest('hex').slice(0, 16);
  write(out, 'worker.js', Buffer.from(await bundleWorker(buildId)));
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

// Builds dist/ui/: the page's code and styles under names that have a hash of their content, each beside its compressed
// forms, and `index.html`, which names them. The hub serves what lies there (src/page/folder.ts).
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

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

/** @param names by what stands in braces in the text */
const named = (text, names) =>
  text.replaceAll(/\{\{(.+?)\}\}/g, (_, key) => {
    if (!names.has(key)) throw new Error(`the page names ${key}, which is not built`);
    return `/assets/${names.get(key)}`;
  });

async function bundle() {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(SOURCE, 'main.tsx')],
    outdir: 'dist/ui',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
    entryPoint?.endsWith('/main.tsx'),
  );
  const [js, { cssBundle, imports }] = entry;
  const first = imports.filter(({ kind }) => kind === 'import-statement');
  return {
    files: outputFiles,
    js: basename(js),
    css: basename(cssBundle),
    preloads: first.map(({ path }) => basename(path)),
    metafile,
  };
}

/** @param out the folder to make @returns esbuild's account of what went in */
export async function buildPage(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { files, js, css, preloads, metafile } = await bundle();
  for (const { path, contents } of files) write(out, basename(path), contents);
  const names = new Map([
    ['main.js', js],
    ['main.css', css],
  ]);
  for (const name of STATIC) {
    const raw = readFileSync(join(SOURCE, 'static', name));
    const bytes = name.endsWith('.webmanifest') ? Buffer.from(named(raw.toString(), names)) : raw;
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
    names.set(name, hashed);
    write(out, hashed, bytes);
  }
  // What the first file imports is asked for together with it, not after it.
  const links = preloads.map((name) => `<link rel="modulepreload" href="/assets/${name}" />`);
  const html = named(readFileSync(join(SOURCE, 'index.html'), 'utf8'), names);
  write(out, 'index.html', Buffer.from(html.replace('</head>', `${links.join('')}</head>`)));
  return metafile;
}

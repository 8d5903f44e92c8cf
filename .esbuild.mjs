// Builds dist/: the program and what it lazily loads, in as few files as start quickly. Of `lmdb` only the native
// library stays in its package; everything else is bundled.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledLicences } from './.licences.mjs';
import { buildPage } from './src/ui/build.mjs';

const { version, engines } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * What mqtt brings along for others: WebSockets, proxies and timers of browsers, and a debug log that would show
 * credentials; and what lmdb has for values that are no texts, with a native library of its own. Each is a function
 * that gives a function that does nothing.
 */
const unused = {
  name: 'unused',
  setup({ onResolve, onLoad }) {
    const namespace = 'unused';
    onResolve({ filter: /^(?:debug|msgpackr|socks|worker-timers|ws)$/ }, ({ path }) => ({
      path,
      namespace,
    }));
    onLoad({ filter: /./, namespace }, () => ({ contents: 'module.exports = () => () => {};' }));
  },
};

/**
 * Schemas without what other programs would ask of them (Standard Schema): nobody here does, and it is a quarter of a MiB
 * of the hub's memory.
 */
const schemasAlone = {
  name: 'schemas alone',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]valibot[/\\]dist[/\\]index\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(
        /(function _standardSchema\(schema\) \{\n).*?(\treturn schema;\n)/s,
        '$1$2',
      );
      return contents === text ? { errors: [{ text: 'valibot is not as it was' }] } : { contents };
    });
  },
};

const COMMON = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minify: true,
  keepNames: false,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** The chunks are in a folder beside it. A file of its own, so that tests can put a store that fails in its place. */
const lmdbBeside = {
  name: 'lmdb beside',
  setup({ onResolve }) {
    onResolve({ filter: /^lmdb$/ }, () => ({ path: '../lmdb.js', external: true }));
  },
};

/** It makes code of its own text, which has the names that it was written with. */
const keysAsTheyCome = {
  name: 'keys as they come',
  setup({ onResolve, onLoad }) {
    const namespace = 'as it comes';
    onResolve({ filter: /^ordered-binary$/ }, ({ path, importer }) =>
      importer === path ? { path, external: true } : { path, namespace },
    );
    onLoad({ filter: /./, namespace }, () => ({
      contents: "module.exports = require('ordered-binary');",
    }));
  },
};

/** What a hub has loaded by the time it listens. */
const START = fileURLToPath(new URL('src/cli/serve.ts', import.meta.url));

/**
 * esbuild makes a chunk of its own for whatever another set of entries shares, and each costs a start half a
 * millisecond. With the start in front of all that is loaded later, all of it is shared by the same.
 */
const startFirst = {
  name: 'start first',
  setup({ onResolve, onLoad }) {
    const namespace = 'after the start';
    onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      const file = join(resolveDir, path);
      const isLater = kind === 'dynamic-import' && file !== START && !file.endsWith('program.ts');
      return isLater ? { path: file, namespace } : undefined;
    });
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `import ${JSON.stringify(START)};export * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
};

rmSync('dist', { recursive: true, force: true });
// As it comes, it would be 2 MiB more of the hub's memory: most of it is for values that are no texts.
const library = await build({
  ...COMMON,
  entryPoints: [{ in: fileURLToPath(import.meta.resolve('lmdb')), out: 'lmdb' }],
  outdir: 'dist',
  plugins: [unused, keysAsTheyCome],
  // From here it finds its native library.
  define: { 'import.meta.url': 'lmdbUrl' },
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const lmdbUrl='file://'+__createRequire(import.meta.url).resolve('lmdb'),require=__createRequire(lmdbUrl);",
  },
});
const program = await build({
  ...COMMON,
  entryPoints: [
    { in: 'src/main.ts', out: 'main' },
    { in: 'src/crypto/scrypt-thread.ts', out: 'scrypt-thread' },
  ],
  outdir: 'dist',
  // mqtt is needed only once the hub listens, lmdb's caller only once it holds the lock: separate chunks.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [unused, schemasAlone, lmdbBeside, startFirst],
  // The package is Node's own streams for those that lack them.
  alias: { 'readable-stream': 'node:stream' },
  define: {
    ARIS_VERSION: JSON.stringify(version),
    ARIS_NODE: JSON.stringify(engines.node),
    ARIS_COMMON_PASSWORDS: JSON.stringify('common-passwords.json'),
    ARIS_SCRYPT_THREAD: JSON.stringify('../scrypt-thread.js'),
    ARIS_PAGE_FOLDER: JSON.stringify('../ui/'),
  },
  // mqtt's own modules are CommonJS and call require() for Node's modules.
  banner: {
    js: "#!/usr/bin/env node\nimport{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
chmodSync('dist/main.js', 0o755);
const PASSWORDS = '@zxcvbn-ts/language-common';
// Read from the disk when a password is set: in a chunk it would stay in memory. It lies beside the chunk that reads it,
// and its licence with it.
for (const [from, to] of [
  ['src/passwords.json', 'common-passwords.json'],
  ['LICENSE.txt', 'common-passwords.LICENSE.txt'],
]) {
  const path = fileURLToPath(import.meta.resolve(`${PASSWORDS}/${from}`));
  copyFileSync(path, `dist/chunks/${to}`);
}
// Read from the disk as a house uses them.
cpSync('src/profiles', 'dist/profiles', {
  recursive: true,
  filter: (path) => !path.endsWith('.md'),
});
const pages = await buildPage('dist/ui');
const metafiles = [library.metafile, program.metafile, ...pages];
writeFileSync(
  'dist/licences.json',
  `${JSON.stringify(bundledLicences(metafiles, [PASSWORDS]), null, 2)}\n`,
);

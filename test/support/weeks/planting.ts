/**
 * The hub's control with `planted.ts` in place of its own decision: a bundle of its own, since that of the tests has
 * the right one.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { BUNDLE, sourcesInPlace } from '../bundle.mjs';

/** Below it Node finds the packages, which are in no bundle. */
const FOLDER = join(import.meta.dirname, '../../../node_modules/.tests');

const plantedDecision: Plugin = {
  name: 'planted decision',
  setup(bundling) {
    bundling.onResolve({ filter: /\/domain\/control\/decide\.ts$/ }, ({ importer }) =>
      importer.endsWith('/app/control/control-loop.ts')
        ? { path: join(import.meta.dirname, 'planted.ts') }
        : undefined,
    );
  },
};

export async function loadPlanted(): Promise<typeof import('./planted-control.ts')> {
  mkdirSync(FOLDER, { recursive: true });
  const outdir = mkdtempSync(join(FOLDER, 'planted-'));
  try {
    await build({
      ...BUNDLE,
      entryPoints: [join(import.meta.dirname, 'planted-control.ts')],
      outbase: import.meta.dirname,
      outdir,
      plugins: [plantedDecision, sourcesInPlace],
    });
    const bundle = pathToFileURL(join(outdir, 'planted-control.mjs')).href;
    return (await import(bundle)) as typeof import('./planted-control.ts');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

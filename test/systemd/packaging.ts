/** Packages as `npm run package` makes them, of what this run has built. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastingFolder, run } from '../support/child.ts';
import { ROOT } from './installing.ts';

const { HOME = '/root', npm_execpath: npm } = process.env;
/** A time of making that no checkout has. */
const SOURCE_DATE_EPOCH = '1700000000';

export interface Packing {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** @returns the one package that these arguments make */
export async function pack({ args, env }: Packing): Promise<string> {
  const out = lastingFolder();
  const { code, stderr } = await run(
    process.execPath,
    [join(ROOT, '.package.mjs'), ...args, '--out', out],
    { env: { HOME, SOURCE_DATE_EPOCH, ...(npm !== undefined && { npm_execpath: npm }), ...env } },
  );
  assert.equal(code, 0, stderr);
  const [file, ...more] = readdirSync(out);
  assert.ok(file !== undefined && more.length === 0, 'one package is made');
  return join(out, file);
}

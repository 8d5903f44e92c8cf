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
  /** The checkout; this one, where nothing is said. */
  readonly root?: string;
}

/** @returns the one package that these arguments make */
export async function pack({ args, env, root = ROOT }: Packing): Promise<string> {
  const out = lastingFolder();
  const { code, stderr } = await run(
    process.execPath,
    [join(root, '.package.mjs'), ...args, '--out', out],
    { env: { HOME, SOURCE_DATE_EPOCH, ...(npm !== undefined && { npm_execpath: npm }), ...env } },
  );
  assert.equal(code, 0, stderr);
  const [file, ...more] = readdirSync(out);
  assert.ok(file !== undefined && more.length === 0, 'one package is made');
  return join(out, file);
}

const COPY = `
cd $FROM
mkdir $TO
tar --exclude=./.git --exclude=./node_modules --exclude=./dist --exclude=./packages --create . | tar --extract --directory=$TO
ln -s $FROM/node_modules $TO/
cd $TO
sed -i 's/^\\(const MIGRATIONS.*\\)\\];$/\\1, { get to() { return STORE_FORMAT; }, what: "of a later version", writes: () => [] }];/' src/store/migrations.ts
sed -i 's/^  greet(hub, .*/  throw new Error("this one is broken");/' src/cli/serve.ts
git diff --no-index --stat $FROM/src src || true
"$NODE" .esbuild.mjs`;

/** The package of a version that is to come: it gives the store a new form, and then does not start. */
export async function packLater(args: readonly string[]): Promise<string> {
  const root = join(lastingFolder(), 'later');
  const env = { FROM: ROOT, TO: root, NODE: process.execPath, HOME, PATH: '/usr/bin:/bin' };
  const { code, stdout, stderr } = await run('sh', ['-ec', COPY], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^ 2 files changed/m);
  return pack({ args, root });
}

// The gate: `npm test`. Installs the Debian packages that the suites drive, then types, lint, format, dead code,
// the build, and every test. `--static` stops after the static checks. `npm test -- PATH…` runs only those tests.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLE, sourcesInPlace } from './support/bundle.mjs';
import { installDebianPackages } from './support/debian.mjs';

/** Little above what the hub has its passwords hashed with (`src/crypto/scrypt-thread.ts`). */
const NICENESS = 15;
const args = process.argv.slice(2);
const staticOnly = args.includes('--static');
/** Weeks, fleets and installations: see package.json. */
const isLong = ['ARIS_TEST_LONG', 'ARIS_TEST_INSTALL', 'ARIS_TEST_HOME_ASSISTANT'].some(
  (name) => process.env[name] === '1',
);
const chosen = args.filter((arg) => !arg.startsWith('--'));

/** Every test file below `folder`, in a stable order. */
function testFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map((path) => join(folder, path))
    .sort();
}

/** Runs one static check; its output is shown only when it fails, so that a green gate stays readable. */
function check(name, command, commandArgs) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) process.stdout.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

const binary = (name) => join('node_modules', '.bin', name);

/** What is known soonest comes first. @param workers at a time */
async function staticChecks(workers) {
  const queue = [
    ['dead code', binary('knip'), []],
    ['format', binary('prettier'), ['--check', '.']],
    ['types and lint', process.execPath, [join('test', 'support', 'types-and-lint.mjs')]],
  ];
  let passed = true;
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      passed = (await check(...next)) && passed;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return passed;
}

process.chdir(join(import.meta.dirname, '..'));
if (!existsSync('node_modules')) {
  console.error('Run `npm ci` first.');
  process.exit(1);
}
if (!staticOnly) installDebianPackages();
if (staticOnly) process.exit((await staticChecks(2)) ? 0 : 1);
// One after another beside the tests, which wait for programs and for time, and leave the processor some.
const checked = chosen.length === 0 ? staticChecks(1) : Promise.resolve(true);

const built = spawnSync(process.execPath, ['.esbuild.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const files = chosen.length > 0 ? chosen : testFiles('test');
const env = { ...process.env };
// Node parses this file at every start: 46 ms for each process that a test starts.
delete env.NODE_EXTRA_CA_CERTS;

/** Whose tests seldom wait: one process for all of a folder costs one start. */
const QUICK_ROOMS = [
  ...['app', 'auth', 'backup', 'cli', 'config', 'domain', 'firmware', 'http', 'hub', 'metrics'],
  ...['simulator', 'store', 'system', 'ui'],
].map((room) => `test/${room}/`);
/** Of little each, in many folders: one process for all of the room. */
const WHOLE_ROOMS = ['test/cli/', 'test/domain/control/', 'test/ui/'];

/** These take longest: they come first, since one that is left at the end has a core wait for it. */
const LONGEST = [
  ...[
    'e2e/backup',
    'e2e/bindings',
    'simulator/days',
    'simulator/summer-week',
    'torture/durability',
  ],
  ...['ui/pages/settings/rooms/page', 'ui/pages/home/page', 'ui/pages/settings/page'],
].map((name) => `test/${name}.test.ts`);
/** These take long enough to be one of several at a time, or look at their own process. */
const ALONE = [
  ...['planted-faults', 'weeks', 'winter-week', 'room', 'demos'].map((name) => `simulator/${name}`),
  ...['http/live-readers', 'store/panic', 'system/optimizer', 'system/release-memory'],
].map((name) => `test/${name}.test.ts`);

/** What is to be done before and after all tests of a file would be done for all of a folder. */
const HAS_HOOKS = /^(?:before|after)(?:Each)?\(/m;
/** What starts programs, and waits for them. */
const STARTS_PROGRAMS =
  /from '(?:node:child_process|.*\/(?:hub|mosquitto|browser|prometheus|certificates|damaged-store)\.ts)'/;
function isQuick(test) {
  const isOfRoom = QUICK_ROOMS.some((room) => test.startsWith(room));
  if (!isOfRoom || [...LONGEST, ...ALONE].includes(test)) return false;
  const text = readFileSync(test, 'utf8');
  return !HAS_HOOKS.test(text) && !STARTS_PROGRAMS.test(text);
}
const roomOf = (test) => WHOLE_ROOMS.find((room) => test.startsWith(room)) ?? `${dirname(test)}/`;

/** The files that Node is told to run: those of a quick folder as one. */
function grouped(tests) {
  const folders = new Map();
  for (const test of tests.filter(isQuick)) {
    const name = roomOf(test).slice(0, -1).replaceAll('/', '-');
    folders.set(name, [...(folders.get(name) ?? []), bundleOf(test)]);
  }
  const groups = [...folders].map(([name, bundles]) => {
    const path = join(folder, `${name}.mjs`);
    const imports = bundles.map((one) => `import ${JSON.stringify(`./${relative(folder, one)}`)};`);
    writeFileSync(path, `${imports.join('\n')}\n`);
    return path;
  });
  return [...groups, ...tests.filter((test) => !isQuick(test)).map(bundleOf)];
}

const WHOLE_REPORT = pathToFileURL(join('test', 'support', 'whole-report.mjs')).href;
const { build } = await import('esbuild');
/** Of this run; Node finds the packages there that are not in the bundles. */
const folder = join('node_modules', '.tests', String(process.pid));
/** Node runs them in the order of their paths. */
const placeOf = (test) =>
  join(LONGEST.includes(test) ? 'first' : 'then', test.slice(0, -'.ts'.length));
const bundleOf = (test) => join(folder, `${placeOf(test)}.mjs`);
await build({
  ...BUNDLE,
  entryPoints: files.map((file) => ({ in: file, out: placeOf(file) })),
  outdir: folder,
  splitting: true,
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [sourcesInPlace],
});
// Or hashing passwords, which gives way to everything, would wait for all the other tests.
setPriority(NICENESS);
const tests = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    `--import=${WHOLE_REPORT}`,
    '--test',
    // Of two cores: many of the suites wait for programs, and for time.
    '--test-concurrency=4',
    // A test that fails may leave a hub running; the gate must end all the same. The long forms take what they take.
    ...(isLong ? [] : ['--test-timeout=180000']),
    '--test-force-exit',
    '--test-reporter=spec',
    ...grouped(files),
  ],
  { stdio: 'inherit', env },
);
const [status] = await once(tests, 'close');
rmSync(folder, { recursive: true, force: true });
if (!(await checked)) console.log('FAIL of what is checked beside the tests, above');
process.exit((await checked) ? (status ?? 1) : 1);

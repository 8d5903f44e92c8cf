// `npm run mutate -- PATH…`: is each rule of these files and folders held by a test? Changes one thing after another in
// them, and runs the tests that come by there: a change that no test notices is a rule without one. `--sample N` takes
// every Nth change alone, `--lines N,N` those of these lines, `--tests PATH,PATH` asks these tests alone, and `--quick` no
// survivor a second time, in a process of its own. Survivors are named with what they were changed to; RESULTS.md has what was made of them.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundles, removeBundles } from './bundles.mjs';
import { createJudge } from './judge.mjs';

/** Tests of the built hub, of the page, of days and of time: they start processes that know of no mutant, or take long. */
const OTHER_TESTS =
  /^test\/(?:linear|(?:bench|cli|e2e|firmware|integrations|simulator|system|systemd|torture|ui)\/)/;
const OUTCOMES = ['killed', 'timed out', 'survived', 'not covered'];

process.chdir(join(import.meta.dirname, '../..'));
const args = process.argv.slice(2);
function option(name, otherwise) {
  const at = args.indexOf(`--${name}`);
  return at === -1 ? otherwise : args.splice(at, 2)[1];
}
function flag(name) {
  const at = args.indexOf(`--${name}`);
  return at !== -1 && args.splice(at, 1).length > 0;
}
const every = Number(option('sample', 1));
const lines = option('lines', '').split(',').filter(Boolean).map(Number);
const isQuick = flag('quick');
const asked = option('tests', 'test').split(',');

function filesBelow(path, ending) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(path, name))
    .sort();
}

const oneLine = (text) => {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 100 ? `${flat.slice(0, 97)}...` : flat;
};

const line = (name, cells) =>
  `${name.padEnd(40)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;

function row(name, counts) {
  const all = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  const dead = counts.killed + counts['timed out'];
  const share = all === 0 ? '' : `${((100 * dead) / all).toFixed(1)} %`;
  return line(name, [all, ...OUTCOMES.map((outcome) => counts[outcome]), share]);
}

const files = [...new Set(args.flatMap((path) => filesBelow(path, '.ts')))].map((path) =>
  join(path),
);
if (files.length === 0 || !(every >= 1)) {
  console.error('Name files or folders: npm run mutate -- src/auth [--sample N]');
  process.exit(2);
}
const tests = asked.flatMap((path) =>
  filesBelow(path, '.test.ts').filter((file) => file === path || !OTHER_TESTS.test(file)),
);
const { mutants, all, reaching } = await makeBundles(files, tests);
console.error(`${mutants.length} mutants, ${reaching.length} test files`);
const { judge, end } = await createJudge({ all, reaching, isQuick });

const none = () => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
const total = none();
console.log(line('', ['mutants', ...OUTCOMES, 'dead']));
for (const file of files) {
  const counts = none();
  const own = mutants.filter(({ path }) => path === file);
  const ids = own.map(({ id }) => id);
  const wanted = own.filter(({ line }) => lines.length === 0 || lines.includes(line));
  for (const mutant of wanted.filter((_, index) => index % every === 0)) {
    const outcome = await judge(mutant, ids);
    counts[outcome]++;
    total[outcome]++;
    if (outcome === 'killed' || outcome === 'timed out') continue;
    const { path, line, column, before, after } = mutant;
    console.log(`  ${path}:${line}:${column} ${outcome}: ${oneLine(before)} → ${oneLine(after)}`);
  }
  console.log(row(file, counts));
}
console.log(row('all', total));
end();
removeBundles();

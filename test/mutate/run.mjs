// `npm run mutate -- PATH…`: is each rule of these files and folders held by a test? Changes one thing after another in
// them, and runs the tests that come by there: a change that no test notices is a rule without one. `--sample N` takes
// every Nth change alone. Survivors are named with what they were changed to; RESULTS.md has what was made of them.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundles } from './bundles.mjs';
import { judge, measure } from './tests.mjs';

/** Tests of the built hub, of the page, and of days: they start processes that know of no mutant, or take too long. */
const OTHER_TESTS =
  /^test\/(?:bench|cli|e2e|firmware|integrations|simulator|system|systemd|torture|ui)\//;
const OUTCOMES = ['killed', 'timed out', 'survived', 'not covered'];

process.chdir(join(import.meta.dirname, '../..'));
const args = process.argv.slice(2);
const at = args.indexOf('--sample');
const every = at === -1 ? 1 : Number(args.splice(at, 2)[1]);

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

function countsBy(ids, pathOf) {
  const counts = new Map();
  for (const id of ids) counts.set(pathOf.get(id), (counts.get(pathOf.get(id)) ?? 0) + 1);
  return counts;
}

async function measureAll(bundles, mutants) {
  const pathOf = new Map(mutants.map(({ id, path }) => [id, path]));
  const measured = [];
  for (const bundle of bundles) {
    const result = await measure(bundle);
    if (result === undefined) console.error(`left out, since it fails as it is: ${bundle.test}`);
    else measured.push({ ...result, metOf: countsBy(result.met.keys(), pathOf) });
  }
  return measured;
}

const files = [...new Set(args.flatMap((path) => filesBelow(path, '.ts')))].map((path) =>
  join(path),
);
if (files.length === 0 || !(every >= 1)) {
  console.error('Name files or folders: npm run mutate -- src/auth [--sample N]');
  process.exit(2);
}
const tests = filesBelow('test', '.test.ts').filter((path) => !OTHER_TESTS.test(path));
const { mutants, bundles } = await makeBundles(files, tests);
console.error(`${mutants.length} mutants, ${bundles.length} test files`);
const measured = await measureAll(bundles, mutants);

const none = () => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
const total = none();
console.log(line('', ['mutants', ...OUTCOMES, 'dead']));
for (const file of files) {
  const counts = none();
  const alive = [];
  for (const mutant of mutants.filter(({ path, id }) => path === file && id % every === 0)) {
    const outcome = await judge(mutant, measured);
    counts[outcome]++;
    total[outcome]++;
    if (!outcome.startsWith('killed') && outcome !== 'timed out')
      alive.push({ ...mutant, outcome });
  }
  console.log(row(file, counts));
  for (const { path, line, column, before, after, outcome } of alive)
    console.log(`  ${path}:${line}:${column} ${outcome}: ${oneLine(before)} → ${oneLine(after)}`);
}
console.log(row('all', total));

// `npm run torture -- CASE…`: attacks on the built hub, on loopback. A case is a file in `cases/`: it exports `name` and
// `attack(target)`, which opens what it opens, goes on for `target.seconds`, and returns `{ tried, refused }`.
// `hostile` is all of them. `--seconds N` (of each case), `--connections N`; without them the long form, which writes RESULTS.md.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTarget } from './lib/target.mjs';
import { measure } from './lib/measure.mjs';

const LIMITS = { p99Ms: 50, memoryMiB: 20, descriptors: 0, serverErrors: 0 };
const CASES = join(import.meta.dirname, 'cases');

const args = process.argv.slice(2);
function option(name, otherwise) {
  const at = args.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(args.splice(at, 2)[1]);
}
const isLong = !args.some((arg) => arg.startsWith('--'));
const seconds = option('seconds', 75);
const connections = option('connections', 2_000);
/** Of a loaded machine: how many times the 50 ms count. */
const slack = option('slack', 1);

const all = await Promise.all(
  readdirSync(CASES)
    .sort()
    .map(async (file) => import(join(CASES, file))),
);
const cases = args.includes('hostile') ? all : all.filter(({ name }) => args.includes(name));
if (cases.length === 0) {
  console.error(`Name a case, or \`hostile\` for all: ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

function brokenBy(figures) {
  return [
    figures.p99Ms > LIMITS.p99Ms * slack && 'p99',
    figures.afterMiB - figures.beforeMiB > LIMITS.memoryMiB && 'memory',
    figures.afterFds - figures.beforeFds > LIMITS.descriptors && 'descriptors',
    figures.serverErrors > LIMITS.serverErrors && '5xx',
    figures.asked === 0 && 'unanswered',
    figures.crashed && 'crash',
  ].filter(Boolean);
}

const rows = [];
for (const { name, attack } of cases) {
  const target = await startTarget({ seconds, connections });
  try {
    const figures = await measure(target, attack);
    const broken = brokenBy(figures);
    rows.push({ name, ...figures, broken });
    console.error(`${name}: ${broken.length === 0 ? 'held' : `broken: ${broken.join(', ')}`}`);
  } finally {
    await target.stop();
  }
}

const table = [
  '| case | tried | refused | 5xx | zones p99, ms | memory before, peak, after, MiB | descriptors before, after | held |',
  '|---|---|---|---|---|---|---|---|',
  ...rows.map(
    (row) =>
      `| ${row.name} | ${row.tried} | ${row.refused} | ${row.serverErrors} | ${row.p99Ms.toFixed(1)} | ${row.beforeMiB}, ${row.peakMiB}, ${row.afterMiB} | ${row.beforeFds}, ${row.afterFds} | ${row.broken.join(', ') || 'yes'} |`,
  ),
].join('\n');
console.log(table);
if (isLong && args.includes('hostile'))
  writeFileSync(
    join(import.meta.dirname, 'RESULTS.md'),
    `# What the hub holds out against\n\nWritten by \`npm run torture -- hostile\`: ${connections} connections of each kind from 127.0.0.0/8, ${seconds} s each, while a signed-in client asks for \`/api/zones\`.\n\n${table}\n`,
  );
process.exit(rows.some(({ broken }) => broken.length > 0) ? 1 : 0);

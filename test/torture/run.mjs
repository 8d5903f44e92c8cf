// `npm run torture -- CASE…`: attacks on the built hub, on loopback. A case is a file in `cases/`: it exports `name` and
// `attack(target)`, which opens what it opens, goes on for `target.seconds`, and returns `{ tried, refused }`.
// `hostile` is all of them. `--seconds N` (of each case), `--connections N`; without them the long form, which writes RESULTS.md.
// `--short` is what the gate runs: all cases one after the other against one hub, and no look at time and memory.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTarget } from './lib/target.mjs';
import { measure, MEMORY_MIB } from './lib/measure.mjs';

const P99_MS = 50;
const CASES = join(import.meta.dirname, 'cases');

const args = process.argv.slice(2);
function option(name, otherwise) {
  const at = args.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(args.splice(at, 2)[1]);
}
const isLong = !args.some((arg) => arg.startsWith('--'));
const isShort = args.includes('--short');
const seconds = option('seconds', isShort ? 1 : 20);
const connections = option('connections', isShort ? 300 : 2_000);

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
    !isShort && figures.p99Ms > P99_MS && 'p99',
    !isShort && figures.afterMiB - figures.beforeMiB > MEMORY_MIB && 'memory',
    figures.afterFds > figures.beforeFds && 'descriptors',
    figures.letIn > 0 && 'let in',
    figures.serverErrors > 0 && '5xx',
    figures.asked === 0 && 'unanswered',
    figures.crashed && 'crash',
    figures.complaint,
  ].filter(Boolean);
}

async function run({ name, attack }, target) {
  const figures = await measure(target, attack, { waitsForMemory: !isShort });
  const broken = brokenBy(figures);
  console.error(`${name}: ${broken.length === 0 ? 'held' : `broken: ${broken.join(', ')}`}`);
  return { name, ...figures, broken };
}

/** @param one `longSeconds` of a case that takes its time, in the long form; `needsBroker` */
async function withTarget(work, { longSeconds = seconds, needsBroker }) {
  const caseSeconds = isLong ? longSeconds : seconds;
  const target = await startTarget({ seconds: caseSeconds, connections, needsBroker });
  try {
    return await work(target);
  } finally {
    await target.stop();
  }
}

const rows = [];
const alone = isShort ? cases.filter(({ needsBroker }) => needsBroker) : cases;
const together = cases.filter((one) => !alone.includes(one));
if (together.length > 0)
  await withTarget(async (target) => {
    for (const one of together) rows.push(await run(one, target));
  }, {});
for (const one of alone) rows.push(await withTarget((target) => run(one, target), one));

const table = [
  '| case | tried | refused | let in | 5xx | zones p99, ms | memory before, peak, after, MiB | descriptors before, after | held |',
  '|---|---|---|---|---|---|---|---|---|',
  ...rows.map(
    ({ name, tried, refused, letIn, serverErrors, p99Ms, ...row }) =>
      `| ${name} | ${tried} | ${refused} | ${letIn} | ${serverErrors} | ${p99Ms.toFixed(1)} | ${row.beforeMiB}, ${row.peakMiB}, ${row.afterMiB} | ${row.beforeFds}, ${row.afterFds} | ${row.broken.join(', ') || 'yes'} |`,
  ),
].join('\n');
console.log(table);
if (isLong && args.includes('hostile'))
  writeFileSync(
    join(import.meta.dirname, 'RESULTS.md'),
    `# What the hub holds out against

Written by \`npm run torture -- hostile\`: ${connections} connections of each kind from 127.0.0.0/8 for ${seconds} s (75 s of slow readers), while a signed-in client asks for \`/api/zones\` fifty times a second. Each case has a hub of its own. Held: nobody let in, no crash, no 5xx for that client, its 99th percentile within ${P99_MS} ms, memory within ${MEMORY_MIB} MiB of what it was at rest a minute after the attack at the latest, and all descriptors closed.

${table}
`,
  );
process.exit(rows.some(({ broken }) => broken.length > 0) ? 1 : 0);

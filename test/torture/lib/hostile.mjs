// The attacks. A case exports `name` and `attack(target)`, which opens what it opens, goes on for `target.seconds`, and
// returns `{ tried, refused }`. In the short form all go one after the other against one hub, and nobody looks at time and memory.
import { measure, MEMORY_MIB } from './measure.mjs';
import { writeSection } from './results.ts';
import { startTarget } from './target.mjs';

/** What a signed-in client may have to wait meanwhile. */
export const P99_MS = 50;

function brokenBy(figures, isShort) {
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

async function runOne({ name, attack }, target, isShort) {
  const figures = await measure(target, attack, { waitsForMemory: !isShort });
  const broken = brokenBy(figures, isShort);
  console.error(`${name}: ${broken.length === 0 ? 'held' : `broken: ${broken.join(', ')}`}`);
  return { name, ...figures, broken };
}

async function withTarget(options, work) {
  const target = await startTarget(options);
  try {
    return await work(target);
  } finally {
    await target.stop();
  }
}

const tableOf = (rows) =>
  [
    '| case | tried | refused | let in | 5xx | zones p99, ms | memory before, peak, after, MiB | descriptors before, after | held |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      ({ name, tried, refused, letIn, serverErrors, p99Ms, ...row }) =>
        `| ${name} | ${tried} | ${refused} | ${letIn} | ${serverErrors} | ${p99Ms.toFixed(1)} | ${row.beforeMiB}, ${row.peakMiB}, ${row.afterMiB} | ${row.beforeFds}, ${row.afterFds} | ${row.broken.join(', ') || 'yes'} |`,
    ),
  ].join('\n');

const reportOf = (rows, { connections, seconds }) =>
  `Written by \`npm run torture -- hostile\`: ${connections} connections of each kind from 127.0.0.0/8 for ${seconds} s (75 s of slow readers), while a signed-in client asks for \`/api/zones\` fifty times a second. Each case has a hub of its own. Held: nobody let in, no crash, no 5xx for that client, its 99th percentile within ${P99_MS} ms, memory within ${MEMORY_MIB} MiB of what it was at rest a minute after the attack at the latest, and all descriptors closed.

${tableOf(rows)}`;

/**
 * @param cases `longSeconds` of one that takes its time, in the long form; `needsBroker`
 * @param form `seconds` of each, and its `connections`; `isLong`, or `isShort`
 * @returns a row for each
 */
export async function attackAll(cases, { seconds, connections, isShort, isLong = false }) {
  const rows = [];
  const alone = isShort ? cases.filter(({ needsBroker }) => needsBroker) : cases;
  const together = cases.filter((one) => !alone.includes(one));
  if (together.length > 0)
    await withTarget({ seconds, connections }, async (target) => {
      for (const one of together) rows.push(await runOne(one, target, isShort));
    });
  for (const one of alone) {
    const { longSeconds = seconds, needsBroker } = one;
    const length = isLong ? longSeconds : seconds;
    await withTarget({ seconds: length, connections, needsBroker }, async (target) => {
      rows.push(await runOne(one, target, isShort));
    });
  }
  return rows;
}

/** @returns whether all held */
export async function runHostile(cases, options, isWhole) {
  const isShort = options.short === true;
  const isLong = Object.keys(options).length === 0;
  const { seconds = isShort ? 1 : 20, connections = isShort ? 300 : 2_000 } = options;
  const rows = await attackAll(cases, { seconds, connections, isShort, isLong });
  console.log(tableOf(rows));
  if (isLong && isWhole) writeSection('Attacks', reportOf(rows, { connections, seconds }));
  return rows.every(({ broken }) => broken.length === 0);
}

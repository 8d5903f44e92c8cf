// What strangers on the home's network cost who is signed in: the attacks of `npm run torture -- hostile`, a few seconds of each.
import { tsImport } from 'tsx/esm/api';
import { unpinned } from '../lib/process.mjs';
import { result } from '../lib/results.mjs';

const { attackAll, P99_MS } = await tsImport('../../torture/lib/hostile.mjs', import.meta.url);
const { MEMORY_MIB } = await tsImport('../../torture/lib/measure.mjs', import.meta.url);
const { casesOf } = await tsImport('../../torture/lib/cases.mjs', import.meta.url);

function worstOf(rows, figure) {
  return rows.reduce((worst, row) => (figure(row) > figure(worst) ? row : worst));
}

export async function measure({ isQuick }) {
  const [seconds, connections] = isQuick ? [1, 200] : [6, 2_000];
  const cases = await casesOf('hostile');
  // The attacker needs a core as the hub does, and neither is kept to one.
  const rows = await unpinned(async () =>
    attackAll(cases, { seconds, connections, isShort: false }),
  );
  const broken = rows.filter(
    (row) => row.letIn > 0 || row.serverErrors > 0 || row.crashed === true,
  );
  if (broken.length > 0) throw new Error(`broken by ${broken.map(({ name }) => name).join(', ')}`);
  const slowest = worstOf(rows, ({ p99Ms }) => p99Ms);
  const over = ({ beforeMiB, afterMiB }) => afterMiB - beforeMiB;
  const largest = worstOf(rows, over);
  const kinds = `${connections} connections of each of ${rows.length} kinds`;
  return [
    result({
      name: '99th percentile of `GET /api/zones` of who is signed in, under attack',
      value: slowest.p99Ms,
      unit: 'ms',
      decimals: 1,
      budget: { atMost: P99_MS },
      detail: `${kinds}, the worst: ${slowest.name}`,
    }),
    result({
      name: 'memory over what it was at rest, a minute after an attack at the latest',
      value: Math.max(0, over(largest)),
      unit: 'MiB',
      decimals: 0,
      budget: { atMost: MEMORY_MIB },
      detail: `the worst: ${largest.name}`,
    }),
  ];
}

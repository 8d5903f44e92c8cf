// From measurements to the table.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const ARCHITECTURES = { x64: 'x86-64', arm64: 'arm64', arm: 'arm (32 bit)' };

function judge(value, unit, budget, goal) {
  if (budget === undefined) return { budget: '', goal: '', verdict: 'reported' };
  const isUpward = 'atLeast' in budget;
  const bound = isUpward ? budget.atLeast : budget.atMost;
  const meets = (limit) => (isUpward ? value >= limit : value <= limit);
  const sign = isUpward ? '≥' : '≤';
  return {
    budget: `${sign} ${bound} ${unit}`,
    goal: goal === undefined ? '' : `${sign} ${goal} ${unit}`,
    verdict: meets(goal ?? bound) ? 'goal reached' : meets(bound) ? 'within budget' : 'MISSED',
  };
}

/**
 * @param budget `{ atLeast }` or `{ atMost }`, in the unit of `value`, or none; `goal` the same number further on
 */
export function result({ name, value, low, high, unit = '×', decimals = 2, detail, budget, goal }) {
  return {
    name,
    measured: `${value.toFixed(decimals)} ${unit}`,
    spread: low === undefined ? '' : `${low.toFixed(decimals)}–${high.toFixed(decimals)}`,
    detail,
    ...judge(value, unit, budget, goal),
  };
}

const HEADINGS = ['row', 'measured', 'quartiles', 'budget', 'goal', 'verdict', 'the two sides'];

export function table(results) {
  const rows = results.map((row) => [
    row.name,
    row.measured,
    row.spread,
    row.budget,
    row.goal,
    row.verdict,
    row.detail,
  ]);
  const lines = [HEADINGS, HEADINGS.map(() => '---'), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** In words, and no name of it. */
function machine() {
  const isVirtual = / hypervisor\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  const cores = `${cpus().length} ${isVirtual ? 'virtual cores of a shared' : 'cores of an'}`;
  const system = /^PRETTY_NAME="?(?<name>[^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'));
  return `${cores} ${ARCHITECTURES[process.arch] ?? process.arch} machine, ${system.groups.name}, Node ${process.version}`;
}

export function report(results, remarks) {
  const day = new Date().toISOString().slice(0, 10);
  return `# Results of \`npm run bench\`

Measured on ${day} on ${machine()}. The server runs on one core, the load on another; all sides of a row run
in the same minutes, in turns. A ratio is the median of the rounds' own ratios. "MISSED" is a missed budget.

${table(results)}${remarks.map((remark) => `\n${remark}\n`).join('')}`;
}

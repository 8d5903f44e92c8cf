// `npm run bench`: the budgets, measured. `npm run bench -- ROW…` measures only those rows and
// writes nothing; `--quick` shows in a minute that everything runs; `--long` adds what takes twenty minutes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './lib/prerequisites.mjs';
import { pinLoad } from './lib/process.mjs';
import { report, table } from './lib/results.mjs';
import * as backup from './rows/backup.mjs';
import * as control from './rows/control.mjs';
import * as disk from './rows/disk.mjs';
import * as events from './rows/events.mjs';
import * as hostile from './rows/hostile.mjs';
import * as intake from './rows/intake.mjs';
import * as logins from './rows/logins.mjs';
import * as memory from './rows/memory.mjs';
import * as metrics from './rows/metrics.mjs';
import * as page from './rows/page.mjs';
import * as startup from './rows/startup.mjs';
import * as stream from './rows/stream.mjs';
import * as tokens from './rows/tokens.mjs';
import * as zones from './rows/zones.mjs';

const ROWS = {
  zones,
  memory,
  startup,
  tokens,
  events,
  metrics,
  intake,
  control,
  stream,
  logins,
  hostile,
  backup,
  page,
};
const LONG_ROWS = { disk };
const RESULTS = join(import.meta.dirname, 'RESULTS.md');

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const isLong = args.includes('--long');
const chosen = args.filter((arg) => !arg.startsWith('--'));
const rows = isLong ? { ...ROWS, ...LONG_ROWS } : ROWS;
const wrong = chosen.filter((name) => !Object.hasOwn(rows, name));
if (wrong.length > 0) {
  console.error(`There is no row ${wrong.join(', ')}, only: ${Object.keys(rows).join(', ')}`);
  process.exit(2);
}

// So that what is to be ended at an exit is ended then, too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

prepare();
pinLoad();
const effort = isQuick ? { rounds: 3, seconds: 1, isQuick } : { rounds: 15, seconds: 2, isQuick };
const results = [];
for (const [name, { measure }] of Object.entries(rows)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.error(`${name} …`);
  const measured = await measure(effort);
  // Seen at once: a later row may fail.
  for (const row of measured) console.error(`  ${row.measured}: ${row.name} (${row.detail})`);
  results.push(...measured);
}

console.log(table(results));
if (chosen.length === 0 && !isQuick) {
  const remarks = isLong ? [] : ['What is written to the disk is measured with `--long`.'];
  writeFileSync(RESULTS, report(results, remarks));
}

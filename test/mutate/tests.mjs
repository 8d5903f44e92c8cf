// Running one bundle: as it is, to learn what it meets and how long it takes, and as a mutant, until its first failure.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FLAGS = ['--test-reporter=tap', '--test-force-exit', '--no-warnings'];

/** How many test files are asked of what is worked out once, when a file is loaded: nearly all of them load it. */
const LOADERS = 12;

/** @returns 'passed', 'failed' or 'late', and after how long */
async function run(bundle, env, timeoutMs) {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [...FLAGS, bundle], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '', ...env },
  });
  let end;
  const stopAs = (how) => {
    end ??= how;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stopAs('late'), timeoutMs);
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    if (/^ *not ok /m.test(chunk)) stopAs('failed');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  end ??= code === 0 ? 'passed' : 'failed';
  return { end, tookMs: performance.now() - startedMs };
}

/** What a test file of this very text has met before. */
function remembered(file, hash) {
  if (!existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  return kept.hash === hash ? kept : undefined;
}

/**
 * The mutants that a test file meets, each with whether a test met it, or just the loading of the file.
 * @returns undefined where the file fails as it is, and so can tell nothing
 */
export async function measure({ bundle, test }) {
  const file = `${bundle}.met.json`;
  const hash = createHash('sha256').update(readFileSync(bundle)).digest('hex');
  let known = remembered(file, hash);
  if (known === undefined) {
    const { end, tookMs } = await run(bundle, { ARIS_MUTANTS_MET: file }, 60_000);
    known = { hash, tookMs, met: end === 'passed' ? JSON.parse(readFileSync(file, 'utf8')) : null };
    writeFileSync(file, JSON.stringify(known));
  }
  if (known.met === null) return undefined;
  return { bundle, test, tookMs: known.tookMs, met: new Map(known.met), killed: new Map() };
}

/** What promises to kill most of a file in its time comes first. */
const promise = ({ killed, tookMs, metOf }, path) =>
  ((killed.get(path) ?? 0) + metOf.get(path) / 1_000) / tookMs;

/** @returns 'killed', 'timed out', 'survived' or 'not covered' */
export async function judge({ id, path }, measured) {
  const meeting = measured
    .filter(({ met }) => met.has(id))
    .sort((a, b) => promise(b, path) - promise(a, path));
  const inTests = meeting.filter(({ met }) => met.get(id));
  if (meeting.length === 0) return 'not covered';
  for (const test of inTests.length > 0 ? inTests : meeting.slice(0, LOADERS)) {
    const { end } = await run(test.bundle, { ARIS_MUTANT: String(id) }, 5_000 + 5 * test.tookMs);
    if (end === 'passed') continue;
    test.killed.set(path, (test.killed.get(path) ?? 0) + 1);
    return end === 'late' ? 'timed out' : 'killed';
  }
  return 'survived';
}

// A process that has the test files of one bundle, and runs some of their tests as a mutant when it is told to.
import { mock } from 'node:test';
import { pathToFileURL } from 'node:url';

const RUN_MS_MIN = 3_000;
const RUN_MS_LONG = 60_000;
const [bundle, mutant] = process.argv.slice(2);
const NONE = -1;

/** The mutant that all code is at this time, and those that were met since somebody looked. */
let is = mutant === undefined ? NONE : Number(mutant);
let met = new Set();
globalThis.__m = (id) => {
  if (id === is) return true;
  met.add(id);
  return false;
};
function takeMet() {
  const taken = [...met];
  met = new Set();
  return taken;
}

/** What fails beside a test's own promise is its failure too. */
let stray;
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => {
    stray ??= error ?? new Error(event);
  });

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function inTime(body, limitMs) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), limitMs);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const runAll = async (bodies, limitMs) => {
  for (const body of bodies) await inTime(body, limitMs);
};

/** The suites of a test that were begun and are not ended yet, outermost first. */
let begun = [];
const metBy = new Map();

async function enter(parents, limitMs) {
  while (begun.some((suite, depth) => parents[depth] !== suite)) await leave(limitMs);
  for (const suite of parents.slice(begun.length)) {
    begun.push(suite);
    takeMet();
    await runAll(suite.before, limitMs);
    metBy.set(suite, takeMet());
  }
}

async function leave(limitMs) {
  await runAll(begun.pop().after, limitMs);
}

/** @returns undefined where it passes */
async function failureOf({ parents, body }, limitMs) {
  stray = undefined;
  let failure;
  const noting = (error) => void (failure ??= error ?? new Error('failed with nothing'));
  /** Of a test that asks for it, as node:test has it. */
  const after = [() => mock.reset()];
  const context = { mock, after: (body) => void after.push(body) };
  const hooks = (kind) => parents.flatMap((suite) => suite[kind]);
  try {
    await enter(parents, limitMs);
    await runAll(hooks('beforeEach'), limitMs);
    await inTime(async () => body(context), limitMs);
  } catch (error) {
    noting(error);
  }
  await runAll([...after, ...hooks('afterEach').toReversed()], limitMs).catch(noting);
  await turn();
  return failure ?? stray;
}

async function endAll() {
  while (begun.length > 0) await leave(RUN_MS_MIN).catch(() => undefined);
}

await import(pathToFileURL(bundle).href);
const tests = globalThis.__tests;
const metAtLoad = takeMet();

const timed = async (test) => {
  const startedMs = performance.now();
  const failure = await failureOf(test, RUN_MS_LONG);
  return { failure, tookMs: performance.now() - startedMs };
};

/**
 * Each test as it is: which mutants it meets, and how long it takes. One that fails by itself, backwards, leans on
 * those before it.
 */
async function measure({ slowMs }) {
  const found = [];
  for (const [index, test] of tests.entries()) {
    takeMet();
    const { failure, tookMs } = await timed(test);
    const met = [...takeMet(), ...test.parents.flatMap((suite) => metBy.get(suite) ?? [])];
    const { file, name } = test;
    found.push({ index, file, name, met, tookMs, failure: failure && String(failure) });
  }
  await endAll();
  for (const one of found.toReversed()) {
    if (one.tookMs > slowMs || one.met.length === 0) continue;
    const { failure, tookMs } = await timed(tests[one.index]);
    await endAll();
    Object.assign(one, { tookMs, leans: failure !== undefined });
  }
  return { found, metAtLoad };
}

/** The first of these tests that fails as this mutant, and whether it passes again as no mutant. */
async function judge({ id, indices, timesMs }) {
  is = id;
  for (const [at, index] of indices.entries()) {
    const test = tests[index];
    const limitMs = Math.max(RUN_MS_MIN, 20 * timesMs[at]);
    const failure = await failureOf(test, limitMs);
    if (failure === undefined) continue;
    await endAll();
    const isLate = failure.message === 'late';
    if (mutant !== undefined) return { index, isLate, isSound: true };
    is = NONE;
    await turn();
    const isSound = (await failureOf(test, limitMs)) === undefined;
    await endAll();
    return { index, isLate, isSound };
  }
  await endAll();
  is = NONE;
  return { isSound: true };
}

process.on('message', async (asked) => {
  process.send(asked.id === undefined ? await measure(asked) : await judge(asked));
});
process.send({ isReady: true });

// What becomes of a mutant: first in one process that has all tests and is every mutant in turn, which takes some
// milliseconds; whom that lets live, and what is worked out when a file is loaded, in a process of its own.
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** How many test files are asked in processes of their own: of what nearly all of them load, and of what few tests meet. */
const LOADERS_ASKED = 8;
const MEETING_ASKED = 2;
/** A test that takes longer is not asked again and again. */
const SLOW_MS = 3_000;
/** Of a mutant that many tests come by: those are asked that promise the most in this time. */
const ASKED_MS = 5_000;
/** The same of one file in a process of its own. */
const FILE_MS = 20_000;
/** A process that has been this many mutants is not what it was. */
const TURNS = 300;
/** That nothing is heard for so long is a loop without an end. */
const SILENCE_MS = 15_000;

function startWorker(bundle, mutant) {
  const child = fork(
    join(import.meta.dirname, 'worker.mjs'),
    [bundle, mutant].filter((arg) => arg !== undefined),
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--no-warnings'],
      env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
    },
  );
  let answer = () => undefined;
  child.on('message', (message) => answer(message));
  child.on('exit', () => answer({ isGone: true }));
  const heard = async (waitMs) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ isLate: true }), waitMs);
      answer = (message) => {
        clearTimeout(timer);
        resolve(message);
      };
    });
  const ready = heard(SILENCE_MS);
  return {
    ready,
    async ask(question, waitMs = SILENCE_MS) {
      if (child.exitCode !== null || child.signalCode !== null) return { isGone: true };
      child.send(question);
      return heard(waitMs);
    },
    end: () => child.kill('SIGKILL'),
  };
}

/** All tests as they are. One that leans on those before it is asked together with them alone. */
async function measureAll(all) {
  const worker = startWorker(all);
  await worker.ready;
  const { found, metAtLoad } = await worker.ask({ slowMs: SLOW_MS }, 1_200_000);
  worker.end();
  for (const { file, name, failure } of found)
    if (failure !== undefined) console.error(`left out: ${file}: ${name}: ${failure}`);
  const tests = found.map((test) => ({ ...test, met: new Set(test.met), killed: new Map() }));
  return { tests, metAtLoad: new Set(metAtLoad) };
}

const isUsable = ({ failure, leans, tookMs }) =>
  failure === undefined && !leans && tookMs < SLOW_MS;

/** Whether a test is about a file: how much of what it meets is of it, and whom of it it has killed. */
function promiseOf({ met, killed, tookMs }, { path }, idsOfFile) {
  const share = idsOfFile.filter((id) => met.has(id)).length / met.size;
  return ((share || 0) + (killed.get(path) ?? 0)) / (tookMs + 1);
}

/** As many of these as there is time for, in their order. */
function within(tests, limitMs) {
  let leftMs = limitMs;
  return tests.filter(({ tookMs }) => {
    const fits = tookMs <= leftMs;
    if (fits) leftMs -= tookMs;
    return fits;
  });
}

const verdictOf = ({ isLate }) => (isLate ? 'timed out' : 'killed');

/** @param isQuick whom the first process lets live is not asked again */
export async function createJudge({ all, reaching, isQuick }) {
  const { tests, metAtLoad } = await measureAll(all);
  let worker;
  let turns = 0;

  async function warmWorker() {
    if (worker === undefined || turns++ > TURNS) {
      worker?.end();
      worker = startWorker(all);
      turns = 0;
      await worker.ready;
    }
    return worker;
  }

  /** @returns undefined where it lives */
  async function inTurn({ id, path }, meeting, isSecondTry = false) {
    const indices = meeting.map(({ index }) => index);
    const timesMs = meeting.map(({ tookMs }) => tookMs);
    const said = await (await warmWorker()).ask({ id, indices, timesMs });
    if (said.isGone || (said.isLate && said.index === undefined) || said.isSound === false) {
      worker.end();
      worker = undefined;
    }
    // The process was spoilt, perhaps by a mutant before.
    if (said.isSound === false && !isSecondTry) return inTurn({ id, path }, meeting, true);
    const test = tests.find(({ index }) => index === said.index);
    test?.killed.set(path, (test.killed.get(path) ?? 0) + 1);
    return said.isGone || said.isLate || test !== undefined ? verdictOf(said) : undefined;
  }

  async function alone({ id, path }, { bundle, file }, idsOfFile) {
    const known = tests
      .filter((test) => test.file === file)
      .map((test, index) => ({ ...test, index, promise: promiseOf(test, { path }, idsOfFile) }))
      .filter(({ failure }) => failure === undefined);
    const sumMs = known.reduce((sum, { tookMs }) => sum + tookMs, 0);
    const chosen =
      sumMs <= FILE_MS
        ? known
        : within(
            known.filter(isUsable).sort((x, y) => y.promise - x.promise),
            ASKED_MS,
          );
    const own = startWorker(bundle, id);
    const begun = await own.ready;
    const indices = chosen.map(({ index }) => index);
    const timesMs = chosen.map(({ tookMs }) => tookMs);
    const said = begun.isReady ? await own.ask({ id, indices, timesMs }) : begun;
    own.end();
    return said.isGone || said.isLate || said.index !== undefined ? verdictOf(said) : undefined;
  }

  /** Those first that are about the file most of all: that meet much of it, and reach little else. */
  function filesFor({ id, path }, idsOfFile) {
    const isMet = metAtLoad.has(id);
    const weigh = ({ file, reached }) =>
      tests.filter((test) => test.file === file && idsOfFile.some((one) => test.met.has(one)))
        .length / reached.size;
    return reaching
      .filter(({ file, reached }) =>
        isMet ? reached.has(path) : tests.some((test) => test.file === file && test.met.has(id)),
      )
      .map((one) => ({ ...one, weight: weigh(one) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, isMet ? LOADERS_ASKED : MEETING_ASKED);
  }

  return {
    /** @returns 'killed', 'timed out', 'survived' or 'not covered' */
    async judge(mutant, idsOfFile) {
      const { id } = mutant;
      const meeting = tests
        .filter((test) => test.met.has(id) && isUsable(test))
        .map((test) => ({ ...test, promise: promiseOf(test, mutant, idsOfFile) }))
        .sort((a, b) => b.promise - a.promise);
      const isMet = metAtLoad.has(id) || tests.some(({ met }) => met.has(id));
      if (!isMet) return 'not covered';
      const inTurnVerdict =
        meeting.length === 0 ? undefined : await inTurn(mutant, within(meeting, ASKED_MS));
      if (inTurnVerdict !== undefined) return inTurnVerdict;
      if (isQuick && meeting.length > 0) return 'survived';
      for (const own of filesFor(mutant, idsOfFile)) {
        const verdict = await alone(mutant, own, idsOfFile);
        if (verdict !== undefined) return verdict;
      }
      return 'survived';
    },
    end: () => worker?.end(),
  };
}

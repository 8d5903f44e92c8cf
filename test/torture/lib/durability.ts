/** What happens to the machine under the hub: each case says what was lost, and shows that it can tell. */
import { randomInt } from 'node:crypto';
import { messageOf } from '../../../src/domain/errors.ts';
import { writeRow } from './results.ts';

/** How a case is to be run; what is not given is the case's own, of the short form or the long one. */
export interface Form {
  readonly isShort: boolean;
  readonly seed: number;
  readonly rounds: number | undefined;
  readonly minutes: number | undefined;
  /** Tells how far it is. */
  readonly say: (line: string) => void;
}

export interface Outcome {
  /** Such as `200 rounds`. */
  readonly extent: string;
  /** What it came to, in words. */
  readonly figures: string;
  /** What did not hold. */
  readonly broken: readonly string[];
}

export interface DurabilityCase {
  readonly name: string;
  /** To mount a disk. */
  readonly needsRoot?: boolean;
  readonly run: (form: Form) => Promise<Outcome>;
}

interface Options {
  readonly short?: boolean;
  readonly seed?: number;
  readonly rounds?: number;
  readonly minutes?: number;
}

/** Of what did not hold, so many are told. */
const TOLD = 10;

function verdict(broken: readonly string[]): string {
  if (broken.length === 0) return 'held';
  const more = broken.length > TOLD ? `; and ${broken.length - TOLD} more` : '';
  return `broken: ${broken.slice(0, TOLD).join('; ')}${more}`;
}

/* eslint-disable no-console -- A program that reports to who started it. */

/** What waits in vain is an outcome too. */
async function outcomeOf(run: DurabilityCase['run'], form: Form): Promise<Outcome> {
  try {
    return await run(form);
  } catch (error) {
    return { extent: 'broken off', figures: 'nothing', broken: [messageOf(error)] };
  }
}

async function runOne({ name, run }: DurabilityCase, options: Options): Promise<boolean> {
  const { short: isShort = false, seed = randomInt(1, 2 ** 31), rounds, minutes } = options;
  const startedMs = performance.now();
  const say = (line: string) => console.log(`${name}: ${line}`);
  say(`seed ${seed}`);
  const { extent, figures, broken } = await outcomeOf(run, {
    isShort,
    seed,
    rounds,
    minutes,
    say,
  });
  const tookS = Math.round((performance.now() - startedMs) / 1_000);
  const isHeld = broken.length === 0;
  const form = `${extent}, ${tookS} s, seed ${seed}`;
  console.log(`${name}: ${form}: ${figures}`);
  console.error(`${name}: ${verdict(broken)}`);
  if (!isShort) writeRow('Durability', { name, form, figures, isHeld });
  return isHeld;
}

/** Cases wait most of their time; in the long form none takes anything from another. @returns whether all held */
export async function runDurability(
  cases: readonly DurabilityCase[],
  options: Options,
): Promise<boolean> {
  const queue = [...cases];
  let isHeld = true;
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      if (one.needsRoot === true && process.getuid?.() !== 0)
        console.error(`${one.name}: left out, needs root to mount a disk`);
      else isHeld = (await runOne(one, options)) && isHeld;
    }
  };
  await Promise.all(Array.from({ length: options.short === true ? 2 : 1 }, worker));
  return isHeld;
}

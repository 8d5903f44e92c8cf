/**
 * How fine history is, and for how long (`app/history/history.ts` has the arithmetic). Each
 * tier sums up the one before; its blocks hold a whole number of that one's.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../units.ts';

export interface Tier {
  readonly name: string;
  readonly stepMs: number;
  readonly blockMs: number;
  readonly keepMs: number;
}

export const MINUTES: Tier = {
  name: 'minute',
  stepMs: MINUTE_MS,
  blockMs: 4 * HOUR_MS,
  keepMs: 8 * DAY_MS,
};
export const TIERS: readonly [Tier, ...Tier[]] = [
  MINUTES,
  { name: 'quarter', stepMs: 15 * MINUTE_MS, blockMs: 4 * DAY_MS, keepMs: 100 * DAY_MS },
  { name: 'hour', stepMs: HOUR_MS, blockMs: 16 * DAY_MS, keepMs: 3 * 366 * DAY_MS },
];

/** What one point of an answer may stand for. */
const STEPS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
] as const;

export const floorTo = (instantMs: number, stepMs: number): number =>
  Math.floor(instantMs / stepMs) * stepMs;

/**
 * The step of an answer: the finest that stays within `maxPoints` and of which there is still something at its start.
 * @param ageMs how long ago the range starts
 */
export function answerStepMs(spanMs: number, ageMs: number, maxPoints: number): number {
  const kept = TIERS.find(({ keepMs }) => ageMs <= keepMs) ?? TIERS.at(-1) ?? MINUTES;
  return STEPS_MS.find((stepMs) => stepMs >= kept.stepMs && spanMs / stepMs <= maxPoints) ?? DAY_MS;
}

/** The coarsest tier that is as fine as `stepMs`: where an answer of that step is read. */
export function tierFor(stepMs: number): number {
  return TIERS.findLastIndex((tier) => tier.stepMs <= stepMs);
}

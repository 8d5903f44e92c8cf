/** Why a decision is what it is: a code of a closed set, and until when that holds. */
import { REASON_SENTENCES } from '../../sentences/reasons.ts';
import { isoTime } from '../../units.ts';

export type ReasonCode = keyof typeof REASON_SENTENCES;
export const REASON_CODES = Object.keys(REASON_SENTENCES) as readonly ReasonCode[];

export interface Reason {
  readonly code: ReasonCode;
  readonly text: string;
  /** When it will be over, where that is known; ms since 1970. */
  readonly untilMs?: number;
}

/** One object for each code: a reason without an end costs nothing. */
const REASONS = Object.fromEntries(
  REASON_CODES.map((code) => [code, { code, text: REASON_SENTENCES[code] }]),
) as unknown as Readonly<Record<ReasonCode, Reason>>;

export function reason(code: ReasonCode, untilMs?: number): Reason {
  return untilMs === undefined ? REASONS[code] : { ...REASONS[code], untilMs };
}

/** A reason as the API shows it. */
export interface ReasonView {
  /** For programs, from a closed set. */
  readonly code: string;
  /** For people, in English. */
  readonly text: string;
  /** ISO 8601: when it will be over, where that is known. */
  readonly until?: string;
}

export const shownReason = ({ code, text, untilMs }: Reason): ReasonView => ({
  code,
  text,
  ...(untilMs !== undefined && { until: isoTime(untilMs) }),
});

import type { Fault } from './reading.ts';

/** A fault that is known of, with the time since when it is. */
export type StandingFault = Fault & { readonly sinceTs: string };

/**
 * The faults that stand after a report, in its order, each code once. A fault is known by its code, and keeps its time
 * for as long as it stands: the device's own, else `nowTs` of when it was first seen.
 */
export function standingFaults(
  before: readonly StandingFault[],
  reported: readonly Fault[],
  nowTs: string,
): StandingFault[] {
  const since = new Map(before.map(({ code, sinceTs }) => [code, sinceTs]));
  const standing = new Map<string, StandingFault>();
  for (const fault of reported) {
    const sinceTs = fault.sinceTs ?? since.get(fault.code) ?? nowTs;
    standing.set(fault.code, { ...fault, sinceTs });
  }
  return [...standing.values()];
}

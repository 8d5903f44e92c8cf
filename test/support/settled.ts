import { setImmediate as nextTurn } from 'node:timers/promises';

/** What is under way; a timer is not: it waits for its hour. */
const BUSY: ReadonlySet<string> = new Set(['Immediate', 'FSReqCallback', 'FSReqPromise']);

/** Once nothing is under way any more: whatever waits then waits for the clock, or for something from outside. */
export async function settled(): Promise<void> {
  do await nextTurn();
  while (process.getActiveResourcesInfo().some((name) => BUSY.has(name)));
}

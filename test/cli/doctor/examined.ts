/** What a check is given, as a test has it: a machine on which nothing is, and a hub that is well. */
import type { Check, Examined, Diagnosis } from '../../../src/cli/doctor/check.ts';
import { createFakeMachine, type FakeMachineParts } from '../../support/fake-machine.ts';
import { WELL } from '../../support/hub-status.ts';

export const NOW_MS = Date.parse('2026-01-15T12:05:00Z');

export interface Given extends Partial<Examined> {
  readonly on?: FakeMachineParts;
  /** What is answered to each operation. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** @returns the verdict of the check of that name */
export async function verdict(
  checks: readonly Check[],
  name: string,
  { on = {}, answers = {}, ...more }: Given = {},
): Promise<Diagnosis> {
  const check = checks.find((one) => one.name === name);
  if (check === undefined) throw new Error(`there is no check "${name}"`);
  return check.run({
    machine: createFakeMachine(on),
    cli: { dataFolder: '/data', settings: { listen: { host: '::', port: 8080 } } as never },
    version: '0.2.0',
    nodeVersion: '20.19.0',
    nowMs: NOW_MS,
    hub: WELL,
    service: undefined,
    storeFolder: '/data',
    hasStore: true,
    ask: async (operation) => {
      if (!Object.hasOwn(answers, operation)) throw new Error(`nobody answers ${operation}`);
      return Promise.resolve(answers[operation]);
    },
    ...more,
  });
}

/** Of a list of cases: what is given, the state, and words that are said or to be done. */
export type Case = readonly [
  check: string,
  what: string,
  given: Given,
  state: Diagnosis['state'],
  words: RegExp,
];

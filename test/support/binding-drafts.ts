/** Good bindings, spoilt in one place, and what is said of them. */
import assert from 'node:assert/strict';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import type { At, HouseFault } from '../../src/domain/house-fault.ts';
import { HEISHAMON_HCU } from './bound-machines.ts';

export type Draft = Record<string, unknown> & { readings: Record<string, unknown>[] };

/** A good binding, changed. */
export function changed(good: object, change: (draft: Draft) => void): unknown {
  const draft = structuredClone(good) as Draft;
  change(draft);
  return draft;
}

/** With one member of its first reading replaced. */
export const set = (name: string, value: unknown) => (draft: Draft) => {
  const [first] = draft.readings;
  if (first !== undefined) first[name] = value;
};

/** A good binding, that of HeishaMon's heat pump, with one member replaced: `orders.supplyTempC.number.max`. */
export function withAt(path: string, value: unknown, good: object = HEISHAMON_HCU): unknown {
  const draft = structuredClone(good) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let at = draft;
  for (const step of steps) at = (at[step] ??= {}) as Record<string, unknown>;
  at[last] = value;
  return draft;
}

/** What can be told to a machine, for orders of a number. */
export const numberOrder = (more: object = {}) => ({
  level: 'steer',
  repeatSeconds: 60,
  number: { topic: 'c', min: 20, max: 55, step: 0.5, ...more },
});

export const faultTexts = (faults: readonly HouseFault[]): string[] =>
  faults.map(({ path, message }) => `${path}: ${message}`);

/** They stand as in a house file. */
export const standing = (bindings: readonly unknown[]): At<DeviceBinding>[] =>
  bindings.map((binding, b) => [`bindings[${b}]`, binding as DeviceBinding]);

/** What is wrong is that, and nothing else. */
export function assertFault(faults: readonly HouseFault[], fault: string | RegExp): void {
  const texts = faultTexts(faults);
  if (typeof fault === 'string') return assert.deepEqual(texts, [fault]);
  assert.equal(texts.length, 1, texts.join('; '));
  assert.match(texts[0] ?? '', fault);
}

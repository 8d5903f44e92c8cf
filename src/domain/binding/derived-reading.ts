/** Readings that follow from named places: a sum of numbers, or the first case whose condition holds. */
import {
  BINDABLE,
  type BindableKind,
  type CaseReading,
  type DerivedReading,
  type SumReading,
} from './binding.ts';
import { valueOf, type BoundValue } from './bound-reading.ts';
import { holds } from './condition.ts';
import { faultsIn } from './meaning.ts';
import type { MappedValue } from './place.ts';

/** What a named place says, and how long ago it said so. */
export interface Known {
  readonly value: MappedValue;
  readonly ageMs: number;
}

/** Undefined where it is not known. */
export type KnownAt = (name: string) => Known | undefined;

interface Found {
  readonly meaning: unknown;
  /** The places that it is of. */
  readonly of: readonly string[];
}

function summed({ sum, scale = 1 }: SumReading, at: KnownAt): Found | undefined {
  let total = 0;
  for (const name of sum) {
    const value = at(name)?.value;
    // A part that is missing makes the rest no sum.
    if (typeof value !== 'number') return undefined;
    total += value;
  }
  return { meaning: total * scale, of: sum };
}

function found({ cases }: CaseReading, at: KnownAt): Found | undefined {
  const one = cases.find((each) => holds(each.if, (name) => at(name)?.value));
  return one && { meaning: one.then, of: Object.keys(one.if) };
}

/** What it comes to now: null where it has no value. It is as old as the oldest of what it is of. */
export function derive(kind: BindableKind, reading: DerivedReading, at: KnownAt): BoundValue {
  const what = 'sum' in reading ? summed(reading, at) : found(reading, at);
  if (what === undefined) return { value: null };
  const { field } = reading;
  const isFaults = BINDABLE[kind][field]?.type === 'faults';
  const meaning = isFaults ? faultsIn({ topic: '' }, what.meaning) : what.meaning;
  const read = valueOf(kind, field, meaning);
  if ('refused' in read) return read;
  return { value: read.value, ageMs: Math.max(0, ...what.of.map((name) => at(name)?.ageMs ?? 0)) };
}

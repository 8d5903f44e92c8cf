/**
 * What a template makes of a message, step by step: a place in it, as a number that is multiplied and moved or as a word that
 * is mapped; whatever is neither cannot be read.
 */
import type { MappedValue } from '../binding/place.ts';
import { LIMITS } from '../limits.ts';

/** A number or word of the message on its way to what is made of it. */
interface Said {
  readonly steps: readonly string[];
  readonly scale: number;
  readonly offset: number;
  readonly values?: Readonly<Record<string, MappedValue>> | undefined;
}
export type Term = Said | { readonly literal: MappedValue };

export const isSaid = (term: Term): term is Said => 'steps' in term;
const isPlain = ({ scale, offset, values }: Said) =>
  scale === 1 && offset === 0 && values === undefined;
export const isSame = (one: Said, other: Said) =>
  isPlain(one) && isPlain(other) && one.steps.join('\n') === other.steps.join('\n');

/** Of what no binding can say. */
export class CannotRead extends Error {}

function numberOf(term: Term): number {
  if (isSaid(term) || typeof term.literal !== 'number') throw new CannotRead();
  return term.literal;
}

function linear(term: Term, by: (said: Said) => Pick<Said, 'scale' | 'offset'>): Said {
  if (!isSaid(term) || term.values !== undefined) throw new CannotRead();
  const { scale, offset } = by(term);
  // The same as a multiple of it: nothing comes of 0 or ∞.
  if (!Number.isFinite(scale) || !Number.isFinite(offset) || scale === 0) throw new CannotRead();
  return { steps: term.steps, scale, offset };
}

export const times = (term: Term, by: Term): Term =>
  linear(term, ({ scale, offset }) => ({
    scale: scale * numberOf(by),
    offset: offset * numberOf(by),
  }));
export const divided = (term: Term, by: Term): Term => times(term, { literal: 1 / numberOf(by) });
export const plus = (term: Term, by: Term, sign: number): Term =>
  linear(term, ({ scale, offset }) => ({ scale, offset: offset + sign * numberOf(by) }));

export function mappedBy(asked: Term, values: Readonly<Record<string, MappedValue>>): Said {
  if (!isSaid(asked) || !isPlain(asked)) throw new CannotRead();
  if (Object.keys(values).length > LIMITS.bindingValues) throw new CannotRead();
  return { ...asked, values };
}

/** A word for each of true and false. */
export function truth(asked: Said, yes: Term, no: Term): Said {
  if (isSaid(yes) || isSaid(no)) throw new CannotRead();
  return mappedBy(asked, { true: yes.literal, false: no.literal });
}

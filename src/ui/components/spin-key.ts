/** What a key does at a spin button, as the ARIA Authoring Practices have it: steps, the ends of the range, and digits. */

export type SpinAct =
  | { readonly is: 'step'; readonly steps: number }
  | { readonly is: 'end'; readonly of: 'min' | 'max' }
  /** @param text all that has been typed since the last pause */
  | { readonly is: 'type'; readonly text: string }
  | { readonly is: 'finish' };

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  PageUp: 4,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageDown: -4,
};
const ENDS: Readonly<Record<string, 'min' | 'max'>> = { Home: 'min', End: 'max' };
/** With a comma as much as with a point, and a tenth at most. */
const NUMBER = /^\d{1,3}(?:[.,]\d?)?$/;

/** @param typed what has been typed so far @returns undefined where the key is none of ours */
export function spinAct(key: string, typed: string): SpinAct | undefined {
  const steps = STEPS[key];
  if (steps !== undefined) return { is: 'step', steps };
  const end = ENDS[key];
  if (end !== undefined) return { is: 'end', of: end };
  if (key === 'Backspace' && typed !== '') return { is: 'type', text: typed.slice(0, -1) };
  if ((key === 'Enter' || key === 'Escape') && typed !== '') return { is: 'finish' };
  if (!/^[\d.,]$/.test(key)) return undefined;
  const text = typed + key;
  // A figure too many says nothing.
  return { is: 'type', text: NUMBER.test(text) ? text : typed };
}

/** The number that was typed; NaN where it is none yet. */
export const typedNumber = (text: string): number =>
  text === '' ? NaN : Number(text.replace(',', '.'));

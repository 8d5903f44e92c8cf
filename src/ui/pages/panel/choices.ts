/** What is set on a panel itself: which room is its own, and when it dims. Kept in its browser. */
import { signal } from '@preact/signals';

export const DIMS = ['night', 'always', 'never'] as const;

export interface PanelChoices {
  /** The room in which it hangs; undefined is the first of the house. */
  readonly zoneId?: string | undefined;
  readonly dim: (typeof DIMS)[number];
  /** By the clocks of the house, as `22:00`. */
  readonly nightFrom: string;
  readonly nightTo: string;
}

export const STANDARD: PanelChoices = { dim: 'night', nightFrom: '22:00', nightTo: '06:00' };

const KEY = 'aris_panel';
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** @param text as it was kept, or anything else: what makes no sense in it is as if it had not been said */
export function choicesIn(text: string | null): PanelChoices {
  const told = objectIn(text);
  const clock = (name: 'nightFrom' | 'nightTo') => {
    const value = told[name];
    return typeof value === 'string' && CLOCK.test(value) ? value : STANDARD[name];
  };
  return {
    ...(typeof told.zoneId === 'string' && { zoneId: told.zoneId }),
    dim: DIMS.find((dim) => dim === told.dim) ?? STANDARD.dim,
    nightFrom: clock('nightFrom'),
    nightTo: clock('nightTo'),
  };
}

function objectIn(text: string | null): Partial<Record<keyof PanelChoices, unknown>> {
  try {
    return Object(JSON.parse(text ?? '{}')) as Partial<Record<keyof PanelChoices, unknown>>;
  } catch {
    return {};
  }
}

/** A browser may refuse to keep anything. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const choices = signal(choicesIn(kept()));

export function choose(change: Partial<PanelChoices>): void {
  choices.value = choicesIn(JSON.stringify({ ...choices.value, ...change }));
  try {
    localStorage.setItem(KEY, JSON.stringify(choices.value));
  } catch {
    // It holds until the page is loaded anew.
  }
}

/** When a panel is dim: at night, and nobody is at it. */
import type { PanelChoices } from './choices.ts';

type Night = Pick<PanelChoices, 'dim' | 'nightFrom' | 'nightTo'>;

/** @param clock of the house, as `21:30` */
export function isNight(clock: string, { nightFrom, nightTo }: Night): boolean {
  if (nightFrom <= nightTo) return clock >= nightFrom && clock < nightTo;
  return clock >= nightFrom || clock < nightTo;
}

/** @param isIdle whether nobody has touched it for a while */
export function isDimmed(clock: string, isIdle: boolean, choices: Night): boolean {
  if (!isIdle || choices.dim === 'never') return false;
  return choices.dim === 'always' || isNight(clock, choices);
}

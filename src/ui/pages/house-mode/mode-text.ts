/** How the house as a whole is set, in a sentence. */
import type { SystemView } from '../../../app/views/system-view.ts';
import { home } from '../../strings/home.ts';

const words = home.mode;

/** What the mode means, and until when. */
export function modeText(
  { mode, until }: Pick<SystemView, 'mode' | 'until'>,
  clock: (at: string) => string,
): string | undefined {
  if (mode === 'home') return undefined;
  const [open, ending] = {
    away: [words.awayOpen, words.awayUntil] as const,
    vacation: [words.vacationOpen, words.vacationUntil] as const,
    off: [words.offOpen, words.offUntil] as const,
  }[mode];
  return until === undefined ? open : ending(clock(until));
}

import { SECOND_MS } from '../domain/units.ts';
import type { CliContext } from './context.ts';

const LONG_MS = 2 * SECOND_MS;

interface Watched extends Pick<CliContext, 'err' | 'isTerminal'> {
  readonly clock: Pick<CliContext['clock'], 'after'>;
}

/** Does something, and says so once where that takes long and somebody watches. */
export async function patiently<T>(
  { clock, err, isTerminal }: Watched,
  doing: string,
  work: () => Promise<T> | T,
): Promise<T> {
  const cancel = isTerminal ? clock.after(LONG_MS, () => err(`${doing} …`)) : () => undefined;
  try {
    return await work();
  } finally {
    cancel();
  }
}

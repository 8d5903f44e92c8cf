/** `--demo NAME`: a house behind real gateways' forms, to be tried out. */
import type { Demo } from '../simulator/demos.ts';
import { UsageError } from './context.ts';
import type { CommandLine } from './settings.ts';

export interface ChosenDemo extends Demo {
  readonly name: string;
}

/** @throws UsageError for one that is none, or beside a house file */
export async function chosenDemo({
  options,
  settings,
}: Pick<CommandLine, 'options' | 'settings'>): Promise<ChosenDemo | undefined> {
  const name = options['demo']?.at(-1);
  if (name === undefined) return undefined;
  if (settings.house !== undefined)
    throw new UsageError('--demo has a house of its own: leave --house out');
  const { demoOf, DEMO_NAMES } = await import('../simulator/demos.ts');
  const demo = demoOf(name);
  if (demo === undefined)
    throw new UsageError(`--demo is one of ${DEMO_NAMES.join(', ')}, not "${name}"`);
  return { name, houseText: demo.houseText, gateways: demo.gateways };
}

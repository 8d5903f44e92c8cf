/** `--demo NAME`: a house behind real gateways' forms, to be tried out. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Demo } from '../simulator/demos.ts';
import { UsageError } from './context.ts';
import type { CommandLine } from './settings.ts';

/** Each demo keeps its data apart, below the data folder that is named. */
const FOLDER_START = 'demo-';
export const demoFolder = (dataFolder: string, name: string): string =>
  join(dataFolder, `${FOLDER_START}${name}`);

/** @returns the data folders of the demos below a data folder */
export const demoFoldersIn = (dataFolder: string): string[] =>
  existsSync(dataFolder)
    ? readdirSync(dataFolder)
        .filter((name) => name.startsWith(FOLDER_START))
        .map((name) => join(dataFolder, name))
    : [];

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

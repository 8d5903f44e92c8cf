/** Stores that released programs have left, one folder for each version: made by test/store/fixtures/make.ts. */
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastingFolder } from './child.ts';

const FOLDER = join(import.meta.dirname, '..', 'store', 'fixtures');

export interface Fixture {
  readonly version: string;
  /** When the program said what it said, ISO time. */
  readonly madeAt: string;
  /** Of every person in it. */
  readonly password: string;
  readonly pin: string;
  /** Each token's text, by its name. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What the program answered to the owner, by path. */
  readonly said: Readonly<Record<string, unknown>>;
  /** A copy of the data folder, for one test. */
  dataFolder(): string;
}

export function fixtures(): Fixture[] {
  const versions = readdirSync(FOLDER).filter((name) => statSync(join(FOLDER, name)).isDirectory());
  return versions.map((version) => {
    const folder = join(FOLDER, version);
    const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Fixture;
    return {
      ...truth,
      version,
      dataFolder() {
        const copy = lastingFolder();
        for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
        return copy;
      },
    };
  });
}

/** A step from one format of the store to the next. */
import type { TextWrite } from '../records.ts';

/** What it works on. */
export interface MigratedTexts {
  get(key: string): string | undefined;
  /** Keys that start with `prefix` and their texts, in order. */
  range(prefix: string): Iterable<readonly [key: string, text: string]>;
}

export interface Migration {
  /** The store's format from then on: one more than before. */
  readonly to: number;
  /** For the log. */
  readonly what: string;
  /** What is to be written, worked out from what is there: in one commit with all other steps, and the format. */
  writes(texts: MigratedTexts): readonly TextWrite[];
}

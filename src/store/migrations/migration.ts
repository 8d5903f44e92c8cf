/** A step from one format of the store to the next. */
import type { TextStore, TextWrite } from '../records.ts';

export interface Migration {
  /** The store's format from then on: one more than before. */
  readonly to: number;
  /** For the log. */
  readonly what: string;
  /** What is to be written, worked out from what is there: one commit, with the number of the format. */
  writes(texts: Pick<TextStore, 'get' | 'range'>): readonly TextWrite[];
}

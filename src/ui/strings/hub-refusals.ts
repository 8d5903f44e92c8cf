/** Why the hub refuses something, by code: said by itself in English. */
import type { RefusalCode, RefusalDataTypes } from '../../domain/refusals.ts';

export type RefusalWords = {
  readonly [C in RefusalCode]: (data: RefusalDataTypes[C]) => string;
} & {
  /** Of whatever is asked for and not there. */
  readonly not_found: () => string;
};

export const refusals: Partial<RefusalWords> = {};

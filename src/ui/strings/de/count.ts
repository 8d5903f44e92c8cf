/** Numbers in German. */
import { counting } from '../count.ts';

export const count = counting('de');
/** `2,5` */
export const number = (value: number): string => value.toLocaleString('de');
/** `Bad, Küche und Flur` */
export const list = (names: readonly string[]): string => new Intl.ListFormat('de').format(names);

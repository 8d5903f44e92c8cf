/** Numbers in Dutch. */
import { counting } from '../count.ts';

export const count = counting('nl');
/** `2,5` */
export const number = (value: number): string => value.toLocaleString('nl');
/** `badkamer, keuken en hal` */
export const list = (names: readonly string[]): string => new Intl.ListFormat('nl').format(names);

/** Numbers, lists and times in French. */
import { counting } from '../count.ts';

export const count = counting('fr');
/** `2,5` */
export const number = (value: number): string => value.toLocaleString('fr');
/** `Bain, cuisine et entrée` */
export const list = (names: readonly string[]): string => new Intl.ListFormat('fr').format(names);

/** A date has an article, a time or a weekday has none; the `h` of `17 h 30` is no month. */
const isDate = (when: string): boolean => /^\d+(?:er)? \p{L}{3}/u.test(when);
/** `jusqu’à 21:30`, `jusqu’au 24 déc., 18:00` */
export const until = (when: string): string =>
  isDate(when) ? `jusqu’au ${when}` : `jusqu’à ${when}`;
/** `depuis 21:30`, `depuis le 24 déc., 18:00` */
export const since = (when: string): string =>
  isDate(when) ? `depuis le ${when}` : `depuis ${when}`;

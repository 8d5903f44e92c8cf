/** From a name that people have given to an id that the house file takes. The page has it too, so it imports types alone. */
import type { LIMITS } from './limits.ts';

const ID_CHARS: (typeof LIMITS)['idChars'] = 64;
/** Letters that are no others with a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  œ: 'oe',
};

/** In small letters without marks, as far as that can be. */
export const plainLetters = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[ßæøłđœ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '');

/** `Wohnzimmer Süd` → `wohnzimmer_sud`; empty where it has no such letters. There is room for a number behind it. */
export const idFrom = (name: string): string =>
  plainLetters(name)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, ID_CHARS - 4);

/** An id that nobody has: `hall`, else `hall_2`, … */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}_${n}`;
  return id;
}

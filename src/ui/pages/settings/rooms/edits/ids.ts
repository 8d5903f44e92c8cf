/** From a name that people have given to an id: as the hub itself makes one of what a device is called. */
import type { LIMITS } from '../../../../../domain/limits.ts';

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

/** `Wohnzimmer Süd` → `wohnzimmer_sud`; empty where it has no such letters. */
export const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ßæøłđœ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, ID_CHARS - 4);

/** `hall`, else `hall_2`, … */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${wanted}_${n}`)) n += 1;
  return `${wanted}_${n}`;
}

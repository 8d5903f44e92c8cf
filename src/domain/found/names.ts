/** From what a device calls itself to a name that people may be shown, and an id that the house file takes. */
import { LIMITS } from '../limits.ts';
import { nameFault } from '../text.ts';

/** What is no letter, mark, number, or sign that stands in names: brackets of scripts, controls, what turns a line around. */
const NOT_IN_NAMES = /[^\p{L}\p{M}\p{N} .,:;!?'’()&+/°#_-]+/gu;

/** @param otherwise a name that can be seen, for where nothing of the other one can */
export function cleanName(said: string, otherwise: string): string {
  const clean = said
    .slice(0, 4 * LIMITS.friendlyNameChars)
    .normalize('NFC')
    .replaceAll(NOT_IN_NAMES, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  // Not through the middle of a character.
  const short = clean
    .slice(0, LIMITS.friendlyNameChars)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return short !== '' && nameFault(short) === undefined ? short : otherwise;
}

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

/** `Wohnzimmer Süd` → `wohnzimmer_sud`; empty where it has no such letters. */
export const idFrom = (name: string): string =>
  plainLetters(name)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, LIMITS.idChars - 4);

/** An id that nobody has: `hall`, `hall_2`, … From now on it is taken. */
export function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}_${n}`;
  taken.add(id);
  return id;
}

/** What devices that measure a room are called besides the room. */
const MEASURES =
  /(?:^|[\s_-]+)(?:temp(?:erature)?|thermo(?:meter|stat)|radiator|valve|trv|climate|sensor)$/i;

/** `Kitchen thermometer` → `Kitchen`. What is called after nothing but itself keeps its name. */
export function roomIn(name: string): string {
  const short = name.replace(MEASURES, '');
  if (short === '') return name;
  return short === name ? name : roomIn(short);
}

/** Thermometers that say so themselves. */
const OUTDOORS =
  /\b(?:out(?:doors?|side)|garden|balcony|terrace|aussen\w*|garten|balkon|terrasse|ext[eé]rieur\w*|jardin)\b/i;

export const isOutdoors = (name: string): boolean =>
  OUTDOORS.test(name.replaceAll('ß', 'ss').replaceAll('_', ' '));

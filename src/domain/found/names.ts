/** From what a device calls itself to a name that people may be shown, and to the room that it stands in. */
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

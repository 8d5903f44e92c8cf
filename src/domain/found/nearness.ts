/** In which rooms of the house a found device seems to stand: it says so, or is called like the room. */
import type { Zone } from '../house.ts';
import { LIMITS } from '../limits.ts';
import type { Sighting } from './sighting.ts';
import { plainLetters } from '../ids.ts';

/** By the room that it says it is in, or by its name. */
export const NEARNESSES = ['room', 'name'] as const;
export type Nearness = (typeof NEARNESSES)[number];

export interface NearRoom {
  readonly zoneId: string;
  readonly by: Nearness;
}

/** Of these rooms the likeliest. */
export const nearnessIn = (
  near: readonly NearRoom[],
  zoneIds: readonly string[],
): Nearness | undefined => near.find(({ zoneId }) => zoneIds.includes(zoneId))?.by;

/** Those that stand near before others, and by what they say before what they are called. */
export const nearnessRank = (by: Nearness | undefined): number =>
  by === undefined ? NEARNESSES.length : NEARNESSES.indexOf(by);

const wordsOf = (text: string): readonly string[] =>
  plainLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const joined = (text: string): string => wordsOf(text).join('');

/** The name from each of its words on, in one word, and where words of it end. */
interface Tail {
  readonly text: string;
  readonly ends: ReadonlySet<number>;
}

function tailsOf(name: string): readonly Tail[] {
  const words = wordsOf(name);
  return words.map((_, at) => {
    const ends = new Set<number>();
    let text = '';
    for (const word of words.slice(at)) {
      text += word;
      ends.add(text.length);
    }
    return { text, ends };
  });
}

/** So long a name is one that others begin with: bath, bathroom. */
const BEGINNING_CHARS = 4;

/** Whether the room's name is whole in it, or begins a word: but `Bedroom 1` begins no `Bedroom 10`. */
function isIn(room: string, { text, ends }: Tail): boolean {
  if (!text.startsWith(room)) return false;
  if (ends.has(room.length)) return true;
  const isBeginning = room.length >= BEGINNING_CHARS && /\p{L}$/u.test(room);
  return isBeginning && /^\p{L}/u.test(text.slice(room.length));
}

type Named = Pick<Zone, 'zoneId' | 'friendlyName'>;

/** Tells where a device seems to stand: rooms that it names first, the longest name before others. */
export function roomFinder(
  zones: readonly Named[],
): (device: Pick<Sighting, 'name' | 'room'>) => readonly NearRoom[] {
  const rooms = zones.map(({ zoneId, friendlyName }) => ({
    zoneId,
    names: [...new Set([joined(friendlyName), joined(zoneId)])].filter(Boolean),
  }));
  return ({ name, room = '' }) => {
    const said = room.slice(0, LIMITS.friendlyNameChars);
    const own = joined(said);
    const tails = tailsOf(`${said} ${name.slice(0, LIMITS.friendlyNameChars)}`);
    const near = rooms.flatMap(({ zoneId, names }) => {
      const isNamed = names.includes(own);
      const called = names.filter((one) => tails.some((tail) => isIn(one, tail)));
      const chars = Math.max(0, ...called.map(({ length }) => length));
      return isNamed || chars > 0 ? [{ zoneId, isNamed, chars }] : [];
    });
    return near
      .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.chars - a.chars)
      .slice(0, LIMITS.foundNear)
      .map(({ zoneId, isNamed }) => ({ zoneId, by: isNamed ? 'room' : 'name' }));
  };
}

/** Which rooms Home shows. */
import type { RoomPlace } from '../../live.ts';

/** From so many rooms on there is a search, and each has a small card. */
export const MANY_ROOMS = 12;

/** Without accents and capitals. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The rooms whose name or floor has each of the words. */
export function roomsFound(rooms: readonly RoomPlace[], asked: string): readonly RoomPlace[] {
  const wanted = plain(asked).split(/\s+/);
  return rooms.filter(({ friendlyName, floor = '' }) => {
    const text = plain(`${friendlyName} ${floor}`);
    return wanted.every((word) => text.includes(word));
  });
}

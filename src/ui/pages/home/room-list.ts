/** Which rooms Home shows, and of how many setpoints it shows but one. */
import type { ZoneView } from '../../../domain/zone-view.ts';
import type { RoomPlace } from '../../live.ts';
import { FIELDS, sidesIn, type Side } from '../../setpoints.ts';

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

/** Which of its two setpoints a room is nearer to; undefined where it has not both. */
function nearer(zone: ZoneView): Side | undefined {
  const { tempC, tempHeatSetC, tempCoolSetC } = zone;
  if (sidesIn(zone.mode, zone).length < 2 || tempC === undefined) return undefined;
  return tempC - (tempHeatSetC ?? tempC) <= (tempCoolSetC ?? tempC) - tempC ? 'heat' : 'cool';
}

/** Of which side the setpoints matter now: that to which most rooms are nearer. */
export function seasonOf(zones: readonly ZoneView[]): Side {
  const sides = zones.map(nearer);
  const many = (side: Side) => sides.filter((one) => one === side).length;
  return many('cool') > many('heat') ? 'cool' : 'heat';
}

/** The side that a room's small card shows: that on which something happens, else that of the season. */
export function sideOf(zone: ZoneView, season: Side): Side | undefined {
  const sides = sidesIn(zone.mode, zone);
  const { effectiveMode, activeCall } = zone;
  return (
    sides.find((side) => side === effectiveMode || side === activeCall) ??
    sides.find((side) => side === season) ??
    sides[0]
  );
}

export const setpointOf = (zone: ZoneView, side: Side): number => zone[FIELDS[side]] ?? 0;

/** Of which of its two setpoints a room shows one, where there is room for no more. */
import type { ZoneView } from '../domain/zone-view.ts';
import { FIELDS, sidesIn, type Side } from './setpoints.ts';

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

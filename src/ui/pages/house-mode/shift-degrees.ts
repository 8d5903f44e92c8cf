/** By how much all rooms are warmer or cooler, in the house's unit. */
import type { Units } from '../../format.ts';

/** K in a degree of the house's unit. */
export const DEGREE_K = { C: 1, F: 5 / 9 } as const;

/** `2°` */
export function shiftDegrees(shiftK: number, unit: Units): string {
  const tenths = Math.round((Math.abs(shiftK) / DEGREE_K[unit]) * 10) / 10;
  return `${unit === 'F' ? Math.round(tenths) : tenths}°`;
}

/**
 * How far rooms are from what is asked of them. The measure: the true temperature of the room, each minute, against
 * the setpoints that the hub then shows. Between the setpoints, or on the far side of one that the zone does not
 * have, a room is at 0.
 */
import type { ZoneView } from '../../src/domain/zone-view.ts';

/** So far from what is asked a room may be. */
export const COMFORT_K = 0.5;

export interface Discomfort {
  readonly zoneId: string;
  readonly atMs: number;
  /** Kelvins beyond the setpoint. */
  readonly byK: number;
  readonly reason: string;
}

export function discomfortOf(view: ZoneView, tempC: number): number {
  const { tempHeatSetC = -Infinity, tempCoolSetC = Infinity, mode } = view;
  const coldK = mode === 'cool' ? 0 : tempHeatSetC - tempC;
  const warmK = mode === 'heat' ? 0 : tempC - tempCoolSetC;
  return mode === 'off' ? 0 : Math.max(0, coldK, warmK);
}

/** @param excused reasons for which the plant cannot serve a zone */
export function createComfort(excused: readonly string[] = []) {
  let worst: Discomfort = { zoneId: '', atMs: 0, byK: 0, reason: '' };
  const counted = { minutes: 0, beyond: 0 };
  return {
    look(view: ZoneView, tempC: number, atMs: number): void {
      const byK = discomfortOf(view, tempC);
      const reason = view.reason?.code ?? '';
      counted.minutes += 1;
      if (byK > COMFORT_K && excused.includes(reason)) return;
      if (byK > COMFORT_K) counted.beyond += 1;
      if (byK > worst.byK) worst = { zoneId: view.zoneId, atMs, byK, reason };
    },
    worst: () => worst,
    /** Share of the minutes in which a room was beyond COMFORT_K. */
    beyondShare: () => counted.beyond / Math.max(1, counted.minutes),
  };
}

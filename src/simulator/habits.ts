/** What the people of the house do over a day, by the local hour (0 to under 24). */

/** People in a room: in one of two they live by day, in the other they sleep. */
export function occupantsAt(roomIndex: number, localHour: number): number {
  const isNight = localHour >= 22.5 || localHour < 7;
  if (roomIndex % 2 === 1) return isNight ? 2 : 0;
  if (isNight) return 0;
  return localHour < 9 || localHour >= 17 ? 2 : 0.5;
}

/** Shower, kitchen, dishes, bath: [from hour, minutes, L/min at the tap]. */
const DRAWS = [
  [6.75, 12, 8],
  [12.5, 6, 4],
  [19, 10, 5],
  [21.5, 6, 7],
] as const;

/** Warm water at the taps, L/min. */
export function tapFlowLpm(localHour: number): number {
  const draw = DRAWS.find(
    ([fromHour, minutes]) => localHour >= fromHour && localHour < fromHour + minutes / 60,
  );
  return draw?.[2] ?? 0;
}

/** When water is kept warm up to the taps, where the house has a loop for it. */
export function isRecirculationTime(localHour: number): boolean {
  return localHour >= 6 && localHour < 22 && (localHour * 60) % 30 < 10;
}

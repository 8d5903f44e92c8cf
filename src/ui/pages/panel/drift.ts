/**
 * Where a picture stands that nobody moves: in each minute at another place, so that it does not burn into the screen. It
 * goes over a square of places row by row and back the same way: each step is a small one, and it is as long at one place
 * as at another.
 */

/** Places to each side of the middle. */
export const DRIFT_REACH = 3;
const SIDE = 2 * DRIFT_REACH + 1;
const LAST = SIDE * SIDE - 1;

export interface Drift {
  /** Steps to the right and down, from −DRIFT_REACH to DRIFT_REACH. */
  readonly x: number;
  readonly y: number;
}

/** @param minute counted from whenever */
export function driftAt(minute: number): Drift {
  const turn = ((minute % (2 * LAST)) + 2 * LAST) % (2 * LAST);
  const place = turn <= LAST ? turn : 2 * LAST - turn;
  const row = Math.floor(place / SIDE);
  const along = place % SIDE;
  const column = row % 2 === 0 ? along : SIDE - 1 - along;
  return { x: column - DRIFT_REACH, y: row - DRIFT_REACH };
}

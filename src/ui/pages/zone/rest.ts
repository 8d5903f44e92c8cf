/** When the day ends, and the next one begins, as far as a room is kept otherwise until then. */
import { instantAt, wallDay, wallTime } from '../../house-time.ts';

const NIGHT = '22:00';
const MORNING = '06:00';
/** From then on it is not long enough until the night. */
const EVENING = '21:00';
const DAY_MS = 24 * 60 * 60_000;

export interface Rest {
  readonly is: 'tonight' | 'morning';
  readonly atMs: number;
}

/** Until tonight; from the evening on until the morning. */
export function nextRest(nowMs: number, timeZone: string | undefined): Rest {
  const today = wallDay(nowMs, timeZone);
  const at = (day: string, clock: string) => instantAt(`${day}T${clock}`, timeZone);
  const clock = wallTime(nowMs, timeZone).slice(11);
  if (clock < MORNING) return { is: 'morning', atMs: at(today, MORNING) };
  if (clock < EVENING) return { is: 'tonight', atMs: at(today, NIGHT) };
  // The noon of tomorrow, whichever hour is skipped or doubled until then.
  const tomorrow = wallDay(at(today, '12:00') + DAY_MS, timeZone);
  return { is: 'morning', atMs: at(tomorrow, MORNING) };
}

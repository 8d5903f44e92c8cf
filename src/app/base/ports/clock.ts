/** Time, and what is done by it. */
import type { OffsetOf } from '../../../domain/local-time.ts';

export type Cancel = () => void;

export interface Clock {
  /** Wall time in ms since 1970. It may jump: for records and answers, never for durations. */
  nowMs(): number;
  /**
   * The same for schedules and control: a wall that is put right is believed at once, where the time of records never
   * goes back. Absent: no other than that.
   */
  houseMs?(): number;
  /**
   * The same as far as it has come for certain: nothing expires, is thrown away or counted but by it. It lags behind while
   * the wall may yet turn out wrong. Absent: no other than that.
   */
  certainMs?(): number;
  /** Ms from an arbitrary start that never jump: for durations, limits and time-outs. */
  monotonicMs(): number;
  /** Calls back after `delayMs`; does not keep the process alive. */
  after(delayMs: number, callback: () => void): Cancel;
  every(periodMs: number, callback: () => void): Cancel;
  /** Whether the wall time may yet turn out wrong. Absent: it never may. */
  isProvisional?(): boolean;
}

/** The house's time. What is a duration moves along with it, and so lasts as long as it was to last. */
export interface HouseClock extends Clock {
  /** The listener is told by how many ms the time was set, before anybody sees the new time. */
  onSet(listener: (byMs: number) => void): Cancel;
}

/** What the certain time told at `sinceMs` and later was told wrong by so much. */
export interface ClockMove {
  /** Exclusive. */
  readonly sinceMs: number;
  readonly byMs: number;
}

/** By which credentials expire: its `nowMs` is the certain time. */
export interface ExpiryClock extends Clock {
  /** The listener is told before anybody sees the new time, so that what was made meanwhile lasts as long as it was to. */
  onMoved(listener: (move: ClockMove) => void): Cancel;
}

/**
 * The clocks of a time zone, by its IANA name.
 * @throws RangeError where nothing knows it
 */
export type TimeZones = (name: string) => OffsetOf;

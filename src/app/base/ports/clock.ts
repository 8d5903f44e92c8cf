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
  /** Ms from an arbitrary start that never jump: for durations, limits and time-outs. */
  monotonicMs(): number;
  /** Calls back after `delayMs`; does not keep the process alive. */
  after(delayMs: number, callback: () => void): Cancel;
  every(periodMs: number, callback: () => void): Cancel;
  /** Whether the wall time may yet turn out wrong: nothing is thrown away for being old by it. Absent: it never may. */
  isProvisional?(): boolean;
}

/** The house's time. What is a duration moves along with it, and so lasts as long as it was to last. */
export interface HouseClock extends Clock {
  /** The listener is told by how many ms the time was set, before anybody sees the new time. */
  onSet(listener: (byMs: number) => void): Cancel;
}

/**
 * The clocks of a time zone, by its IANA name.
 * @throws RangeError where nothing knows it
 */
export type TimeZones = (name: string) => OffsetOf;

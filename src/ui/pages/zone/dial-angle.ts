/** Where on the dial a temperature stands, and which one stands where the dial is turned to. */
import { SETPOINT_MAX_C, SETPOINT_MIN_C } from '../../setpoints.ts';

export const CENTRE = 150;
export const RADIUS = 126;
/** It is open at the bottom: degrees, clockwise from the right. */
const FROM_DEG = 135;
const SWEEP_DEG = 270;
const SPAN_C = SETPOINT_MAX_C - SETPOINT_MIN_C;

const clamped = (tempC: number) => Math.min(Math.max(tempC, SETPOINT_MIN_C), SETPOINT_MAX_C);

/** Radians. */
export function angleOf(tempC: number): number {
  const part = (clamped(tempC) - SETPOINT_MIN_C) / SPAN_C;
  return ((FROM_DEG + part * SWEEP_DEG) * Math.PI) / 180;
}

/**
 * What a knob comes to that is turned.
 * @param from the centre, as far right and down
 * @param tempC what it stands at: it goes no way through the opening, from one end to the other
 */
export function turnedTo([x, y]: readonly [x: number, y: number], tempC: number): number {
  const deg = (Math.atan2(y, x) * 180) / Math.PI;
  const fromStart = (deg - FROM_DEG + 720) % 360;
  // In the opening the nearer end counts.
  const isPastEnd = fromStart > SWEEP_DEG + (360 - SWEEP_DEG) / 2;
  const askedC = clamped(SETPOINT_MIN_C + ((isPastEnd ? 0 : fromStart) / SWEEP_DEG) * SPAN_C);
  return Math.abs(askedC - tempC) > SPAN_C / 2 ? tempC : askedC;
}

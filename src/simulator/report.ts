/** The form of what a device says of itself. */
import type { JsonValue } from '../domain/errors.ts';

export type Report = Readonly<Record<string, JsonValue | undefined>>;

/** Finer than the API shows, as a sensor is: rounding twice would be off by a last digit. */
export const round = (value: number, decimals = 2): number => Number(value.toFixed(decimals)) + 0;

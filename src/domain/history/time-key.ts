/** The time of a block as the beginning of its key in the store. */

/** Such as `20260115T0800`: ascending, and to be read by a person. */
export const timeKey = (instantMs: number): string =>
  new Date(Math.max(0, instantMs)).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

export function timeOfKey(key: string): number {
  const [, year, month, day, hour, minute] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(key)?.map(Number) ?? [];
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
}

import { MINUTE_MS } from '../domain/units.ts';

/** How far the clocks of the time zone (an IANA name) are ahead of UTC at an instant, ms. */
export function utcOffsetMs(timeZone: string, instantMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  // `GMT+05:30`, and plain `GMT` where there is no offset.
  const text = format.format(instantMs);
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
}

/**
 * Times on the house's own clocks, wherever the page is looked at. `timeZone`: undefined is that of the browser, until the
 * hub has told.
 */
import { locale } from './language.ts';
import { browserAheadMs, houseZone } from './now.ts';

const DAY_MS = 24 * 60 * 60_000;

const partsFormats = new Map<string | undefined, Intl.DateTimeFormat>();

/** Read as parts, so any language will do. */
function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = partsFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  partsFormats.set(timeZone, format);
  return format;
}

/** What the clocks of the place show, as `2026-11-22T08:15`. */
export function wallTime(instantMs: number, timeZone: string | undefined): string {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  ) as Record<string, string>;
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The day there, as `2026-11-22`. */
export const wallDay = (instantMs: number, timeZone: string | undefined): string =>
  wallTime(instantMs, timeZone).slice(0, 10);

const asUtc = (wall: string) => Date.parse(`${wall}Z`);

/** How far the place's clocks are ahead of UTC, ms; whole minutes. */
const offsetAt = (instantMs: number, timeZone: string | undefined): number =>
  asUtc(wallTime(instantMs, timeZone)) - Math.floor(instantMs / 60_000) * 60_000;

/**
 * The instant at which the clocks of the place show this; of a doubled time the first, for a skipped one an hour later.
 * @param wall as `2026-11-22T08:15`
 * @returns NaN for anything else
 */
export function instantAt(wall: string, timeZone: string | undefined): number {
  const wallMs = asUtc(wall);
  if (Number.isNaN(wallMs)) return NaN;
  const offsets = [wallMs - DAY_MS, wallMs + DAY_MS].map((at) => offsetAt(at, timeZone));
  const exact = offsets
    .map((offset) => wallMs - offset)
    .filter((at) => wallTime(at, timeZone) === wall.slice(0, 16));
  return exact.length > 0 ? Math.min(...exact) : wallMs - (offsets[0] ?? 0);
}

function dayShape(isNear: boolean, isThisYear: boolean): Intl.DateTimeFormatOptions {
  if (isNear) return { weekday: 'short' };
  return { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) };
}

function twelveHoursOf(tag: string): Intl.DateTimeFormat | false {
  const known = clocks.get(tag);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    hour: 'numeric',
    minute: '2-digit',
  });
  const kept = format.resolvedOptions().hour12 === true && format;
  clocks.set(tag, kept);
  return kept;
}
const clocks = new Map<string, Intl.DateTimeFormat | false>();

/** `21:30`, or `9:30 pm` where the reader's place says so. @param clock as `21:30` */
export function shownClock(clock: string, tag = locale): string {
  const format = twelveHoursOf(tag);
  return format === false ? clock : format.format(Date.parse(`2000-01-01T${clock}Z`));
}

/** The same within a date: `numeric` alone would make it `0:30` in places that write `00:30`. */
export const clockShape = (tag = locale): Intl.DateTimeFormatOptions => ({
  hour: twelveHoursOf(tag) === false ? '2-digit' : 'numeric',
  minute: '2-digit',
});

/** `21:30`, with the day where it is another than that of now: `Tue 06:30`, `24 Dec, 18:00`, `24 Dec 2031, 18:00`. */
export function houseClock(timestamp: string, timeZone: string | undefined, nowMs: number): string {
  const atMs = Date.parse(timestamp);
  const wall = wallTime(atMs, timeZone);
  const today = wallDay(nowMs, timeZone);
  if (wall.startsWith(today)) return shownClock(wall.slice(11));
  const day = dayShape(Math.abs(atMs - nowMs) < 6 * DAY_MS, wall.startsWith(today.slice(0, 4)));
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    ...day,
    ...clockShape(),
  }).format(atMs);
}

/** Less than a minute apart, two clocks show the same. */
const NOTABLE_MS = 60_000;

/** Whether the clock of the browser's device shows another time than those of the house do. */
export function isClockOff(nowMs: number): boolean {
  const ownMs = asUtc(wallTime(nowMs + browserAheadMs(), undefined));
  return Math.abs(ownMs - asUtc(wallTime(nowMs, houseZone.value))) > NOTABLE_MS;
}

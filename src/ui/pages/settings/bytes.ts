/** Amounts of memory and disk as people read them. */
import { decimal } from '../../format.ts';
import { settings } from '../../strings/settings.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const DAY_SECONDS = 24 * 60 * 60;
/** The hub writes what can wait every few minutes: what it wrote in less time than this says little of a day. */
const TELLING_SECONDS = 60 * 60;

/** `68.8 MB`: decimal, as disks are sold; three digits at most. */
export function bytes(count: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(count || 1) / 3)));
  const value = count / 1_000 ** power;
  const decimals = power === 0 || value >= 100 ? 0 : 1;
  return `${decimal(value, decimals)}\u00a0${UNITS[power] ?? ''}`;
}

/** What is written in a day, once it can be told. */
export function writtenText(writtenBytes: number, uptimeSeconds: number): string {
  if (uptimeSeconds < TELLING_SECONDS) return settings.about.soFar(bytes(writtenBytes));
  return settings.about.perDay(bytes((writtenBytes * DAY_SECONDS) / uptimeSeconds));
}

import { intlOffset } from '../../src/system/time-zone.ts';
import type { OffsetOf } from '../../src/domain/local-time.ts';

/** Every way in which clocks change: hours, half hours, at midnight, in winter, by rules that span the new year. */
export const ZONES = [
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Istanbul',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'UTC',
] as const;

const opened = new Map<string, OffsetOf>();

/** The clocks of a zone as the language knows them: the same on every machine that runs the tests. */
export function zoneOf(name: string): OffsetOf {
  const offsetOf = opened.get(name) ?? intlOffset(name);
  opened.set(name, offsetOf);
  return offsetOf;
}

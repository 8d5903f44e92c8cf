/**
 * The clocks of a time zone. They are read from the system's own files: those follow what governments decide through
 * the system's updates, and `Intl.DateTimeFormat` costs 8 MiB of memory that are never given back. It stands in where
 * a system, such as a bare Alpine, has no such files.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../app/base/ports/log.ts';
import { messageOf } from '../domain/errors.ts';
import type { OffsetOf } from '../domain/local-time.ts';
import { MINUTE_MS } from '../domain/units.ts';
import { parseTzif } from './tzif.ts';

const ZONEINFO_FOLDERS = ['/usr/share/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo'];
/** Such as `America/Argentina/Buenos_Aires`: nothing that leads out of the folder. */
const NAME = /^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/;

/** As the language itself knows the zone. @throws RangeError where it does not */
export function intlOffset(timeZone: string): OffsetOf {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (instantMs) => {
    // `GMT+05:30`, and plain `GMT` where there is no offset.
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(instantMs)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS;
  };
}

/** The zone of this machine, as far as its own link to the zone's file says it. */
export function machineTimeZone(link = '/etc/localtime'): string {
  try {
    const name = readlinkSync(link).split('/zoneinfo/')[1] ?? '';
    return NAME.test(name) ? name : 'Etc/UTC';
  } catch {
    return 'Etc/UTC';
  }
}

function zoneFile(timeZone: string, folders: readonly string[]): Uint8Array | undefined {
  if (!NAME.test(timeZone)) return undefined;
  for (const folder of folders) {
    try {
      return readFileSync(join(folder, timeZone));
    } catch {
      // Perhaps the next folder has it.
    }
  }
  return undefined;
}

/**
 * @param timeZone an IANA name such as `Europe/Berlin`
 * @throws RangeError where neither the system nor the language knows it
 */
export function openTimeZone(
  timeZone: string,
  log: Log,
  folders: readonly string[] = ZONEINFO_FOLDERS,
): OffsetOf {
  const bytes = zoneFile(timeZone, folders);
  try {
    if (bytes !== undefined) return parseTzif(bytes);
  } catch (error) {
    log.warn('the time zone file is not usable', { timeZone, reason: messageOf(error) });
  }
  log.warn('no time zone file on this system: Node stands in, as of its release', { timeZone });
  return intlOffset(timeZone);
}

/** How a device's report and presence look on the wire (DESIGN.md section 5). */
import { READINGS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import { parseReadings, type Readings } from '../../domain/equipment/reading.ts';
import { HubError } from '../../domain/errors.ts';
import { parseMembers, type Members } from './members.ts';

export type Presence = 'online' | 'offline';

export interface Telemetry {
  readonly readings: Readings;
  /** The whole message, for what is no reading: the echo of a command. */
  readonly message: Members;
}

/**
 * A report of a device: a JSON object with the API's field names. It is the whole of what the device knows now, so a
 * field that is absent has no value any more.
 * @throws HubError `invalid`
 */
export function parseTelemetry(kind: DeviceKind, payload: string): Telemetry {
  const message = parseMembers(payload);
  return { readings: parseReadings(READINGS[kind], message), message };
}

/** @throws HubError `invalid` */
export function parsePresence(payload: string): Presence {
  if (payload === 'online' || payload === 'offline') return payload;
  throw new HubError('invalid', 'neither online nor offline');
}

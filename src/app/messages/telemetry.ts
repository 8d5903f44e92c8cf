/** How a device's report and presence look on the wire (DESIGN.md section 5). */
import { READINGS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import { parseReadings, type Readings } from '../../domain/equipment/reading.ts';
import { HubError } from '../../domain/errors.ts';

export type Presence = 'online' | 'offline';

export interface Telemetry {
  readonly readings: Readings;
  /** The whole message, for what is no reading: the echo of a command. */
  readonly message: Readonly<Record<string, unknown>>;
}

/**
 * A report of a device: a JSON object with the API's field names. It is the whole of what the device knows now, so a
 * field that is absent has no value any more.
 * @throws HubError `invalid`
 */
export function parseTelemetry(kind: DeviceKind, payload: string): Telemetry {
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    throw new HubError('invalid', 'not JSON');
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new HubError('invalid', 'not a JSON object');
  }
  const members = message as Record<string, unknown>;
  return { readings: parseReadings(READINGS[kind], members), message: members };
}

/** @throws HubError `invalid` */
export function parsePresence(payload: string): Presence {
  if (payload === 'online' || payload === 'offline') return payload;
  throw new HubError('invalid', 'neither online nor offline');
}

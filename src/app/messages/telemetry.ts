/** How a device's report and presence look on the wire. */
import { READINGS, type DeviceKind } from '../../domain/equipment/catalogue.ts';
import { parseReadings } from '../../domain/equipment/parse-readings.ts';
import { isMeasure, type Readings, type ReadingTable } from '../../domain/equipment/reading.ts';
import { refusal, type ReadingRefusal } from '../../domain/equipment/refused.ts';
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { nameFault } from '../../domain/text.ts';
import { parseMembers, type Members } from './members.ts';

export type Presence = 'online' | 'offline';

export interface Telemetry {
  readonly readings: Readings;
  /** What of the message cannot be. It costs nothing of the rest. */
  readonly refused: readonly ReadingRefusal[];
  /** What tells the device from another that claims its id. */
  readonly hardwareId: string | undefined;
  /** The whole message, for what is no reading: the echo of a command. */
  readonly message: Members;
}

const isHardwareId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LIMITS.idChars && nameFault(value) === undefined;

/**
 * A report of a device: a JSON object with the API's field names. It is the whole of what the device knows now, so a
 * field that is absent, or cannot be, has no value any more.
 * @throws HubError `invalid` where it is no JSON object
 */
export function parseTelemetry(kind: DeviceKind, payload: string): Telemetry {
  const message = parseMembers(payload);
  const { readings, refused } = parseReadings(READINGS[kind], message);
  const { hardwareId } = message;
  if (isHardwareId(hardwareId)) return { readings, refused, hardwareId, message };
  const isAbsent = hardwareId === undefined || hardwareId === null;
  const reason = `must be text of 1 to ${LIMITS.idChars} characters that can be seen`;
  const refusedId = isAbsent ? [] : [refusal('hardwareId', hardwareId, reason)];
  return { readings, refused: [...refused, ...refusedId], hardwareId: undefined, message };
}

/** What of a report counts whatever its age: states and what stands until it is changed, no measurements. */
export function statesOf(kind: DeviceKind, readings: Readings): Readings {
  const table: ReadingTable = READINGS[kind];
  return Object.fromEntries(Object.entries(readings).filter(([field]) => !isMeasure(table[field])));
}

/** @throws HubError `invalid` */
export function parsePresence(payload: string): Presence {
  if (payload === 'online' || payload === 'offline') return payload;
  throw new HubError('invalid', 'neither online nor offline');
}

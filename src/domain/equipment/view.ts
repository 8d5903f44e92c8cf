/** A device as the API shows it, from its readings table. */
import { isoTime } from '../units.ts';
import { READINGS, type DeviceKind } from './catalogue.ts';
import { instantCop } from './cop.ts';
import type { RefusedReading } from './refused.ts';
import { shownValue, type Readings, type ReadingTable, type ReadingValue } from './reading.ts';

export type { EquipmentKind } from './catalogue.ts';
/** What is shown of a device: its readings, and what the hub has to say of it. */
export type EquipmentView = Readonly<
  Record<string, ReadingValue | Statement | readonly RefusedReading[]>
>;
/** Several things that the hub says of one matter. */
type Statement = Readonly<Record<string, string | number | boolean | readonly Part[]>>;
type Part = Readonly<Record<string, PartValue | readonly Readonly<Record<string, PartValue>>[]>>;
type PartValue = string | number | boolean | readonly string[];

/** What the house says of a device: its id under the API's name, and perhaps a friendly name or a parent. */
export type Identity = Readonly<Record<string, string>>;

/**
 * One that is heard of shows what it reports, beside `"online": true`; one that is not shows what does not go stale, and
 * `"online": false` with the time of its last report.
 * @param readings undefined while the device is not heard of
 * @param standing what the hub knows of it by itself, in place of what the device says
 */
export function equipmentView(
  kind: DeviceKind,
  identity: Identity,
  { readings, lastSeenMs }: { readings: Readings | undefined; lastSeenMs: number | undefined },
  standing: EquipmentView = {},
): EquipmentView {
  if (readings === undefined) {
    const lastSeen = lastSeenMs === undefined ? {} : { lastSeenTs: isoTime(lastSeenMs) };
    return { ...identity, online: false, ...lastSeen, ...standing };
  }
  const view: Record<string, EquipmentView[string]> = { ...identity, online: true };
  const table: ReadingTable = READINGS[kind];
  for (const [field, reading] of Object.entries(table)) {
    const value = field === 'copInstant' ? instantCop(readings) : readings[field];
    if (value === undefined) continue;
    view[field] =
      reading.type === 'timestamp'
        ? isoTime(Date.parse(value as string))
        : shownValue(reading, value);
  }
  return { ...view, ...standing };
}

/** Rooms of the house that nobody measures, and the found thermometers that stand near. */
import { nearnessIn, nearnessRank, type Nearness } from '../../domain/found/nearness.ts';
import type { House, Zone } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { UNMEASURED_SENTENCES, type UnmeasuredCode } from '../../domain/sentences/found.ts';
import type { FaultView } from '../faults/faults.ts';
import type { FoundDeviceView } from './views.ts';

export interface NearDevice {
  readonly foundId: string;
  readonly id: string;
  readonly by: Nearness;
}

/** A room that nobody measures. */
export interface UnmeasuredZone {
  readonly zoneId: string;
  readonly friendlyName: string;
  readonly code: UnmeasuredCode;
  readonly message: string;
  readonly sinceTs?: string;
  /** Thermometers that seem to stand there, the likeliest first. */
  readonly near: readonly NearDevice[];
}

function nearIn({ zoneId }: Zone, found: readonly FoundDeviceView[]): NearDevice[] {
  return found
    .flatMap(({ foundId, becomes }) =>
      becomes.flatMap(({ near = [], id, measuresRoom }) => {
        const by = measuresRoom === true ? nearnessIn(near, [zoneId]) : undefined;
        return by === undefined ? [] : [{ foundId, id, by }];
      }),
    )
    .sort((a, b) => nearnessRank(a.by) - nearnessRank(b.by))
    .slice(0, LIMITS.foundNear);
}

export function unmeasuredZones(
  { zones }: House,
  faults: readonly FaultView[],
  found: readonly FoundDeviceView[],
): UnmeasuredZone[] {
  const unknown = new Map(
    faults
      .filter(({ source, code }) => source === 'zone' && code === 'temperature_unknown')
      .map(({ objectId, sinceTs }) => [objectId, sinceTs]),
  );
  return zones.flatMap((zone): UnmeasuredZone[] => {
    const { zoneId, friendlyName, sensors, terminals } = zone;
    const sinceTs = unknown.get(zoneId);
    const isEmpty = sensors.length + terminals.length === 0;
    if (!isEmpty && sinceTs === undefined) return [];
    const code: UnmeasuredCode = isEmpty ? 'no_thermometer' : 'temperature_unknown';
    return [
      {
        zoneId,
        friendlyName,
        code,
        message: UNMEASURED_SENTENCES[code],
        ...(sinceTs !== undefined && { sinceTs }),
        near: nearIn(zone, found),
      },
    ];
  });
}

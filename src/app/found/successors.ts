/** Devices of the house that are silent, and which of the found ones could take their place. */
import type { DeviceBinding } from '../../domain/binding/binding.ts';
import type { FindingCode } from '../../domain/control/findings.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import { nearnessIn, nearnessRank, type Nearness } from '../../domain/found/nearness.ts';
import type { House, Zone } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { FaultView } from '../faults/faults.ts';
import type { Candidate } from './candidates.ts';

/** A fault, in short. */
type Why = Pick<FaultView, 'code' | 'message' | 'sinceTs'>;

/** A silent device of the house that a found one could take the place of, under its id: so its history goes on. */
export interface Replaced extends Why {
  readonly kind: DeviceKind;
  readonly id: string;
  /** Ids of the zones that it measures or serves. */
  readonly zones: readonly string[];
  /** Where the found one seems to stand in one of those. */
  readonly near?: Nearness;
  /** What stands in `bindings` for it from then on. */
  readonly binding: Readonly<Record<string, unknown>>;
}

/** Why nothing is heard of a device; whatever else is wrong with it, it is there. */
const ABSENCES = [
  'device_offline',
  'gateway_offline',
  'machine_silent',
  'never_heard',
] as const satisfies readonly FindingCode[];

const isAbsence = ({ code }: FaultView) => ABSENCES.some((one) => one === code);

const short = ({ code, message, sinceTs }: FaultView): Why => ({ code, message, sinceTs });

interface Silent {
  readonly kind: 'sensor' | 'fcu';
  readonly id: string;
  readonly why: Why;
  readonly binding: DeviceBinding | undefined;
  /** Rooms that it measures or serves; none outdoors. */
  readonly zones: readonly Zone[];
}

/** Devices of rooms that are silent. Of the plant there is one of a kind, which nobody takes for another. */
function silentIn(house: House, faults: readonly FaultView[]): Silent[] {
  return faults.filter(isAbsence).flatMap((fault) => {
    const { source: kind, objectId: id } = fault;
    if (kind !== 'sensor' && kind !== 'fcu') return [];
    const list = kind === 'sensor' ? 'sensors' : 'terminals';
    const zones = house.zones.filter((zone) => zone[list].includes(id));
    const binding = house.bindings?.find((one) => one.kind === kind && one.id === id);
    return [{ kind, id, why: short(fault), binding, zones }];
  });
}

/** A valve is not told as a relay is, nor either of them as a fan coil on the hub's own topics. */
const toldBy = (binding: DeviceBinding | undefined) =>
  binding === undefined ? 'own_topics' : binding.setpoint ? 'setpoint' : 'switch';

function canReplace({ proposed, bound }: Candidate, silent: Silent): boolean {
  if (proposed.kind !== silent.kind) return false;
  if (silent.kind === 'fcu') return toldBy(bound.binding) === toldBy(silent.binding);
  // One that says it is outdoors measures no room.
  return proposed.zone !== undefined || silent.zones.length === 0;
}

/** Tells what a candidate could take the place of, the likeliest first. */
export function successorFinder(
  house: House,
  faults: readonly FaultView[],
): (candidate: Candidate) => readonly Replaced[] {
  const silent = silentIn(house, faults);

  return (candidate) => {
    const { binding } = candidate.proposed;
    // One that speaks the hub's own topics has its id from whoever made it.
    if (candidate.inHouse !== undefined || binding === undefined) return [];
    return silent
      .filter((one) => canReplace(candidate, one))
      .map(({ kind, id, why, zones }): Replaced => {
        const zoneIds = zones.map(({ zoneId }) => zoneId);
        const near = nearnessIn(candidate.near, zoneIds);
        return {
          kind,
          id,
          zones: zoneIds,
          ...why,
          ...(near !== undefined && { near }),
          binding: { ...binding, id },
        };
      })
      .sort((a, b) => nearnessRank(a.near) - nearnessRank(b.near))
      .slice(0, LIMITS.foundReplaces);
  };
}

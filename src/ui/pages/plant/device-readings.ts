/** Every device's readings in words: what is drawn, and all that is not. */
import type { LevelView } from '../../../domain/control/appliance/level-view.ts';
import type { FaultView } from '../../../app/faults/faults.ts';
import type { EquipmentKind } from '../../../domain/equipment/catalogue.ts';
import type { Fault } from '../../../domain/equipment/reading.ts';
import type { RefusedReading } from '../../../domain/equipment/refused.ts';
import type { EquipmentView } from '../../../domain/equipment/view.ts';
import { foundOf } from '../../components/found.tsx';
import { equipmentName, isOnline } from '../../devices.ts';
import { clockTime, type Units } from '../../format.ts';
import { equipmentOf, KIND_NAMES, KINDS } from '../../kinds.ts';
import type { ShownHouse } from '../../live.ts';
import { shownReading } from '../../readings.ts';
import { faultText } from '../../said.ts';
import { readings as words } from '../../strings/readings.ts';

export interface DeviceReadings {
  readonly kind: EquipmentKind;
  readonly id: string;
  readonly name: string;
  /** The room it is in, for a fan coil. */
  readonly room?: string | undefined;
  readonly isOnline: boolean;
  /** ISO 8601: when it was last heard of, where it is not now. */
  readonly lastSeen?: string | undefined;
  readonly hasFault: boolean;
  /** What it says that cannot be. */
  readonly refused: readonly RefusedReading[];
  /** Of a machine of another make. */
  readonly control?: LevelView | undefined;
  /** Whether the hub does less with it than was chosen. */
  readonly isLowered: boolean;
  /** A fan coil has one, and a valve has none. */
  readonly hasFilter: boolean;
  /** What the hub has found wrong with it, besides what it reports itself. */
  readonly found: readonly FaultView[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

interface FaultText {
  readonly code: string;
  readonly message: string;
  readonly sinceTs: string;
}

function faultsText(faults: readonly FaultText[], nowMs: number): string {
  if (faults.length === 0) return words.noFaults;
  return faults
    .map((fault) => words.fault(faultText(fault), clockTime(fault.sinceTs, nowMs)))
    .join('; ');
}

function factsOf(kind: EquipmentKind, device: EquipmentView, units: Units, nowMs: number) {
  const readings = Object.entries(words.fields).flatMap(([field, anywhere]) => {
    const value = device[field];
    if (value === undefined) return [];
    const label = words.fields[`${kind}.${field}`] ?? anywhere;
    return [{ label, value: shownReading(field, value, units, nowMs) }];
  });
  const faults = device['activeFaults'] as readonly FaultText[] | undefined;
  return faults === undefined
    ? readings
    : [...readings, { label: words.faults, value: faultsText(faults, nowMs) }];
}

/** The room that a fan coil is in. */
const roomOf = ({ zones }: ShownHouse, device: EquipmentView) =>
  zones.find(({ zoneId }) => zoneId === device['zoneId'])?.friendlyName;

function deviceReadings(
  house: ShownHouse,
  kind: EquipmentKind,
  device: EquipmentView,
  facts: DeviceReadings['facts'],
): DeviceReadings {
  const id = device[KINDS[kind].id] as string;
  const reported = (device['activeFaults'] ?? []) as readonly Fault[];
  const control = device['control'] as LevelView | undefined;
  const isLowered = control !== undefined && control.level !== control.chosen;
  return {
    kind,
    id,
    name: equipmentName(house, kind, id),
    room: roomOf(house, device),
    isOnline: isOnline(device),
    lastSeen: device['lastSeenTs'] as string | undefined,
    hasFault: reported.length > 0,
    found: foundOf(
      house.faults,
      kind,
      id,
      // Why it is lowered is said beside the level.
      [...reported.map(({ code }) => code), ...(isLowered ? ['level_lowered'] : [])],
    ),
    refused: (device['refused'] ?? []) as readonly RefusedReading[],
    control,
    isLowered,
    hasFilter: kind === 'fcu' && ('fanPercent' in device || 'filterLastChangedTs' in device),
    facts,
  };
}

export const readingsOf = (house: ShownHouse, units: Units, nowMs: number): DeviceReadings[] =>
  KIND_NAMES.flatMap((kind) =>
    equipmentOf(house, kind).map((device) =>
      deviceReadings(house, kind, device, factsOf(kind, device, units, nowMs)),
    ),
  );

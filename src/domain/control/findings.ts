/** What people have to know of the plant that no device reports: the faults that control finds. */
import type { Severity } from '../event.ts';
import type { House } from '../house.ts';
import type { FaultCode } from '../sentences/faults.ts';
import { HOUR_MS, MINUTE_MS } from '../units.ts';
import type { Appliance } from './appliance/appliance.ts';
import { steersSource } from './appliance/reach.ts';
import type { ControlDecision, ZoneDecision } from './cycle/decision.ts';
import { dewPointC } from './zones/dew-point.ts';
import { tankTemps } from './hot-water/tank.ts';
import type { ControlMemory } from './cycle/memory.ts';
import { sane } from './base/numbers.ts';
import { hasNoEffect, isLeaking, isStuck } from './zones/room-effect.ts';
import type { ControlSnapshot, ZoneSnapshot } from './cycle/snapshot.ts';
import { standsIdle } from './source/idle.ts';
import { isFlowLow, isPressureLow } from './circuit/water-guard.ts';

export interface FindingKind {
  readonly severity: Severity;
  /** It is a fault once it has lasted so long. */
  readonly afterMs?: number;
  /** It is found by what is not heard: just after a start that says nothing yet. */
  readonly needsReports?: true;
  /** An event of another type tells of it already. */
  readonly hasOwnEvent?: true;
}

/** By code. */
export const FINDINGS = {
  // Any device
  device_offline: { severity: 'warning', needsReports: true, hasOwnEvent: true },
  never_heard: { severity: 'warning', hasOwnEvent: true },
  topic_silent: { severity: 'info' },
  topic_refused: { severity: 'warning' },
  order_refused: { severity: 'warning' },
  reading_impossible: { severity: 'warning' },
  gateway_offline: { severity: 'warning', needsReports: true, hasOwnEvent: true },
  machine_silent: { severity: 'warning', needsReports: true, hasOwnEvent: true },
  command_unconfirmed: { severity: 'warning', hasOwnEvent: true },
  device_disagrees: { severity: 'warning' },
  sensor_stuck: { severity: 'warning' },
  level_lowered: { severity: 'warning', needsReports: true, hasOwnEvent: true },
  // A zone
  temperature_unknown: { severity: 'warning', needsReports: true },
  humidity_unknown: { severity: 'warning', needsReports: true },
  frost: { severity: 'critical' },
  not_served: { severity: 'warning', afterMs: 2 * HOUR_MS },
  no_effect: { severity: 'warning' },
  thermometer_stuck: { severity: 'warning' },
  valve_open: { severity: 'warning' },
  // The hydronic unit
  source_fault: { severity: 'critical' },
  source_idle: { severity: 'warning', afterMs: 2 * HOUR_MS },
  flow_lost: { severity: 'critical' },
  flow_low: { severity: 'warning', afterMs: 10 * MINUTE_MS },
  pressure_low: { severity: 'warning', afterMs: 10 * MINUTE_MS },
  outdoor_unknown: { severity: 'warning', needsReports: true },
  // The hot water tank
  hygiene_overdue: { severity: 'critical' },
  tank_unknown: { severity: 'warning', needsReports: true },
  hot_water_cold: { severity: 'warning', afterMs: HOUR_MS },
  hot_water_stalled: { severity: 'warning' },
  // The hub itself
  hub_standby: { severity: 'critical' },
  broker_lost: { severity: 'critical' },
  broker_locked: { severity: 'critical' },
  hub_twin: { severity: 'critical' },
  storage_full: { severity: 'critical' },
  storage_unwritable: { severity: 'critical' },
  storage_damaged: { severity: 'critical' },
  storage_slow: { severity: 'warning' },
  storage_restored: { severity: 'critical', hasOwnEvent: true },
  storage_damaged_records: { severity: 'critical', hasOwnEvent: true },
  house_conflict: { severity: 'warning' },
  house_broken: { severity: 'warning' },
  backup_failing: { severity: 'warning', hasOwnEvent: true },
  backup_old: { severity: 'warning' },
  storage_newer_records: { severity: 'warning' },
} as const satisfies Record<FaultCode, FindingKind>;
export type FindingCode = FaultCode;

export interface Finding {
  /** The kind of object, as in events. */
  readonly source: string;
  readonly objectId: string;
  readonly code: FindingCode;
  /** False where nobody can say now: what stood before goes on to stand. */
  readonly isCertain: boolean;
  /** What it is about, where its sentence cannot say: a topic, a reading. */
  readonly about?: string | undefined;
}

/** True, false, or undefined where nobody can say. */
type Certainty = boolean | undefined;

interface Seen {
  readonly snapshot: ControlSnapshot;
  readonly decision: ControlDecision;
  readonly memory: ControlMemory;
}

type ZoneTest = (zone: ZoneSnapshot, decision: ZoneDecision, seen: Seen) => Certainty;

const tempOf = ({ tempC }: ZoneSnapshot) => sane(tempC, -40, 60);

/** Only while the circuit is cold does it matter: in winter nobody misses a humidity. */
function isUnguarded(zone: ZoneSnapshot, { snapshot: { hcu }, memory }: Seen): boolean {
  const isCooled = zone.supportsCool && (zone.mode === 'cool' || zone.mode === 'auto');
  if (!isCooled || zone.hasDrains || hcu === undefined) return false;
  if (memory.circuit?.direction !== 'cool' || tempOf(zone) === undefined) return false;
  return dewPointC(zone.tempC, zone.rhPercent) === undefined;
}

const knownOf = ({ zones }: ControlMemory, { zoneId }: ZoneSnapshot) =>
  Object.hasOwn(zones, zoneId) ? zones[zoneId] : undefined;

function isFreezing(zone: ZoneSnapshot, { snapshot, memory }: Seen): Certainty {
  const tempC = tempOf(zone);
  if (tempC === undefined) return undefined;
  if (tempC < snapshot.settings.thermostat.frostC) return true;
  const known = knownOf(memory, zone);
  return known?.isFrost === true && known.call === 'heat';
}

const ZONE_TESTS: readonly (readonly [FindingCode, ZoneTest])[] = [
  ['temperature_unknown', (zone) => tempOf(zone) === undefined],
  ['humidity_unknown', (zone, _, seen) => isUnguarded(zone, seen)],
  ['frost', (zone, _, seen) => isFreezing(zone, seen)],
  [
    'not_served',
    // Who lacks so little that what is stored has to do is not in want.
    (_, { activeCall, effectiveMode, reason: { code } }) =>
      (activeCall !== 'none' && effectiveMode === 'idle' && code !== 'stored_first') ||
      code === 'too_humid',
  ],
  ['no_effect', (zone, _, { memory }) => hasNoEffect(knownOf(memory, zone)?.effect)],
  ['thermometer_stuck', (zone, _, { memory }) => isStuck(knownOf(memory, zone)?.effect)],
  ['valve_open', (zone, _, { memory }) => isLeaking(knownOf(memory, zone)?.effect)],
];

type Test = (seen: Seen) => Certainty;

/** Whether the source is sent to work, or has rooms that call where it decides by itself, and stands all the same. */
function isIdle({ snapshot: { hcu }, decision }: Seen): boolean {
  if (hcu === undefined || hcu.hasFault === true || decision.hcu === undefined) return false;
  const { effective, command } = decision.hcu;
  const isCalled = decision.zones.some(
    ({ activeCall, effectiveMode }) => activeCall !== 'none' && effectiveMode === activeCall,
  );
  if (!steersSource(hcu)) return isCalled && effective === 'none' && hcu.isRunning === false;
  if (effective === 'none') return false;
  return standsIdle(hcu, effective === 'cool' ? 'cool' : 'heat', command.supplyTempC);
}

/** Whether a machine lacks what the level that was chosen needs. */
const isLowered = (machine: { readonly appliance?: Appliance | undefined } | undefined) =>
  machine?.appliance?.unmet !== undefined;

const HCU_TESTS: readonly (readonly [FindingCode, Test])[] = [
  ['level_lowered', ({ snapshot }) => isLowered(snapshot.hcu)],
  ['source_fault', ({ snapshot }) => snapshot.hcu?.hasFault],
  ['source_idle', isIdle],
  ['flow_lost', ({ memory }) => memory.water?.isLost === true],
  [
    'flow_low',
    ({ snapshot: { settings, hcu }, memory }) =>
      hcu && isFlowLow(settings.water, memory.water, hcu),
  ],
  [
    'pressure_low',
    ({ snapshot: { settings, hcu }, memory }) =>
      hcu && isPressureLow(settings.water, memory.water, hcu),
  ],
  ['outdoor_unknown', ({ decision }) => decision.outdoorAverageC === undefined],
];

const TES_TESTS: readonly (readonly [FindingCode, Test])[] = [
  ['level_lowered', ({ snapshot }) => isLowered(snapshot.tes)],
];

const DHW_TESTS: readonly (readonly [FindingCode, Test])[] = [
  ['level_lowered', ({ snapshot }) => isLowered(snapshot.dhw)],
  ['hygiene_overdue', ({ decision }) => decision.dhw?.hygiene.isOverdue],
  ['hot_water_stalled', ({ memory }) => memory.dhw.stall !== undefined],
  ['tank_unknown', ({ snapshot: { dhw } }) => dhw && tankTemps(dhw) === undefined],
  [
    'hot_water_cold',
    ({ snapshot: { dhw }, decision }) =>
      dhw && tankTemps(dhw) === undefined ? undefined : decision.dhw?.isUrgent,
  ],
];

/** All that is wrong, and all that may be: what is not among it is well. */
export function findingsOf({ hcu, dhw, tes }: House, seen: Seen): Finding[] {
  const found: Finding[] = [];
  const note = (source: string, objectId: string, code: FindingCode, certainty: Certainty) => {
    if (certainty !== false) found.push({ source, objectId, code, isCertain: certainty === true });
  };
  for (const [index, zone] of seen.snapshot.zones.entries()) {
    const decision = seen.decision.zones[index];
    if (decision === undefined) continue;
    for (const [code, test] of ZONE_TESTS)
      note('zone', zone.zoneId, code, test(zone, decision, seen));
  }
  if (hcu) for (const [code, test] of HCU_TESTS) note('hcu', hcu.hcuId, code, test(seen));
  if (dhw) for (const [code, test] of DHW_TESTS) note('dhw', dhw.dhwId, code, test(seen));
  if (tes) for (const [code, test] of TES_TESTS) note('tes', tes.tesId, code, test(seen));
  return found;
}

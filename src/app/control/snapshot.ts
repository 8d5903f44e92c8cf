/** What control looks at in a cycle, gathered from all that is measured and asked. What is not fresh is left out. */
import { movesWater, terminalOf } from '../../domain/binding/binding.ts';
import { controlSettings } from '../../domain/control/cycle/house-settings.ts';
import type { BufferTemps } from '../../domain/control/circuit/buffer.ts';
import type { TankSnapshot } from '../../domain/control/hot-water/tank.ts';
import type { Appliance } from '../../domain/control/appliance/appliance.ts';
import type {
  ControlSnapshot,
  DhwSnapshot,
  TesSnapshot,
  ZoneSnapshot,
} from '../../domain/control/cycle/snapshot.ts';
import type { HcuSnapshot } from '../../domain/control/appliance/machine.ts';
import { plantReport } from '../../domain/energy.ts';
import type { ReadingsOf, SingleKind } from '../../domain/equipment/catalogue.ts';
import type { House } from '../../domain/house.ts';
import { isReheating, systemAt, type SystemMode } from '../../domain/system-mode.ts';
import { DAY_MS, HOUR_MS } from '../../domain/units.ts';
import { measuredIn } from '../../domain/zone-view.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { DhwRequests } from '../house/dhw-requests.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { PlannedZone, ZonePlans } from '../zones/planned-zones.ts';
import type { MachineOrders } from './machine-orders.ts';

export interface SnapshotSources {
  readonly devices: DeviceRegistry;
  readonly machineOrders: Pick<MachineOrders, 'appliance'>;
  readonly plans: Pick<ZonePlans, 'all' | 'house'>;
  readonly dhwRequests: Pick<DhwRequests, 'asked' | 'level'>;
  readonly surplus: Pick<SurplusRequests, 'level'>;
  readonly powerLimits: Pick<PowerLimits, 'get'>;
}

const layersOf = ({ tempTopC, tempMidC, tempBottomC }: ReadingsOf<'dhw' | 'tes'>): BufferTemps => ({
  tempTopC,
  tempMidC,
  tempBottomC,
});

/** Of the one device of its kind: nothing where it is silent. */
const only = <K extends SingleKind>(devices: DeviceRegistry, kind: K, id: string): ReadingsOf<K> =>
  devices.liveReadings(kind, [id])[0] ?? {};

/** One that only sets back asks for nothing. */
const isHeld = ({ request: { source }, hold }: PlannedZone): boolean =>
  source === 'hold' && hold?.preset !== 'away';

/** For how long all of the sensors have said the very same that measure the room. */
function unmovedMs(devices: DeviceRegistry, sensors: readonly string[]): number | undefined {
  const measuring = sensors.flatMap((id) => {
    const device = devices.get('sensor', id);
    return device?.isLive === true && device.readings?.tempC !== undefined ? [device] : [];
  });
  return measuring.length === 0
    ? undefined
    : Math.min(...measuring.map((device) => device.unmovedMs));
}

function zoneSnapshot(
  planned: PlannedZone,
  devices: DeviceRegistry,
  draining: ReadonlySet<string>,
): ZoneSnapshot {
  const { zone, request } = planned;
  const { zoneId, sensors, terminals, supportsHeat, supportsCool } = zone;
  const { mode, heatSet, coolSet } = request;
  const told = [
    devices.liveReadings('sensor', sensors),
    devices.liveReadings('fcu', terminals),
  ] as const;
  const bindings = terminals.map((id) => devices.get('fcu', id)?.binding);
  return {
    zoneId,
    supportsHeat,
    supportsCool,
    mode,
    heatSet,
    coolSet,
    tempC: measuredIn('tempC', ...told),
    rhPercent: measuredIn('rhPercent', ...told),
    unmovedMs: unmovedMs(devices, sensors),
    isHeld: isHeld(planned),
    hasDrains: terminals.length > 0 && terminals.every((id) => draining.has(id)),
    hasFans: bindings.some((binding) => terminalOf(binding) === undefined),
    movesWater: bindings.every(movesWater),
  };
}

/** Whether the source runs, by what its heat pumps say, else by what the unit itself says. */
function isRunning(
  pumps: readonly ReadingsOf<'heatpump'>[],
  state: ReadingsOf<'hcu'>['state'],
): boolean | undefined {
  const runs = pumps.map(({ compressorSpeedPercent, defrostActive }) =>
    compressorSpeedPercent === undefined && defrostActive === undefined
      ? undefined
      : (compressorSpeedPercent ?? 0) > 0 || defrostActive === true,
  );
  if (runs.includes(true)) return true;
  if (state !== undefined) return state === 'running' || state === 'defrost';
  return runs.length > 0 && !runs.includes(undefined) ? false : undefined;
}

/** What a machine can be told; nothing of one that speaks the hub's own topics. */
function told(
  { devices, machineOrders }: SnapshotSources,
  kind: SingleKind,
  id: string,
): { readonly appliance?: Appliance } {
  const device = devices.get(kind, id);
  return device?.binding === undefined ? {} : { appliance: machineOrders.appliance(device) };
}

function hcuSnapshot(sources: SnapshotSources, house: House): HcuSnapshot | undefined {
  const { hcu, heatpumps } = house;
  if (hcu === undefined) return undefined;
  const { devices } = sources;
  const unit = only(devices, 'hcu', hcu.hcuId);
  const { state, mode, supplyTempC, flowRateLpm, systemPressureBar } = unit;
  const pumpIds = heatpumps.map(({ hpId }) => hpId);
  const pumps = devices.liveReadings('heatpump', pumpIds);
  // Where the energy comes from, and what the unit has, does not change while it is silent.
  const { sourceType, backupHeaterActive } = devices.get('hcu', hcu.hcuId)?.readings ?? {};
  return {
    hasCompressor: sourceType !== 'district_interface',
    hasFault: state === undefined ? undefined : state === 'fault',
    isRunning: isRunning(pumps, state),
    mode,
    supplyTempC,
    flowRateLpm,
    systemPressureBar,
    // Some of the pumps are not all of the power.
    electricalPowerKw: plantReport(unit, pumps.length === pumpIds.length ? pumps : []).electricalKw,
    hasBackupHeater: backupHeaterActive !== undefined,
    ...told(sources, 'hcu', hcu.hcuId),
  };
}

/** By a thermometer that somebody has put up for it, else as the unit has it at its own wall. */
function outdoorTempC(devices: DeviceRegistry, { hcu, outdoorSensors = [] }: House) {
  const { outdoorTempC: own } = hcu === undefined ? {} : only(devices, 'hcu', hcu.hcuId);
  const said = devices.liveReadings('sensor', outdoorSensors);
  const moving = said.filter(({ isStuck }) => isStuck !== true);
  return measuredIn('tempC', moving, []) ?? own ?? measuredIn('tempC', said, []);
}

function tankState(asked: TankSnapshot, readings: ReadingsOf<'dhw'>): TankSnapshot {
  const { lastSanitizationTs, isSanitizing } = readings;
  return {
    ...asked,
    ...layersOf(readings),
    isSanitizing,
    ...(lastSanitizationTs !== undefined && {
      lastSanitizationMs: Date.parse(lastSanitizationTs),
    }),
  };
}

function dhwSnapshot(sources: SnapshotSources, { dhw }: House): DhwSnapshot | undefined {
  if (dhw === undefined) return undefined;
  const readings = only(sources.devices, 'dhw', dhw.dhwId);
  return {
    ...tankState(sources.dhwRequests.asked(), readings),
    isHeated: readings.heatingActive,
    ...told(sources, 'dhw', dhw.dhwId),
  };
}

function tesSnapshot(sources: SnapshotSources, { tes }: House): TesSnapshot | undefined {
  if (tes === undefined) return undefined;
  const readings = only(sources.devices, 'tes', tes.tesId);
  return { ...layersOf(readings), mode: readings.mode, ...told(sources, 'tes', tes.tesId) };
}

export function snapshotOf(sources: SnapshotSources, house: House, nowMs: number): ControlSnapshot {
  const { devices, plans, dhwRequests, surplus, powerLimits } = sources;
  const { system, settings, offsetOf } = plans.house();
  const { current } = systemAt(system, nowMs);
  // A house that is made ready for the return is a home again.
  const systemMode: SystemMode = isReheating(current, settings, nowMs) ? 'home' : current.mode;
  const draining = new Set(
    house.fcus.filter((fcu) => fcu.drainsCondensate === true).map(({ fcuId }) => fcuId),
  );
  return {
    settings: controlSettings(settings, dhwRequests.level()),
    systemMode,
    zones: Array.from(plans.all(), (planned) => zoneSnapshot(planned, devices, draining)),
    outdoorTempC: outdoorTempC(devices, house),
    localHour: ((nowMs + offsetOf(nowMs)) % DAY_MS) / HOUR_MS,
    surplusLevel: surplus.level(),
    powerLimit: powerLimits.get(),
    hcu: hcuSnapshot(sources, house),
    dhw: dhwSnapshot(sources, house),
    tes: tesSnapshot(sources, house),
  };
}

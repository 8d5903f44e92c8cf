/** What each device says of itself: the fields of its readings table, and an fcu's orders besides. */
import type { DeviceKind } from '../domain/equipment/catalogue.ts';
import type { DeviceRef } from '../domain/house.ts';
import { isoTime } from '../domain/units.ts';
import { BUFFER_VOLUME_L, bufferChargePercent } from './buffer.ts';
import { flowLPerS, pressureBar } from './filling.ts';
import { MODULATING } from './heat-pump-map.ts';
import type { SourceSpec, SourceState } from './heat-pump.ts';
import { isChargeForced } from './hcu.ts';
import type { Placement } from './layout.ts';
import type { PlantState } from './plant.ts';
import { refrigerantReport } from './refrigerant.ts';
import { round, type Report } from './report.ts';
import { rhPercentOf } from './room.ts';
import { COLD_SUPPLY_C } from './tapping.ts';
import { deliveryTempC, tankChargePercent, usableLiters, wantsCharge } from './tank.ts';
import { WATER_J_PER_LK } from './water.ts';

const W_PER_KW = 1_000;
const MAINS_V = 230;

const whole = (value: number): number => round(value, 0);

/** One that hangs in no room is outdoors. */
function sensorReport(plant: PlantState, roomIndex: number | undefined): Report {
  if (roomIndex === undefined) return { tempC: round(plant.conditions.outdoorTempC) };
  const room = plant.rooms[roomIndex];
  return room === undefined
    ? {}
    : {
        tempC: round(room.sensor.shownC),
        rhPercent: whole(rhPercentOf(room)),
        co2Ppm: whole(room.co2Ppm),
      };
}

function fcuReport({ layout }: Placement, plant: PlantState, index: number): Report {
  const emitter = plant.emitters[index];
  const room = plant.rooms[layout.emitters[index]?.roomIndex ?? -1];
  if (emitter === undefined || room === undefined) return {};
  return {
    mode: emitter.mode,
    fanPercent: whole(emitter.fanPercent),
    roomTempC: round(room.sensor.shownC),
    rhPercent: whole(rhPercentOf(room)),
    supplyTempC: round(emitter.supplyTempC),
    returnTempC: round(emitter.returnTempC),
    activeFaults: [],
    commandedMode: emitter.settings.mode,
    tempHeatSetC: emitter.settings.tempHeatSetC,
    tempCoolSetC: emitter.settings.tempCoolSetC,
  };
}

/** Power and its ratio as meters show them: output counts the same, hot or cold, and a defrost is a loss. */
function powerReport(
  { defrostLeftMs }: SourceState,
  { heatW, electricalW }: Pick<SourceState, 'heatW' | 'electricalW'>,
  hasCop: boolean,
): Report {
  const isDefrosting = defrostLeftMs > 0;
  const thermalW = isDefrosting ? heatW : Math.abs(heatW);
  return {
    thermalPowerKw: round(thermalW / W_PER_KW),
    electricalPowerKw: round(electricalW / W_PER_KW, 3),
    // Whatever the electric heater makes of it meanwhile.
    ...(hasCop && !isDefrosting && thermalW > 0 && { copInstant: round(thermalW / electricalW) }),
  };
}

function hcuState({ source }: PlantState): string {
  if (source.hasFault) return 'fault';
  if (source.defrostLeftMs > 0) return 'defrost';
  return source.running === 'no' ? 'standby' : 'running';
}

function hcuReport(spec: SourceSpec, plant: PlantState): Report {
  const { source, supplyTempC, conditions, hcu, filling } = plant;
  const isRunning = source.running !== 'no' || source.backupW > 0;
  const flow = isRunning ? flowLPerS(filling, spec.nominalW) : 0;
  const spreadK = flow > 0 ? source.heatW / (flow * WATER_J_PER_LK) : 0;
  return {
    sourceType: spec.unitCount > 0 ? 'heat_pump' : 'district_interface',
    mode: hcu.mode,
    state: hcuState(plant),
    supplyTempC: round(supplyTempC),
    returnTempC: round(supplyTempC - spreadK),
    flowRateLpm: round(flow * 60),
    ...powerReport(source, source, spec.unitCount > 0),
    lifetimeThermalKwh: round(source.lifetimeThermalKwh, 3),
    lifetimeElecKwh: round(source.lifetimeElecKwh, 3),
    outdoorTempC: round(conditions.outdoorTempC),
    systemPressureBar: round(pressureBar(filling, plant.circuitTempC)),
    backupHeaterActive: source.backupW > 0,
    activeFaults: [],
  };
}

function heatPumpReport(spec: SourceSpec, plant: PlantState): Report {
  const { source } = plant;
  // The electric heater stands in the house.
  const { backupW } = source;
  const own = {
    heatW: (source.heatW - backupW) / spec.unitCount,
    electricalW: (source.electricalW - backupW) / spec.unitCount,
  };
  const isRunning = source.running !== 'no';
  return {
    compressorSpeedPercent: whole(100 * source.speed),
    compressorHz: isRunning ? round(30 + 80 * source.speed, 1) : 0,
    // The fan rests while the outdoor coil thaws.
    fanRpm: isRunning && source.defrostLeftMs === 0 ? whole(400 + 550 * source.speed) : 0,
    defrostActive: source.defrostLeftMs > 0,
    ...refrigerantReport(plant),
    ...powerReport(source, own, true),
    acVoltageV: MAINS_V,
    acCurrentA: round(own.electricalW / MAINS_V),
    firmwareVersion: 'virtual',
    activeFaults: [],
  };
}

function dhwReport({ tank, hcu, source, heaterElecKwh }: PlantState): Report {
  const [topC, midC, bottomC] = tank.layers;
  return {
    tempTopC: round(topC),
    tempMidC: round(midC),
    tempBottomC: round(bottomC),
    heatingActive:
      hcu.mode === 'dhw_charge' &&
      source.running === 'heat' &&
      wantsCharge(tank, isChargeForced(hcu)),
    recircEnabled: tank.settings.recirc,
    stateOfChargePercent: whole(tankChargePercent(tank)),
    effectiveCapacityLiters: round(usableLiters(tank), 1),
    isSanitizing: tank.isSanitizing,
    dhwDeliveryTempC: round(deliveryTempC(tank)),
    dhwColdSupplyTempC: COLD_SUPPLY_C,
    backupHeaterActive: tank.backupW > 0,
    lifetimeElecKwh: round(heaterElecKwh, 3),
    recircPumpActive: tank.recircPumpActive,
    ...(tank.lastSanitizationMs !== undefined && {
      lastSanitizationTs: isoTime(tank.lastSanitizationMs),
    }),
  };
}

function tesReport({ buffer }: PlantState): Report {
  const [topC, midC, bottomC] = buffer.layers;
  return {
    mode: buffer.mode,
    tempTopC: round(topC),
    tempMidC: round(midC),
    tempBottomC: round(bottomC),
    stateOfChargePercent: whole(bufferChargePercent(buffer)),
    chargeActive: buffer.chargeActive,
    dischargeActive: buffer.dischargeActive,
    effectiveCapacityLiters: BUFFER_VOLUME_L,
  };
}

type Play = (placement: Placement, plant: PlantState, id: string) => Report;

const sourceOf = ({ layout }: Placement) =>
  layout.source ?? { unitCount: 1, nominalW: 0, map: MODULATING };
/** What the virtual house has; a device of another kind stays silent. */
const PLAYS: Readonly<Partial<Record<DeviceKind, Play>>> = {
  sensor: (placement, plant, id) => sensorReport(plant, placement.roomOfSensor.get(id)),
  fcu: (placement, plant, id) => fcuReport(placement, plant, placement.emitterOfFcu.get(id) ?? -1),
  hcu: (placement, plant) => hcuReport(sourceOf(placement), plant),
  heatpump: (placement, plant) => heatPumpReport(sourceOf(placement), plant),
  dhw: (_, plant) => dhwReport(plant),
  tes: (_, plant) => tesReport(plant),
};

export const isPlayed = ({ kind }: DeviceRef): boolean => kind in PLAYS;

export const reportOf = (
  placement: Placement,
  plant: PlantState,
  { kind, id }: DeviceRef,
): Report => PLAYS[kind]?.(placement, plant, id) ?? {};

/** A room: its air with the furniture, and the mass of walls, floor and ceiling behind it. */
import { HOUR_MS, SECOND_MS } from '../domain/units.ts';
import {
  newThermometer,
  stepThermometer,
  type ThermometerSpec,
  type ThermometerState,
} from './thermometer.ts';
import { clamp } from './water.ts';
import type { Facing } from './weather.ts';

export interface RoomSpec {
  readonly airJPerK: number;
  readonly massJPerK: number;
  /** Between air and mass; 0 where a room is one mass and all of it is `airJPerK`. */
  readonly surfaceWPerK: number;
  /** To outdoors, from the air through windows and from the mass through walls. Air that is exchanged comes besides. */
  readonly windowLossWPerK: number;
  readonly wallLossWPerK: number;
  readonly windowM2: number;
  readonly facing: Facing;
  readonly volumeM3: number;
  /** Through doors and inner walls; each pair of rooms stands in both of them. */
  readonly neighbours: readonly { readonly roomIndex: number; readonly wPerK: number }[];
  readonly thermometer: ThermometerSpec;
}

export interface RoomState {
  /** Of the air. */
  readonly tempC: number;
  readonly massTempC: number;
  readonly sensor: ThermometerState;
  /** Water in the air, g per kg of dry air. */
  readonly moistureGPerKg: number;
  readonly co2Ppm: number;
  readonly isWindowOpen: boolean;
}

export interface RoomInputs {
  readonly outdoorTempC: number;
  readonly outdoorDewPointC: number;
  /** On its window. */
  readonly solarWPerM2: number;
  readonly occupants: number;
  readonly isWindowOpen: boolean;
  /** What the emitters give the air, and by radiation the mass; negative takes heat out. */
  readonly emitterAirW: number;
  readonly emitterRadiantW: number;
  /** Water that the cold coils take out of the air, g/h. */
  readonly condensateGPerHour: number;
  /** From rooms that are warmer. */
  readonly neighboursW: number;
  /** Of the thermometer now, in standard deviations. */
  readonly noise: number;
}

/** Through leaks and vents, and through a window wide open. */
const AIR_CHANGES_PER_HOUR = 0.6;
const AIRING_CHANGES_PER_HOUR = 8;
const AIR_KG_PER_M3 = 1.2;
const AIR_J_PER_KGK = 1_005;
const OUTDOOR_CO2_PPM = 420;
/** Lamps and appliances that are always on. */
const BASE_GAIN_W = 40;
const GAIN_W_PER_PERSON = 80;
const MOISTURE_G_PER_HOUR_PERSON = 45;
const CO2_M3_PER_HOUR_PERSON = 0.018;
/** Share of the sun's heat that glass lets in. */
const GLASS_TRANSMITTANCE = 0.5;
/** Share of the heat of sun, people and things that surfaces take up, and not the air. */
const RADIANT_SHARE = 0.5;

const changesPerHour = (isWindowOpen: boolean): number =>
  isWindowOpen ? AIRING_CHANGES_PER_HOUR : AIR_CHANGES_PER_HOUR;

/** Heat that goes with the air that is exchanged. */
export const airLossWPerK = (
  { volumeM3 }: Pick<RoomSpec, 'volumeM3'>,
  isWindowOpen: boolean,
): number =>
  (changesPerHour(isWindowOpen) * volumeM3 * AIR_KG_PER_M3 * AIR_J_PER_KGK * SECOND_MS) / HOUR_MS;

export const newRoom = (tempC: number): RoomState => ({
  tempC,
  massTempC: tempC,
  sensor: newThermometer(tempC),
  moistureGPerKg: 7,
  co2Ppm: 500,
  isWindowOpen: false,
});

/** Most water that air can hold, g/kg (Magnus formula at sea level). */
export function saturationGPerKg(tempC: number): number {
  const pressurePa = 611.2 * Math.exp((17.62 * tempC) / (243.12 + tempC));
  return (622 * pressurePa) / (101_325 - pressurePa);
}

export function rhPercentOf({ tempC, moistureGPerKg }: RoomState): number {
  return clamp((100 * moistureGPerKg) / saturationGPerKg(tempC), 0, 100);
}

/** All heat that enters the air and the mass now, W. */
function heatFlows(spec: RoomSpec, { tempC, massTempC }: RoomState, inputs: RoomInputs) {
  const { outdoorTempC, occupants, isWindowOpen } = inputs;
  const gainsW =
    inputs.solarWPerM2 * spec.windowM2 * GLASS_TRANSMITTANCE +
    occupants * GAIN_W_PER_PERSON +
    BASE_GAIN_W;
  const radiantW = RADIANT_SHARE * gainsW + inputs.emitterRadiantW;
  const toMassW = spec.surfaceWPerK > 0 ? radiantW : 0;
  const fromMassW = spec.surfaceWPerK * (massTempC - tempC);
  const lossWPerK = spec.windowLossWPerK + airLossWPerK(spec, isWindowOpen);
  return {
    intoAirW:
      lossWPerK * (outdoorTempC - tempC) +
      (1 - RADIANT_SHARE) * gainsW +
      inputs.emitterAirW +
      (radiantW - toMassW) +
      inputs.neighboursW +
      fromMassW,
    intoMassW: spec.wallLossWPerK * (outdoorTempC - massTempC) + toMassW - fromMassW,
  };
}

function airNext(spec: RoomSpec, state: RoomState, inputs: RoomInputs, dtMs: number) {
  const dtHours = dtMs / HOUR_MS;
  const airKg = spec.volumeM3 * AIR_KG_PER_M3;
  const changes = changesPerHour(inputs.isWindowOpen);
  const outdoorGPerKg = saturationGPerKg(inputs.outdoorDewPointC);
  const moisturePerHour =
    changes * (outdoorGPerKg - state.moistureGPerKg) +
    (inputs.occupants * MOISTURE_G_PER_HOUR_PERSON - inputs.condensateGPerHour) / airKg;
  const co2PerHour =
    changes * (OUTDOOR_CO2_PPM - state.co2Ppm) +
    (1e6 * inputs.occupants * CO2_M3_PER_HOUR_PERSON) / spec.volumeM3;
  return {
    moistureGPerKg: state.moistureGPerKg + moisturePerHour * dtHours,
    co2Ppm: state.co2Ppm + co2PerHour * dtHours,
  };
}

export function stepRoom(
  spec: RoomSpec,
  state: RoomState,
  inputs: RoomInputs,
  dtMs: number,
): RoomState {
  const dtS = dtMs / SECOND_MS;
  const { intoAirW, intoMassW } = heatFlows(spec, state, inputs);
  const { moistureGPerKg, co2Ppm } = airNext(spec, state, inputs, dtMs);
  const tempC = state.tempC + (intoAirW * dtS) / spec.airJPerK;
  return {
    tempC,
    massTempC: state.massTempC + (intoMassW * dtS) / spec.massJPerK,
    sensor: stepThermometer(spec.thermometer, state.sensor, tempC, inputs.noise, dtMs),
    moistureGPerKg: clamp(moistureGPerKg, 0, saturationGPerKg(tempC)),
    co2Ppm,
    isWindowOpen: inputs.isWindowOpen,
  };
}

/** A room: one thermal mass, well-mixed air. */
import { HOUR_MS, SECOND_MS } from '../domain/units.ts';
import { clamp } from './water.ts';

export interface RoomSpec {
  /** Loss to outdoors through walls and air, W/K. */
  readonly heatLossWPerK: number;
  /** Air, furniture and the inner part of the walls, J/K. */
  readonly heatCapacityJPerK: number;
  readonly windowM2: number;
  readonly volumeM3: number;
}

export interface RoomState {
  readonly tempC: number;
  /** Water in the air, g per kg of dry air. */
  readonly moistureGPerKg: number;
  readonly co2Ppm: number;
}

export interface RoomInputs {
  readonly outdoorTempC: number;
  readonly outdoorDewPointC: number;
  readonly solarWPerM2: number;
  readonly occupants: number;
  /** What the emitters bring in; negative takes heat out. */
  readonly emitterHeatW: number;
  /** Water that the cold coils take out of the air, g/h. */
  readonly condensateGPerHour: number;
}

const AIR_CHANGES_PER_HOUR = 0.6;
const AIR_KG_PER_M3 = 1.2;
const OUTDOOR_CO2_PPM = 420;
/** Lamps and appliances that are always on. */
const BASE_GAIN_W = 40;
const GAIN_W_PER_PERSON = 80;
const MOISTURE_G_PER_HOUR_PERSON = 45;
const CO2_M3_PER_HOUR_PERSON = 0.018;
/** Share of the sun's heat that glass lets in. */
const GLASS_TRANSMITTANCE = 0.5;

/** Most water that air can hold, g/kg (Magnus formula at sea level). */
export function saturationGPerKg(tempC: number): number {
  const pressurePa = 611.2 * Math.exp((17.62 * tempC) / (243.12 + tempC));
  return (622 * pressurePa) / (101_325 - pressurePa);
}

export function rhPercentOf({ tempC, moistureGPerKg }: RoomState): number {
  return clamp((100 * moistureGPerKg) / saturationGPerKg(tempC), 0, 100);
}

/** All heat that enters the room now, W. */
function heatIntoRoomW(spec: RoomSpec, { tempC }: RoomState, inputs: RoomInputs): number {
  return (
    spec.heatLossWPerK * (inputs.outdoorTempC - tempC) +
    inputs.solarWPerM2 * spec.windowM2 * GLASS_TRANSMITTANCE +
    inputs.occupants * GAIN_W_PER_PERSON +
    BASE_GAIN_W +
    inputs.emitterHeatW
  );
}

export function stepRoom(
  spec: RoomSpec,
  state: RoomState,
  inputs: RoomInputs,
  dtMs: number,
): RoomState {
  const dtS = dtMs / SECOND_MS;
  const dtHours = dtMs / HOUR_MS;
  const airKg = spec.volumeM3 * AIR_KG_PER_M3;
  const outdoorGPerKg = saturationGPerKg(inputs.outdoorDewPointC);
  const moisturePerHour =
    AIR_CHANGES_PER_HOUR * (outdoorGPerKg - state.moistureGPerKg) +
    (inputs.occupants * MOISTURE_G_PER_HOUR_PERSON - inputs.condensateGPerHour) / airKg;
  const co2PerHour =
    AIR_CHANGES_PER_HOUR * (OUTDOOR_CO2_PPM - state.co2Ppm) +
    (1e6 * inputs.occupants * CO2_M3_PER_HOUR_PERSON) / spec.volumeM3;
  const tempC = state.tempC + (heatIntoRoomW(spec, state, inputs) * dtS) / spec.heatCapacityJPerK;
  return {
    tempC,
    moistureGPerKg: clamp(
      state.moistureGPerKg + moisturePerHour * dtHours,
      0,
      saturationGPerKg(tempC),
    ),
    co2Ppm: state.co2Ppm + co2PerHour * dtHours,
  };
}

/** How a house is built and lived in, which its topology does not tell. */
import { MINUTE_MS } from '../domain/units.ts';
import type { BufferPlace } from './buffer.ts';
import { MODULATING, type HeatPumpMap } from './heat-pump-map.ts';
import type { StoreEmitterSpec } from './store-emitter.ts';
import type { TappingProfile } from './tapping.ts';
import type { ThermometerSpec } from './thermometer.ts';
import type { Facing } from './weather.ts';

export type EmitterKind = 'fan_coil' | 'radiator' | 'floor';

export interface Building {
  /** Of a room of size 1, 65 m³: see `RoomSpec`. */
  readonly airJPerK: number;
  readonly massJPerK: number;
  readonly surfaceWPerK: number;
  /** Through walls to outdoors; what is left of `LOSS_W_PER_K` goes through windows, and with the air that leaks. */
  readonly wallLossWPerK: number;
  /** To the next room. */
  readonly neighbourWPerK: number;
  /** Where rooms look, and what warms them: one after another, and again from the first. */
  readonly facings: readonly Facing[];
  readonly emitters: readonly EmitterKind[];
  readonly heatPump: HeatPumpMap;
  readonly buffer: BufferPlace;
  readonly thermometer: ThermometerSpec;
  readonly tapping: TappingProfile;
  /** Whether people open windows. */
  readonly isAired: boolean;
}

/** All that a room of size 1 loses to outdoors, W/K. */
export const LOSS_W_PER_K = 45;
export const VOLUME_M3 = 65;

/**
 * An ordinary one, of the medium class of ISO 13790, where a room of size 1 has 25 m² of floor: 165 kJ/(m²·K) of mass;
 * between air and mass 3.45 W/(m²·K) on 4.5 m² of surface for each of floor, then 9.1 W/(m²·K) on 2.5 m²: 230 W/K of
 * still air, taken as 300 where fans move it.
 */
export const ORDINARY: Building = {
  airJPerK: 0.4e6,
  massJPerK: 4.1e6,
  surfaceWPerK: 300,
  wallLossWPerK: 20,
  neighbourWPerK: 20,
  facings: ['south', 'west', 'north', 'east'],
  emitters: ['fan_coil'],
  heatPump: MODULATING,
  buffer: 'parallel',
  thermometer: { lagMs: 5 * MINUTE_MS, noiseK: 0.05, stepK: 0.1 },
  tapping: 'M',
  isAired: true,
};

/** One that is kind to whoever controls it: each room is one mass, seen exactly, and nobody opens a window. */
export const KIND: Building = {
  airJPerK: 3.5e6,
  massJPerK: 1,
  surfaceWPerK: 0,
  wallLossWPerK: 0,
  neighbourWPerK: 0,
  facings: ['south'],
  emitters: ['fan_coil'],
  heatPump: MODULATING,
  buffer: 'parallel',
  thermometer: { lagMs: 0, noiseK: 0, stepK: 0 },
  tapping: 'even',
  isAired: false,
};

/** For a room of size 1, which 35 °C warm water heats down to −5 °C outdoors. */
export const FAN_COIL_W_PER_K = 180;

/** Of steel, three plates: 50 kg of it and 10 litres of water. Its output grows as EN 442 has it. */
export const RADIATOR: StoreEmitterSpec = {
  nominalW: 4_000,
  nominalK: 50,
  exponent: 1.3,
  capacityJPerK: 67_000,
  flowLPerS: 0.04,
  exchangeShare: 1,
};

/**
 * 25 m² of tiled floor over pipes in 65 mm of screed (2,000 kg/m³, 1 kJ/(kg·K)). Its output is that of EN 1264 for a bare
 * surface, 8.92 W/m² at 1 K with the exponent 1.1, less a tenth for the tiles.
 */
export const FLOOR: StoreEmitterSpec = {
  nominalW: 200,
  nominalK: 1,
  exponent: 1.1,
  capacityJPerK: 3.25e6,
  flowLPerS: 0.05,
  exchangeShare: 0.7,
};

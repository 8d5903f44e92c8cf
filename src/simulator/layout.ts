/** What a house is made of, physically: sizes that its topology does not tell are made up, the same each time. */
import type { House, Zone } from '../domain/house.ts';
import { fromTenthsC } from '../domain/units.ts';
import { defaultSettings } from '../domain/zone-setpoints.ts';
import type { EmitterSettings } from './emitter.ts';
import type { BufferPlace } from './buffer.ts';
import { MODULATING, type HeatPumpMap } from './heat-pump-map.ts';
import type { SourceSpec } from './heat-pump.ts';
import type { RoomSpec } from './room.ts';

interface EmitterSpec {
  readonly roomIndex: number;
  /** Heat passed per kelvin between water and room at full fan speed. */
  readonly uaWPerK: number;
  /** Those of the hub for a zone that nobody has set yet, so that both agree from the start. */
  readonly settings: EmitterSettings;
}

export interface PlantLayout {
  readonly rooms: readonly RoomSpec[];
  readonly emitters: readonly EmitterSpec[];
  /** Undefined where the house has no hydronic unit: its emitters get no water then. */
  readonly source: SourceSpec | undefined;
  readonly circuitLiters: number;
  readonly hasTank: boolean;
  /** Where it stands; undefined where there is none. */
  readonly buffer: BufferPlace | undefined;
}

/** Where the devices of a house are, as indices into its layout. */
export interface Placement {
  readonly layout: PlantLayout;
  readonly roomOfSensor: ReadonlyMap<string, number>;
  readonly emitterOfFcu: ReadonlyMap<string, number>;
}

/** What there is of more than one make. */
export interface PlantMake {
  readonly map: HeatPumpMap;
  readonly buffer: BufferPlace;
}

const COMMON: PlantMake = { map: MODULATING, buffer: 'parallel' };
const HEAT_LOSS_W_PER_K = 45;
const HEAT_CAPACITY_J_PER_K = 3.5e6;
const COIL_UA_W_PER_K = 180;
const SOURCE_W_PER_ROOM = 2_000;
const SOURCE_MIN_W = 6_000;
const PIPE_LITERS = 20;
const EMITTER_LITERS = 12;

/** Rooms of four sizes. */
const sizeOf = (roomIndex: number): number => 0.8 + 0.2 * (roomIndex % 4);

function roomSpec(roomIndex: number): RoomSpec {
  const size = sizeOf(roomIndex);
  return {
    heatLossWPerK: HEAT_LOSS_W_PER_K * size,
    heatCapacityJPerK: HEAT_CAPACITY_J_PER_K * size,
    windowM2: 3 * size,
    volumeM3: 65 * size,
  };
}

function emitterSettings(zone: Pick<Zone, 'supportsHeat' | 'supportsCool'>): EmitterSettings {
  const { mode, heatSet, coolSet } = defaultSettings(zone);
  return {
    mode,
    ...(heatSet !== undefined && { tempHeatSetC: fromTenthsC(heatSet) }),
    ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
  };
}

/** A fan coil that no zone names has a room of its own, after those of the zones. */
function emittersOf(house: House): (readonly [fcuId: string, EmitterSpec])[] {
  let spareRooms = 0;
  return house.fcus.map(({ fcuId }) => {
    const zoneIndex = house.zones.findIndex(({ terminals }) => terminals.includes(fcuId));
    const zone = house.zones[zoneIndex];
    const roomIndex = zone === undefined ? house.zones.length + spareRooms : zoneIndex;
    if (zone === undefined) spareRooms += 1;
    const uaWPerK = (COIL_UA_W_PER_K * sizeOf(roomIndex)) / (zone?.terminals.length ?? 1);
    const settings = emitterSettings(zone ?? { supportsHeat: true, supportsCool: true });
    return [fcuId, { roomIndex, uaWPerK, settings }] as const;
  });
}

export function placeHouse(house: House, make: PlantMake = COMMON): Placement {
  const { map, buffer } = make;
  const emitters = emittersOf(house);
  const roomCount = emitters.reduce(
    (most, [, { roomIndex }]) => Math.max(most, roomIndex + 1),
    house.zones.length,
  );
  const source = {
    unitCount: house.heatpumps.length,
    nominalW: Math.max(SOURCE_MIN_W, SOURCE_W_PER_ROOM * roomCount),
    map,
  };
  const sensors = house.zones.flatMap((zone, index) =>
    zone.sensors.map((id) => [id, index] as const),
  );
  return {
    layout: {
      rooms: Array.from({ length: roomCount }, (_, index) => roomSpec(index)),
      emitters: emitters.map(([, spec]) => spec),
      source: house.hcu === undefined ? undefined : source,
      circuitLiters: PIPE_LITERS + EMITTER_LITERS * emitters.length,
      hasTank: house.dhw !== undefined,
      buffer: house.tes === undefined ? undefined : buffer,
    },
    // Where two zones share a sensor, it hangs in the first.
    roomOfSensor: new Map(sensors.reverse()),
    emitterOfFcu: new Map(emitters.map(([fcuId], index) => [fcuId, index])),
  };
}

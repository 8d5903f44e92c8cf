/** What a house is made of, physically: sizes that its topology does not tell are made up, the same each time. */
import type { House, Zone } from '../domain/house.ts';
import { fromTenthsC } from '../domain/units.ts';
import { defaultSettings } from '../domain/zone-setpoints.ts';
import {
  FAN_COIL_W_PER_K,
  FLOOR,
  LOSS_W_PER_K,
  ORDINARY,
  RADIATOR,
  VOLUME_M3,
  type Building,
  type EmitterKind,
} from './building.ts';
import type { EmitterSettings } from './emitter.ts';
import type { BufferPlace } from './buffer.ts';
import type { SourceSpec } from './heat-pump.ts';
import { airLossWPerK, type RoomSpec } from './room.ts';
import type { StoreEmitterSpec } from './store-emitter.ts';
import type { TappingProfile } from './tapping.ts';

/** What it is, as large as its share of the room. */
type EmitterBody =
  /** Heat passed per kelvin between water and room at full fan speed. */
  | { readonly kind: 'fan_coil'; readonly uaWPerK: number }
  | { readonly kind: 'radiator' | 'floor'; readonly store: StoreEmitterSpec };

export interface EmitterSpec {
  readonly roomIndex: number;
  readonly body: EmitterBody;
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
  readonly tapping: TappingProfile;
  readonly isAired: boolean;
  /** Where it stands; undefined where there is none. */
  readonly buffer: BufferPlace | undefined;
}

/** Where the devices of a house are, as indices into its layout. */
export interface Placement {
  readonly layout: PlantLayout;
  readonly roomOfSensor: ReadonlyMap<string, number>;
  readonly emitterOfFcu: ReadonlyMap<string, number>;
}

const SOURCE_W_PER_ROOM = 2_000;
const SOURCE_MIN_W = 6_000;
const PIPE_LITERS = 20;
const EMITTER_LITERS = 12;

/** Rooms of four sizes. */
const sizeOf = (roomIndex: number): number => 0.8 + 0.2 * (roomIndex % 4);

/** One of the list, which begins anew at its end. */
const inTurn = <T>(list: readonly T[], index: number, otherwise: T): T =>
  list[index % list.length] ?? otherwise;

/** Rooms lie in a row. */
function neighboursOf({ neighbourWPerK }: Building, roomIndex: number, roomCount: number) {
  const next = [roomIndex - 1, roomIndex + 1].filter((other) => other >= 0 && other < roomCount);
  return neighbourWPerK > 0
    ? next.map((other) => ({ roomIndex: other, wPerK: neighbourWPerK }))
    : [];
}

function roomSpec(building: Building, roomIndex: number, roomCount: number): RoomSpec {
  const size = sizeOf(roomIndex);
  const room = {
    airJPerK: building.airJPerK * size,
    massJPerK: building.massJPerK * size,
    surfaceWPerK: building.surfaceWPerK * size,
    wallLossWPerK: building.wallLossWPerK * size,
    windowLossWPerK: 0,
    windowM2: 3 * size,
    facing: inTurn(building.facings, roomIndex, 'south'),
    volumeM3: VOLUME_M3 * size,
    neighbours: neighboursOf(building, roomIndex, roomCount),
    thermometer: building.thermometer,
  };
  const restWPerK = LOSS_W_PER_K * size - room.wallLossWPerK - airLossWPerK(room, false);
  return { ...room, windowLossWPerK: restWPerK };
}

/** @param size of the room that it warms, or of its share of one */
function bodyOf(kind: EmitterKind, size: number): EmitterBody {
  if (kind === 'fan_coil') return { kind, uaWPerK: FAN_COIL_W_PER_K * size };
  const store = kind === 'radiator' ? RADIATOR : FLOOR;
  return {
    kind,
    store: {
      ...store,
      nominalW: store.nominalW * size,
      capacityJPerK: store.capacityJPerK * size,
      flowLPerS: store.flowLPerS * size,
    },
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
function emittersOf(
  house: House,
  { emitters }: Building,
): (readonly [fcuId: string, EmitterSpec])[] {
  let spareRooms = 0;
  return house.fcus.map(({ fcuId }, index) => {
    const zoneIndex = house.zones.findIndex(({ terminals }) => terminals.includes(fcuId));
    const zone = house.zones[zoneIndex];
    const roomIndex = zone === undefined ? house.zones.length + spareRooms : zoneIndex;
    if (zone === undefined) spareRooms += 1;
    const size = sizeOf(roomIndex) / (zone?.terminals.length ?? 1);
    const body = bodyOf(inTurn(emitters, index, 'fan_coil'), size);
    const settings = emitterSettings(zone ?? { supportsHeat: true, supportsCool: true });
    return [fcuId, { roomIndex, body, settings }] as const;
  });
}

export function placeHouse(house: House, building = ORDINARY): Placement {
  const emitters = emittersOf(house, building);
  const roomCount = emitters.reduce(
    (most, [, { roomIndex }]) => Math.max(most, roomIndex + 1),
    house.zones.length,
  );
  const source = {
    unitCount: house.heatpumps.length,
    nominalW: Math.max(SOURCE_MIN_W, SOURCE_W_PER_ROOM * roomCount),
    map: building.heatPump,
  };
  const sensors = house.zones.flatMap((zone, index) =>
    zone.sensors.map((id) => [id, index] as const),
  );
  return {
    layout: {
      rooms: Array.from({ length: roomCount }, (_, index) => roomSpec(building, index, roomCount)),
      emitters: emitters.map(([, spec]) => spec),
      source: house.hcu === undefined ? undefined : source,
      circuitLiters: PIPE_LITERS + EMITTER_LITERS * emitters.length,
      hasTank: house.dhw !== undefined,
      tapping: building.tapping,
      isAired: building.isAired,
      buffer: house.tes === undefined ? undefined : building.buffer,
    },
    // Where two zones share a sensor, it hangs in the first.
    roomOfSensor: new Map(sensors.reverse()),
    emitterOfFcu: new Map(emitters.map(([fcuId], index) => [fcuId, index])),
  };
}

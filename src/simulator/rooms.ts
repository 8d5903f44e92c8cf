/** All rooms of the house: what reaches each of emitters, neighbours, weather and people. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/units.ts';
import type { EmitterKind } from './building.ts';
import { noiseOf } from './chance.ts';
import type { EmitterState } from './emitter.ts';
import { isWindowOpenAt, occupantsAt } from './habits.ts';
import type { PlantLayout } from './layout.ts';
import { stepRoom, type RoomSpec, type RoomState } from './room.ts';
import type { Conditions } from './weather.ts';

/** Share of an emitter's heat that goes to the surfaces of the room, and not to its air. */
const RADIANT_SHARE: Readonly<Record<EmitterKind, number>> = {
  fan_coil: 0,
  radiator: 0.3,
  floor: 0.5,
};

interface Gained {
  readonly emitterAirW: number;
  readonly emitterRadiantW: number;
  readonly condensateGPerHour: number;
}

const NOTHING: Gained = { emitterAirW: 0, emitterRadiantW: 0, condensateGPerHour: 0 };

/** What each room has of its emitters. */
function gainedOf({ rooms, emitters }: PlantLayout, states: readonly EmitterState[]): Gained[] {
  const gained = rooms.map(() => NOTHING);
  for (const [index, { roomIndex, body }] of emitters.entries()) {
    const { heatW = 0, condensateGPerHour = 0 } = states[index] ?? {};
    const radiantW = RADIANT_SHARE[body.kind] * heatW;
    const sum = gained[roomIndex] ?? NOTHING;
    gained[roomIndex] = {
      emitterAirW: sum.emitterAirW + heatW - radiantW,
      emitterRadiantW: sum.emitterRadiantW + radiantW,
      condensateGPerHour: sum.condensateGPerHour + condensateGPerHour,
    };
  }
  return gained;
}

const fromNeighboursW = (
  { neighbours }: RoomSpec,
  { tempC }: RoomState,
  rooms: readonly RoomState[],
): number =>
  neighbours.reduce(
    (sum, { roomIndex, wPerK }) => sum + wPerK * ((rooms[roomIndex]?.tempC ?? tempC) - tempC),
    0,
  );

export interface RoomsInputs {
  /** As the step has made them. */
  readonly emitters: readonly EmitterState[];
  readonly conditions: Conditions;
  /** Of people's habits and of the thermometers' noise. */
  readonly seed: number;
}

export function stepRooms(
  layout: PlantLayout,
  rooms: readonly RoomState[],
  { emitters, conditions, seed }: RoomsInputs,
  dtMs: number,
): RoomState[] {
  const { localDay, localHour } = conditions;
  const minute = Math.floor((localDay * DAY_MS + localHour * HOUR_MS) / MINUTE_MS);
  const gained = gainedOf(layout, emitters);
  return rooms.map((room, index) => {
    const spec = layout.rooms[index];
    if (spec === undefined) return room;
    const inputs = {
      ...conditions,
      ...(gained[index] ?? NOTHING),
      solarWPerM2: conditions.solarWPerM2[spec.facing],
      occupants: occupantsAt(index, localHour),
      isWindowOpen: layout.isAired && isWindowOpenAt(seed, index, conditions),
      neighboursW: fromNeighboursW(spec, room, rooms),
      noise: spec.thermometer.noiseK > 0 ? noiseOf(seed, index, minute) : 0,
    };
    return stepRoom(spec, room, inputs, dtMs);
  });
}

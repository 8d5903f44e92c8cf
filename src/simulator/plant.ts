/** The whole of the house: rooms and their emitters on one water circuit, the source, the tanks. */
import { DAY_MS, HOUR_MS, SECOND_MS } from '../domain/units.ts';
import { NEW_BUFFER } from './buffer.ts';
import { AMBIENT_C, stepCircuit, type CircuitState } from './circuit.ts';
import type { EmitterState } from './emitter.ts';
import { newFanCoil } from './fan-coil.ts';
import { isRecirculationTime, occupantsAt, tapFlowLpm } from './habits.ts';
import { isChargeForced, newHcu } from './hcu.ts';
import { NEW_SOURCE } from './heat-pump.ts';
import type { PlantLayout } from './layout.ts';
import { stepRoom, type RoomState } from './room.ts';
import { NEW_TANK, stepTank } from './tank.ts';
import type { Conditions, Weather } from './weather.ts';

export interface PlantState extends CircuitState {
  /** Electricity that the tank's own heater has taken since the start, kWh. */
  readonly heaterElecKwh: number;
  readonly conditions: Conditions;
}

/** Sees what each step has made of the house. */
export type StepObserver = (plant: PlantState, dtMs: number) => void;

export interface PlantInputs {
  readonly conditions: Conditions;
  /** Wall time, for what the devices date. */
  readonly nowMs: number;
}

/** Longest step: the emitters and the circuit change within minutes. */
export const STEP_MAX_MS = 30 * SECOND_MS;
/** Longest stretch that is made up for, as after the machine slept. */
const STRETCH_MAX_MS = 1 * DAY_MS;
const W_PER_KW = 1_000;
const START_ROOM_C = 21.5;

export function newPlant(layout: PlantLayout, conditions: Conditions): PlantState {
  const room = { tempC: START_ROOM_C, moistureGPerKg: 7, co2Ppm: 500 };
  return {
    rooms: layout.rooms.map(() => room),
    emitters: layout.emitters.map(({ settings }) => newFanCoil(settings, START_ROOM_C)),
    hcu: newHcu(conditions.outdoorTempC),
    source: NEW_SOURCE,
    circuitTempC: AMBIENT_C,
    circuitLossW: 0,
    supplyTempC: AMBIENT_C,
    tank: NEW_TANK,
    buffer: NEW_BUFFER,
    heaterElecKwh: 0,
    conditions,
  };
}

function nextRooms(
  layout: PlantLayout,
  state: PlantState,
  emitters: readonly EmitterState[],
  conditions: Conditions,
  dtMs: number,
): RoomState[] {
  const emitterHeatW = layout.rooms.map(() => 0);
  const condensateGPerHour = layout.rooms.map(() => 0);
  for (const [index, { roomIndex }] of layout.emitters.entries()) {
    const emitter = emitters[index];
    emitterHeatW[roomIndex] = (emitterHeatW[roomIndex] ?? 0) + (emitter?.heatW ?? 0);
    condensateGPerHour[roomIndex] =
      (condensateGPerHour[roomIndex] ?? 0) + (emitter?.condensateGPerHour ?? 0);
  }
  return state.rooms.map((room, index) => {
    const spec = layout.rooms[index];
    if (spec === undefined) return room;
    const inputs = {
      ...conditions,
      occupants: occupantsAt(index, conditions.localHour),
      emitterHeatW: emitterHeatW[index] ?? 0,
      condensateGPerHour: condensateGPerHour[index] ?? 0,
    };
    return stepRoom(spec, room, inputs, dtMs);
  });
}

function nextTank(
  layout: PlantLayout,
  state: PlantState,
  chargeW: number,
  at: PlantInputs,
  dtMs: number,
) {
  if (!layout.hasTank) return state.tank;
  const { localHour } = at.conditions;
  const inputs = {
    chargeW,
    tapFlowLpm: tapFlowLpm(localHour),
    isRecirculationTime: isRecirculationTime(localHour),
    isForced: isChargeForced(state.hcu),
    nowMs: at.nowMs,
  };
  return stepTank(state.tank, inputs, dtMs);
}

/** One step of at most STEP_MAX_MS. What the devices decide rests on the state before the step. */
export function stepPlant(
  layout: PlantLayout,
  state: PlantState,
  inputs: PlantInputs,
  dtMs: number,
): PlantState {
  const { conditions } = inputs;
  const circuit = stepCircuit(layout, state, conditions, dtMs);
  const { hcu, source, supplyTempC, circuitTempC, circuitLossW, buffer } = circuit;
  const tank = nextTank(layout, state, circuit.tankChargeW, inputs, dtMs);
  return {
    rooms: nextRooms(layout, state, circuit.emitters, conditions, dtMs),
    emitters: circuit.emitters,
    hcu,
    source,
    circuitTempC,
    circuitLossW,
    supplyTempC,
    tank,
    heaterElecKwh: state.heaterElecKwh + (tank.backupW * dtMs) / HOUR_MS / W_PER_KW,
    buffer,
    conditions,
  };
}

/**
 * Lets the house live from `fromMs` to `toMs` of its own time, in short steps.
 * @param nowMs wall time at the end
 */
export function livePlant(
  layout: PlantLayout,
  weather: Weather,
  state: PlantState,
  {
    fromMs,
    toMs,
    nowMs,
  }: { readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
  onStep?: StepObserver,
): PlantState {
  let next = state;
  let atMs = Math.max(fromMs, toMs - STRETCH_MAX_MS);
  while (atMs < toMs) {
    const dtMs = Math.min(STEP_MAX_MS, toMs - atMs);
    next = stepPlant(layout, next, { conditions: weather.at(atMs), nowMs }, dtMs);
    atMs += dtMs;
    onStep?.(next, dtMs);
  }
  return next;
}

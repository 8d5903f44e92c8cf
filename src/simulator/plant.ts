/** The whole of the house: rooms and their emitters on one water circuit, the source, the tanks. */
import { DAY_MS, HOUR_MS, SECOND_MS } from '../domain/units.ts';
import { NEW_BUFFER } from './buffer.ts';
import { stepCircuit, type CircuitState } from './circuit.ts';
import { newEmitter } from './emitter.ts';
import { SOUND_FILLING } from './filling.ts';
import { isRecirculationTime } from './habits.ts';
import { isChargeForced, newHcu } from './hcu.ts';
import { NEW_SOURCE } from './heat-pump.ts';
import type { PlantLayout } from './layout.ts';
import { newRoom } from './room.ts';
import { stepRooms } from './rooms.ts';
import { NEW_TANK, stepTank } from './tank.ts';
import { litersDrawn } from './tapping.ts';
import { AMBIENT_C } from './water.ts';
import type { Conditions, Weather } from './weather.ts';

export interface PlantState extends CircuitState {
  /** Electricity that the tank's own heater has taken since the start, kWh. */
  readonly heaterElecKwh: number;
  readonly conditions: Conditions;
  /** Of people's habits and of the thermometers' noise: the same each time for the same seed. */
  readonly seed: number;
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

export function newPlant(layout: PlantLayout, conditions: Conditions, seed = 0): PlantState {
  return {
    rooms: layout.rooms.map(() => newRoom(START_ROOM_C)),
    emitters: layout.emitters.map(({ settings }) => newEmitter(settings, START_ROOM_C)),
    hcu: newHcu(conditions.outdoorTempC),
    source: NEW_SOURCE,
    circuitTempC: AMBIENT_C,
    filling: SOUND_FILLING,
    circuitLossW: 0,
    supplyTempC: AMBIENT_C,
    tank: NEW_TANK,
    buffer: NEW_BUFFER,
    heaterElecKwh: 0,
    conditions,
    seed,
  };
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
    tapLiters: litersDrawn(layout.tapping, localHour, dtMs),
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
  const { seed } = state;
  const circuit = stepCircuit(layout, state, conditions, dtMs);
  const { hcu, source, supplyTempC, circuitTempC, circuitLossW, buffer, filling } = circuit;
  const tank = nextTank(layout, state, circuit.tankChargeW, inputs, dtMs);
  return {
    rooms: stepRooms(layout, state.rooms, { emitters: circuit.emitters, conditions, seed }, dtMs),
    emitters: circuit.emitters,
    hcu,
    source,
    circuitTempC,
    circuitLossW,
    filling,
    supplyTempC,
    tank,
    heaterElecKwh: state.heaterElecKwh + (tank.backupW * dtMs) / HOUR_MS / W_PER_KW,
    buffer,
    conditions,
    seed,
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

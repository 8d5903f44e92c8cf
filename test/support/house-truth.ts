/** What really happened in the virtual house, as no meter of the hub's can know it. */
import { HOUR_MS, SECOND_MS } from '../../src/domain/units.ts';
import { BUFFER_VOLUME_L } from '../../src/simulator/buffer.ts';
import type { PlantLayout } from '../../src/simulator/layout.ts';
import type { PlantState, StepObserver } from '../../src/simulator/plant.ts';
import { TANK_VOLUME_L } from '../../src/simulator/tank.ts';
import { meanC, WATER_J_PER_LK } from '../../src/simulator/water.ts';

const J_PER_KWH = 3.6e6;

/** kWh since the beginning. */
export interface Flows {
  readonly source: number;
  readonly backup: number;
  readonly emitters: number;
  readonly taps: number;
  readonly losses: number;
}

export interface Run {
  readonly startMs: number;
  readonly endMs: number;
}

/** Heat in all that holds water, kWh above 0 °C. */
function storedKwh(
  { circuitLiters }: PlantLayout,
  { circuitTempC, tank, buffer }: PlantState,
): number {
  const litersK =
    circuitLiters * circuitTempC +
    TANK_VOLUME_L * meanC(tank.layers) +
    BUFFER_VOLUME_L * meanC(buffer.layers);
  return (litersK * WATER_J_PER_LK) / J_PER_KWH;
}

const flowing = ({ source, tank, emitters, circuitLossW, buffer }: PlantState): Flows => ({
  source: source.heatW,
  backup: tank.backupW,
  emitters: emitters.reduce((sum, { waterHeatW }) => sum + waterHeatW, 0),
  taps: tank.tapW,
  losses: circuitLossW + tank.lossW + buffer.lossW,
});

/** Heating and cooling in the same step, whether in one room or in two: they share the water. */
const worksBothWays = ({ emitters }: PlantState) =>
  emitters.some(({ mode }) => mode === 'heat') && emitters.some(({ mode }) => mode === 'cool');

export function createTruth(layout: PlantLayout) {
  let atMs = 0;
  let last: PlantState | undefined;
  let storedAtFirst = 0;
  let flows: Flows = { source: 0, backup: 0, emitters: 0, taps: 0, losses: 0 };
  const found = { coldestTopC: Infinity, bothWays: 0, condensateG: 0, movedKwh: 0 };
  const runs: Run[] = [];
  let startMs: number | undefined;

  function noteRun({ source }: PlantState, dtMs: number): void {
    const isRunning = source.running !== 'no';
    if (isRunning && startMs === undefined) startMs = atMs - dtMs;
    if (isRunning || startMs === undefined) return;
    runs.push({ startMs, endMs: atMs - dtMs });
    startMs = undefined;
  }

  const onStep: StepObserver = (plant, dtMs) => {
    if (last === undefined) storedAtFirst = storedKwh(layout, plant);
    else {
      const now = flowing(plant);
      const kwh = dtMs / SECOND_MS / J_PER_KWH;
      flows = {
        source: flows.source + now.source * kwh,
        backup: flows.backup + now.backup * kwh,
        emitters: flows.emitters + now.emitters * kwh,
        taps: flows.taps + now.taps * kwh,
        losses: flows.losses + now.losses * kwh,
      };
      found.movedKwh += (Math.abs(now.source) + now.backup) * kwh;
    }
    last = plant;
    atMs += dtMs;
    noteRun(plant, dtMs);
    found.coldestTopC = Math.min(found.coldestTopC, plant.tank.layers[0]);
    found.bothWays += worksBothWays(plant) ? 1 : 0;
    for (const { condensateGPerHour } of plant.emitters)
      found.condensateG += (condensateGPerHour * dtMs) / HOUR_MS;
  };

  return {
    onStep,
    plant(): PlantState {
      if (last === undefined) throw new Error('the house does not live yet');
      return last;
    },
    /** Of the source, in the order of time; from the beginning of the house's life, ms. */
    runs: (): readonly Run[] => runs,
    flows: () => flows,
    found: () => ({ ...found }),
    /** What was delivered and is not accounted for, as a share of all heat and cold that was moved. */
    imbalance(): number {
      const { source, backup, emitters, taps, losses } = flows;
      const gained = storedKwh(layout, this.plant()) - storedAtFirst;
      return Math.abs(source + backup - emitters - taps - losses - gained) / found.movedKwh;
    },
    /** Most starts in any hour. */
    startsPerHour: () =>
      Math.max(
        0,
        ...runs.map(
          ({ startMs: fromMs }) =>
            runs.filter((run) => run.startMs >= fromMs && run.startMs < fromMs + HOUR_MS).length,
        ),
      ),
    shortestRunMs: () => Math.min(...runs.map((run) => run.endMs - run.startMs)),
    shortestRestMs: () =>
      Math.min(...runs.slice(1).map((run, index) => run.startMs - (runs[index]?.endMs ?? 0))),
  };
}

/** Days of one house in one weather, in somebody's hands, and what is measured of them. */
import { DHW_DEFAULTS } from '../../../src/domain/control/hot-water/dhw.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { ORDINARY, type Building } from '../../../src/simulator/building.ts';
import { placeHouse, type Placement } from '../../../src/simulator/layout.ts';
import { livePlant, newPlant } from '../../../src/simulator/plant.ts';
import type { Weather } from '../../../src/simulator/weather.ts';
import type { ControlMaker } from './control.ts';
import { createFigures, type Figures } from './figures.ts';
import { WEEK_HOUSE } from './season.ts';

export interface Week {
  readonly startMs: number;
  readonly hours: number;
  readonly weather: Weather;
  /** Of people's habits and of noise. */
  readonly seed?: number;
  readonly building?: Building;
  /** How much of its heat a room's units pass on, by the room's index, where that is less than all. */
  readonly weakRooms?: Readonly<Record<number, number>>;
  /** So long before the start it is lived already, and not looked at. */
  readonly settlingHours?: number;
  /** What is asked of the tank, °C. */
  readonly tankTargetC?: number;
  readonly control: ControlMaker;
}

function placementOf({ building = ORDINARY, weakRooms = {} }: Week): Placement {
  const placement = placeHouse(WEEK_HOUSE, building);
  const { layout } = placement;
  const emitters = layout.emitters.map((emitter) => {
    const { roomIndex, body } = emitter;
    if (body.kind !== 'fan_coil') return emitter;
    const uaWPerK = body.uaWPerK * (weakRooms[roomIndex] ?? 1);
    return { ...emitter, body: { ...body, uaWPerK } };
  });
  return { ...placement, layout: { ...layout, emitters } };
}

export async function liveWeek(week: Week): Promise<Figures> {
  const { startMs, hours, weather, control, settlingHours = 3 } = week;
  const { tankTargetC = DHW_DEFAULTS.targetC } = week;
  const placement = placementOf(week);
  const { layout } = placement;
  const figures = createFigures(layout);
  let atMs = startMs - settlingHours * HOUR_MS;
  let plant = newPlant(layout, weather.at(atMs), week.seed);
  // It has just been disinfected, whoever sees to that from now on.
  plant = { ...plant, tank: { ...plant.tank, lastSanitizationMs: atMs } };
  const inHand = await control(placement, atMs, tankTargetC);
  const look = (now: typeof plant, dtMs: number, stepMs: number) => {
    if (stepMs > startMs) figures.step(now, dtMs, stepMs);
  };
  for (const endMs = startMs + hours * HOUR_MS; atMs < endMs; atMs += MINUTE_MS) {
    const toMs = atMs + MINUTE_MS;
    let stepMs = atMs;
    plant = livePlant(layout, weather, plant, { fromMs: atMs, toMs, nowMs: toMs }, (now, dtMs) => {
      stepMs += dtMs;
      look(now, dtMs, stepMs);
    });
    plant = await inHand.tend(plant, toMs);
  }
  return figures.figures();
}

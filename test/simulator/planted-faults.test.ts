/** Faults that are planted in control: the weeks notice each of them, and find nothing where there is none. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR_MS } from '../../src/domain/units.ts';
import { ORDINARY } from '../../src/simulator/building.ts';
import { outOfBounds, type Bounds } from '../support/weeks/bounds.ts';
import type { Figures } from '../support/weeks/figures.ts';
import type { Fault } from '../support/weeks/planted.ts';
import { loadPlanted } from '../support/weeks/planting.ts';
import { SEASONS, turningCold, weatherOf, type Season } from '../support/weeks/season.ts';
import type { Week } from '../support/weeks/week.ts';

const { hubControl, plant, thermostatControl, liveWeek } = await loadPlanted();

type Lived = Omit<Week, 'control'>;

interface Case {
  readonly week: Lived;
  readonly faults: Readonly<Partial<Record<Fault, keyof Figures>>>;
  readonly bounds?: Partial<Bounds>;
}

const dayOf = (season: Season, more: Partial<Lived> = {}): Lived => ({
  startMs: SEASONS[season] + 4 * HOUR_MS,
  hours: 12,
  weather: weatherOf(1),
  ...more,
});

/** By what is told of the week: which faults it shows, and by what. */
const CASES: Readonly<Record<string, Case>> = {
  'a day of winter': {
    week: dayOf('winter'),
    faults: {
      'always the hottest water': 'electricityKwh',
      'calls that end below the setpoint': 'withinShare',
      'a buffer that is never charged': 'bufferKwh',
      'fans always at full': 'fanPercent',
    },
  },
  'a day of spring': {
    week: dayOf('shoulder', { hours: 20 }),
    faults: { 'eight starts an hour': 'startsPerHour', 'a rest of an hour': 'longestWaitMinutes' },
    bounds: { startsPerHour: 3 },
  },
  'an afternoon with an empty buffer': {
    week: dayOf('shoulder', {
      startMs: SEASONS.shoulder + 12 * HOUR_MS,
      settlingHours: 0,
      hours: 6,
    }),
    faults: { 'a buffer that starts the compressor': 'idleStarts' },
    bounds: { idleStarts: 0 },
  },
  'a spell of cold': {
    week: dayOf('shoulder', {
      hours: 36,
      weather: turningCold(weatherOf(1), SEASONS.shoulder, 20),
    }),
    faults: { 'an outdoor average that never moves': 'withinShare' },
    // On its coldest morning the machine is at its end, whoever has it in hand.
    bounds: { underRatio: 1.16, lateRatio: 3 },
  },
  'a day in rooms with too small units': {
    week: dayOf('winter', { weakRooms: { 0: 0.2, 2: 0.2 } }),
    faults: { 'the last calling room in place of the coldest': 'underKh' },
    // Water for the coldest is what a thermostat's curve does not have.
    bounds: { underRatio: 0.92, electricityRatio: 1.18 },
  },
  'a day of two baths': {
    week: dayOf('shoulder', {
      hours: 20,
      seed: 1,
      tankTargetC: 40,
      building: { ...ORDINARY, tapping: 'L' },
    }),
    faults: { 'no reserve over the hot-water floor': 'belowFloorMinutes' },
    // What it takes to keep the floor.
    bounds: { electricityRatio: 1.25, idleStarts: 2 },
  },
};

describe('a fault of control', () => {
  for (const [name, { week, faults, bounds }] of Object.entries(CASES)) {
    let thermostat: Promise<Figures> | undefined;
    const found = async (fault: Fault | undefined) => {
      thermostat ??= liveWeek({ ...week, control: thermostatControl });
      plant(fault);
      const figures = await liveWeek({ ...week, control: hubControl });
      return outOfBounds(figures, await thermostat, bounds);
    };
    it(`is not found in ${name} where there is none`, async () => {
      assert.deepEqual(await found(undefined), []);
    });
    for (const [fault, figure] of Object.entries(faults))
      it(`is found in ${name}: ${fault}`, async () => {
        const words = await found(fault as Fault);
        assert.ok(
          words.some((word) => word.startsWith(`${figure} `)),
          words.join('; ') || 'nothing is',
        );
      });
  }
});

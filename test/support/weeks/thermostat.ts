/**
 * What the hub is compared with: each unit's own thermostat, water by the hub's default curve, fixed, and a tank that
 * charges by itself and is disinfected as often.
 */
import { controlSettings } from '../../../src/domain/control/cycle/house-settings.ts';
import { HYGIENE_DEFAULTS } from '../../../src/domain/control/hot-water/hygiene.ts';
import { outdoorNext } from '../../../src/domain/control/weather/outdoor.ts';
import {
  coolingSupplyC,
  heatingSupplyC,
} from '../../../src/domain/control/circuit/supply-temperature.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import type { ZoneMode } from '../../../src/domain/zone-setpoints.ts';
import { carryOut, type ParsedCommand } from '../../../src/simulator/commands.ts';
import type { Placement } from '../../../src/simulator/layout.ts';
import type { PlantState } from '../../../src/simulator/plant.ts';
import type { Control, ControlMaker } from './control.ts';
import { setpointsAt, WEEK_HOUSE } from './season.ts';

const HOLD_MS = 30 * MINUTE_MS;
const commandId = 'c';
/** The hub may disinfect so much before it has to. */
const CLEAN_FOR_MS = HYGIENE_DEFAULTS.everyMs - HYGIENE_DEFAULTS.earlyMs;

/** What a house has where nobody has set anything: the hub in charge has the same. */
const { supply: steered, outdoor: averaging } = controlSettings(DEFAULT_SETTINGS, 'comfort');
/** A curve alone knows of no room. */
const supply = { ...steered, roomMinK: 0 };

type Direction = 'heat' | 'cool';

function createThermostat(placement: Placement, tankTargetC: number): Control {
  let outdoor: ReturnType<typeof outdoorNext>;
  let [direction, turnedMs]: [Direction, number] = ['heat', -Infinity];
  let told = '';

  function unitOrders(nowMs: number): [string, ParsedCommand][] {
    return WEEK_HOUSE.zones.flatMap(({ terminals, supportsCool }, index) => {
      const { heatC, coolC } = setpointsAt(index, nowMs);
      const may: ZoneMode = direction === 'heat' || supportsCool ? direction : 'off';
      const command = { commandId, mode: may, tempHeatSetC: heatC, tempCoolSetC: coolC };
      return terminals.map((id): [string, ParsedCommand] => [id, { kind: 'fcu', command }]);
    });
  }

  /** The way that the circuit is to work: the season's, with a hold. */
  function turn(plant: PlantState, nowMs: number): void {
    const lacks = plant.rooms.map(({ tempC }, index) => {
      const { heatC, coolC = Infinity } = setpointsAt(index, nowMs);
      return tempC < heatC ? 'heat' : tempC > coolC ? 'cool' : 'none';
    });
    const count = (way: Direction) => lacks.filter((lack) => lack === way).length;
    const other = direction === 'heat' ? 'cool' : 'heat';
    if (nowMs - turnedMs < HOLD_MS || count(other) <= count(direction)) return;
    [direction, turnedMs] = [other, nowMs];
  }

  function waterC(): number {
    if (direction === 'heat') return heatingSupplyC(supply, outdoor?.averageC, { lackK: 0 });
    // What condenses is drained in this house.
    return coolingSupplyC(supply, -Infinity);
  }

  function plantOrders(plant: PlantState, nowMs: number): [string, ParsedCommand][] {
    const isCalled = plant.emitters.some(({ call }) => call === direction);
    // Where no room calls, the unit sees for itself whether the tank does.
    const mode = isCalled ? direction : undefined;
    const { lastSanitizationMs = -Infinity } = plant.tank;
    const isNoon = Math.floor((nowMs / HOUR_MS) % 24) === HYGIENE_DEFAULTS.hour;
    const sanitize = isNoon && nowMs - lastSanitizationMs >= CLEAN_FOR_MS ? true : undefined;
    return [
      ['hcu_main', { kind: 'hcu', command: { commandId, mode, supplyTempC: waterC() } }],
      [
        'dhw_main',
        {
          kind: 'dhw',
          command: { commandId, targetTempC: tankTargetC, recirc: true, sanitize },
        },
      ],
    ];
  }

  return {
    tend(plant, nowMs) {
      outdoor = outdoorNext(averaging, outdoor, plant.conditions.outdoorTempC, nowMs);
      turn(plant, nowMs);
      const orders = [...unitOrders(nowMs), ...plantOrders(plant, nowMs)];
      const text = JSON.stringify(orders);
      if (text === told) return Promise.resolve(plant);
      told = text;
      const next = orders.reduce(
        (state, [id, order]) => carryOut(placement, state, id, order),
        plant,
      );
      return Promise.resolve(next);
    },
  };
}

export const thermostatControl: ControlMaker = (placement, _, tankTargetC) =>
  Promise.resolve(createThermostat(placement, tankTargetC));

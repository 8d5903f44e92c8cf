/** What a person set for the house, as control's own settings. */
import { parseTimeOfDay } from '../../local-time.ts';
import type { HouseSettings } from '../../settings.ts';
import type { DhwLevel } from '../../system-mode.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../units.ts';
import { WINDOW_DEFAULTS } from '../zones/open-window.ts';
import { CONTROL_DEFAULTS, type ControlSettings } from './settings.ts';

/** A disinfection aims so far above what counts as one, since it is the coldest layer that counts. */
const SANITIZE_MARGIN_K = 2;

const MINUTES_PER_HOUR = 60;
const { thermostat, supply, outdoor, season, heater, dhw, hygiene } = CONTROL_DEFAULTS;

function supplySettings(house: HouseSettings): ControlSettings['supply'] {
  const coldSupplyC = house.curveColdSupplyC + house.curveOffsetK;
  const mildSupplyC = house.curveMildSupplyC + house.curveOffsetK;
  return {
    ...supply,
    coldOutdoorC: house.curveColdOutdoorC,
    coldSupplyC,
    mildOutdoorC: house.curveMildOutdoorC,
    mildSupplyC,
    // Bounds keep corrections in check; a curve that a person drew is no correction.
    minC: Math.min(supply.minC, coldSupplyC, mildSupplyC),
    maxC: Math.max(supply.maxC, coldSupplyC, mildSupplyC),
    coolC: house.coolSupplyC,
    coolMaxC: Math.max(supply.coolMaxC, house.coolSupplyC),
  };
}

function dhwSettings(house: HouseSettings, level: DhwLevel): ControlSettings['dhw'] {
  const { dhwTargetC, dhwHysteresisK, dhwAwayC, dhwSanitizeC } = house;
  // Below where a charge for the target begins: nobody showers, and the target is no higher for the floor.
  const awayFloorC = dhwAwayC - dhwHysteresisK - dhw.floorReserveK;
  return {
    ...dhw,
    targetC: dhwTargetC,
    startBelowK: dhwHysteresisK,
    // Nobody showers while all are away: the floor gives way to what is set for then.
    floorC: level === 'reduced' ? Math.min(dhw.floorC, awayFloorC) : dhw.floorC,
    maxC: Math.max(dhw.maxC, dhwSanitizeC + SANITIZE_MARGIN_K),
  };
}

function quietSettings(house: HouseSettings): ControlSettings['quiet'] {
  if (!house.quietHours) return undefined;
  const hourOf = (time: string) => (parseTimeOfDay(time) ?? 0) / MINUTES_PER_HOUR;
  return {
    fromHour: hourOf(house.quietFrom),
    untilHour: hourOf(house.quietUntil),
    fanPercent: house.quietFanPercent,
  };
}

export function controlSettings(house: HouseSettings, level: DhwLevel): ControlSettings {
  return {
    ...CONTROL_DEFAULTS,
    thermostat: { ...thermostat, frostC: house.frostFloorC },
    supply: supplySettings(house),
    outdoor: { ...outdoor, averagingMs: house.outdoorAverageHours * HOUR_MS },
    season: {
      ...season,
      heatingLimitC: house.heatingLimitC,
      coolingLimitC: house.coolingLimitC,
    },
    window: house.openWindowHold ? WINDOW_DEFAULTS : undefined,
    quiet: quietSettings(house),
    heater: { ...heater, policy: house.heaterPolicy, bivalenceC: house.bivalenceC },
    dhw: dhwSettings(house, level),
    hygiene: {
      ...hygiene,
      provenC: house.dhwSanitizeC,
      provenMs: house.dhwSanitizeMinutes * MINUTE_MS,
      targetC: house.dhwSanitizeC + SANITIZE_MARGIN_K,
      everyMs: house.dhwSanitizeDays * DAY_MS,
    },
  };
}

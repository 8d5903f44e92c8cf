/** Snapshots of a house, for tests that change one thing at a time. */
import { newMemory, type ControlMemory } from '../../../src/domain/control/cycle/memory.ts';
import {
  CONTROL_DEFAULTS,
  type ControlSettings,
} from '../../../src/domain/control/cycle/settings.ts';
import type { ControlSnapshot, ZoneSnapshot } from '../../../src/domain/control/cycle/snapshot.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/units.ts';

export const NOW_MS = Date.UTC(2026, 0, 20, 9);

export function zone(zoneId: string, of: Partial<ZoneSnapshot> = {}): ZoneSnapshot {
  return {
    zoneId,
    mode: 'auto',
    heatSet: 210,
    coolSet: 240,
    supportsHeat: true,
    supportsCool: true,
    tempC: 22,
    rhPercent: 45,
    ...of,
  };
}

/** A curve in round numbers, and water that follows what rooms lack. */
export const CURVE: ControlSettings['supply'] = {
  ...CONTROL_DEFAULTS.supply,
  coldSupplyC: 45,
  mildSupplyC: 30,
  coolC: 12,
  roomMinK: 0,
  roomKPerK: 4,
  roomMaxK: 5,
};

/** Neither heating nor cooling is ever out of season: for rules that have nothing to do with the weather. */
export const ALL_YEAR: ControlSettings = {
  ...CONTROL_DEFAULTS,
  supply: CURVE,
  season: { heatingLimitC: Infinity, coolingLimitC: -Infinity, marginK: 0, needK: 0 },
};

/** A house in which everybody is content. */
export function snapshot(of: Partial<ControlSnapshot> = {}): ControlSnapshot {
  return {
    settings: ALL_YEAR,
    systemMode: 'home',
    zones: [zone('living')],
    outdoorTempC: 2,
    localHour: 9,
    hcu: { hasCompressor: true },
    dhw: { targetTempC: 50, tempTopC: 51, tempMidC: 50, tempBottomC: 45 },
    tes: { tempTopC: 38, tempMidC: 37, tempBottomC: 36 },
    ...of,
  };
}

/** Memory of a plant that has rested for long and whose tank is clean. */
export function rested(of: Partial<ControlMemory> = {}): ControlMemory {
  return {
    ...newMemory(NOW_MS - 60 * MINUTE_MS),
    hygiene: { firstSeenMs: NOW_MS - 30 * DAY_MS, lastSuccessMs: NOW_MS - DAY_MS },
    ...of,
  };
}

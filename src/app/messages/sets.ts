/** What clients set, as it looks on the wire: one value to a topic (DESIGN.md section 5). */
import type { SurplusLevel } from '../../domain/control/surplus.ts';
import { HubError } from '../../domain/errors.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import type { HotWaterCommand } from '../../domain/hot-water-request.ts';
import { SYSTEM_MODES, type SystemMode } from '../../domain/system-mode.ts';
import { BOOST_MINUTES, type ZoneAsk } from '../../domain/zone-ask.ts';
import { ZONE_MODES, type ZoneMode } from '../../domain/zone.ts';
import type { DhwSettable, ZoneSettable } from './topics.ts';

/** What Home Assistant's buttons and switches say. */
export const PRESS = 'PRESS';
export const SWITCH = ['ON', 'OFF'] as const;
const LEVELS = ['1', '2', '3', '4'] as const;

/** Home Assistant's word for a zone that both heats and cools: `auto` is another thing to it. */
const HEAT_COOL = 'heat_cool';
const MODES = [...ZONE_MODES, HEAT_COOL] as const;
const PRESETS = [...ZONE_PRESETS, 'none'] as const;
/** Of the few words that Home Assistant has for water heaters, those for the usual way and for a boost. */
export const TANK_MODES = { normal: 'heat_pump', boost: 'performance' } as const;

function wordIn<T extends string>(words: readonly T[], payload: string): T {
  const word = words.find((candidate) => candidate === payload);
  if (word === undefined) throw new HubError('invalid', `must be one of ${words.join(', ')}`);
  return word;
}

/** @throws HubError `invalid` */
export function parsePress(payload: string): true {
  if (payload !== PRESS) throw new HubError('invalid', `must be ${PRESS}`);
  return true;
}

function tempC(payload: string): number {
  if (!/^-?\d{1,3}(?:\.\d{1,6})?$/.test(payload))
    throw new HubError('invalid', 'must be a number of °C such as 21.5');
  return Number(payload);
}

function minutes(payload: string): number {
  if (!/^\d{1,5}$/.test(payload))
    throw new HubError('invalid', 'must be a whole number of minutes');
  return Number(payload);
}

function zoneMode(payload: string): ZoneMode {
  const word = wordIn(MODES, payload);
  return word === HEAT_COOL ? 'auto' : word;
}

/** @throws HubError `invalid` */
export function parseZoneSet(settable: ZoneSettable, payload: string): ZoneAsk {
  switch (settable) {
    case 'mode':
      return { mode: zoneMode(payload) };
    case 'target_temp':
      return { targetTempC: tempC(payload) };
    case 'preset':
      return { setPreset: wordIn(PRESETS, payload) };
    case 'temp_heat':
      return { tempHeatSetC: tempC(payload) };
    case 'temp_cool':
      return { tempCoolSetC: tempC(payload) };
    case 'resume_schedule':
      return { resumeSchedule: parsePress(payload) };
  }
}

/** @throws HubError `invalid` */
export function parseDhwSet(settable: DhwSettable, payload: string): HotWaterCommand {
  switch (settable) {
    case 'mode':
      return {
        boostMinutes:
          wordIn(Object.values(TANK_MODES), payload) === TANK_MODES.boost ? BOOST_MINUTES : 0,
      };
    case 'target_temp':
      return { targetTempC: tempC(payload) };
    case 'boost_minutes':
      return { boostMinutes: minutes(payload) };
    case 'sanitize':
      return { sanitize: parsePress(payload) };
    case 'recirc':
      return { recirc: wordIn(SWITCH, payload) === 'ON' };
  }
}

/** @throws HubError `invalid` */
export const parseSystemModeSet = (payload: string): SystemMode => wordIn(SYSTEM_MODES, payload);

/** @throws HubError `invalid` */
export const parseSurplusSet = (payload: string): SurplusLevel =>
  Number(wordIn(LEVELS, payload)) as SurplusLevel;

/** What clients set, as it looks on the wire: one value to a topic. */
import { SURPLUS_LEVELS, type SurplusLevel } from '../../domain/control/grid/surplus.ts';
import { HubError } from '../../domain/errors.ts';
import { ZONE_PRESETS } from '../../domain/hold.ts';
import { HOLD_LENGTHS, holdOfLength } from '../../domain/hold-length.ts';
import type { DhwAsk } from '../../domain/dhw-request.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { PowerLimitCommand } from '../../domain/power-limit.ts';
import {
  HOUSE_SETTINGS,
  type HouseSettings,
  type NumberSetting,
  type NumberSettingName,
} from '../../domain/settings.ts';
import { SYSTEM_MODES, type SystemMode } from '../../domain/system-mode.ts';
import { roundToTenth } from '../../domain/units.ts';
import { BOOST_MINUTES, type ZoneAsk } from '../../domain/zone-ask.ts';
import { ZONE_MODES, type ZoneMode } from '../../domain/zone-setpoints.ts';
import type { DhwSettable, ZoneSettable } from './topics.ts';

/** What Home Assistant's buttons and switches say. */
export const PRESS = 'PRESS';
export const SWITCH = ['ON', 'OFF'] as const;

/** The type of the event that tells a client of it. */
export const REFUSAL_EVENT = 'refused';

/** Home Assistant's word for a zone that both heats and cools: `auto` is another thing to it. */
const HEAT_COOL = 'heat_cool';
const MODES = [...ZONE_MODES, HEAT_COOL] as const;
/** Of what is refused, so much is repeated. */
const SHOWN_CHARS = 40;
const PRESETS = [...ZONE_PRESETS, 'none'] as const;
/** Of the few words that Home Assistant has for water heaters, those for the usual way and for a boost. */
export const TANK_MODES = { normal: 'heat_pump', boost: 'performance' } as const;

/** What is refused, named as far as a line of the log has room for it. */
function refusal(rule: string, payload: string): HubError {
  const { length } = payload;
  const shown = payload.slice(0, SHOWN_CHARS);
  const rest = length > SHOWN_CHARS ? `… (${length} characters)` : '';
  return new HubError('invalid', `must be ${rule}, not ${JSON.stringify(shown)}${rest}`);
}

/** One of the words, whatever blanks or line ends a client puts around it. */
function wordIn<T extends string>(words: readonly T[], payload: string): T {
  const said = payload.trim();
  const word = words.find((candidate) => candidate === said);
  if (word === undefined) throw refusal(`one of ${words.join(', ')}`, payload);
  return word;
}

/** @throws HubError `invalid` */
export function parsePress(payload: string): true {
  if (payload.trim() !== PRESS) throw refusal(PRESS, payload);
  return true;
}

/**
 * A number as JSON writes it, so that what HTTP takes is taken here too: Home Assistant sends 70 °F as
 * `21.11111111111111`. Range and rounding are the domain's, for both.
 */
function numberIn(payload: string, rule: string): number {
  const text = payload.trim();
  const value = text.length > LIMITS.mqttNumberChars ? undefined : jsonIn(text);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refusal(rule, payload);
  return value;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const tempC = (payload: string) => numberIn(payload, 'a number of °C such as 21.5');
const minutes = (payload: string) => numberIn(payload, 'a whole number of minutes');

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
    case 'hold':
      return holdOfLength(wordIn(HOLD_LENGTHS, payload));
    case 'temp_heat':
      return { tempHeatSetC: tempC(payload) };
    case 'temp_cool':
      return { tempCoolSetC: tempC(payload) };
    case 'resume_schedule':
      return { resumeSchedule: parsePress(payload) };
  }
}

/** @throws HubError `invalid` */
export function parseDhwSet(settable: DhwSettable, payload: string): DhwAsk {
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
export function parseSurplusSet(payload: string): SurplusLevel {
  const rule = `one of ${SURPLUS_LEVELS.join(', ')}`;
  const asked = numberIn(payload, rule);
  const level = SURPLUS_LEVELS.find((candidate) => candidate === asked);
  if (level === undefined) throw refusal(rule, payload);
  return level;
}

/** What ends a power limit: numbers are limits, 0 too. */
export const NO_LIMIT = 'none';

/** @throws HubError `invalid` */
export const parsePowerLimitSet = (payload: string): PowerLimitCommand =>
  payload.trim() === NO_LIMIT
    ? { cancelPowerLimit: true }
    : { powerLimitKw: numberIn(payload, `a number of kW such as 4.2, or ${NO_LIMIT}`) };

/** To tenths, as all that is told in °C here. @throws HubError `invalid` */
export function parseSettingSet(name: NumberSettingName, payload: string): Partial<HouseSettings> {
  const { type, min, max, unit }: NumberSetting = HOUSE_SETTINGS[name];
  const rule = `a number from ${min} to ${max} ${unit}`;
  const value = numberIn(payload, rule);
  const rounded = type === 'integer' ? Math.round(value) : roundToTenth(value);
  if (rounded < min || rounded > max) throw refusal(rule, payload);
  return { [name]: rounded };
}

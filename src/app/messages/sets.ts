/** What clients set, as it looks on the wire: one value to a topic (DESIGN.md section 5). */
import type { SurplusLevel } from '../../domain/control/surplus.ts';
import { HubError } from '../../domain/errors.ts';
import type { HoldCommand } from '../../domain/hold.ts';
import type { HotWaterCommand } from '../../domain/hot-water-request.ts';
import { ZONE_MODES } from '../../domain/zone.ts';
import type { DhwSettable, ZoneSettable } from './topics.ts';

/** What Home Assistant's buttons and switches say. */
const PRESS = 'PRESS';
const SWITCH = ['ON', 'OFF'] as const;
const LEVELS = ['1', '2', '3', '4'] as const;

function wordIn<T extends string>(words: readonly T[], payload: string): T {
  const word = words.find((candidate) => candidate === payload);
  if (word === undefined) throw new HubError('invalid', `must be one of ${words.join(', ')}`);
  return word;
}

function press(payload: string): true {
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

/** @throws HubError `invalid` */
export function parseZoneSet(settable: ZoneSettable, payload: string): HoldCommand {
  switch (settable) {
    case 'mode':
      return { mode: wordIn(ZONE_MODES, payload) };
    case 'temp_heat':
      return { tempHeatSetC: tempC(payload) };
    case 'temp_cool':
      return { tempCoolSetC: tempC(payload) };
    case 'resume_schedule':
      return { resumeSchedule: press(payload) };
  }
}

/** @throws HubError `invalid` */
export function parseDhwSet(settable: DhwSettable, payload: string): HotWaterCommand {
  switch (settable) {
    case 'target_temp':
      return { targetTempC: tempC(payload) };
    case 'boost_minutes':
      return { boostMinutes: minutes(payload) };
    case 'sanitize':
      return { sanitize: press(payload) };
    case 'recirc':
      return { recirc: wordIn(SWITCH, payload) === 'ON' };
  }
}

/** @throws HubError `invalid` */
export const parseSurplusSet = (payload: string): SurplusLevel =>
  Number(wordIn(LEVELS, payload)) as SurplusLevel;

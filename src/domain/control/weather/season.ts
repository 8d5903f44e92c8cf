/**
 * Whether it is the season for heating, and for cooling, by the averaged outdoor temperature: a cool evening in June, or
 * the sun in March, starts no machine. Frost and hot water know no season.
 */
import type { ActiveCall } from '../../zone-setpoints.ts';
import { sane } from '../base/numbers.ts';
import { reason, type Reason } from '../base/reasons.ts';
import { errorOf, type ThermostatRequest } from '../zones/thermostat.ts';
import type { Direction } from '../base/work.ts';

export interface SeasonSettings {
  /** Averaged outdoor temperatures: rooms are not heated above the one, and not cooled below the other, °C. */
  readonly heatingLimitC: number;
  readonly coolingLimitC: number;
  /** A season begins and ends so far on either side of its limit, so that it does neither twice in a day. */
  readonly marginK: number;
  /** An average is late: where it is the season outdoors already, a room that lacks so much is served, K. */
  readonly needK: number;
}

export const SEASON_DEFAULTS: SeasonSettings = {
  heatingLimitC: 18,
  coolingLimitC: 20,
  marginK: 0.5,
  needK: 0.3,
};

interface ZoneOfSeason {
  readonly zoneId: string;
  readonly isHeld?: boolean | undefined;
}

/** For what the season is over. */
export type OutOfSeason = Readonly<Record<Direction, boolean>>;

const ALWAYS: OutOfSeason = { heat: false, cool: false };

/** @param averageC undefined where nobody knows the weather: then it is always the season */
export function outOfSeasonNext(
  { heatingLimitC, coolingLimitC, marginK }: SeasonSettings,
  memory: OutOfSeason | undefined,
  averageC: number | undefined,
): OutOfSeason {
  if (averageC === undefined) return ALWAYS;
  /** Beyond the limit by that much; what held before goes on to hold within the margin. */
  const isOver = (byK: number, was: boolean | undefined) => {
    if (was === undefined) return byK > 0;
    return was ? byK > -marginK : byK > marginK;
  };
  return {
    heat: isOver(averageC - heatingLimitC, memory?.heat),
    cool: isOver(coolingLimitC - averageC, memory?.cool),
  };
}

/** Whether a room is served all the same: it is the season outdoors by now, and the room lacks much, or is served already. */
function isExempt(
  { heatingLimitC, coolingLimitC, needK }: SeasonSettings,
  zone: ThermostatRequest,
  call: ActiveCall,
  outdoorC: number | undefined,
  direction: Direction,
): boolean {
  const tempC = sane(zone.tempC, -40, 60);
  if (tempC === undefined || outdoorC === undefined) return false;
  const isSeason = direction === 'heat' ? outdoorC < heatingLimitC : outdoorC > coolingLimitC;
  return isSeason && (call === direction || errorOf(zone, direction, tempC) >= needK);
}

/**
 * The rooms with the season's word on them, save where a person has asked for something else for now.
 * @param callOf what a zone called for in the cycle before
 */
export function inSeason<Z extends ThermostatRequest & ZoneOfSeason>(
  settings: SeasonSettings,
  zones: readonly Z[],
  outOfSeason: OutOfSeason,
  callOf: (zoneId: string) => ActiveCall,
  outdoorTempC: number | undefined,
): readonly Z[] {
  if (!outOfSeason.heat && !outOfSeason.cool) return zones;
  const outdoorC = sane(outdoorTempC, -60, 60);
  return zones.map((zone) => {
    if (zone.isHeld) return zone;
    const call = callOf(zone.zoneId);
    const isOver = (direction: Direction) =>
      outOfSeason[direction] && !isExempt(settings, zone, call, outdoorC, direction);
    return { ...zone, outOfSeason: { heat: isOver('heat'), cool: isOver('cool') } };
  });
}

/** Why a room does not call that would at another time of the year. */
export function seasonReason(zone: ThermostatRequest, startK: number): Reason | undefined {
  const { outOfSeason } = zone;
  const tempC = sane(zone.tempC, -40, 60);
  if (outOfSeason === undefined || tempC === undefined) return undefined;
  const always = { ...zone, outOfSeason: undefined };
  const isMissed = (direction: Direction) =>
    outOfSeason[direction] && errorOf(always, direction, tempC) >= startK;
  if (isMissed('heat')) return reason('heating_season_over');
  return isMissed('cool') ? reason('cooling_season_over') : undefined;
}

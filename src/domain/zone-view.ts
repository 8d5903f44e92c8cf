/** A zone as the API shows it, from its settings and what its devices say (aris-api.md section 2). */
import { shownValue, type Readings } from './equipment/reading.ts';
import { SENSOR_READINGS } from './equipment/sensor.ts';
import type { Hold } from './hold.ts';
import type { Zone } from './house.ts';
import { fromTenthsC, isoTime, mean } from './units.ts';
import type { ActiveCall, ZoneMode, ZoneSettings } from './zone.ts';

export interface ZoneView {
  readonly zoneId: string;
  readonly friendlyName: string;
  readonly tempC?: number;
  readonly rhPercent?: number;
  readonly co2Ppm?: number;
  readonly mode: ZoneMode;
  readonly tempHeatSetC?: number;
  readonly tempCoolSetC?: number;
  readonly activeCall: ActiveCall;
  readonly supportsHeat: boolean;
  readonly supportsCool: boolean;
  /** What keeps it from its schedule, or from the mode of the house, until then or until changed. */
  readonly hold?: { readonly until?: string; readonly source: string };
  readonly effectiveMode?: EffectiveMode;
  readonly reason?: Reason;
}

/** What a zone is doing about its mode: which side of `auto`, or nothing. */
export type EffectiveMode = 'heat' | 'cool' | 'off';

/** Why it does that. */
export interface Reason {
  /** For programs, from a closed set. */
  readonly code: string;
  /** For people, in English. */
  readonly text: string;
}

/** What there is to say of a zone besides what is asked and measured. */
export interface ZoneStanding {
  /** The hold that is in force. */
  readonly hold?: Hold | undefined;
  /** What control makes of it. */
  readonly verdict?: { readonly effectiveMode: EffectiveMode; readonly reason: Reason } | undefined;
}

/** Field of a zone → field of a fan coil that stands in where no sensor has it. */
const STAND_INS = { tempC: 'roomTempC', rhPercent: 'rhPercent', co2Ppm: undefined } as const;
type Measured = keyof typeof STAND_INS;

const numbers = (readings: readonly Readings[], key: string): number[] =>
  readings.map((of) => of[key]).filter((value) => typeof value === 'number');

function measured(
  key: Measured,
  sensors: readonly Readings[],
  fcus: readonly Readings[],
): Partial<Record<Measured, number>> {
  const standIn = STAND_INS[key];
  const value =
    mean(numbers(sensors, key)) ??
    (standIn === undefined ? undefined : mean(numbers(fcus, standIn)));
  return value === undefined ? {} : { [key]: shownValue(SENSOR_READINGS[key], value) as number };
}

function activeCall(fcus: readonly Readings[]): ActiveCall {
  const modes = new Set(fcus.map((fcu) => fcu['mode']));
  return modes.has('heat') ? 'heat' : modes.has('cool') ? 'cool' : 'none';
}

/**
 * @param sensors the readings of the zone's live sensors
 * @param fcus the readings of its live fan coils
 */
export function zoneView(
  zone: Zone,
  settings: ZoneSettings,
  sensors: readonly Readings[],
  fcus: readonly Readings[],
  { hold, verdict }: ZoneStanding = {},
): ZoneView {
  const { heatSet, coolSet } = settings;
  return {
    zoneId: zone.zoneId,
    friendlyName: zone.friendlyName,
    ...measured('tempC', sensors, fcus),
    ...measured('rhPercent', sensors, fcus),
    ...measured('co2Ppm', sensors, fcus),
    mode: settings.mode,
    ...(heatSet !== undefined && { tempHeatSetC: fromTenthsC(heatSet) }),
    ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
    activeCall: activeCall(fcus),
    supportsHeat: zone.supportsHeat,
    supportsCool: zone.supportsCool,
    ...(hold && {
      hold: {
        ...(hold.untilMs !== undefined && { until: isoTime(hold.untilMs) }),
        source: hold.source,
      },
    }),
    ...verdict,
  };
}

/** A zone as the API shows it, from its settings and what its devices say. */
import type { ZoneDecision } from './control/cycle/decision.ts';
import type { ReasonView } from './control/base/reasons.ts';
import type { ReadingsOf } from './equipment/catalogue.ts';
import { shownValue } from './equipment/reading.ts';
import { SENSOR_READINGS } from './equipment/sensor.ts';
import type { Hold, ZonePreset } from './hold.ts';
import type { Zone } from './house.ts';
import { fromTenthsC, isoTime, mean } from './units.ts';
import type { ActiveCall, ZoneMode, ZoneSettings } from './zone-setpoints.ts';

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
  readonly floor?: string;
  readonly order?: number;
  /** What keeps it from its schedule, or from the mode of the house, until then or until changed. */
  readonly hold?: {
    readonly until?: string;
    readonly source: string;
    readonly preset?: ZonePreset;
  };
  readonly effectiveMode?: ZoneDecisionView['effectiveMode'];
  readonly reason?: ReasonView;
}

/** What control makes of a zone: what it demands, what it gets, and why. */
export interface ZoneDecisionView {
  readonly activeCall: ActiveCall;
  readonly effectiveMode: ZoneDecision['effectiveMode'];
  readonly reason: ReasonView;
}

/** What there is to say of a zone besides what is asked and measured. */
export interface ZoneStanding {
  /** The hold that is in force. */
  readonly hold?: Hold | undefined;
  /** Absent before control has first looked at it. */
  readonly decision?: ZoneDecisionView | undefined;
}

type Sensor = ReadingsOf<'sensor'>;
type FanCoil = ReadingsOf<'fcu'>;
export type Measured = keyof Sensor;

/** Field of a zone → what of a fan coil stands in where no sensor has it. */
const STAND_INS: Readonly<Record<Measured, (of: FanCoil) => number | undefined>> = {
  tempC: ({ roomTempC }) => roomTempC,
  rhPercent: ({ rhPercent }) => rhPercent,
  co2Ppm: () => undefined,
};

const known = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined);

/** Whether a sensor says the very same all day. */
export interface MaybeStuck {
  readonly isStuck?: boolean;
}

/** The mean of the sensors, else of the fan coils, and of sensors that are stuck where there is nothing else; not rounded. */
export function measuredIn(
  key: Measured,
  sensors: readonly (Sensor & MaybeStuck)[],
  fcus: readonly FanCoil[],
): number | undefined {
  const ofSensors = (stuck: boolean) =>
    mean(known(sensors.map((of) => ((of.isStuck === true) === stuck ? of[key] : undefined))));
  return ofSensors(false) ?? mean(known(fcus.map(STAND_INS[key]))) ?? ofSensors(true);
}

function shown(key: Measured, sensors: readonly Sensor[], fcus: readonly FanCoil[]) {
  const value = measuredIn(key, sensors, fcus);
  return value === undefined ? {} : { [key]: shownValue(SENSOR_READINGS[key], value) as number };
}

/**
 * @param sensors the readings of the zone's live sensors
 * @param fcus the readings of its live fan coils
 */
export function zoneView(
  { zoneId, friendlyName, supportsHeat, supportsCool, floor, order }: Zone,
  settings: ZoneSettings,
  sensors: readonly Sensor[],
  fcus: readonly FanCoil[],
  { hold, decision }: ZoneStanding = {},
): ZoneView {
  const { heatSet, coolSet } = settings;
  return {
    zoneId,
    friendlyName,
    ...shown('tempC', sensors, fcus),
    ...shown('rhPercent', sensors, fcus),
    ...shown('co2Ppm', sensors, fcus),
    mode: settings.mode,
    ...(heatSet !== undefined && { tempHeatSetC: fromTenthsC(heatSet) }),
    ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
    activeCall: 'none',
    supportsHeat,
    supportsCool,
    ...(floor !== undefined && { floor }),
    ...(order !== undefined && { order }),
    ...(hold && {
      hold: {
        ...(hold.untilMs !== undefined && { until: isoTime(hold.untilMs) }),
        source: hold.source,
        ...(hold.preset !== undefined && { preset: hold.preset }),
      },
    }),
    ...decision,
  };
}

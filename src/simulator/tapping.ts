/**
 * Hot water that people draw over a day. M and L are the load profiles of EN 16147, as Commission Delegated Regulation
 * (EU) No 812/2013 has them in annex VII, table 3. All is drawn as water of TAP_C: what the profiles want at 55 °C
 * passes no mixing valve that keeps children from scalds, so the same energy runs a little longer there.
 */
import { HOUR_MS } from '../domain/units.ts';
import { WATER_J_PER_LK } from './water.ts';

/** Of the mains: what EN 16147 tests with. */
export const COLD_SUPPLY_C = 10;
/** Of the water that people wash with. */
export const TAP_C = 40;

export interface Draw {
  /** Hour of the local day. */
  readonly fromHour: number;
  readonly hours: number;
  /** At the tap. */
  readonly flowLpm: number;
}

const MINUTES_PER_HOUR = 60;
const KWH_PER_LITER = (WATER_J_PER_LK * (TAP_C - COLD_SUPPLY_C)) / 3.6e6;

const draw = (hour: number, minute: number, kwh: number, flowLpm: number): Draw => ({
  fromHour: hour + minute / MINUTES_PER_HOUR,
  hours: kwh / KWH_PER_LITER / flowLpm / MINUTES_PER_HOUR,
  flowLpm,
});

/** Washing hands and cleaning; dishes; a shower; a bath: [kWh, L/min]. */
const SMALL = [0.105, 3] as const;
const DISHES = [0.315, 4] as const;
const DISHES_OF_THE_DAY = [0.735, 4] as const;
const SHOWER = [1.4, 6] as const;
const BATH = [3.605, 10] as const;

/** From nine in the morning to half past eight in the evening M and L are the same. */
const DAYTIME = [
  ...[
    [9, 0],
    [9, 30],
    [10, 30],
    [11, 30],
    [11, 45],
    [14, 30],
    [15, 30],
    [16, 30],
  ],
  ...[
    [18, 0],
    [18, 15],
    [18, 30],
    [19, 0],
  ],
].map(([hour = 0, minute = 0]) => draw(hour, minute, ...SMALL));

const BOTH = [
  draw(7, 0, ...SMALL),
  draw(7, 5, ...SHOWER),
  draw(7, 30, ...SMALL),
  draw(8, 30, ...SMALL),
  draw(8, 45, ...SMALL),
  ...DAYTIME,
  draw(12, 45, ...DISHES),
  draw(20, 30, ...DISHES_OF_THE_DAY),
];

export type TappingProfile = 'even' | 'M' | 'L';

export const TAPPING: Readonly<Record<TappingProfile, readonly Draw[]>> = {
  /** Nobody's: a shower and a kitchen, as even days go. */
  even: [
    [6.75, 12, 7.5],
    [12.5, 6, 3.75],
    [19, 10, 4.5],
    [21.5, 6, 6.5],
  ].map(([fromHour = 0, minutes = 0, flowLpm = 0]) => ({
    fromHour,
    hours: minutes / MINUTES_PER_HOUR,
    flowLpm,
  })),
  M: [
    ...BOTH,
    draw(8, 1, ...SMALL),
    draw(8, 15, ...SMALL),
    draw(21, 15, ...SMALL),
    draw(21, 30, ...SHOWER),
  ],
  L: [
    ...BOTH,
    draw(7, 45, ...SMALL),
    draw(8, 5, ...BATH),
    draw(8, 25, ...SMALL),
    draw(21, 0, ...BATH),
    draw(21, 30, ...SMALL),
  ],
};

/** Litres at the taps from an hour of the day on; no draw of a profile goes over midnight. */
export function litersDrawn(profile: TappingProfile, fromHour: number, forMs: number): number {
  const toHour = fromHour + forMs / HOUR_MS;
  return TAPPING[profile].reduce((liters, one) => {
    const hours = Math.min(toHour, one.fromHour + one.hours) - Math.max(fromHour, one.fromHour);
    return liters + Math.max(0, hours) * MINUTES_PER_HOUR * one.flowLpm;
  }, 0);
}

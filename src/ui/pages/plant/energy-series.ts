/** What the energy of a time comes to, made ready to be drawn: bars of one scale, each with its numbers. */
import type { EnergyReport, EnergyView } from '../../../app/energy/energy-view.ts';

export const PERIODS = ['day', 'month', 'season', 'total'] as const;
export type ShownPeriod = (typeof PERIODS)[number];

/** In the order in which they are shown. */
const USES = ['heating', 'cooling', 'hotWater', 'defrost', 'standby', 'unattributed'] as const;
export type ShownUse = (typeof USES)[number];

export interface UseBars {
  readonly use: ShownUse | 'sum';
  /** Undefined where nobody measures it. */
  readonly electricalKwh: number | undefined;
  readonly thermalKwh: number | undefined;
  readonly cop: number | undefined;
  /** Of the longest bar of all, 0 to 1. */
  readonly electricalShare: number;
  readonly thermalShare: number;
}

const SEASON_STARTS_MONTH = 7;

/** The names of the current day, month and season in the house's time zone. */
export function currentPeriods(
  timeZone: string,
  nowMs: number,
): Record<Exclude<ShownPeriod, 'total'>, string> {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(nowMs);
  const [year = 0, month = 0] = parts.split('-').map(Number);
  const first = month < SEASON_STARTS_MONTH ? year - 1 : year;
  return { day: parts, month: parts.slice(0, 7), season: `${first}-${first + 1}` };
}

const LISTS = { day: 'days', month: 'months', season: 'seasons' } as const;

/** Of the current day, month or season; undefined where nothing was counted in it yet. */
export function energyOf(
  report: EnergyReport,
  period: ShownPeriod,
  timeZone: string,
  nowMs: number,
): EnergyView | undefined {
  if (period === 'total') return report.total;
  const current = currentPeriods(timeZone, nowMs)[period];
  return report[LISTS[period]].find((one) => one.period === current);
}

type Energy = EnergyView['uses'][ShownUse] & object;

/** What is less is shown as 0 kWh, and is no bar. */
const LEAST_KWH = 0.005;
const isNothing = (kwh = 0) => Math.abs(kwh) < LEAST_KWH;
const isEmpty = ({ electricalKwh, thermalKwh }: Energy) =>
  isNothing(electricalKwh) && isNothing(thermalKwh);

/** A bar for each use that had any, and one for the sum. Defrosting's heat is what it took back. */
export function barsOf(energy: EnergyView): UseBars[] {
  const known = USES.flatMap((use) => {
    const one = energy.uses[use];
    return one === undefined || isEmpty(one) ? [] : [{ use, ...one }];
  });
  const all: (Energy & { use: ShownUse | 'sum' })[] = [
    ...known,
    ...(known.length > 1 ? [{ ...energy, use: 'sum' as const }] : []),
  ];
  const longest = Math.max(
    0,
    ...all.flatMap(({ electricalKwh = 0, thermalKwh = 0 }) => [electricalKwh, thermalKwh]),
  );
  const share = (kwh = 0) => (isNothing(kwh) ? 0 : Math.max(0, kwh) / longest);
  return all.map(({ use, electricalKwh, thermalKwh, cop }) => ({
    use,
    electricalKwh,
    thermalKwh,
    cop,
    electricalShare: share(electricalKwh),
    thermalShare: share(thermalKwh),
  }));
}

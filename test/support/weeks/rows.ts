/** The table of the weeks: what is compared, what it is to be, and why that is missed where it is. */
import type { Figures } from './figures.ts';
import { SEASON_NAMES, type Season } from './season.ts';

export interface Lived {
  readonly hub: readonly Figures[];
  readonly plain: readonly Figures[];
}
export type Results = Readonly<Record<Season, Lived>>;

interface Row {
  readonly name: string;
  readonly of: (weeks: readonly Figures[]) => number;
  readonly digits: number;
  readonly goal: string;
  readonly isMet: (hub: number, plain: number) => boolean;
  /** Where it is missed. */
  readonly why: string;
}

const all = (name: keyof Figures) => (weeks: readonly Figures[]) => weeks.map((week) => week[name]);
const mean = (name: keyof Figures) => (weeks: readonly Figures[]) =>
  all(name)(weeks).reduce((sum, value) => sum + value, 0) / weeks.length;
const most = (name: keyof Figures) => (weeks: readonly Figures[]) => Math.max(...all(name)(weeks));
const least = (name: keyof Figures) => (weeks: readonly Figures[]) => Math.min(...all(name)(weeks));

const ROWS: readonly Row[] = [
  {
    name: 'electricity, kWh',
    of: mean('electricityKwh'),
    digits: 1,
    goal: 'no more',
    isMet: (hub, plain) => hub <= plain,
    why: 'the hub’s water is hotter by what the coldest room lacks, and it starts in the morning as late as a thermostat does',
  },
  {
    name: 'starts',
    of: mean('starts'),
    digits: 1,
    goal: '≤ 0.8 of it',
    isMet: (hub, plain) => hub <= 0.8 * plain,
    why: 'a pause of a minute between two rooms’ calls stops the compressor (19 B.7), and calls end 0.1 K past the setpoint (B.10)',
  },
  {
    name: 'below the setpoint, K·h',
    of: mean('underKh'),
    digits: 1,
    goal: 'no more',
    isMet: (hub, plain) => hub <= plain,
    why: 'a call starts 0.2 K below the setpoint, a unit’s own thermostat at 0.15 K; rests of 10 min keep rooms waiting (B.7, B.10)',
  },
  {
    name: 'above the setpoint, K·h',
    of: mean('overKh'),
    digits: 1,
    goal: 'no more',
    isMet: (hub, plain) => hub <= plain,
    why: 'the same hysteresis, in cooling',
  },
  {
    name: 'within ±0.5 °C, %',
    of: (weeks) => 100 * mean('withinShare')(weeks),
    digits: 2,
    goal: '≥ 99.5',
    isMet: (hub) => hub >= 99.5,
    why: 'after a night’s set-back the rooms need more than two hours, and nobody begins before the hour',
  },
  {
    name: 'most starts in an hour',
    of: most('startsPerHour'),
    digits: 0,
    goal: '≤ 3',
    isMet: (hub) => hub <= 3,
    why: 'the machine starts by itself within a leave of the hub’s (B.6)',
  },
  {
    name: 'shortest run that is ended for it, min',
    of: least('shortestRunMinutes'),
    digits: 1,
    goal: '≥ 10',
    isMet: (hub) => hub >= 10,
    why: 'the shortest run is counted from the hub’s leave, and the machine begins later by its own hysteresis (B.6)',
  },
  {
    name: 'late in the morning, min (worst)',
    of: most('lateMinutes'),
    digits: 0,
    goal: 'no later',
    isMet: (hub, plain) => hub <= plain,
    why: 'rooms called one after another, and the tank has its turn at the same hour',
  },
  {
    name: 'hot water below 40 °C, min',
    of: mean('belowFloorMinutes'),
    digits: 1,
    goal: '0',
    isMet: (hub) => hub === 0,
    why: 'three kelvins of reserve are less than one draw takes while the source is on its way (B.9)',
  },
  {
    name: 'a room heated in a cold circuit, or the reverse, min',
    of: mean('bothWaysMinutes'),
    digits: 1,
    goal: '0',
    isMet: (hub) => hub === 0,
    why: 'the circuit turns while a unit’s fan still blows',
  },
  {
    name: 'starts that nobody called for',
    of: mean('idleStarts'),
    digits: 1,
    goal: '0',
    isMet: (hub) => hub === 0,
    why: 'the call that the start was for ended while the machine was on its way to it',
  },
  {
    name: 'heat and cold through the buffer, kWh',
    of: mean('bufferKwh'),
    digits: 1,
    goal: '–',
    isMet: () => true,
    why: '',
  },
  {
    name: 'fans, % of full while they blow',
    of: mean('fanPercent'),
    digits: 0,
    goal: '–',
    isMet: () => true,
    why: '',
  },
];

const shown = (value: number, digits: number) =>
  Number.isFinite(value) ? value.toFixed(digits) : '–';
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** The table as Markdown, and under it a line for each row that misses its goal. */
export function tableOf(results: Results): string {
  const heads = SEASON_NAMES.flatMap((season) => [`${season}: hub`, 'thermostat']);
  const missed: string[] = [];
  const body = ROWS.map(({ name, of, digits, goal, isMet, why }) => {
    const values = SEASON_NAMES.map((season) => {
      const { hub, plain } = results[season];
      return { season, hub: of(hub), plain: of(plain) };
    });
    // An unrounded difference that nobody sees is none.
    const rounded = (value: number) => Number(value.toFixed(digits));
    const misses = values.filter(({ hub, plain }) => !isMet(rounded(hub), rounded(plain)));
    if (misses.length > 0)
      missed.push(
        `- **${name}**, MISSED in ${misses.map(({ season }) => season).join(', ')}: ${why}.`,
      );
    const cells = values.flatMap(({ hub, plain }) => [shown(hub, digits), shown(plain, digits)]);
    return line([name, ...cells, misses.length > 0 ? `${goal}: MISSED` : goal]);
  });
  const rule = line(['---', ...heads.map(() => '---:'), '---']);
  return [line(['', ...heads, 'goal']), rule, ...body, '', ...missed].join('\n');
}

/** How much less electricity all of the hub's weeks took, %. */
export function savedPercent(results: Results): number {
  const ratios = SEASON_NAMES.map((season) => {
    const { hub, plain } = results[season];
    const kwh = mean('electricityKwh');
    return kwh(hub) / kwh(plain);
  });
  return 100 * (1 - ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length);
}

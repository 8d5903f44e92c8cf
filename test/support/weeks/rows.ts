/** The table of the weeks: what is compared, what it is to be, and why that is missed where it is. */
import { LONGEST_WAIT_MINUTES } from './bounds.ts';
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
    why: 'the hub brings slow rooms nearer to their setpoints, with hotter water where the coldest lacks much',
  },
  {
    name: 'starts',
    of: mean('starts'),
    digits: 1,
    goal: '≤ 0.8 of it',
    isMet: (hub, plain) => hub <= 0.8 * plain,
    why: 'rooms of slow emitters call one after another, and what is stored is soon used up; at the hot place a room that is served before its season costs some',
  },
  {
    name: 'below the setpoint, K·h',
    of: mean('underKh'),
    digits: 1,
    goal: 'no more',
    isMet: (hub, plain) => hub <= plain,
    why: 'water is up to 4 K colder than by the curve while rooms lack little',
  },
  {
    name: 'above the setpoint, K·h',
    of: mean('overKh'),
    digits: 1,
    goal: 'no more',
    isMet: (hub, plain) => hub <= plain,
    why: 'below 20 °C of averaged outdoor temperature (`coolingLimitC`) a room is cooled only where it is warmer than that outdoors by now, and once it is 0.3 K too warm; the thermostat knows no season',
  },
  {
    name: 'within ±0.5 °C, %',
    of: (weeks) => 100 * mean('withinShare')(weeks),
    digits: 2,
    goal: '≥ 99.5',
    isMet: (hub) => hub >= 99.5,
    why: 'after a window was opened in frost, and after a night’s set-back, the rooms need all that the machine has, and the tank wants some of it (see what could be reached, below)',
  },
  {
    name: 'most starts in an hour',
    of: most('startsPerHour'),
    digits: 0,
    goal: '≤ 3',
    isMet: (hub) => hub <= 3,
    why: 'the machine starts by itself',
  },
  {
    name: 'shortest run that is ended for it, min',
    of: least('shortestRunMinutes'),
    digits: 1,
    goal: '≥ 10',
    isMet: (hub) => hub >= 10,
    why: 'it is ended for what may not wait: a fault, a dew point, lost flow, a person’s off',
  },
  {
    name: 'late in the morning, min (worst)',
    of: most('lateMinutes'),
    digits: 0,
    goal: 'no later',
    isMet: (hub, plain) => hub <= plain,
    why: 'nobody begins before the hour, and the tank has its turn then',
  },
  {
    name: 'longest wait of a room in want of heat, min',
    of: most('longestWaitMinutes'),
    digits: 0,
    goal: `≤ ${LONGEST_WAIT_MINUTES}`,
    isMet: (hub) => hub <= LONGEST_WAIT_MINUTES,
    why: 'the tank’s turn, the rest of the machine and its starts in an hour come one after another',
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

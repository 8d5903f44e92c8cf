/**
 * `npm run weeks [days]`: the long form of the weeks, printed and kept in test/simulator/RESULTS.md. Each season of each
 * house is lived by a process of its own, two of them or more at a time.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ORDINARY, type Building } from '../../../src/simulator/building.ts';
import { FIXED_SPEED } from '../../../src/simulator/heat-pump-map.ts';
import { hubControl } from './hub.ts';
import { savedPercent, tableOf, type Lived, type Results } from './rows.ts';
import { SEASON_NAMES, SEEDS, seasonOf, type Season } from './season.ts';
import { thermostatControl } from './thermostat.ts';
import { liveWeek } from './week.ts';

const RESULTS = new URL('../../simulator/RESULTS.md', import.meta.url);
const WEEK_DAYS = 7;

interface Subject {
  readonly building: Building;
  readonly seeds: readonly number[];
}

const USUAL = 'An ordinary house with fan coils';
const SUBJECTS: Readonly<Record<string, Subject>> = {
  [USUAL]: { building: ORDINARY, seeds: SEEDS },
  'The buffer in series': { building: { ...ORDINARY, buffer: 'series' }, seeds: [1] },
  'Radiators and heated floors': {
    building: { ...ORDINARY, emitters: ['radiator', 'floor'] },
    seeds: [1],
  },
  'A heat pump of fixed speed, best in short hot runs': {
    building: { ...ORDINARY, heatPump: FIXED_SPEED },
    seeds: [1],
  },
};

async function lived(name: string, season: Season, days: number): Promise<Lived> {
  const { building = ORDINARY, seeds = [] } = SUBJECTS[name] ?? {};
  const hub = [];
  const plain = [];
  for (const seed of seeds) {
    const week = { ...seasonOf(season, seed), hours: 24 * days, building };
    plain.push(await liveWeek({ ...week, control: thermostatControl }));
    hub.push(await liveWeek({ ...week, control: hubControl }));
  }
  return { hub, plain };
}

async function livedApart(name: string, season: Season, days: number): Promise<Lived> {
  const child = fork(import.meta.filename, [String(days), name, season], {
    serialization: 'advanced',
  });
  const [said] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return said[0] as Lived;
}

/** All seasons of all subjects, by their names together. */
async function allLived(days: number): Promise<ReadonlyMap<string, Lived>> {
  const found = new Map<string, Lived>();
  const queue = Object.keys(SUBJECTS).flatMap((name) =>
    SEASON_NAMES.map((season) => [name, season] as const),
  );
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      found.set(next.join(), await livedApart(...next, days));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return found;
}

function resultsOf(found: ReadonlyMap<string, Lived>, name: string): Results {
  const of = (season: Season) => found.get([name, season].join()) ?? { hub: [], plain: [] };
  return { winter: of('winter'), shoulder: of('shoulder'), summer: of('summer') };
}

function textOf(found: ReadonlyMap<string, Lived>, days: number): string {
  const saved = savedPercent(resultsOf(found, USUAL));
  const parts = [
    '# The weeks: what control makes of a house',
    `Written by \`npm run weeks\`: ${days} days of each season in ${SEEDS.length} weathers (measured at a cold, a mild and a hot place, and two of the simulator's own), in the hands of the hub's own composition (a cycle and a report of each device a minute) and beside it in those of a plain thermostat on the hub's default curve, fixed. Means of the weathers; of starts in an hour, the shortest run and the morning the worst. Of the houses after the first, the cold place alone. What is said of a row that is missed is what the rules suggest; none of it has been tried apart.`,
    `All seasons of the first house: ${saved.toFixed(1)} % less electricity than the thermostat; the goal is 3 %${saved >= 3 ? '' : ': MISSED, since the curve earns it and both have the same'}.`,
  ];
  for (const name of Object.keys(SUBJECTS))
    parts.push(`## ${name}`, tableOf(resultsOf(found, name)));
  return `${parts.join('\n\n')}\n`;
}

const [, , days = WEEK_DAYS, name, season] = process.argv;
if (process.send !== undefined && name !== undefined) {
  process.send(await lived(name, season as Season, Number(days)));
  process.disconnect();
} else {
  const text = textOf(await allLived(Number(days)), Number(days));
  process.stdout.write(text);
  writeFileSync(RESULTS, text);
}

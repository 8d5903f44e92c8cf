/** `npm run weeks [days]`: the long form of the weeks, printed and kept in test/simulator/RESULTS.md. */
import { writeFileSync } from 'node:fs';
import { ORDINARY, type Building } from '../../../src/simulator/building.ts';
import { FIXED_SPEED } from '../../../src/simulator/heat-pump-map.ts';
import { hubControl } from './hub.ts';
import { savedPercent, tableOf, type Lived, type Results } from './rows.ts';
import { SEEDS, seasonOf, type Season } from './season.ts';
import { thermostatControl } from './thermostat.ts';
import { liveWeek } from './week.ts';

const DAYS = Number(process.argv[2] ?? 7);
const RESULTS = new URL('../../simulator/RESULTS.md', import.meta.url);
const OTHERS: Readonly<Record<string, Building>> = {
  'The buffer in series': { ...ORDINARY, buffer: 'series' },
  'Radiators and heated floors': { ...ORDINARY, emitters: ['radiator', 'floor'] },
  'A heat pump of fixed speed, best in short hot runs': { ...ORDINARY, heatPump: FIXED_SPEED },
};

async function lived(season: Season, seeds: readonly number[], building: Building): Promise<Lived> {
  const weeks = seeds.map((seed) => ({
    hours: 24 * DAYS,
    building,
    ...seasonOf(season, seed),
  }));
  const hub = [];
  const plain = [];
  for (const week of weeks) {
    plain.push(await liveWeek({ ...week, control: thermostatControl }));
    hub.push(await liveWeek({ ...week, control: hubControl }));
  }
  return { hub, plain };
}

const resultsOf = async (seeds: readonly number[], building: Building): Promise<Results> => ({
  winter: await lived('winter', seeds, building),
  shoulder: await lived('shoulder', seeds, building),
  summer: await lived('summer', seeds, building),
});

async function run(): Promise<void> {
  const results = await resultsOf(SEEDS, ORDINARY);
  const saved = savedPercent(results);
  const parts = [
    '# The weeks: what control makes of a house',
    `Written by \`npm run weeks\`: ${DAYS} days of each season in ${SEEDS.length} weathers (measured at a cold, a mild and a hot place, and two of the simulator's own), in the hands of the hub's own composition (a cycle and a report of each device a minute) and beside it in those of a plain thermostat on the hub's default curve, fixed. Means of the weathers; of starts in an hour, the shortest run and the morning the worst.`,
    tableOf(results),
    `- **All seasons**: ${saved.toFixed(1)} % less electricity than the thermostat; the goal is 3 %${saved >= 3 ? '' : ', MISSED: the curve earns it all, and both have the same'}.`,
  ];
  for (const [name, building] of Object.entries(OTHERS))
    parts.push(`## ${name}`, 'The cold place alone.', tableOf(await resultsOf([1], building)));
  const text = `${parts.join('\n\n')}\n`;
  process.stdout.write(text);
  writeFileSync(RESULTS, text);
}

await run();

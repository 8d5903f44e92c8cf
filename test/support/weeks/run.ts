/** `npm run weeks [days]`: the long form of the weeks, printed and kept in test/simulator/RESULTS.md. */
import { writeFileSync } from 'node:fs';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { FIXED_SPEED, MODULATING } from '../../../src/simulator/heat-pump-map.ts';
import type { PlantMake } from '../../../src/simulator/layout.ts';
import { hubControl } from './hub.ts';
import { savedPercent, tableOf, type Lived, type Results } from './rows.ts';
import { SEASONS, SEEDS, weatherOf, type Season } from './season.ts';
import { thermostatControl } from './thermostat.ts';
import { liveWeek } from './week.ts';

const DAYS = Number(process.argv[2] ?? 7);
const RESULTS = new URL('../../simulator/RESULTS.md', import.meta.url);
const USUAL: PlantMake = { map: MODULATING, buffer: 'parallel' };
const OTHERS: Readonly<Record<string, PlantMake>> = {
  'The buffer in series': { map: MODULATING, buffer: 'series' },
  'A heat pump of fixed speed, best in short hot runs': { map: FIXED_SPEED, buffer: 'parallel' },
};

async function lived(season: Season, seeds: readonly number[], make: PlantMake): Promise<Lived> {
  const weeks = seeds.map((seed) => ({
    startMs: SEASONS[season] + 4 * HOUR_MS,
    hours: 24 * DAYS,
    weather: weatherOf(seed),
    make,
  }));
  const hub = [];
  const plain = [];
  for (const week of weeks) {
    plain.push(await liveWeek({ ...week, control: thermostatControl }));
    hub.push(await liveWeek({ ...week, control: hubControl }));
  }
  return { hub, plain };
}

const resultsOf = async (seeds: readonly number[], make: PlantMake): Promise<Results> => ({
  winter: await lived('winter', seeds, make),
  shoulder: await lived('shoulder', seeds, make),
  summer: await lived('summer', seeds, make),
});

async function run(): Promise<void> {
  const results = await resultsOf(SEEDS, USUAL);
  const saved = savedPercent(results);
  const parts = [
    '# The weeks: what control makes of a house',
    `Written by \`npm run weeks\`: ${DAYS} days of each season in ${SEEDS.length} weathers, in the hands of the hub's own composition (a cycle and a report of each device a minute) and beside it in those of a plain thermostat on the hub's default curve, fixed. Means of the weathers; of starts in an hour, the shortest run and the morning the worst.`,
    tableOf(results),
    `- **All seasons**: ${saved.toFixed(1)} % less electricity than the thermostat; the goal is 3 %${saved >= 3 ? '' : ', MISSED: the curve earns it all, and both have the same'}.`,
  ];
  for (const [name, make] of Object.entries(OTHERS))
    parts.push(
      `## ${name}`,
      'The first weather alone; no goal yet.',
      tableOf(await resultsOf([1], make)),
    );
  const text = `${parts.join('\n\n')}\n`;
  process.stdout.write(text);
  writeFileSync(RESULTS, text);
}

await run();

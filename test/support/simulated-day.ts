/**
 * A day of a house in winter, as a Prometheus that scraped its hub each minute has it: the pages of a living house as
 * one OpenMetrics text with timestamps, made into blocks by promtool.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../../src/domain/house.ts';
import { HOUR_MS, isoTime, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { meteredBus } from '../../src/metrics/bus-meter.ts';
import { createMetrics } from '../../src/metrics/collect.ts';
import { createHttpMeter } from '../../src/metrics/http-meter.ts';
import { createLoopMeter } from '../../src/metrics/loop-meter.ts';
import { createProcessFacts } from '../../src/system/process-facts.ts';
import { lastingFolder, run } from './child.ts';
import { NO_CONNECTIONS } from './connections.ts';
import { createLivingHouse, type LivingHouse } from './living-house.ts';
import { doer } from './doers.ts';
import { createYard, withYard } from './yard.ts';

/** The house finds its balance before it is looked at. */
const SETTLING_MS = 2 * HOUR_MS;
const SCRAPE_MS = 1 * MINUTE_MS;

const BY = doer('test');
const MORNING = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  at: '08:00',
  tempHeatSetC: 21,
} as const;

export const TARGET = { job: 'aris', instance: 'aris.local:80' } as const;
const TARGET_LABELS = `job="${TARGET.job}",instance="${TARGET.instance}"`;

function pageOf({ hub, clock }: LivingHouse): () => string {
  const app = hub();
  const httpMeter = createHttpMeter();
  const loopMeter = createLoopMeter(clock);
  loopMeter.start();
  const metrics = createMetrics({
    ...app,
    ...app.access,
    build: { version: '0.0.0', nodeVersion: 'v20.0.0', isVirtual: true },
    bus: meteredBus(app.bus),
    meters: [httpMeter, loopMeter],
    processFacts: createProcessFacts(clock),
    connections: () => NO_CONNECTIONS,
    streamCount: () => app.streams.count(),
  });
  return () => {
    httpMeter.record('/api/zones', 200, 0.3);
    httpMeter.record('/prometheus/metrics', 200, 2);
    return Buffer.from(metrics.page('openmetrics')).toString();
  };
}

/** The pages of scrapes as one: a family's samples stand together. */
function createBackfill() {
  const families = new Map<string, string[]>();
  const samplesOf = (heads: string) => {
    const samples = families.get(heads) ?? [];
    families.set(heads, samples);
    return samples;
  };
  return {
    add(page: string, nowMs: number): void {
      const seconds = nowMs / SECOND_MS;
      let heads = '';
      let samples: string[] = [];
      for (const line of page.split('\n')) {
        if (line === '' || line === '# EOF') continue;
        if (line.startsWith('#')) {
          heads = line.startsWith('# TYPE') ? line : `${heads}\n${line}`;
          samples = samplesOf(heads);
          continue;
        }
        const [, name = '', labels = '', value = ''] =
          /^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
        const own = labels === '' ? '' : `,${labels}`;
        samples.push(`${name}{${TARGET_LABELS}${own}} ${value} ${seconds}`);
      }
      samplesOf('# TYPE up gauge').push(`up{${TARGET_LABELS}} 1 ${seconds}`);
    },
    text: () =>
      [...families]
        .filter(([, samples]) => samples.length > 0)
        .map(([heads, samples]) => `${heads}\n${samples.join('\n')}\n`)
        .join('') + '# EOF\n',
  };
}

export interface SimulatedDay {
  /** A folder that a Prometheus can be started on. */
  readonly dataFolder: string;
  readonly endMs: number;
}

/** @param hours that are looked at, after the house has settled: three and more */
export async function simulateDay(
  house: House,
  startMs: number,
  hours = 24,
): Promise<SimulatedDay> {
  const living = await createLivingHouse({
    house: withYard(house),
    startMs,
    gatewaysWith: () => [createYard()],
  });
  const page = pageOf(living);
  const backfill = createBackfill();
  await living.live(SETTLING_MS);
  const scrapedFor = async (forMs: number) =>
    living.live(forMs, (nowMs) => {
      if (nowMs % SCRAPE_MS === 0) backfill.add(page(), nowMs);
    });
  const { dhwRequests, schedules, settings, surplus, powerLimits } = living.hub();
  const until = (inMs: number) => isoTime(living.clock.nowMs() + inMs);
  await dhwRequests.command({ sanitize: true }, BY);
  await settings.patch({ quietHours: true, quietUntil: '03:30' }, BY);
  await schedules.put(house.zones[0]?.zoneId ?? '', [MORNING], BY);
  await scrapedFor(HOUR_MS);
  await surplus.command(3, until(HOUR_MS), BY);
  await scrapedFor(HOUR_MS);
  await powerLimits.command({ powerLimitKw: 4, until: until(HOUR_MS) }, BY);
  await scrapedFor((hours - 2) * HOUR_MS);
  const endMs = living.clock.nowMs();
  await living.stop();
  const folder = lastingFolder();
  const file = join(folder, 'day.om');
  const dataFolder = join(folder, 'data');
  writeFileSync(file, backfill.text());
  const command = ['create-blocks-from', 'openmetrics', '--max-block-duration=48h', '--quiet'];
  const { code, stdout, stderr } = await run('promtool', ['tsdb', ...command, file, dataFolder]);
  if (code !== 0) throw new Error(`promtool: ${stdout}${stderr}`);
  return { dataFolder, endMs };
}

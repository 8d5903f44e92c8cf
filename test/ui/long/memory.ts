/**
 * `npm run page:memory -- [--rooms N] [--minutes N] [--every SECONDS]`: what open pages hold on to over time. With
 * `--rooms` every room's thermometer tells something new each time; without it the five rooms of the sample house live
 * as they do. What is printed is counted after all garbage is gone.
 */
/* eslint-disable no-console -- A program that reports to who started it. */
import { setTimeout as delay } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { lastingFolder, start } from '../../support/child.ts';
import { dataFolderWith, PROGRAM } from '../../support/hub.ts';
import { startMosquitto } from '../../support/mosquitto.ts';
import { startRig, type Rig } from '../support/browser.ts';
import { sampleHouseOf } from '../support/large-sample.ts';

const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;
/** Code is compiled, lists are filled, and every device has reported until then. */
const WARM_MS = 2 * MINUTE_MS;
/** Besides the first count. */
const COUNTS = 5;
const TABLET = { width: 1024, height: 768 } as const;
const PAGES = { Home: '/', 'A room': '/zones/living_room', Plant: '/plant' } as const;

interface Held {
  readonly heapMib: number;
  /** Of the document, and what still hangs on to it. */
  readonly nodes: number;
  readonly detached: number;
  readonly listeners: number;
}

/** @returns what the page holds when all garbage is gone */
async function heldBy(page: Page): Promise<Held> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  // What the first leaves to be finalised goes with the second.
  for (let turn = 0; turn < 2; turn++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  await cdp.send('DOM.enable');
  const { detachedNodes } = await cdp.send('DOM.getDetachedDomNodes');
  await cdp.detach();
  return {
    heapMib: metric('JSHeapUsedSize') / MIB,
    nodes: metric('Nodes'),
    detached: detachedNodes.length,
    listeners: metric('JSEventListeners'),
  };
}

/** A page that stands still holds on to nothing either: what it has drawn anew since is counted too. */
async function countChanges(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = { changes: 0 };
    Object.assign(globalThis, { counted });
    const whole = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver((list) => (counted.changes += list.length)).observe(document, whole);
  });
  return async () =>
    page.evaluate(
      () => (globalThis as unknown as { counted: { changes: number } }).counted.changes,
    );
}

interface Playing {
  readonly rig: Rig;
  /** Lets that much time pass in the house. */
  readonly live: (durationMs: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

async function playSample(): Promise<Playing> {
  const rig = await startRig();
  return { rig, live: delay, end: async () => rig.close() };
}

async function playRooms(rooms: number, everyMs: number): Promise<Playing> {
  const house = sampleHouseOf(rooms);
  const file = join(lastingFolder(), 'house.json');
  writeFileSync(file, JSON.stringify(house));
  const broker = await startMosquitto();
  const sensors = await connectAsync(broker.url);
  const devices = ['simulate', '--mqtt-url', broker.url, '--house', file];
  const simulator = start(process.execPath, [PROGRAM, ...devices]);
  const rig = await startRig({
    args: ['--mqtt-url', broker.url],
    dataFolder: dataFolderWith(house),
  });
  const ids = house.zones.map(({ sensors: [id], zoneId }) => id ?? zoneId);
  let turn = 0;
  const report = async () => {
    turn++;
    for (const [index, id] of ids.entries()) {
      const tempC = 20 + ((turn + index) % 20) / 10;
      await sensors.publishAsync(`aris/sensor/${id}/telemetry`, JSON.stringify({ tempC }));
    }
  };
  return {
    rig,
    async live(durationMs) {
      const endsAt = performance.now() + durationMs;
      while (performance.now() < endsAt) {
        await report();
        await delay(everyMs);
      }
    },
    async end() {
      simulator.kill();
      await sensors.endAsync();
      await rig.close();
      await broker.stop();
    },
  };
}

const { values } = parseArgs({
  options: {
    rooms: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    every: { type: 'string', default: '3' },
  },
});
const [minutes, everyMs] = [Number(values.minutes), Number(values.every) * 1_000];
const { rig, live, end } = await (values.rooms === undefined
  ? playSample()
  : playRooms(Number(values.rooms), everyMs));
const pages: { name: string; page: Page; held: Held[]; changes: () => Promise<number> }[] = [];
for (const [name, path] of Object.entries(PAGES)) {
  const page = await rig.visitAsOwner(path, { viewport: TABLET });
  pages.push({ name, page, held: [], changes: await countChanges(page) });
}

async function count(): Promise<void> {
  for (const { page, held } of pages) held.push(await heldBy(page));
}

await live(WARM_MS);
await count();
for (let counted = 0; counted < COUNTS; counted++) {
  await live((minutes * MINUTE_MS) / COUNTS);
  await count();
}
const changes = await Promise.all(pages.map(async (one) => one.changes()));
await end();

console.log(`${minutes} minutes, counted every ${minutes / COUNTS}, from the second minute on:\n`);
console.log('| page | heap, MiB | more | nodes | detached | listeners | drawn |');
console.log('|---|---|---|---|---|---|---|');
for (const [index, { name, held }] of pages.entries()) {
  const each = (key: keyof Held, digits = 0) =>
    held.map((one) => one[key].toFixed(digits)).join(', ');
  const grownMib = (held.at(-1)?.heapMib ?? NaN) - (held[0]?.heapMib ?? NaN);
  console.log(
    `| ${name} | ${each('heapMib', 2)} | ${grownMib.toFixed(2)} | ${each('nodes')} | ${each('detached')} | ${each('listeners')} | ${changes[index]} |`,
  );
}
process.exit(0);

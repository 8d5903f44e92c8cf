/**
 * `npm run page:outages -- [--rounds N] [--seed N]`: somebody taps while the hub hangs, while the network is gone, and
 * while the hub is killed and started again. What the page says of each tap is held against what the hub noted of it.
 */
/* eslint-disable no-console -- A program that reports to who started it. */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { createSeededRandom } from '../../support/seeded-random.ts';
import type { HubLogLine } from '../../support/hub.ts';
import { until } from '../../support/until.ts';
import { startRig } from '../support/browser.ts';

const ROOMS = {
  living_room: 'Living Room',
  kitchen: 'Kitchen',
  primary_bedroom: 'Primary Bedroom',
} as const;
type ZoneId = keyof typeof ROOMS;
const ZONE_IDS = Object.keys(ROOMS) as ZoneId[];
/** Shorter than anybody would notice, up to so long that the page says so. */
const OUTAGES_MS = [2_000, 8_000, 16_000, 32_000] as const;
/** A tap is sent after a moment without another. */
const QUIET_MS = 1_000;
const PATIENCE_MS = 90_000;

/** What the page says of a tap, and how often the hub may have done it then. */
const SAID = {
  done: { text: /^(.+): heat to /i, times: [1] },
  refused: { text: /^(.+) was not changed\. The hub does not answer now/, times: [0] },
  unknown: { text: /^(.+): No answer came\. It may have been done/, times: [0, 1] },
} as const;
type Verdict = keyof typeof SAID;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});
const source = createSeededRandom(Number(values.seed));
/** From 0 to 1. */
const random = () => (source.bytes(1)[0] ?? 0) / 255;
const rig = await startRig();
const page = await rig.visitAsOwner();
const token = await rig.hub.token('zones:full');
const open = watchRequests(page);
await collectMessages(page);

/** Paths of what was asked for and has no end yet. */
function watchRequests(of: Page): Map<object, string> {
  const pending = new Map<object, string>();
  of.on('request', (request) => pending.set(request, new URL(request.url()).pathname));
  of.on('requestfinished', (request) => pending.delete(request));
  of.on('requestfailed', (request) => pending.delete(request));
  return pending;
}

/** Every short message from now on, however soon it goes. */
async function collectMessages(of: Page): Promise<void> {
  await of.evaluate(() => {
    const messages: string[] = [];
    const seen = new WeakSet<Element>();
    Object.assign(globalThis, { messages });
    new MutationObserver(() => {
      for (const toast of document.querySelectorAll('.toast')) {
        if (seen.has(toast)) continue;
        seen.add(toast);
        messages.push(toast.querySelector('span')?.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true });
  });
}

const messagesOf = async () =>
  page.evaluate(() => (globalThis as unknown as { messages: string[] }).messages);

function verdictOn(name: string, messages: readonly string[]): Verdict | undefined {
  return (Object.keys(SAID) as Verdict[]).find((verdict) =>
    messages.some((message) => SAID[verdict].text.exec(message)?.[1] === name),
  );
}

const shown = async (name: string) =>
  Number.parseFloat(
    (await page.getByRole('spinbutton', { name: `${name}: heat to` }).textContent()) ?? '',
  );

async function known(zoneId: ZoneId): Promise<number> {
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${rig.hub.url}/api/zones/${zoneId}`, { headers });
  return ((await answer.json()) as { zone: { tempHeatSetC: number } }).zone.tempHeatSetC;
}

/** As the hub, and the one that was killed before it, have noted. */
const noted = (log: readonly HubLogLine[], zoneId: ZoneId) =>
  log.filter((line) => line.message === 'zone command' && line['zoneId'] === zoneId).length;

interface Outage {
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

const OUTAGES: Readonly<Record<string, Outage>> = {
  frozen: {
    begin: () => rig.hub.signal('SIGSTOP'),
    end: () => rig.hub.signal('SIGCONT'),
  },
  'without a network': {
    begin: async () => page.context().setOffline(true),
    end: async () => page.context().setOffline(false),
  },
  killed: {
    begin: async () => rig.hub.kill9(),
    end: async () => rig.restartHub(),
  },
};

/** What the page shows is what the hub knows, and it says that it is there. */
const isRight = async () => {
  if ((await page.locator('.lost').count()) > 0) return false;
  for (const zoneId of ZONE_IDS)
    if ((await shown(ROOMS[zoneId])) !== (await known(zoneId))) return false;
  return true;
};

async function tap(zoneId: ZoneId, isUp: boolean): Promise<void> {
  await page
    .getByRole('button', { name: `${isUp ? 'Raise' : 'Lower'} heating, ${ROOMS[zoneId]}` })
    // A message may lie over it for a moment.
    .dispatchEvent('click');
}

/** @returns how long the page took from the return on, ms */
async function liveThrough({ begin, end }: Outage, round: number): Promise<number> {
  const lengthMs = OUTAGES_MS[round % OUTAGES_MS.length] ?? 0;
  const isUp = round % 2 === 0;
  const pauses = [random() * QUIET_MS, lengthMs * random(), 0];
  await tap('living_room', isUp);
  await delay(pauses[0]);
  await begin();
  const begunMs = performance.now();
  await tap('kitchen', isUp);
  await delay(pauses[1]);
  await tap('primary_bedroom', isUp);
  await delay(Math.max(0, begunMs + lengthMs - performance.now()));
  await end();
  const backMs = performance.now();
  await until(isRight, 'the page to be right', PATIENCE_MS);
  return performance.now() - backMs;
}

const counts = { done: 0, refused: 0, unknown: 0, twice: 0, lies: 0, silent: 0, hanging: 0 };

/** Holds what was said of a tap against how often the hub has done it. */
function judge(verdict: Verdict | undefined, times: number): void {
  if (times > 1) counts.twice++;
  if (verdict === undefined) {
    counts.silent++;
    return;
  }
  counts[verdict]++;
  if (!(SAID[verdict].times as readonly number[]).includes(times)) counts.lies++;
}

/** @returns what was said of each tap, as soon as something was */
async function verdictsSince(from: number): Promise<readonly (Verdict | undefined)[]> {
  const said = async () => {
    const messages = (await messagesOf()).slice(from);
    const verdicts = ZONE_IDS.map((zoneId) => verdictOn(ROOMS[zoneId], messages));
    return verdicts.every((one) => one !== undefined) && verdicts;
  };
  return until(said, 'a word on each tap', PATIENCE_MS).catch(() => []);
}

const asked = () => [...open.values()].filter((path) => path !== '/api/stream');

/** @returns how long the page took from the return on, ms */
async function playRound(kind: string, outage: Outage, round: number): Promise<number> {
  const { log } = rig.hub;
  const before = ZONE_IDS.map((zoneId) => noted(log, zoneId));
  const from = (await messagesOf()).length;
  const tookMs = await liveThrough(outage, round);
  const verdicts = await verdictsSince(from);
  await until(isRight, 'the page to be right still', PATIENCE_MS);
  for (const [index, zoneId] of ZONE_IDS.entries()) {
    // A hub that was killed has a log of its own.
    const after = noted(log, zoneId) + (rig.hub.log === log ? 0 : noted(rig.hub.log, zoneId));
    judge(verdicts[index], after - (before[index] ?? 0));
  }
  await until(() => asked().length === 0, 'every answer', PATIENCE_MS).catch(
    () => counts.hanging++,
  );
  console.log(round + 1, kind, verdicts.join(), `${(tookMs / 1000).toFixed(1)} s`);
  return tookMs;
}

const kinds = Object.entries(OUTAGES);
const took = new Map<string, number[]>(kinds.map(([kind]) => [kind, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  const [kind, outage] = kinds[round % kinds.length] ?? [];
  if (kind === undefined || outage === undefined) break;
  took.get(kind)?.push(await playRound(kind, outage, round));
}
const streams = open.size - asked().length;
await rig.close();

console.log(JSON.stringify({ ...counts, streams }));
const seconds = (ms = NaN) => `${(ms / 1000).toFixed(1)} s`;
for (const [kind, all] of took) {
  const sorted = all.toSorted((a, b) => a - b);
  const middle = seconds(sorted[Math.floor(sorted.length / 2)]);
  console.log(`${kind}: right ${middle} after the return, at most ${seconds(sorted.at(-1))}`);
}
const { twice, lies, silent, hanging } = counts;
process.exit(twice + lies + silent + hanging === 0 && streams === 1 ? 0 : 1);

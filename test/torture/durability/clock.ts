/** Clocks that are set, and nights on which they change: schedules keep to the house's time, tokens to theirs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ZoneView } from '../../../src/domain/zone-view.ts';
import { lastingFolder } from '../../support/child.ts';
import { createFakeTime, type FakeTime } from '../../support/fake-time.ts';
import { BARE_HOUSE } from '../../support/house.ts';
import { startHub, type TestHub } from '../../support/hub.ts';
import { createClient } from '../lib/client.ts';
import type { Form, Outcome } from '../lib/durability.ts';
import { NIGHTS, type Night } from '../lib/nights.ts';

export const name = 'clock';

const SHORT_NIGHTS = 2;
const TOGETHER = 3;
const FORMER_C = 18;
const NEXT_C = 16.5;
/** How long before the switch the hub is started; twice as long where that was not in time. */
const LEADS_S = [6, 12, 24, 48];
const LATE_S = 2;
const POLL_MS = 50;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const YEAR_S = 366 * DAY_S;
/** How the clock stands in one life after another, once it was a year ahead: seconds from the right time. */
const CLOCKS = [
  ['right again', 7 * MINUTE_S],
  ['a year back', -YEAR_S],
  ['2 hours ahead', 2 * HOUR_S],
  ['right after 2 hours ahead', 10 * MINUTE_S],
] as const;

const nowS = () => Date.now() / 1_000;
const DAY_BEFORE = { tue: 'mon', sat: 'fri', sun: 'sat' };

/** A house in that time zone, and programs that live in a time of their own. */
function inTimeZone(timeZone: string) {
  const dataFolder = lastingFolder();
  const file = join(dataFolder, 'house.json');
  writeFileSync(file, JSON.stringify({ ...BARE_HOUSE, timeZone }));
  const time = createFakeTime();
  let shiftS = 0;
  return {
    setClock(instantS: number) {
      shiftS = Math.round(instantS - nowS());
      time.shift(shiftS);
    },
    clockS: () => nowS() + shiftS,
    start: async () =>
      startHub({ args: ['--virtual', '--house', file], dataFolder, env: time.env }),
  };
}
type Place = ReturnType<typeof inTimeZone>;

const setpoint = async ({ url }: TestHub, token: string) => {
  const { zone } = (await createClient(url, token).read('/api/zones/living')) as { zone: ZoneView };
  return zone.tempHeatSetC;
};

/** Sets the schedule an hour before, while nothing is near. */
async function plan(place: Place, { day, at, runsAt }: Night): Promise<string> {
  place.setClock(Date.parse(runsAt) / 1_000 - HOUR_S);
  const hub = await place.start();
  const token = await hub.token();
  const entries = [
    { days: [DAY_BEFORE[day]], at: '12:00', tempHeatSetC: FORMER_C },
    { days: [day], at, tempHeatSetC: NEXT_C },
  ];
  const { status } = await createClient(hub.url, token).ask('PUT', '/api/zones/living/schedule', {
    entries,
  });
  await hub.stop();
  if (status !== 200) throw new Error(`the schedule was answered with ${String(status)}`);
  return token;
}

/** @returns by how many seconds it was late; undefined where the hub came too late to see it */
async function watch(place: Place, token: string, startS: number, runsAtS: number) {
  place.setClock(startS);
  const hub = await place.start();
  try {
    if ((await setpoint(hub, token)) !== FORMER_C || place.clockS() >= runsAtS) return undefined;
    while ((await setpoint(hub, token)) !== NEXT_C) {
      if (place.clockS() > runsAtS + LATE_S) return Infinity;
      await delay(POLL_MS);
    }
    return place.clockS() - runsAtS;
  } finally {
    await hub.kill9();
  }
}

async function liveThroughNight(night: Night): Promise<string[]> {
  const place = inTimeZone(night.timeZone);
  const token = await plan(place, night);
  const runsAtS = Date.parse(night.runsAt) / 1_000;
  for (const leadS of LEADS_S) {
    const lateS = await watch(place, token, runsAtS - leadS, runsAtS);
    if (lateS === undefined) continue;
    // The clock of a program is whole seconds off ours at most by rounding.
    if (lateS < -1) return [`${night.name}: ${-lateS} s too early`];
    return lateS > LATE_S ? [`${night.name}: not at ${night.runsAt}`] : [];
  }
  return [`${night.name}: before ${night.runsAt} it is not as it was`];
}

/** One life of a hub after another in a data folder, each in a time of its own. */
function livesOf(time: FakeTime) {
  const dataFolder = lastingFolder();
  return async (shiftS: number, work: (hub: TestHub) => Promise<void>) => {
    time.shift(shiftS);
    const hub = await startHub({ args: ['--virtual'], dataFolder, env: time.env });
    try {
      await work(hub);
    } finally {
      await hub.stop();
    }
  };
}

async function makeToken(hub: TestHub, lasts: string): Promise<string> {
  const { stdout, stderr, code } = await hub.cli('token', 'create', lasts, '--expires', lasts);
  if (code !== 0) throw new Error(`no token: ${stderr}`);
  return stdout.trim();
}

/** @returns what is wrong, if it is */
async function tried(hub: TestHub, token: string, wanted: 200 | 401, what: string) {
  const { status } = await createClient(hub.url, token).ask('GET', '/api/zones');
  return status === wanted ? [] : [`${what}: ${String(status)}, not ${wanted}`];
}

/** Tokens of months and of minutes, while the clock goes to and fro. */
async function liveWithTokens(time: FakeTime): Promise<string[]> {
  const live = livesOf(time);
  const wrong: string[] = [];
  let long = '';
  let short = '';
  await live(0, async (hub) => {
    long = await makeToken(hub, '90d');
    short = await makeToken(hub, '5m');
    wrong.push(...(await tried(hub, short, 200, 'a token of 5 minutes')));
  });
  await live(6 * MINUTE_S, async (hub) => {
    wrong.push(...(await tried(hub, short, 401, 'a token of 5 minutes, 6 minutes later')));
  });
  // What becomes of them while it is a year ahead is not asked here: only that it passes.
  await live(YEAR_S, async () => Promise.resolve());
  for (const [when, shiftS] of CLOCKS)
    await live(shiftS, async (hub) => {
      wrong.push(...(await tried(hub, long, 200, `a token of 90 days, the clock ${when}`)));
      wrong.push(...(await tried(hub, short, 401, `one that had expired, the clock ${when}`)));
    });
  return wrong;
}

/** A board without a clock, in its first two lives. */
async function liveIn1970(time: FakeTime): Promise<string[]> {
  const live = livesOf(time);
  const shiftS = MINUTE_S - Math.floor(nowS());
  const wrong: string[] = [];
  let token = '';
  await live(shiftS, async (hub) => {
    token = await makeToken(hub, '90d');
    wrong.push(...(await tried(hub, token, 200, 'a token of 1970')));
  });
  await live(shiftS, async (hub) => {
    wrong.push(...(await tried(hub, token, 200, 'a token of 1970, a life later')));
  });
  return wrong;
}

export async function run({ isShort, say }: Form): Promise<Outcome> {
  const nights = isShort ? NIGHTS.slice(0, SHORT_NIGHTS) : NIGHTS;
  const works = [
    ...nights.map((night) => async () => liveThroughNight(night)),
    async () => liveWithTokens(createFakeTime()),
    async () => liveIn1970(createFakeTime()),
  ];
  const broken: string[] = [];
  const queue = [...works];
  let done = 0;
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      broken.push(...(await next()));
      say(`${++done} of ${works.length}, ${broken.length} wrong`);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return {
    extent: `${nights.length} nights, tokens over clocks that are set, 1970`,
    figures: `${broken.length} wrong; ${nights.map((night) => night.name).join('; ')}`,
    broken,
  };
}

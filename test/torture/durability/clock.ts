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

export const name = 'clock';

interface Night {
  readonly name: string;
  readonly timeZone: string;
  /** Of the entry, on the wall clock. */
  readonly day: string;
  readonly at: string;
  /** When it is to run, by the rules of the zone: written down here, so that no code of ours works it out. */
  readonly runsAt: string;
}

/** A time that is skipped runs at the next that there is, one that comes twice at the first. */
const NIGHTS: readonly Night[] = [
  {
    ...{ name: 'Berlin, spring', timeZone: 'Europe/Berlin', day: 'sun', at: '02:30' },
    runsAt: '2027-03-28T01:00:00Z',
  },
  {
    ...{ name: 'Lord Howe, autumn', timeZone: 'Australia/Lord_Howe', day: 'sun', at: '01:45' },
    runsAt: '2027-04-03T14:45:00Z',
  },
  {
    ...{ name: 'Berlin, autumn', timeZone: 'Europe/Berlin', day: 'sun', at: '02:30' },
    runsAt: '2027-10-31T00:30:00Z',
  },
  {
    ...{ name: 'New York, spring', timeZone: 'America/New_York', day: 'sun', at: '02:30' },
    runsAt: '2027-03-14T07:00:00Z',
  },
  {
    ...{ name: 'New York, autumn', timeZone: 'America/New_York', day: 'sun', at: '01:30' },
    runsAt: '2027-11-07T05:30:00Z',
  },
  {
    ...{ name: 'Lord Howe, spring', timeZone: 'Australia/Lord_Howe', day: 'sun', at: '02:15' },
    runsAt: '2027-10-02T15:30:00Z',
  },
  {
    ...{ name: 'Santiago, spring', timeZone: 'America/Santiago', day: 'sun', at: '00:30' },
    runsAt: '2027-09-05T04:00:00Z',
  },
  {
    ...{ name: 'Santiago, autumn', timeZone: 'America/Santiago', day: 'sat', at: '23:30' },
    runsAt: '2027-04-04T02:30:00Z',
  },
  {
    ...{ name: 'Berlin, leap day', timeZone: 'Europe/Berlin', day: 'tue', at: '06:30' },
    runsAt: '2028-02-29T05:30:00Z',
  },
];
const SHORT_NIGHTS = 2;
const TOGETHER = 3;
const FORMER_C = 18;
const NEXT_C = 16.5;
/** How long before the switch the hub is started; twice as long where that was not in time. */
const LEADS_S = [6, 12, 24, 48];
const LATE_S = 2;
const POLL_MS = 50;
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
const YEAR_S = 366 * DAY_S;

const nowS = () => Date.now() / 1_000;
const dayBefore = (day: string) => (day === 'sun' ? 'sat' : day === 'sat' ? 'fri' : 'mon');

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
    { days: [dayBefore(day)], at: '12:00', tempHeatSetC: FORMER_C },
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

/** Tokens of a year and of minutes, while the clock goes to and fro. */
async function liveWithTokens(time: FakeTime): Promise<string[]> {
  const dataFolder = lastingFolder();
  const wrong: string[] = [];
  const life = async (when: string, shiftS: number, work: (hub: TestHub) => Promise<void>) => {
    time.shift(shiftS);
    const hub = await startHub({ args: ['--virtual'], dataFolder, env: time.env });
    await work(hub).finally(async () => hub.stop());
    return when;
  };
  const make = async (hub: TestHub, lasts: string) => {
    const { stdout } = await hub.cli('token', 'create', lasts, '--expires', lasts);
    return stdout.trim();
  };
  const expect = async (hub: TestHub, token: string, status: number, when: string) => {
    const answer = await createClient(hub.url, token).ask('GET', '/api/zones');
    if (answer.status !== status) wrong.push(`${when}: ${String(answer.status)}, not ${status}`);
  };
  let long = '';
  let short = '';
  await life('now', 0, async (hub) => {
    long = await make(hub, '90d');
    short = await make(hub, '5m');
    await expect(hub, short, 200, 'a token of 5 minutes');
    time.shift(6 * 60);
    await expect(hub, short, 401, 'a token of 5 minutes after 6');
  });
  // What a clock that is a year ahead makes of them while it lasts is not asked here.
  await life('a year ahead', YEAR_S, async () => Promise.resolve());
  for (const [when, shiftS] of [
    ['right again', 7 * 60],
    ['a year back', -YEAR_S],
    ['2 hours ahead', 2 * HOUR_S],
    ['right again after 2 hours ahead', 10 * 60],
  ] as const)
    await life(when, shiftS, async (hub) => {
      await expect(hub, long, 200, `a token of 90 days, the clock ${when}`);
      await expect(hub, short, 401, `a token of 5 minutes, the clock ${when}`);
    });
  return wrong;
}

/** A board without a clock, in its first life. */
async function liveIn1970(time: FakeTime): Promise<string[]> {
  time.shift(-Math.floor(nowS()) + 60);
  const dataFolder = lastingFolder();
  const wrong: string[] = [];
  let token = '';
  for (const round of [1, 2]) {
    const hub = await startHub({ args: ['--virtual'], dataFolder, env: time.env });
    if (round === 1)
      token = (await hub.cli('token', 'create', 'early', '--expires', '90d')).stdout.trim();
    const { status } = await createClient(hub.url, token).ask('GET', '/api/zones');
    if (status !== 200) wrong.push(`1970, life ${round}: ${String(status)}`);
    await hub.stop();
  }
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
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      broken.push(...(await next()));
      say(`${works.length - queue.length} of ${works.length}, ${broken.length} wrong`);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return {
    extent: `${nights.length} nights, tokens over clocks that are set, 1970`,
    figures: `${broken.length} wrong; ${nights.map((night) => night.name).join('; ')}`,
    broken,
  };
}

/**
 * Forty rooms on a wall tablet that all report again and again: what each report leaves behind in the browser adds up.
 * Seven times as fast as they would in the gate, and ten minutes of that with `ARIS_TEST_LONG=1`.
 */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Page } from 'playwright-core';
import type { House } from '../../../../src/domain/house.ts';
import { dataFolderWith } from '../../../support/hub.ts';
import { startMosquitto, type Mosquitto } from '../../../support/mosquitto.ts';
import { until } from '../../../support/until.ts';
import {
  assertAccessible,
  assertFits,
  assertTouchable,
  assertWellBehaved,
  ORIGIN,
  PHONE,
  startRig,
  type Rig,
} from '../../support/browser.ts';

const isLong = process.env['ARIS_TEST_LONG'] === '1';
const ROOMS = 40;
const ROUND_MS = 400;
const [ROUNDS, GROWTH_MAX_MIB] = isLong ? [1_500, 2] : [16, 1];
/** Code is compiled and lists are filled until then. */
const WARM_ROUNDS = 5;

const HOUSE: House = {
  version: 1,
  timeZone: 'Europe/Berlin',
  zones: Array.from({ length: ROOMS }, (_, index) => ({
    zoneId: `room_${index}`,
    friendlyName: `Room ${index}`,
    floor: index % 2 === 0 ? 'Ground floor' : 'Upstairs',
    sensors: [`sensor_${index}`],
    terminals: [`fcu_${index}`],
    supportsHeat: true,
    supportsCool: true,
  })),
  fcus: Array.from({ length: ROOMS }, (_, index) => ({
    fcuId: `fcu_${index}`,
    friendlyName: `Fan coil ${index}`,
  })),
  heatpumps: [],
};

const hourIn = (timeZone: string) =>
  Number(new Date().toLocaleString('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }));
const isMorning = (timeZone: string) => hourIn(timeZone) >= 5 && hourIn(timeZone) < 11;

/** A place where it is that hour now. */
function placeAt(hour: number): string {
  // To the west of Greenwich they are called plus.
  const behind = ((new Date().getUTCHours() - hour + 36) % 24) - 12;
  return `Etc/GMT${behind < 0 ? behind : `+${behind}`}`;
}

async function heapMib(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 1024 / 1024;
}

/** Notes what takes a slow phone long, until there is a room to press. */
function noteSlow(): void {
  const noted: string[] = [];
  Object.assign(globalThis, { slowNoted: noted });
  let isOver = false;
  const note = (what: string) => {
    if (!isOver) noted.push(what);
  };
  for (const name of [
    'DateTimeFormat',
    'RelativeTimeFormat',
    'NumberFormat',
    'PluralRules',
  ] as const)
    Object.assign(Intl, {
      [name]: new Proxy(Intl[name], {
        construct(target, args) {
          note(`Intl.${name}`);
          return Reflect.construct(target, args) as object;
        },
      }),
    });
  // To measure has all of the page laid out.
  const measured = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight');
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {
    get(this: HTMLElement) {
      note(`the height of ${this.className}`);
      return measured?.get?.call(this) as number;
    },
  });
  const look = () => {
    isOver = document.querySelector('main article a') !== null;
    if (!isOver) requestAnimationFrame(look);
  };
  look();
}

describe('a page with forty rooms', () => {
  let broker: Mosquitto;
  let sensors: MqttClient;
  let rig: Rig;
  let page: Page;
  before(async () => {
    broker = await startMosquitto();
    sensors = await connectAsync(broker.url);
    rig = await startRig({
      args: ['--mqtt-url', broker.url],
      dataFolder: dataFolderWith(HOUSE),
    });
    page = await rig.visitAsOwner('/', { viewport: PHONE });
  });
  after(async () => {
    await rig.close();
    await sensors.endAsync();
    await broker.stop();
  });

  async function report(turn: number): Promise<void> {
    for (let room = 0; room < ROOMS; room++) {
      const tempC = 20 + ((turn + room) % 20) / 10;
      await sensors.publishAsync(`aris/sensor/sensor_${room}/telemetry`, JSON.stringify({ tempC }));
    }
    await delay(ROUND_MS);
  }

  it('shows each as it changes, and holds on to nothing of what was', async () => {
    await report(0);
    const cards = page.getByRole('article');
    await cards.nth(ROOMS - 1).waitFor();
    for (let turn = 1; turn <= WARM_ROUNDS; turn++) await report(turn);
    const before = await heapMib(page);
    for (let turn = WARM_ROUNDS + 1; turn <= WARM_ROUNDS + ROUNDS; turn++) await report(turn);
    const last = 20 + ((WARM_ROUNDS + ROUNDS) % 20) / 10;
    await page
      .getByRole('article', { name: 'Room 0', exact: true })
      .getByText(`${last.toFixed(1)}°`, { exact: true })
      .waitFor();
    const grownMib = (await heapMib(page)) - before;
    assert.ok(grownMib <= GROWTH_MAX_MIB, `${grownMib.toFixed(2)} MiB more`);
  });

  it('has any of them a tap or two away, and is found as it was left', async () => {
    const card = (room: number) => page.getByRole('article', { name: `Room ${room}`, exact: true });
    const title = (room: number) =>
      page.getByRole('heading', { level: 1, name: `Room ${room}`, exact: true });
    // Two stand side by side, by floors.
    const upstairs = page.getByRole('region', { name: 'Upstairs' });
    assert.equal(await upstairs.getByRole('article').count(), ROOMS / 2);
    const [left, right] = [await card(0).boundingBox(), await card(2).boundingBox()];
    assert.equal(left?.y, right?.y);
    assert.ok(Number(left?.x) < Number(right?.x));
    await assertFits(page);
    await assertTouchable(page);
    await assertAccessible(page);

    // One setpoint, the other a tap away.
    await page.getByRole('spinbutton', { name: 'Room 0: heat to' }).waitFor();
    await page.getByRole('button', { name: 'Show cooling, Room 0' }).click();
    await page.getByRole('spinbutton', { name: 'Room 0: cool to' }).waitFor();
    assert.equal(await card(0).getByRole('spinbutton').count(), 1);

    // Where it is left: a click that finds its target moving scrolls once more.
    await page.evaluate(() => {
      const noteTop = () => (document.documentElement.dataset['leftAt'] = String(scrollY));
      addEventListener('click', noteTop, { capture: true, once: true });
    });
    await card(33).getByRole('link').click();
    const top = Number(await page.evaluate(() => document.documentElement.dataset['leftAt']));
    assert.ok(top > 0);
    await title(33).waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.getByRole('main').getByRole('link', { name: 'Home' }).click();
    await page.waitForFunction((wanted) => scrollY === wanted, top);
    await page.evaluate(() => history.forward());
    await title(33).waitFor();
    await page.evaluate(() => history.back());
    await page.waitForFunction((wanted) => scrollY === wanted, top);

    const search = page.getByRole('searchbox', { name: 'Find a room' });
    await search.fill('attic');
    await page.getByText('No room has that name.').waitFor();
    await search.fill('up 39');
    await card(0).waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('article').count(), 1);
    await search.press('Enter');
    await title(39).waitFor();
    assertWellBehaved(page);
  });

  it('has rooms to press before anything that is slow, such as a clock of another place', async () => {
    const greeting = () =>
      isMorning('Europe/Berlin') ? 'Good morning' : /^(?:Hello|Good evening)/;
    const cdp = await page.context().newCDPSession(page);
    const timezoneId = isMorning('Europe/Berlin') ? placeAt(20) : placeAt(8);
    await cdp.send('Emulation.setTimezoneOverride', { timezoneId });
    await page.addInitScript(noteSlow);
    await page.goto(ORIGIN);
    // The house's own clock, a moment later.
    const title = page.getByRole('heading', { level: 1 });
    await until(async () => (await title.innerText()).match(greeting()) !== null, 'a greeting');
    const noted = await page.evaluate(
      () => (globalThis as unknown as { slowNoted: string[] }).slowNoted,
    );
    assert.deepEqual(noted, []);
  });
});

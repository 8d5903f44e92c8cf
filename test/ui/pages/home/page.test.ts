/** The home page, as people use it in a browser: on a phone, on the wall, by keyboard. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { ZoneView } from '../../../../src/domain/zone-view.ts';
import { until } from '../../../support/until.ts';
import {
  assertPresentable,
  assertSteady,
  assertWellBehaved,
  OWNER,
  PHONE,
  playStream,
  snapshotOf,
  startRig,
  type Rig,
} from '../../support/browser.ts';
import { keyboardOf } from '../../support/keyboard.ts';
import { TROUBLED_HOUSE } from '../../support/troubled-house.ts';

const PIN = '482915';

/** Asks the hub as the page would. @returns the status */
async function ask(page: Page, method: string, path: string, body: object): Promise<number> {
  return page.evaluate(
    async (asked) => {
      const { status } = await fetch(asked.path, {
        method: asked.method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(asked.body),
      });
      return status;
    },
    { method, path, body },
  );
}

const card = (page: Page, name = 'Kitchen') => page.getByRole('article', { name });
const heatOf = (page: Page, name = 'Kitchen') =>
  page.getByRole('spinbutton', { name: `${name}: heat to` });
const raise = (page: Page, name = 'Kitchen') =>
  page.getByRole('button', { name: `Raise heating, ${name}` });

async function assertHeat(page: Page, shown: string, name = 'Kitchen'): Promise<void> {
  await heatOf(page, name)
    .and(page.getByText(shown, { exact: true }))
    .waitFor();
}

/** The bodies of what the page posts from now on. */
function postsOf(page: Page): unknown[] {
  const bodies: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') bodies.push(request.postDataJSON());
  });
  return bodies;
}

describe('the home page', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('shows the house at a glance', async () => {
    const page = await rig.visitAsOwner();
    await page.getByRole('heading', { level: 1, name: 'Aris' }).waitFor();
    await page.getByText('Outdoors').waitFor();
    await card(page, 'Living Room')
      .getByText(/^\d+\.\d°$/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole('article').count(), 6);
    await assertSteady(page);
    await assertPresentable(page, 'home');
    await page.context().close();
  });

  it('makes one command of several taps, which a second browser sees', async () => {
    const [one, other] = await Promise.all([rig.visitAsOwner(), rig.visitAsOwner()]);
    await Promise.all([assertHeat(one, '21.0°'), assertHeat(other, '21.0°')]);
    const posts = postsOf(one);
    for (let tap = 0; tap < 3; tap++) await raise(one).click();
    await assertHeat(one, '22.5°');
    // The cooling setpoint keeps its distance, before the hub has said so.
    await card(one).getByText('24.7°').waitFor();
    await assertHeat(other, '22.5°');
    assert.deepEqual(posts, [{ tempHeatSetC: 22.5, tempCoolSetC: 24.7 }]);
    await card(one)
      .getByText(/^(Heating|Waiting to heat)$/)
      .waitFor();
    await Promise.all([one.context().close(), other.context().close()]);
  });

  it('says how long a hold lasts, and ends it with one tap', async () => {
    const page = await rig.visitAsOwner();
    const path = '/api/zones/primary_bedroom';
    const hold = { tempHeatSetC: 19, durationMinutes: 90 };
    assert.equal(await ask(page, 'POST', `${path}/command`, hold), 200);
    await card(page, 'Primary Bedroom')
      .getByText(/^By hand until .*, 1\sh 30\smin left$/)
      .waitFor();
    // What is changed by hand meanwhile ends with the hold.
    const posts = postsOf(page) as { until?: string }[];
    await raise(page, 'Primary Bedroom').click();
    await until(() => posts.length === 1, 'a command');
    assert.ok(posts[0]?.until !== undefined);
    await page.getByRole('button', { name: 'Back to normal, Primary Bedroom' }).click();
    await assertHeat(page, '21.0°', 'Primary Bedroom');
    await card(page, 'Primary Bedroom').getByText('By hand').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('holds until the schedule has its next say where there is one', async () => {
    const page = await rig.visitAsOwner();
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const entries = ['00:10', '12:10'].map((at) => ({ days, at, tempHeatSetC: 20 }));
    assert.equal(await ask(page, 'PUT', '/api/zones/bathroom/schedule', { entries }), 200);
    await card(page, 'Bathroom')
      .getByText(/^Until .*:10, then heat to 20\.0°$/)
      .waitFor();
    const posts = postsOf(page);
    await raise(page, 'Bathroom').click();
    await card(page, 'Bathroom')
      .getByText(/^By hand until .*:10, /)
      .waitFor();
    assert.deepEqual(posts, [{ tempHeatSetC: 20.5, until: 'next_schedule' }]);
    await page.context().close();
  });

  it('takes back what the hub refuses, and says why', async () => {
    const page = await rig.visitAsOwner();
    const shown = (await heatOf(page, 'Living Room').textContent()) ?? '';
    await page.route('**/api/zones/living_room/command', async (route) =>
      route.fulfill({ status: 507, json: { error: 'Insufficient Storage' } }),
    );
    await raise(page, 'Living Room').click();
    await assertHeat(page, '21.5°', 'Living Room');
    await page.getByText('Living Room was not changed. The disk of the hub is full.').waitFor();
    await assertHeat(page, shown, 'Living Room');
    await page.context().close();
  });

  it('goes on by itself after the hub was away, and does nothing behind anyone’s back', async () => {
    const page = await rig.visitAsOwner();
    await assertHeat(page, '21.0°', 'Living Room');
    await rig.restartHub(async () => {
      await page
        .getByText(/^The hub does not answer\. What you see is as of \d\d:\d\d\.$/)
        .waitFor();
      await raise(page, 'Living Room').click();
      await page.getByText('Living Room was not changed.').waitFor();
      await assertHeat(page, '21.0°', 'Living Room');
      await page.evaluate('globalThis.isSamePage = true');
    });
    await page.getByText('What you see is as of').waitFor({ state: 'detached' });
    await raise(page, 'Living Room').click();
    await assertHeat(page, '21.5°', 'Living Room');
    await until(() => rig.hub.logged('zone command') !== undefined, 'the command at the hub');
    assert.equal(await page.evaluate('globalThis.isSamePage'), true);

    // The next hub has another page: the one that is open is loaded anew.
    await page.evaluate(`document.querySelector('script[type=module]').src = '/older.js'`);
    const reloaded = page.waitForEvent('load');
    await rig.restartHub(async () => page.getByText('What you see is as of').waitFor());
    await reloaded;
    await assertHeat(page, '21.5°', 'Living Room');
    await page.context().close();
  });

  it('sends the house away, on vacation, to rest, and home again', async () => {
    const page = await rig.visitAsOwner();
    const mode = (name: string) => page.getByRole('button', { name, exact: true });
    await mode('Warmer or cooler for a while').click();
    await assertPresentable(page, 'home-shift-dialog');
    await mode('Set').click();
    await page.getByText(/^All rooms are set 2° warmer, until .*\d\d:\d\d\.$/).waitFor();
    await assertHeat(page, '23.0°', 'Study');
    await mode('Undo').click();
    await assertHeat(page, '21.0°', 'Study');
    await mode('Away').click();
    await page.getByText('Away until you come back and tap Home.').waitFor();
    await assertHeat(page, '17.0°', 'Study');
    await assertPresentable(page, 'home-away');
    await page.getByRole('button', { name: 'Tomorrow' }).click();
    await page.getByText(/^Away until \w{3} 18:00\.$/).waitFor();
    await mode('Change').click();
    await mode('Open-ended').click();
    await mode('Another time').click();
    await mode('Save').click();
    await page.getByText(/^Away until .*18:00\.$/).waitFor();
    await mode('Vacation').click();
    await page.getByLabel('You return').fill('2020-01-01T10:00');
    await mode('Plan it').click();
    await page.getByText('You return before you leave.').waitFor();
    await assertPresentable(page, 'home-vacation-dialog');
    await page.getByLabel('You return').fill('');
    await mode('Plan it').click();
    await page.getByText(/^Vacation planned from .*08:00\.$/).waitFor();
    await mode('Cancel vacation').click();
    await page.getByText(/^Vacation planned/).waitFor({ state: 'detached' });
    await mode('Off').click();
    await mode('Switch off').click();
    await page.getByText(/^Switched off\. Rooms and pipes/).waitFor();
    await mode('Home').click();
    await assertHeat(page, '21.0°', 'Study');
    await page.getByText(/^Switched off\. Rooms/).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('speaks °F where the house does', async () => {
    const page = await rig.visitAsOwner();
    assert.equal(await ask(page, 'PATCH', '/api/settings', { units: 'F' }), 200);
    await assertHeat(page, '70°', 'Study');
    const posts = postsOf(page);
    await raise(page, 'Study').click();
    await assertHeat(page, '71°', 'Study');
    await until(() => posts.length === 1, 'a command');
    assert.equal(await ask(page, 'PATCH', '/api/settings', { units: 'C' }), 200);
    await assertHeat(page, '21.7°', 'Study');
    await page.context().close();
  });

  it('lets a panel on the wall set rooms and hot water, and nothing else', async () => {
    const owner = await rig.visitAsOwner();
    assert.equal(await ask(owner, 'PUT', '/api/settings/pin', { pin: PIN }), 200);
    await owner.context().close();
    const page = await rig.visit();
    await page.getByRole('button', { name: 'Use the household PIN' }).click();
    await page.getByLabel('Household PIN').fill(PIN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await raise(page, 'Living Room').waitFor();
    const before = parseFloat((await heatOf(page, 'Living Room').textContent()) ?? '');
    await raise(page, 'Living Room').click();
    await assertHeat(page, `${(before + 0.5).toFixed(1)}°`, 'Living Room');
    await card(page, 'Hot water').getByRole('button', { name: 'Boost for 1 hour' }).click();
    await card(page, 'Hot water').getByRole('button', { name: 'Stop boost' }).click();
    assert.equal(await page.getByRole('button', { name: 'Away' }).count(), 0);
    await page.getByText('The house is set to Home').waitFor();
    await page.context().close();
  });

  it('tells of trouble in plain words', async () => {
    const page = await rig.visitAsOwner();
    await playStream(page, snapshotOf(TROUBLED_HOUSE));
    await page.reload();
    await page.getByText('The compressor does not start.').waitFor();
    await page.getByText('Fan coil of the attic does not report.').waitFor();
    await page.getByText('Using spare energy').waitFor();
    await card(page, 'Attic').getByRole('button', { name: 'Attic, No temperature' }).waitFor();
    assert.equal(await page.getByRole('article', { name: 'Hot water' }).count(), 0);
    await assertPresentable(page, 'home-troubled');
    await page.context().close();
  });

  it('goes on when the stream beats, and has its rooms in a new order', async () => {
    const page = await rig.visitAsOwner();
    const [first, ...others] = TROUBLED_HOUSE.zones;
    const last = others.at(-1);
    assert.ok(last !== undefined);
    const frames = [
      snapshotOf(TROUBLED_HOUSE),
      'event: heartbeat\ndata: {"ts":"2026-01-15T10:00:15Z"}',
      `id: x-2\nevent: zone\ndata: ${JSON.stringify({ ...first, order: 2 })}`,
      `id: x-3\nevent: zone\ndata: ${JSON.stringify({ ...last, order: 1 })}`,
    ];
    await playStream(page, ...frames);
    await page.reload();
    const names = async () => page.getByRole('article').getByRole('heading').allTextContents();
    const expected = [last, first].map(({ friendlyName }) => friendlyName);
    await until(
      async () => (await names()).slice(0, 2).join() === expected.join(),
      `${expected.join()} first`,
    );
    assertWellBehaved(page);
    await page.context().close();
  });

  it('leads an owner to the first room where there is none', async () => {
    const page = await rig.visitAsOwner();
    const { system } = TROUBLED_HOUSE;
    const empty = { system, zones: [], fcus: [], heatpumps: [], faults: [] };
    await playStream(page, snapshotOf(empty));
    await page.reload();
    await page.getByRole('heading', { name: 'Two steps to your house' }).waitFor();
    await page.getByText('Add the first room').waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('has all that is done daily done by keyboard alone', async (test) => {
    const owner = await rig.visitAsOwner();
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const night = { days, at: '22:00', tempHeatSetC: 18 };
    assert.equal(await ask(owner, 'PUT', '/api/zones/study/schedule', { entries: [night] }), 200);
    const told = async (path: string) =>
      (await (await owner.request.get(rig.hub.url + path)).json()) as Record<string, unknown>;
    const study = async () => (await told('/api/zones/study'))['zone'] as ZoneView;
    const page = await rig.visit('/', { viewport: PHONE });
    const { press, reach, count } = keyboardOf(page);
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    /** To the beginning of a page, which has the focus once it is come to. */
    const skip = async () => {
      await reach(link('Skip to content'), true);
      await press('Enter');
    };
    /** Task → the keys that it takes, and takes at most. */
    const keys: Record<string, [taken: number, most: number]> = {};
    const done = (task: string, most: number) => (keys[task] = [count(), most]);

    await reach(page.getByLabel('E-mail'));
    await page.keyboard.type(OWNER.email);
    await reach(page.getByLabel('Password'));
    await page.keyboard.type(OWNER.password);
    await press('Enter');
    await link('Study').waitFor();
    done('sign in, besides what is typed', 3);

    await reach(link('Skip to content'));
    await press('Enter');
    await reach(link('Study'));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Study' }).waitFor();
    await page.locator('.why').getByText(/\.$/).waitFor();
    done('see why a room is as it is', 40);

    await reach(page.getByRole('spinbutton', { name: 'Study: heat to' }));
    await press('ArrowUp', 'ArrowUp', 'ArrowDown', '2', '3');
    await page.getByRole('status').getByText('Heat to 23.0°').waitFor({ state: 'attached' });
    await until(async () => (await study()).tempHeatSetC === 23, 'a warmer room at the hub');
    done('raise a room', 10);

    await reach(button(/^Until (?:tonight|morning), /));
    await press('Enter');
    await page
      .getByText(/^By hand until /)
      .first()
      .waitFor();
    await until(async () => (await study()).hold?.until !== undefined, 'the hold at the hub');
    done('hold it until tonight', 15);

    await reach(button('Monday, one change'));
    await press('Space');
    await reach(page.getByLabel('From'));
    await press('ArrowDown');
    await reach(button('Save'));
    await press('Enter');
    await page.getByText('The schedule is saved.').waitFor();
    const { entries } = (await told('/api/zones/study/schedule')) as { entries: { at: string }[] };
    assert.deepEqual(entries.map(({ at }) => at).sort(), ['21:00', '22:00']);
    done('change a schedule', 30);

    await skip();
    await press('Shift+Tab');
    await reach(link('Plant'), true);
    await press('Enter');
    await reach(button('Heat now'));
    await press('Enter');
    await until(async () => 'boostUntil' in (await told('/api/dhw')), 'the boost at the hub');
    done('make hot water now', 40);

    await reach(link('Home'), true);
    await press('Enter');
    await reach(button('Away'));
    await press('Enter');
    await reach(button(/^Tomorrow/));
    await press('Enter');
    await page.getByText(/^Away until \w{3} 18:00\.$/).waitFor();
    // The page shows it before the hub has it.
    await until(async () => {
      const { mode, until: end } = await told('/api/system');
      return mode === 'away' && typeof end === 'string';
    }, 'the absence at the hub');
    done('away until a day', 20);

    await reach(button('Home'), true);
    await press('Space');
    await until(async () => (await told('/api/system'))['mode'] === 'home', 'the mode at the hub');
    done('switch the mode of the house', 5);

    await reach(link('Energy'), true);
    await press('Enter');
    const month = page.locator('.stretch h2');
    const named = await month.textContent();
    await reach(button('Earlier'));
    await press('Enter');
    await until(async () => (await month.textContent()) !== named, 'the month before');
    done('look at the energy of the month', 12);

    test.diagnostic(
      Object.entries(keys)
        .map(([task, [taken]]) => `${task}: ${taken}`)
        .join(', '),
    );
    const tooMany = Object.entries(keys).filter(([, [taken, most]]) => taken > most);
    assert.deepEqual(tooMany, []);
    assertWellBehaved(page);
    await Promise.all([page.context().close(), owner.context().close()]);
  });
});

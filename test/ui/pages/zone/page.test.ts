/** A zone's own page: thermostat, holds, chart and schedule, as people use them in a browser. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { ScheduleView } from '../../../../src/app/zones/schedules.ts';
import { HOUR_MS } from '../../../../src/domain/units.ts';
import type { ZoneView } from '../../../../src/domain/zone-view.ts';
import { until } from '../../../support/until.ts';
import {
  assertPresentable,
  assertSteady,
  assertUncovered,
  assertWellBehaved,
  DESKTOP,
  OWNER,
  PHONE,
  startRig,
  type Rig,
} from '../../support/browser.ts';
import { folderWithHistory } from '../../support/seed-history.ts';

/** A day and more in the life of the living room, of which two hours are not known. */
const LIVED_HOURS = 30;
const GAP_HOURS = 2;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function livingRoomAt(atMs: number) {
  const hour = (atMs / HOUR_MS) % 24;
  const isNight = hour < 5 || hour > 21;
  const swing = 0.9 * Math.sin(((hour - 8) / 24) * 2 * Math.PI) + 0.15 * Math.sin(hour * 9);
  return {
    tempC: 20.4 + swing,
    tempHeatSetC: isNight ? 18 : 21,
    tempCoolSetC: 25,
    mode: 'auto',
    activeCall: !isNight && Math.floor(hour * 3) % 4 === 1 ? 'heat' : 'none',
  };
}

/** How many different colours stand above one another in the chart, at a part of its range, 0 to 1. */
async function coloursAt(page: Page, part: number): Promise<number> {
  return page.locator('.plot').evaluate((plot, at) => {
    const canvas = plot.querySelector('canvas');
    const over = plot.querySelector<HTMLElement>('.u-over');
    if (canvas === null || over === null) return 0;
    const scale = canvas.width / canvas.clientWidth;
    const left = Math.round((over.offsetLeft + over.clientWidth * at) * scale);
    const [top, height] = [over.offsetTop * scale, over.clientHeight * scale];
    const { data } = canvas.getContext('2d')?.getImageData(left, top, 1, height) ?? {};
    const pixels = Array.from({ length: height }, (_, y) => data?.slice(y * 4, y * 4 + 4).join());
    return new Set(pixels).size;
  }, part);
}

describe('the page of a zone', () => {
  let rig: Rig;
  const gapFromMs = Date.now() - 9 * HOUR_MS;
  before(async () => {
    const dataFolder = await folderWithHistory('living_room', LIVED_HOURS, (atMs) =>
      atMs >= gapFromMs && atMs < gapFromMs + GAP_HOURS * HOUR_MS ? undefined : livingRoomAt(atMs),
    );
    rig = await startRig({ args: ['--virtual'], dataFolder });
  });
  after(async () => rig.close());

  /** As the hub has them. */
  const entriesIn = async (page: Page, zoneId: string) =>
    page.evaluate(async (path) => {
      const view = (await (await fetch(path)).json()) as ScheduleView;
      return view.entries;
    }, `/api/zones/${zoneId}/schedule`);

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  it('shows what the zone was, gaps and all', async () => {
    const page = await rig.visitAsOwner('/zones/living_room');
    const slider = page.getByRole('slider');
    await slider.waitFor();
    await page.getByText(/^In the last 24 hours between 19\.\d° and 21\.\d°, last \d/).waitFor();
    await page.getByText('No readings for 2 h').waitFor();
    await assertSteady(page);
    // Lines are drawn where something is known; in the gap there are but the grid's.
    const [known, unknown] = [await coloursAt(page, 0.3), await coloursAt(page, 16 / 24)];
    assert.ok(known > unknown, `${known} colours where it is known, ${unknown} where not`);
    await slider.focus();
    const newest = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const text = (await slider.getAttribute('aria-valuetext')) ?? '';
    assert.notEqual(text, newest);
    assert.match(text, /^\w{3} \d+, \d\d:\d\d: \d\d\.\d°, heat to \d\d\.\d°, cool to 25\.0°$/);
    await assertPresentable(page, 'zone');
    await page.getByText('Show it as a table').click();
    await page.getByRole('row').first().waitFor();
    const rows = await page.getByRole('row').count();
    // By the hour, the ones begun and the unknown ones among them.
    assert.ok(rows >= 1 + 24 - GAP_HOURS - 1 && rows <= 1 + 25, `${rows} rows`);
    await page.getByRole('radio', { name: 'Week' }).click();
    await page.getByText(/^In the last 7 days/).waitFor();
    await page.getByRole('radio', { name: 'Month' }).click();
    await page.getByText(/^In the last 30 days/).waitFor();
    await page.context().close();
  });

  it('loads what draws the chart with the chart, and not before', async () => {
    const page = await rig.visitAsOwner();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const scripts = async () =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.equal((await scripts()).filter((name) => name.includes('chart')).length, 0);
    await page.getByRole('link', { name: 'Living Room' }).click();
    await page.getByRole('slider').waitFor();
    assert.equal((await scripts()).filter((name) => name.includes('chart')).length, 1);
    await page.context().close();
  });

  it('plans a week, copies a day, and shows it again after a reload', async () => {
    const page = await rig.visitAsOwner('/zones/kitchen');
    await page.getByText('There is no schedule').waitFor();
    await page.getByRole('button', { name: 'Monday' }).click();
    await button(page, 'Add a time').click();
    await page.getByLabel('From').fill('06:15');
    await button(page, 'Raise heating, Monday 06:15').click();
    await button(page, 'Add a time').click();
    await page.getByLabel('From').nth(1).fill('06:15');
    await button(page, 'Save').click();
    await page.getByText('This time is there twice.').waitFor();
    await page.getByLabel('From').nth(1).fill('22:00');
    for (let step = 0; step < 4; step++) await button(page, 'Lower heating, Monday 22:00').click();
    await button(page, 'Copy this day').click();
    await button(page, 'Working days').click();
    await button(page, 'Copy').click();
    await assertPresentable(page, 'zone-schedule');
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      await assertUncovered(page);
    }
    await button(page, 'Save').click();
    await page.getByText('The schedule is saved.').waitFor();
    await page.getByText(/^Next: .*, heat to \d\d\.\d°, cool to 24\.0°$/).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Friday, 2 changes' }).click();
    assert.equal(await page.getByLabel('From').first().inputValue(), '06:15');
    await page.getByRole('button', { name: 'Saturday, no changes' }).click();
    const days = DAYS.slice(0, 5);
    assert.deepEqual(await entriesIn(page, 'kitchen'), [
      { days, at: '06:15', tempHeatSetC: 21.5, tempCoolSetC: 24 },
      { days, at: '22:00', tempHeatSetC: 19.5, tempCoolSetC: 24 },
    ]);

    // It is kept under a name, and given to another room.
    await button(page, 'Templates').click();
    await page.getByText('There are none yet.').waitFor();
    await page.getByLabel('Save the week of this room as').fill('Office');
    await button(page, 'Save').click();
    await button(page, 'Use here: Office').waitFor();
    await assertPresentable(page, 'zone-templates');
    await button(page, 'For rooms: Office').click();
    const dialog = page.getByRole('dialog', { name: 'Apply Office to' });
    await dialog.getByLabel('Primary Bedroom').check();
    await assertPresentable(page, 'zone-rooms');
    await button(page, 'Apply').click();
    await page.getByText('One room has a new schedule.').waitFor();
    assert.deepEqual(await entriesIn(page, 'primary_bedroom'), await entriesIn(page, 'kitchen'));
    assertWellBehaved(page);
    await page.context().close();
  });

  it('keeps what is worked on until it is saved or undone', async () => {
    const page = await rig.visitAsOwner('/zones/study');
    await button(page, 'Start with a typical week').click();
    await page.getByRole('button', { name: 'Sunday, 2 changes' }).click();
    await button(page, 'Remove Sunday 22:30').click();
    await page.getByRole('button', { name: 'Sunday, one change' }).waitFor();
    await rig.restartHub(async () => {
      await page.getByText('What you see is as of').waitFor();
      await button(page, 'Save').click();
      await page.getByText('The hub does not answer now. Nothing was changed.').waitFor();
    });
    await page.getByText('What you see is as of').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sunday, one change' }).waitFor();

    // Signed out elsewhere, and in again.
    await page.evaluate(async () => fetch('/api/auth/session', { method: 'DELETE' }));
    await page.getByLabel('E-mail').fill(OWNER.email);
    await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
    await button(page, 'Sign in').click();
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('button', { name: 'Sunday, one change' }).waitFor();
    await button(page, 'Undo changes').click();
    await page.getByRole('button', { name: 'Sunday, no changes' }).waitFor();
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    assertWellBehaved(page);
    await page.context().close();
  });

  it('puts no schedule over that of somebody who was faster, unless its maker knows', async () => {
    const page = await rig.visitAsOwner('/zones/bathroom');
    await button(page, 'Start with a typical week').click();
    const putByOther = async (at: string) =>
      page.evaluate(
        async (body) =>
          fetch('/api/zones/bathroom/schedule', {
            method: 'PUT',
            headers: { 'Content-Type': 'application/json' },
            body,
          }),
        JSON.stringify({ entries: [{ days: ['mon'], at, tempHeatSetC: 22 }] }),
      );
    await putByOther('05:00');
    await page.getByText('Next: ').waitFor();
    const question = page.getByRole('dialog', { name: 'Somebody was faster' });
    const isOver = async () => question.waitFor({ state: 'detached' });
    await button(page, 'Save').click();
    await question.getByText(/^Ada changed this schedule at \d\d:\d\d, while/).waitFor();
    const monday = question.getByRole('region', { name: 'Monday' });
    await monday.getByText('05:00 heat to 22.0°').waitFor();
    await monday.getByText(/^06:30 heat to \d\d\.\d° · 22:30/).waitFor();
    await assertPresentable(page, 'zone-overtaken');
    await page.keyboard.press('Escape');
    await isOver();
    await page.getByRole('button', { name: 'Monday, 2 changes' }).waitFor();

    await button(page, 'Save').click();
    await button(page, 'Take theirs').click();
    await isOver();
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Monday, one change' }).click();
    assert.equal(await page.getByLabel('From').inputValue(), '05:00');

    await button(page, 'Remove Monday 05:00').click();
    await putByOther('07:00');
    await page.getByText(/^Next: .* 0?7:00/).waitFor();
    await button(page, 'Save').click();
    await button(page, 'Save mine').click();
    await page.getByText('The schedule is saved.').waitFor();
    await isOver();
    assert.deepEqual(await entriesIn(page, 'bathroom'), []);
    await page.context().close();
  });

  it('asks before what is not saved is left', async () => {
    const page = await rig.visitAsOwner();
    await page.getByRole('link', { name: 'Study' }).click();
    const unsaved = page.getByText('Not saved yet');
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    const isAtHome = page.getByRole('heading', { level: 1, name: 'Aris' });
    const goHome = async () => page.getByRole('link', { name: 'Home' }).first().click();
    const edit = async () => {
      await button(page, 'Start with a typical week').click();
      await unsaved.waitFor();
    };
    await edit();
    await goHome();
    await question.waitFor();
    await assertPresentable(page, 'zone-leaving');
    await button(page, 'Stay').click();
    await question.waitFor({ state: 'detached' });
    assert.ok(await page.getByRole('button', { name: 'Sunday, 2 changes' }).isVisible());
    assert.match(page.url(), /\/zones\/study$/);

    // Of a step back, and of closing, too.
    await page.evaluate(() => history.back());
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await unsaved.waitFor();
    await page.waitForURL('**/zones/study');
    const [asked] = await Promise.all([
      page.waitForEvent('dialog'),
      page.close({ runBeforeUnload: true }),
    ]);
    assert.equal(asked.type(), 'beforeunload');
    await asked.dismiss();
    await unsaved.waitFor();

    await page.evaluate(() => history.back());
    await button(page, 'Discard').click();
    await isAtHome.waitFor();
    await page.waitForURL('**/');
    await page.evaluate(() => history.forward());
    await page.getByRole('button', { name: 'Sunday, no changes' }).waitFor();

    // What is undone or saved is not asked about.
    await edit();
    await button(page, 'Undo changes').click();
    await unsaved.waitFor({ state: 'detached' });
    await goHome();
    await isAtHome.waitFor();
    await page.evaluate(() => history.back());
    await edit();
    await goHome();
    await button(page, 'Discard').click();
    await isAtHome.waitFor();
    await page.evaluate(() => history.back());
    await edit();
    await button(page, 'Save').click();
    await page.getByText('The schedule is saved.').waitFor();
    await unsaved.waitFor({ state: 'detached' });
    await goHome();
    await isAtHome.waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('holds for as long as it is told, goes back, and is turned by its knob', async () => {
    const [page, other] = await Promise.all([
      rig.visitAsOwner('/zones/bathroom'),
      rig.visitAsOwner('/zones/bathroom'),
    ]);
    await button(page, 'For 2 hours').click();
    await page.getByText(/^By hand until .*\d\d:\d\d, 2\sh left$/).waitFor();
    await button(page, 'Raise heating, Bathroom').click();
    for (const one of [page, other]) {
      await one.getByRole('spinbutton', { name: 'Bathroom: heat to' }).getByText('21.5°').waitFor();
      await one.getByText(/^By hand until/).waitFor();
    }
    // What was done can be taken back: the hold that it was done to goes on.
    await page.getByText(/^Bathroom: heat to 21\.5°, until /).waitFor();
    await page.getByRole('button', { name: /^Undo: Bathroom: heat to 21\.5°/ }).click();
    for (const one of [page, other]) {
      await one.getByRole('spinbutton', { name: 'Bathroom: heat to' }).getByText('21.0°').waitFor();
      await one.getByText(/^By hand until/).waitFor();
    }
    await page.getByText('Bathroom is as it was.').waitFor();

    // Who takes a knob turns it, and goes on with keys.
    const [knob, heat] = [page.locator('.knob.heat'), page.getByRole('spinbutton').first()];
    const { x, y, width, height } = (await knob.boundingBox()) ?? assert.fail('no knob');
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 40, y + height / 2 + 12, { steps: 4 });
    await page.mouse.up();
    const turnedC = Number.parseFloat((await heat.textContent()) ?? '');
    assert.ok(turnedC > 21.5 && turnedC < 24, `${turnedC}°`);
    await page.keyboard.press('ArrowUp');
    const asked = `${(turnedC + 0.5).toFixed(1)}°`;
    await heat.getByText(asked).waitFor();
    await other.getByRole('spinbutton').first().getByText(asked).waitFor();
    await other.getByRole('radio', { name: 'Off' }).click();
    await page.getByRole('radio', { name: 'Off', checked: true }).waitFor();
    await page.getByRole('radio', { name: 'Heat' }).click();
    await page.getByRole('radio', { name: 'Heat', checked: true }).waitFor();

    // From Home the temperature is a tap away, and for how long.
    await page.getByRole('link', { name: 'Home' }).first().click();
    const card = page.getByRole('article', { name: 'Bathroom' });
    await card.getByRole('button', { name: /^Bathroom, .*: set it, and for how long$/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Bathroom' });
    await sheet.getByRole('button', { name: /^Until (?:tonight|morning), / }).waitFor();
    await assertPresentable(page, 'zone-sheet');
    // What is done in it is read aloud in it, since all outside is inert, and not once more when it is closed.
    await sheet.getByRole('button', { name: 'Raise heating, Bathroom' }).click();
    await sheet
      .getByRole('status')
      .getByText(/^Heat to \d/)
      .waitFor({ state: 'attached' });
    await button(page, 'For 1 hour').click();
    await sheet.waitFor({ state: 'detached' });
    assert.equal(
      await page
        .getByRole('status')
        .getByText(/^Heat to \d/)
        .count(),
      0,
    );
    await card.getByText(/^By hand until .*, (?:1\sh|60\smin|59\smin) left$/).waitFor();
    assertWellBehaved(page);
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('goes back to what stood before "warmer, warmer, warmer, for two hours"', async () => {
    const page = await rig.visitAsOwner('/zones/living_room');
    const heat = page.getByRole('spinbutton', { name: 'Living Room: heat to' });
    const cool = page.getByRole('spinbutton', { name: 'Living Room: cool to' });
    const told = async () =>
      page.evaluate(async () => {
        const { zone } = (await (await fetch('/api/zones/living_room')).json()) as {
          zone: ZoneView;
        };
        const { tempHeatSetC, tempCoolSetC, hold } = zone;
        return { tempHeatSetC, tempCoolSetC, isHeld: hold?.until !== undefined };
      });
    await heat.getByText('21.0°').waitFor();
    const former = await told();
    for (const [step, tempC] of [21.5, 22, 22.5].entries()) {
      await button(page, 'Raise heating, Living Room').click();
      await heat.getByText(`${tempC.toFixed(1)}°`).waitFor();
      // The first is sent by itself, the others with the button.
      if (step === 0) await until(async () => (await told()).tempHeatSetC === tempC, 'the first');
    }
    await button(page, 'For 2 hours').click();
    await page.getByText(/^By hand until .*\d\d:\d\d, 2\sh left$/).waitFor();
    await until(async () => (await told()).isHeld, 'the hold');
    assert.deepEqual(await told(), { tempHeatSetC: 22.5, tempCoolSetC: 24.7, isHeld: true });
    await assertPresentable(page, 'zone-held');
    await page.getByRole('button', { name: /^Back to normal/ }).click();
    await heat.getByText('21.0°').waitFor();
    await cool.getByText('24.0°').waitFor();
    assert.deepEqual(await told(), former);
    await page.reload();
    await heat.getByText('21.0°').waitFor();

    await page.getByRole('radio', { name: 'Off' }).click();
    await button(page, 'For 1 hour').click();
    await page.getByText(/^By hand until .*\d\d:\d\d, (?:1\sh|60\smin|59\smin) left$/).waitFor();
    await page.getByRole('button', { name: /^Back to normal/ }).click();
    await page.getByRole('radio', { name: 'Auto', checked: true }).waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('says so where there is no such room', async () => {
    const page = await rig.visitAsOwner('/zones/ballroom');
    await page.getByText('There is no such room in this house.').waitFor();
    await page.getByRole('link', { name: 'Go to the home page' }).click();
    await page.getByRole('link', { name: 'Kitchen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kitchen' }).waitFor();
    await page.getByRole('link', { name: 'Home' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Aris' }).waitFor();
    await page.context().close();
  });
});

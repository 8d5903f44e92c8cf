/** The plant page on a virtual house: what is drawn, the hot water, and who may command it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../../../support/until.ts';
import { BARE_HOUSE } from '../../../support/house.ts';
import { dataFolderWith } from '../../../support/hub.ts';
import { folderWithEnergy } from '../../support/seed-energy.ts';
import { NUDGED_HOUSE, WITHOUT_HUB } from '../../support/heating-house.ts';
import {
  assertPresentable,
  assertSteady,
  assertWellBehaved,
  OWNER,
  PHONE,
  playStream,
  type Rig,
  snapshotOf,
  startRig,
} from '../../support/browser.ts';

const PIN = '284613';
const MEMBER = { email: 'ben@example.com', password: 'a battery horse correct', name: 'Ben' };

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format();

/** As the hub would tell it after some days; the virtual house has only just begun. */
const ENERGY = (() => {
  const day = today();
  const uses = {
    heating: { electricalKwh: 6.1, thermalKwh: 23.4, cop: 3.84 },
    hotWater: { electricalKwh: 2.3, thermalKwh: 6.5, cop: 2.83 },
    defrost: { electricalKwh: 0.21, thermalKwh: 0.6 },
    standby: { electricalKwh: 0.35, thermalKwh: 0 },
  };
  const compressor = { compressorStarts: 7, compressorRunHours: 12.4 };
  const total = { electricalKwh: 8.96, thermalKwh: 29.3, cop: 3.27, ...compressor, uses };
  return {
    asOfTs: new Date().toISOString(),
    total: { ...total, gapSeconds: 7_800 },
    days: [{ period: day, ...total }],
    months: [{ period: day.slice(0, 7), ...total, cop: 3.4 }],
    seasons: [],
  };
})();

describe('the plant page', () => {
  let rig: Rig;
  let token: string;
  let owner: string;

  const ask = async (method: string, path: string, body?: object, bearer = token) => {
    const response = await fetch(rig.hub.url + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const dhw = async () => (await ask('GET', '/api/dhw')).json;

  /** Signed in as somebody else than the owner. */
  async function visitAs(proof: object, path: string): Promise<Page> {
    const page = await rig.visit();
    const status = await page.evaluate(
      async (body) =>
        (
          await fetch('/api/auth/session', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body,
          })
        ).status,
      JSON.stringify(proof),
    );
    assert.equal(status, 200);
    await page.goto(new URL(path, page.url()).href);
    return page;
  }

  before(async () => {
    rig = await startRig({ args: ['--virtual'], dataFolder: await folderWithEnergy() });
    token = await rig.hub.token();
    const page = await rig.visitAsOwner();
    await page.context().close();
    const { email, password } = OWNER;
    const { json } = await ask('POST', '/api/auth/login', { email, password });
    owner = String(json['access_token']);
    assert.equal((await ask('PUT', '/api/settings/pin', { pin: PIN }, owner)).status, 200);
    assert.equal(
      (await ask('POST', '/api/users', { ...MEMBER, role: 'member' }, owner)).status,
      201,
    );
  });
  after(async () => rig.close());

  it('draws the house, says it in words, and is fit to look at', async () => {
    const page = await rig.visitAsOwner('/plant');
    await page.route('**/api/energy', (route) => route.fulfill({ json: ENERGY }));
    await page.reload();
    const drawing = page.getByRole('img', { name: 'Drawing of the plant' });
    for (const text of [
      'Outdoors',
      'Heat pump',
      'Hydronic unit',
      'Hot water',
      'Buffer tank',
      'Kitchen',
    ])
      await drawing.getByText(text).first().waitFor();
    const inWords = page.getByRole('region', { name: 'The drawing in words' });
    assert.match((await inWords.textContent()) ?? '', /Hot water.*top to bottom.*Kitchen/s);
    const devices = page.getByRole('region', { name: 'Every device' });
    assert.equal(await devices.locator('details').count(), 10);
    await devices.getByText('Bathroom', { exact: true }).click();
    await devices.getByText('Humidity').locator('visible=true').waitFor();
    const energy = page.getByRole('region', { name: 'Energy' });
    await energy.getByRole('group', { name: 'Heating' }).getByText('23.4\u00a0kWh').waitFor();
    await energy.getByText('3.3').first().waitFor();
    await energy.getByText('started 7 times and run for 12.4\u00a0h').waitFor();
    await page.getByRole('radio', { name: 'All' }).click();
    await energy.getByText('No readings for 2 h 10 min').waitFor();
    await page.getByRole('radio', { name: 'This season' }).click();
    await energy.getByText('Nothing counted in this time yet.').waitFor();
    await page.getByRole('radio', { name: 'Today' }).click();
    await assertPresentable(page, 'plant');
    await page.context().close();
  });

  it('shows energy over time, held against before, and what it costs', async () => {
    const page = await rig.visitAsOwner('/plant');
    await page.getByRole('link', { name: 'By day and month, with costs' }).click();
    const card = page.getByRole('region', { name: 'Energy', exact: true });
    const [year = 0, month = 0] = today().split('-').map(Number);
    const named = (ago: number) =>
      new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(
        new Date(year, month - 1 - ago, 15),
      );
    await page.getByRole('button', { name: 'Earlier' }).click();
    await card.getByRole('heading', { name: named(1) }).waitFor();
    // On the first of a month nothing of it has cost anything.
    await card.getByRole('link', { name: /^Enter what electricity costs/ }).waitFor();
    const price = { pricePerKwh: 0.25, currency: 'CHF' };
    assert.equal((await ask('PATCH', '/api/settings', price, owner)).status, 200);
    for (const ago of [2, 13])
      await card.getByText(new RegExp(`(?:more|less) than ${named(ago)}$`)).waitFor();

    await page.getByRole('radio', { name: 'Year' }).click();
    await page.getByRole('button', { name: 'Earlier' }).click();
    const lastYear = year - 1;
    await card.getByRole('heading', { name: String(lastYear) }).waitFor();
    await card
      .getByText(/^CHF\s?[\d,]+\.\d\d$/)
      .first()
      .waitFor();
    await card.getByText(`Costs are at CHF 0.25 per kWh, as it is set now.`).waitFor();
    const chart = card.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('Home');
    const january = new RegExp(`^January ${lastYear}: \\d+\\skWh, COP \\d\\.\\d$`);
    assert.match((await chart.getAttribute('aria-valuetext')) ?? '', january);
    await card.getByText('Show it as a table').click();
    await card.getByRole('row').nth(12).waitFor();
    assert.equal(await card.getByRole('row').count(), 13);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    assert.equal(file.suggestedFilename(), `energy-${lastYear}.csv`);
    const rows = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    assert.deepEqual([rows.length, rows[2]?.slice(0, 13)], [14, `month,${lastYear}-12`]);
    await assertPresentable(page, 'energy-year');
    assertWellBehaved(page);
    await page.context().close();
  });

  it('says how far the hub goes with machines of another make', async () => {
    const page = await rig.visitAsOwner('/plant');
    await playStream(page, snapshotOf(NUDGED_HOUSE));
    await page.reload();
    const devices = page.getByRole('region', { name: 'Every device' });
    // It is open by itself.
    await devices.getByText('The hub was to steer it, but cannot now').waitFor();
    await devices.getByText(`Without the hub: ${WITHOUT_HUB}`).waitFor();
    await devices.getByText('Hot water tank').click();
    await devices.getByText('The hub only watches it').locator('visible=true').waitFor();
    await assertPresentable(page, 'plant-levels');
    await page.context().close();
  });

  it('shows in the drawing what another client changes', async () => {
    const page = await rig.visitAsOwner('/plant', { viewport: PHONE });
    const room = page.locator('[data-part=kitchen]');
    await room.waitFor();
    await assertSteady(page);
    assert.equal((await ask('POST', '/api/zones/kitchen/command', { mode: 'off' })).status, 200);
    await room.getByText('Off').waitFor();
    await page.getByText('Switched off.').waitFor();
    await page.context().close();
  });

  it('heats more water, sets how hot, and disinfects', async () => {
    const page = await rig.visitAsOwner('/plant');
    const card = page.getByRole('region', { name: 'Hot water', exact: true });
    await card.getByRole('radio', { name: '2 hours' }).click();
    await card.getByRole('button', { name: 'Heat now' }).click();
    await card.getByText('Boost until').waitFor();
    const boostUntil = await until(async () => (await dhw())['boostUntil'], 'the boost');
    const minutes = (Date.parse(String(boostUntil)) - Date.now()) / 60_000;
    assert.ok(minutes > 100 && minutes <= 121, String(boostUntil));
    await card.getByRole('button', { name: 'Stop boost' }).click();
    await card.getByRole('button', { name: 'Heat now' }).waitFor();
    await until(async () => !('boostUntil' in (await dhw())), 'the end of the boost');

    await card.getByRole('button', { name: 'Hotter' }).click();
    await card.getByRole('button', { name: 'Hotter' }).press('Enter');
    await card.getByText('51.0°').waitFor();
    await until(async () => (await dhw())['targetTempC'] === 51, 'the target');

    await card.getByLabel('Circulation: warm water at the taps at once').uncheck();
    await until(async () => (await dhw())['recirc'] === false, 'no recirculation');

    await card.getByText('Not done yet since the hub has known this tank').waitFor();
    await card.getByRole('button', { name: 'Disinfect now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await card.getByRole('button', { name: 'Disinfect now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disinfect now' }).click();
    await card.getByText('Going on now').waitFor();
    await until(async () => {
      const hygiene = (await dhw())['hygiene'] as { running?: boolean };
      return hygiene.running === true;
    }, 'the disinfection');
    await page.context().close();
  });

  it('takes back what the hub refuses, and says so', async () => {
    const page = await rig.visitAsOwner('/plant');
    await page.route('**/api/dhw/command', (route) =>
      route.fulfill({ status: 507, json: { error: 'Insufficient Storage' } }),
    );
    const card = page.getByRole('region', { name: 'Hot water', exact: true });
    await card.getByRole('button', { name: 'Heat now' }).click();
    await page.getByText('The disk of the hub is full.').waitFor();
    await card.getByRole('button', { name: 'Heat now' }).waitFor();
    assert.equal(await card.getByText('Boost until').count(), 0);
    await page.context().close();
  });

  it('lets a panel on the wall command the hot water, and no more than that', async () => {
    const page = await visitAs({ pin: PIN }, '/plant');
    const card = page.getByRole('region', { name: 'Hot water', exact: true });
    await card.getByRole('button', { name: 'Heat now' }).click();
    await card.getByRole('button', { name: 'Stop boost' }).click();
    await card.getByRole('button', { name: 'Heat now' }).waitFor();
    assert.equal(await page.getByText('Filter changed today').count(), 0);
    await page.context().close();
  });

  it('lets a member note that a filter was changed', async () => {
    const { email, password } = MEMBER;
    const page = await visitAs({ email, password }, '/plant');
    const devices = page.getByRole('region', { name: 'Every device' });
    await devices.getByText('Study', { exact: true }).click();
    await devices.getByRole('button', { name: 'Filter changed today' }).click();
    await page.getByRole('button', { name: 'It was changed' }).click();
    await devices.getByText('Filter changed', { exact: true }).locator('visible=true').waitFor();
    await page.context().close();
  });
});

describe('the plant page of a house without a plant', () => {
  it('says so, and looks intended', async () => {
    const dataFolder = dataFolderWith(BARE_HOUSE);
    const args = ['--virtual', '--house', join(dataFolder, 'house.json')];
    const rig = await startRig({ args, dataFolder });
    try {
      const page = await rig.visitAsOwner('/plant');
      await page.getByText('The hub knows of no heating or cooling plant in this house.').waitFor();
      await page.locator('[data-part=living]').getByText('°').waitFor();
      assert.equal(await page.getByRole('region', { name: 'Energy' }).count(), 0);
      await assertPresentable(page, 'plant-bare');
    } finally {
      await rig.close();
    }
  });
});

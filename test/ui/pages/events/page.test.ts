/** The events page, and the drawing of the plant, on real devices' messages through a real broker. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { EventView } from '../../../../src/app/records/event-record.ts';
import { startMosquitto, type Mosquitto } from '../../../support/mosquitto.ts';
import { publish } from '../../../support/mosquitto-clients.ts';
import { until } from '../../../support/until.ts';
import { assertPresentable, startRig, type Rig } from '../../support/browser.ts';

/** More than the page asks for at once. */
const COMMANDS = 60;

describe('the events page', () => {
  let rig: Rig;
  let broker: Mosquitto;
  let token: string;

  const send = async (kind: string, id: string, report: object) =>
    publish(broker.port, `aris/${kind}/${id}/telemetry`, report);
  const hear = async (kind: string, id: string, report: object) => {
    await send(kind, id, report);
    await publish(broker.port, `aris/${kind}/${id}/status`, 'online', { retain: true });
  };
  const command = async (tempHeatSetC: number, zoneId = 'living') => {
    const response = await fetch(`${rig.hub.url}/api/zones/${zoneId}/command`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ tempHeatSetC }),
    });
    assert.equal(response.status, 200);
  };
  const eventsOf = async (query: string) => {
    const response = await fetch(`${rig.hub.url}/api/events?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { events: EventView[] }).events;
  };
  const log = (page: Page) => page.getByRole('region', { name: 'What happened' });
  const entries = (page: Page) => log(page).locator('.event-day li');

  before(async () => {
    broker = await startMosquitto();
    rig = await startRig({ args: ['--mqtt-url', broker.url] });
    token = await rig.hub.token();
    await hear('hcu', 'hcu_main', { mode: 'idle', state: 'standby', supplyTempC: 30 });
    await hear('heatpump', 'hp_1', { compressorSpeedPercent: 0 });
    await hear('dhw', 'dhw_main', { tempTopC: 50, tempMidC: 48, tempBottomC: 44 });
    await hear('tes', 'tes_main', { mode: 'idle', tempTopC: 30 });
    for (const id of ['f1', 'f2', 'f3'])
      await hear('fcu', id, { mode: 'idle', fanPercent: 0, roomTempC: 20.5 });
    // In turns, for what is asked of one room in a row is one line.
    for (let index = 0; index < COMMANDS; index += 1)
      await command(18 + (index % 40) / 10, index % 2 === 0 ? 'bath' : 'living');
  });
  after(async () => {
    await rig.close();
    await broker.stop();
  });

  it('draws what the devices report, as they report it', async () => {
    const page = await rig.visitAsOwner('/plant');
    await page.getByText('The plant is at rest.').waitFor();
    const drawing = page.getByRole('img', { name: 'Drawing of the plant' });
    const flowing = drawing.locator('.pipe.flow-heat .water');
    await drawing.getByText('Supply 30.0°').waitFor();
    assert.equal(await flowing.count(), 0);
    const running = { mode: 'heat', state: 'running', supplyTempC: 38.2, returnTempC: 33.1 };
    await send('hcu', 'hcu_main', { ...running, thermalPowerKw: 6, electricalPowerKw: 1.5 });
    await send('fcu', 'f3', { mode: 'heat', fanPercent: 40, roomTempC: 19.8 });
    await page.getByRole('status').getByText('The rooms are being heated.').waitFor();
    await drawing.getByText('Supply 38.2° · return 33.1°').waitFor();
    await drawing.locator('[data-part=bath]').getByText('19.8°').waitFor();
    await drawing.locator('[data-pipe=room-1].flow-heat').first().waitFor();
    await page.getByText('6 kW of heat from 1.5 kW of electricity').waitFor();
    await publish(broker.port, 'aris/tes/tes_main/status', 'offline', { retain: true });
    await drawing.locator('[data-part=tes_main]').getByText('Does not report').waitFor();
    await page.context().close();
  });

  it('has faults on top, as they come and go', async () => {
    const page = await rig.visitAsOwner('/events');
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByText('Buffer tank does not report').waitFor();
    const fault = { code: 'E1', severity: 'critical', message: 'Condensate pump blocked' };
    const idle = { mode: 'idle', fanPercent: 0, roomTempC: 20.5 };
    await send('fcu', 'f1', { ...idle, activeFaults: [fault] });
    await attention.getByText('South: Condensate pump blocked').waitFor();
    await attention.getByText('Serious, since').waitFor();
    await entries(page).getByText('South: Condensate pump blocked.').waitFor();
    await assertPresentable(page, 'events');
    await send('fcu', 'f1', { ...idle, activeFaults: [] });
    await attention.getByText('Condensate pump blocked').waitFor({ state: 'detached' });
    await publish(broker.port, 'aris/tes/tes_main/status', 'online', { retain: true });
    await send('tes', 'tes_main', { mode: 'idle', tempTopC: 30 });
    await attention.getByText('All is well. No faults.').waitFor();
    await page.context().close();
  });

  it('shows more when it is asked to, and what happens meanwhile', async () => {
    const page = await rig.visitAsOwner('/events');
    await entries(page).first().waitFor();
    // Commands that no device confirms are told of meanwhile.
    const first = await entries(page).count();
    assert.ok(first >= 50 && first < COMMANDS, String(first));
    await command(17.5);
    await entries(page).getByText('Living Room: heat to 17.5°').waitFor();
    await log(page).getByRole('button', { name: 'Show more' }).click();
    await until(async () => (await entries(page).count()) > COMMANDS, 'more events');
    const oldest = entries(page).filter({ hasText: 'The hub has started.' });
    assert.equal(await oldest.count(), 1);
    await oldest.locator('summary').press('Enter');
    await oldest.getByText('In the hub’s words').waitFor();
    await page.context().close();
  });

  it('finds what is looked for, and hands it over as a file', async () => {
    const page = await rig.visitAsOwner('/events');
    await entries(page).first().waitFor();
    await page.getByLabel('Search').fill('zzz');
    await log(page).getByText('Nothing matches your search.').waitFor();
    await page.getByLabel('Search').fill('living 18.3');
    await entries(page).getByText('Living Room: heat to 18.3°').first().waitFor();
    await until(async () => (await entries(page).count()) === 2, 'the two that fit');
    await log(page).getByText('Filters').click();
    await page.getByLabel('What', { exact: true }).selectOption('Faults');
    await log(page).getByText('Nothing matches').waitFor();
    await page.getByLabel('Search').fill('');
    await page.getByLabel('How serious').selectOption('Serious');
    await entries(page).getByText('South: Condensate pump blocked.').waitFor();
    await page.getByLabel('When').selectOption('Last 24 hours');
    await page.getByLabel('Where').selectOption('The hub');
    await assertPresentable(page, 'events-filtered');

    const expected = await eventsOf('type=fault_raised,fault_cleared&severity=critical');
    assert.equal(expected.length, 1);
    const take = async (name: string) => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const file = await waiting;
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
    };
    const json = await take('Export as JSON');
    assert.match(json.name, /^aris-events-\d{4}-\d\d-\d\d\.json$/);
    assert.deepEqual((JSON.parse(json.text) as { events: EventView[] }).events, expected);
    const csv = await take('Export as CSV');
    assert.match(csv.name, /\.csv$/);
    const [head, ...rows] = csv.text.trimEnd().split('\r\n');
    assert.equal(head, '\uFEFFid,timestamp,severity,type,source,objectId,message,by,from,data');
    assert.deepEqual(
      rows.map((row) => row.split(',').slice(0, 4)),
      expected.map(({ id, timestamp, severity, type }) => [String(id), timestamp, severity, type]),
    );

    await page.getByRole('button', { name: 'Show everything' }).click();
    await entries(page).getByText('Living Room').first().waitFor();
    await page.context().close();
  });
});

/** The settings of the house and of the hub, as people use them in a browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { parse, parseAllDocuments } from 'yaml';
import { lastingFolder, run } from '../../../support/child.ts';
import { curl } from '../../../support/curl.ts';
import {
  assertPresentable,
  assertWellBehaved,
  ORIGIN,
  PHONE,
  startRig,
  type Rig,
} from '../../support/browser.ts';

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe('settings', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => rig.close());

  it('are all seen at a glance, and each is a page of its own', async () => {
    const page = await rig.visitAsOwner('/settings');
    await page.getByText('14 devices, all online').waitFor();
    await page.getByText('None yet').waitFor();
    await page.getByText('1 person').waitFor();
    await page.getByText('For panels on the wall: off').waitFor();
    await assertPresentable(page, 'settings');
    for (const [link, title] of [
      [/^House Name/, 'House'],
      [/^Devices/, 'Devices'],
      [/^API tokens/, 'API tokens'],
      [/^Integrations/, 'Integrations'],
      [/^Members/, 'Members'],
      [/^Sessions/, 'Sessions'],
      [/^Household PIN/, 'Household PIN'],
      [/^Backup/, 'Backup'],
      [/^Log/, 'Log'],
      [/^About/, 'About this hub'],
      [/Ada/, 'Your account'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      assert.equal(await page.title(), `${title} · Aris`);
      await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    }
    await page.goto(`${ORIGIN}/settings/nothing`);
    await page.getByText('There is no such page').waitFor();
    assertWellBehaved(page);
    await page.context().close();
  });

  it('have what is found on the broker, from the list of devices', async () => {
    const page = await rig.visitAsOwner('/settings/devices');
    await page.getByRole('link', { name: 'Look for more' }).click();
    await page.getByText('Nothing that the house could use is heard yet.').waitFor();
    await assertPresentable(page, 'settings-found');
    await page.context().close();
  });

  it('have backups, to load and to make on the disk', async () => {
    const page = await rig.visitAsOwner('/settings/backup');
    await page.getByText('There are none yet.').waitFor();
    await assertPresentable(page, 'settings-backup');
    await page.getByRole('button', { name: 'Make one now' }).click();
    await page.getByText('The backup is made').waitFor();
    await page.getByText(/: by hand, \d/).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download a backup' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^aris-.*-manual\.backup$/);
    const path = await download.path();
    assert.match(gunzipSync(readFileSync(path)).toString(), /^\{"what":"aris-backup"/);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('have the log, to look at and to take along for a report', async () => {
    await rig.hub.token('zones:read');
    const page = await rig.visitAsOwner('/settings/log');
    const lines = page.getByRole('list', { name: 'Log', exact: true }).getByRole('listitem');
    await lines.filter({ hasText: 'token created' }).first().waitFor();
    await lines.filter({ hasText: 'hub ready' }).waitFor();
    // That is for who sits at the machine.
    assert.ok(rig.hub.log.some(({ message }) => message.includes('setup code')));
    assert.equal(await lines.filter({ hasText: 'setup code' }).count(), 0);
    await assertPresentable(page, 'settings-log');
    await page.getByRole('radio', { name: 'Errors' }).click();
    await page.getByText('No such lines.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download for a report' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'aris-log.txt');
    const text = readFileSync(await download.path(), 'utf8');
    assert.match(text, /^Aris hub \S+.*\nNode\.js /);
    assert.match(text, / info {2}token created id=\[redacted\]/);
    assertWellBehaved(page);
    await page.context().close();
  });

  it('of the house follow what the hub says of them, and are saved together', async () => {
    const page = await rig.visitAsOwner('/settings/house');
    const contract = await page.request.get(`${rig.hub.url}/api/settings`);
    const names = Object.keys((await contract.json()) as object);
    await page.getByLabel('Name of the house').waitFor();
    const inputs = await page.getByRole('textbox').count();
    assert.equal(
      inputs,
      names.length - 4,
      'all but the unit, the heater and two switches are written',
    );
    await page
      .getByRole('img', { name: /The heating curve: water of 42\.0° at −10\.0°/ })
      .waitFor();
    await assertPresentable(page, 'settings-house');

    const absence = card(page, 'While nobody is home');
    const away = absence.getByLabel('Away: heat to');
    await away.fill('99');
    await absence.getByRole('button', { name: 'Save' }).click();
    await absence.getByText('Between 10 and 21').waitFor();
    assert.equal(await away.getAttribute('aria-invalid'), 'true');
    await away.fill('16,5');
    await absence.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved').waitFor();
    assert.equal(await away.inputValue(), '16.5');

    const curve = card(page, 'Heating curve');
    await curve.getByLabel('Raise the whole curve by').fill('2');
    await page.getByRole('img', { name: /water of 44\.0° at −10\.0°/ }).waitFor();
    await curve.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('img', { name: /water of 42\.0° at −10\.0°/ }).waitFor();

    const house = card(page, 'Name and units');
    await house.getByLabel('Name of the house').fill('Casa Nova');
    await house.getByRole('radio', { name: '°F' }).click();
    const changeElsewhere = async (body: string) =>
      page.evaluate(
        async (text) =>
          fetch('/api/settings', {
            method: 'PATCH',
            headers: { 'Content-Type': 'application/json' },
            body: text,
          }),
        body,
      );
    await changeElsewhere('{"name":"Faster"}');
    await house.getByRole('button', { name: 'Save' }).click();
    await house.getByText(/ changed this meanwhile, so yours was not saved\./).waitFor();
    assert.equal(await house.getByLabel('Name of the house').inputValue(), 'Casa Nova');
    await house.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('navigation').getByText('Casa Nova').waitFor();
    await page.getByLabel('Away: heat to (°F)').waitFor();
    assert.equal(await page.getByLabel('Away: heat to (°F)').inputValue(), '61.7');
    await house.getByRole('radio', { name: '°C' }).click();
    // What has become of other settings is no hindrance.
    await changeElsewhere('{"dhwTargetC":51}');
    await house.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Away: heat to (°C)').waitFor();
    const saved = await page.request.get(`${rig.hub.url}/api/settings`);
    const { awayHeatSetC, curveOffsetK, name } = (await saved.json()) as Record<string, unknown>;
    assert.deepEqual(
      { awayHeatSetC, curveOffsetK, name },
      { awayHeatSetC: 16.5, curveOffsetK: 0, name: 'Casa Nova' },
    );
    await page.context().close();
  });

  it('say it where a change was refused, and keep what was written', async () => {
    const page = await rig.visitAsOwner('/settings/house', { viewport: PHONE });
    const hotWater = card(page, 'Hot water');
    await hotWater.getByLabel('Disinfect for').fill('30');
    await page.route('**/api/settings', async (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await hotWater.getByRole('button', { name: 'Save' }).click();
    await hotWater.getByRole('alert').getByText('It may have been done').waitFor();
    assert.equal(await hotWater.getByLabel('Disinfect for').inputValue(), '30');
    await page.getByRole('link', { name: 'Plant', exact: true }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    assert.equal(await hotWater.getByLabel('Disinfect for').inputValue(), '30');
    await page.unroute('**/api/settings');
    await hotWater.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Saved').waitFor();
    await page.context().close();
  });

  it('show every device, and which is not there', async () => {
    const page = await rig.visitAsOwner('/settings/devices');
    await page.getByText('All devices are online.').waitFor();
    const rooms = page.getByRole('list', { name: 'Rooms' });
    await rooms.getByText('Living Room, south wall').waitFor();
    assert.equal(await page.getByText('Online', { exact: true }).count(), 14);
    await assertPresentable(page, 'settings-devices');
    const answer = await page.request.get(`${rig.hub.url}/api/equipment`);
    const { equipment } = (await answer.json()) as { equipment: { id: string }[] };
    await page.route('**/api/equipment', async (route) =>
      route.fulfill({
        json: {
          equipment: equipment.map((device, index) =>
            index === 3 ? { ...device, online: false, lastSeenTs: undefined } : device,
          ),
        },
      }),
    );
    await page.reload();
    await page.getByText('1 device is offline').waitFor();
    await rooms.getByRole('listitem').first().getByText('Not heard since').waitFor();
    await page.context().close();
  });

  it('say what this hub is, and what it takes of its machine', async () => {
    const page = await rig.visitAsOwner('/settings/about');
    await page.getByText('Simulated, for trying things out').waitFor();
    const { serial, version } = (await (
      await page.request.get(`${rig.hub.url}/api/system`)
    ).json()) as { serial: string; version: string };
    await page.getByText(serial).waitFor();
    await page.getByText(version, { exact: true }).waitFor();
    await page.getByText('All is well').waitFor();
    await page.getByText(/^\d+(?:\.\d)?\sMB$/).waitFor();
    await page.getByText(/^(?:at most .* since the start|Not known here)$/).waitFor();
    await assertPresentable(page, 'settings-about');
    await page.context().close();
  });

  it('come back by themselves after the hub was away', async () => {
    const page = await rig.visitAsOwner('/settings/devices');
    await page.getByText('All devices are online.').waitFor();
    await rig.restartHub(async () => {
      await page.getByText('The hub does not answer').waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('link', { name: /^About/ }).click();
      await page.getByRole('main').getByRole('alert').waitFor();
    });
    await page.getByText('All is well').waitFor();
    await page.context().close();
  });
});

describe('snippets for other programs', () => {
  let rig: Rig;
  let page: Page;
  before(async () => {
    rig = await startRig();
    page = await rig.visitAsOwner('/settings/integrations');
    await page.getByText('living_room').first().waitFor();
  });
  after(async () => rig.close());

  const snippet = async (label: string) =>
    (await page.getByLabel(label, { exact: true }).textContent()) ?? '';
  const parsed = (text: string) =>
    parse(text, {
      customTags: [{ tag: '!secret', resolve: (name: string) => `secret ${name}` }],
    }) as unknown;

  it('are good to look at, name this hub, and have no token in them', async () => {
    await assertPresentable(page, 'settings-integrations');
    const all = (await page.locator('pre').allTextContents()).join('\n');
    assert.ok(all.includes('YOUR_API_TOKEN'));
    assert.doesNotMatch(all, /(?:aris_tok|ari_k|ares)_/);
    assert.ok(all.includes('http://aris.local/api/zones'));
    assert.ok(!all.includes('127.0.0.1'));
  });

  it('have Home Assistant given the file of this house', async () => {
    const token = await rig.hub.token('equipment:read');
    const secrets = parsed(await snippet('secrets.yaml')) as { aris_authorization: string };
    assert.equal(secrets.aris_authorization, 'Bearer YOUR_API_TOKEN');
    const command = (await snippet('packages/aris.yaml'))
      .replace(ORIGIN, rig.hub.url)
      .replace('YOUR_API_TOKEN', token);
    const folder = lastingFolder();
    const { code, stderr } = await run('sh', ['-ec', `cd ${folder}; ${command}`]);
    assert.equal(code, 0, stderr);
    const { template } = parsed(readFileSync(join(folder, 'packages/aris.yaml'), 'utf8')) as {
      template: [{ climate: { name: string }[] }];
    };
    assert.equal(template[0].climate[0]?.name, 'Living Room');
  });

  it('let Prometheus and Grafana in', async () => {
    const { scrape_configs } = parsed(await snippet('prometheus.yml')) as {
      scrape_configs: {
        scheme: string;
        metrics_path: string;
        static_configs: { targets: string[] }[];
      }[];
    };
    const [scrape] = scrape_configs;
    assert.deepEqual(scrape?.static_configs, [{ targets: ['aris.local:80'] }]);
    const token = await rig.hub.token('metrics:read');
    const { status } = await curl(rig.hub.url + scrape.metrics_path, { token });
    assert.equal(status, 200);
    const [source] = parseAllDocuments(await snippet('aris.yaml'));
    const { datasources } = source?.toJS() as { datasources: Record<string, unknown>[] };
    assert.equal(datasources[0]?.['url'], 'http://aris.local/prometheus');
    assert.deepEqual(datasources[0]['secureJsonData'], {
      httpHeaderValue1: 'Bearer YOUR_API_TOKEN',
    });
  });

  it('lead to the right token', async () => {
    await card(page, 'Grafana').getByRole('button', { name: 'Create token' }).click();
    const form = page.getByRole('dialog', { name: 'Create token' });
    await form.waitFor();
    assert.equal(await form.getByLabel('Name', { exact: true }).inputValue(), 'Grafana');
    assert.equal(new URL(page.url()).pathname, '/settings/tokens');
    assertWellBehaved(page);
  });
});

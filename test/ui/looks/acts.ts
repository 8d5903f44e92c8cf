/** What leads to the dialogs that no button opens by itself: they follow an answer of the hub. */
import type { House } from '../../../src/domain/house.ts';
import { createAuthenticator } from '../../support/authenticator.ts';
import { until } from '../../support/until.ts';
import type { Visit } from './scene.ts';

const WAIT_MS = 30_000;
const PASSWORD = 'four words and one';

const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true });
const dialog = ({ page }: Visit) => page.locator('dialog[open]').last();
const submit = async (visit: Visit) => dialog(visit).locator('[type=submit]').click();

export async function leaveUnsaved(visit: Visit): Promise<void> {
  await button(visit, visit.words.zone.schedule.usual).click();
  await visit.page.locator('.unsaved').waitFor();
  await visit.page.locator('nav a[href="/plant"]').click();
  await dialog(visit).waitFor();
}

const planOf = (at: string) => ({ entries: [{ days: ['mon', 'tue'], at, tempHeatSetC: 22 }] });

/** Somebody else saves the schedule of the bathroom meanwhile. */
export async function overtake(visit: Visit): Promise<void> {
  const path = '/api/zones/bathroom/schedule';
  await visit.asOwner('PUT', path, { entries: [] });
  await button(visit, visit.words.zone.schedule.usual).click();
  await visit.asOwner('PUT', path, planOf('05:00'));
  await button(visit, visit.words.common.save).click();
  await dialog(visit).waitFor();
}

async function askForToken(visit: Visit): Promise<void> {
  await button(visit, visit.words.tokens.create).first().click();
  await dialog(visit).waitFor();
  await submit(visit);
}

export async function showSecret(visit: Visit): Promise<void> {
  await askForToken(visit);
  await visit.page.locator('.secret pre').waitFor();
}

export async function askPassword(visit: Visit): Promise<void> {
  await visit.page.route('**/api/tokens', async (route) =>
    route.request().method() === 'GET'
      ? route.fallback()
      : route.fulfill({ status: 403, json: { error: 'Forbidden', required: 'password' } }),
  );
  await askForToken(visit);
  await dialog(visit).locator('[type=password]').waitFor();
}

/** What is wrong with a token stands at its fields. */
export async function refuseToken(visit: Visit): Promise<void> {
  await button(visit, visit.words.tokens.create).first().click();
  await dialog(visit)
    .locator('details')
    .evaluateAll((all: HTMLDetailsElement[]) => {
      for (const one of all) one.open = true;
    });
  await dialog(visit).getByLabel(visit.words.tokens.addresses).fill('192.168.1.300');
  await submit(visit);
  await dialog(visit).locator('[aria-invalid=true]').waitFor();
}

/** Somebody new in each language, who has a second step from then on. */
export const guestOf = ({ language }: Pick<Visit, 'language'>) => ({
  name: 'Eve',
  email: `eve-${language}@example.com`,
  password: PASSWORD,
});

const keyOf = async ({ page, words }: Visit): Promise<string> => {
  const key = page.getByLabel(words.secondFactor.key, { exact: true });
  return (await key.innerText()).replaceAll(/\s/g, '');
};

export async function beginSecondStep(visit: Visit): Promise<void> {
  await button(visit, visit.words.secondFactor.turnOn).click();
  await visit.page.locator('.qr-frame svg').waitFor();
}

export async function keepCodes(visit: Visit): Promise<void> {
  await beginSecondStep(visit);
  const { codeAt } = createAuthenticator(await keyOf(visit));
  await visit.page
    .getByLabel(visit.words.secondFactor.code, { exact: true })
    .fill(codeAt(Date.now()));
  await button(visit, visit.words.secondFactor.confirm).click();
  await dialog(visit).waitFor();
}

export async function fillIn({ page, words }: Visit, email: string, password: string) {
  await page.getByLabel(words.door.email).fill(email);
  await page.getByLabel(words.door.password, { exact: true }).fill(password);
  await page.locator('[type=submit]').click();
}

/** Nobody has been at the panel for more than a minute, and it dims whatever the hour. */
export async function dimPanel({ page }: Visit): Promise<void> {
  await page.evaluate(() => localStorage.setItem('aris_panel', JSON.stringify({ dim: 'always' })));
  await page.clock.install();
  await page.reload();
  await page.locator('.panel .awake').waitFor();
  await page.clock.runFor(61_000);
  await page.locator('.panel .dimmed').waitFor();
}

/** A heat pump is in the house, and what the hub may do with it is asked. */
export async function addMachines(visit: Visit): Promise<void> {
  const { zones, fcus, bindings = [] } = (await visit.asOwner('GET', '/api/house')) as House;
  const rest = bindings.filter(({ kind }) => kind === 'sensor' || kind === 'fcu');
  const { heatpumps, timeZone } = { heatpumps: [], timeZone: 'Europe/Berlin' };
  await visit.asOwner('PUT', '/api/house', {
    version: 1,
    timeZone,
    zones,
    fcus,
    heatpumps,
    bindings: rest,
  });
  await button(visit, visit.words.rooms.add.deviceOf('HeishaMon')).click({ timeout: WAIT_MS });
  await submit(visit);
  await until(
    async () => (await dialog(visit).locator('[type=submit]').count()) === 0,
    'what becomes of the machines',
    WAIT_MS,
  );
}

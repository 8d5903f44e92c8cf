/** The houses that are looked at, and who looks at each. */
import { startMosquitto } from '../../support/mosquitto.ts';
import { publish } from '../../support/mosquitto-clients.ts';
import { lastingFolder } from '../../support/child.ts';
import { dataFolderWith } from '../../support/hub.ts';
import { startRig, type Rig } from '../support/browser.ts';
import { playHome, SHELLY } from '../support/found-home.ts';
import { NAMED_HOUSE, NAMES } from '../support/named-house.ts';
import { folderWithEnergy } from '../support/seed-energy.ts';
import { guestOf } from './acts.ts';
import { askAs, LOCALES, type AskOwner, type Language, type Proof, type Scene } from './scene.ts';
import {
  AT_DOOR,
  OF_FOUND,
  OF_GUEST,
  OF_NAMES,
  OF_MEMBER,
  OF_NEW,
  OF_OWNER,
  OF_PANEL,
} from './scenes.ts';

export interface Turn {
  readonly as: Proof | 'owner' | 'nobody';
  readonly scenes: readonly Scene[];
}

export interface House {
  readonly rig: Rig;
  /** Whether each language wants one of its own. */
  readonly isForOne?: boolean;
  /** Asks its hub; there is nobody to ask as while the house has no owner. */
  readonly asOwner?: AskOwner;
  turns(language: Language): readonly Turn[];
  close(): Promise<void>;
}

const PIN = '284613';
const BEN = { email: 'ben@example.com', password: 'a battery horse correct' };
const LANGUAGES = Object.keys(LOCALES) as Language[];
const NIGHT = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], at: '22:00', tempHeatSetC: 18 };
const MORNING = { ...NIGHT, at: '06:15', tempHeatSetC: 21.5, tempCoolSetC: 24 };

async function withOwner(rig: Rig): Promise<AskOwner> {
  const page = await rig.visitAsOwner();
  await page.context().close();
  return askAs(rig);
}

/** All that there is to see, save what is on a broker. */
async function virtualHouse(): Promise<House> {
  const rig = await startRig({ args: ['--virtual'], dataFolder: await folderWithEnergy() });
  const ask = await withOwner(rig);
  await ask('PUT', '/api/settings/pin', { pin: PIN });
  await ask('PATCH', '/api/settings', { pricePerKwh: 0.25, currency: 'EUR' });
  await ask('POST', '/api/users', { ...BEN, name: 'Ben', role: 'member' });
  for (const language of LANGUAGES)
    await ask('POST', '/api/users', { ...guestOf({ language }), role: 'member' });
  await ask('POST', '/api/tokens', { name: 'Grafana', permissions: ['metrics:read'] });
  await ask('PUT', '/api/zones/kitchen/schedule', { entries: [MORNING, NIGHT] });
  await ask('POST', '/api/schedule-templates', { name: 'Office', entries: [MORNING] });
  await ask('POST', '/api/zones/kitchen/command', { tempHeatSetC: 22, durationMinutes: 90 });
  await ask('POST', '/api/backups', {});
  return {
    rig,
    asOwner: ask,
    turns(language) {
      const { email, password } = guestOf({ language });
      return [
        { as: 'owner', scenes: OF_OWNER },
        { as: BEN, scenes: OF_MEMBER },
        { as: { pin: PIN }, scenes: OF_PANEL },
        { as: { email, password }, scenes: OF_GUEST },
        { as: 'nobody', scenes: AT_DOOR },
      ];
    },
    close: async () => rig.close(),
  };
}

async function namedHouse(): Promise<House> {
  const rig = await startRig({ dataFolder: dataFolderWith(NAMED_HOUSE) });
  const ask = await withOwner(rig);
  const email = `${'a'.repeat(40)}@example.com`;
  await ask('POST', '/api/users', { ...BEN, email, name: NAMES.compound, role: 'member' });
  for (const name of Object.values(NAMES))
    await ask('POST', '/api/tokens', { name, permissions: ['zones:read'] });
  return {
    rig,
    asOwner: ask,
    turns: () => [{ as: 'owner', scenes: OF_NAMES }],
    close: async () => rig.close(),
  };
}

/** A house that was chosen of what is on a broker, and more of it to choose. */
async function foundHouse(): Promise<House> {
  const broker = await startMosquitto();
  await playHome(broker);
  const rig = await startRig({ args: ['--mqtt-url', broker.url], dataFolder: lastingFolder() });
  const page = await rig.visitAsOwner('/settings/found');
  page.setDefaultTimeout(60_000);
  const add = async (button: string, title: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.locator('[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
  };
  for (const name of ['Living room', 'Bedroom', 'Hall'])
    await add(`Add room with ${name}`, 'Add room');
  await page.context().close();
  await publish(broker.port, 'zigbee2mqtt/Hall/availability', { state: 'offline' });
  await publish(broker.port, `${SHELLY}/online`, 'true', { retain: true });
  const ask = askAs(rig);
  return {
    rig,
    // What is added is no longer found.
    isForOne: true,
    asOwner: ask,
    turns: () => [{ as: 'owner', scenes: OF_FOUND }],
    async close() {
      await rig.close();
      await broker.stop();
    },
  };
}

/** One for each language: its owner is made in it. */
async function newHouse(): Promise<House> {
  const rig = await startRig({ dataFolder: lastingFolder() });
  return {
    rig,
    isForOne: true,
    turns: () => [{ as: 'nobody', scenes: OF_NEW }],
    close: async () => rig.close(),
  };
}

export const HOUSES = {
  virtual: virtualHouse,
  names: namedHouse,
  found: foundHouse,
  new: newHouse,
};

export const HOUSE_NAMES = Object.keys(HOUSES) as (keyof typeof HOUSES)[];

/** All pages, by whose house it is and who looks. */
import { OWNER, snapshotOf } from '../support/browser.ts';
import { PANEL } from '../../../src/ui/place.ts';
import { NUDGED_HOUSE } from '../support/heating-house.ts';
import { SHOWN_NAMES } from '../support/named-house.ts';
import { TROUBLED_HOUSE } from '../support/troubled-house.ts';
import * as acts from './acts.ts';
import type { Scene } from './scene.ts';

/** What the pages of the settings are called in their addresses. */
const SECTIONS = [
  ...['account', 'members', 'sessions', 'pin', 'panel', 'tokens', 'house', 'rooms', 'devices'],
  ...['found', 'broker', 'integrations', 'backup', 'log', 'about'],
].map((section) => `/settings/${section}`);

const withDialogs = (paths: readonly string[]): Scene[] =>
  paths.map((path) => ({ name: path, path, hasDialogs: true }));
const alone = (paths: readonly string[]): Scene[] => paths.map((path) => ({ name: path, path }));

const system = { ...TROUBLED_HOUSE.system, vacation: undefined };
const WARMER = {
  ...TROUBLED_HOUSE,
  system: { ...system, mode: 'home', shift: { shiftK: 2, until: system.until } },
};
const EMPTY = { system, zones: [], fcus: [], heatpumps: [], faults: [] };
/** The last of who sees it: the clock is in the test's hands from there on. */
const DIM: Scene = { name: 'wall panel, dim', path: PANEL, act: acts.dimPanel };

export const OF_OWNER: readonly Scene[] = [
  // First: the password that these need is asked for again after a while.
  { name: 'leaving', path: '/zones/study', act: acts.leaveUnsaved },
  { name: 'somebody was faster', path: '/zones/bathroom', act: acts.overtake },
  { name: 'what is wrong with a token', path: '/settings/tokens', act: acts.refuseToken },
  { name: 'password again', path: '/settings/tokens', act: acts.askPassword },
  { name: 'the secret of a token', path: '/settings/tokens', act: acts.showSecret },
  ...withDialogs(['/', '/zones/kitchen', '/zones/study', '/plant', '/energy', '/events']),
  ...withDialogs(['/settings', ...SECTIONS]),
  ...alone(['/zones/nowhere', '/settings/nowhere']),
  { name: 'away, with faults', path: '/', played: snapshotOf(TROUBLED_HOUSE), hasDialogs: true },
  { name: 'warmer for a while', path: '/', played: snapshotOf(WARMER), hasDialogs: true },
  { name: 'no room yet', path: '/', played: snapshotOf(EMPTY) },
  { name: 'faults', path: '/events', played: snapshotOf(TROUBLED_HOUSE) },
  {
    name: 'machines by themselves',
    path: '/plant',
    played: snapshotOf(NUDGED_HOUSE),
    hasDialogs: true,
  },
  { name: 'wall panel', path: PANEL, hasDialogs: true },
  { name: 'wall panel, with faults', path: PANEL, played: snapshotOf(TROUBLED_HOUSE) },
  { name: 'wall panel, no room yet', path: PANEL, played: snapshotOf(EMPTY) },
  DIM,
];

/** Who may not do all of it; the rest is as an owner has it. */
export const OF_MEMBER: readonly Scene[] = [
  ...['/', '/zones/kitchen', '/plant', '/settings'],
  ...['account', 'members', 'sessions', 'pin', 'tokens', 'house', 'rooms', 'integrations'].map(
    (section) => `/settings/${section}`,
  ),
].map((path) => ({ name: `member: ${path}`, path }));
const PANEL_PLACES: readonly Scene[] = [
  ...alone(['/', '/zones/kitchen', '/plant', '/settings']),
  ...alone(['account', 'pin', 'panel', 'house'].map((section) => `/settings/${section}`)),
  { name: 'wall panel', path: PANEL, hasDialogs: true },
  DIM,
];
export const OF_PANEL = PANEL_PLACES.map((scene) => ({ ...scene, name: `panel: ${scene.name}` }));

/** Who has no second step yet, sets it up. */
export const OF_GUEST: readonly Scene[] = [
  { name: 'two-step sign-in, its key', path: '/settings/account', act: acts.beginSecondStep },
  { name: 'recovery codes', path: '/settings/account', act: acts.keepCodes },
  { name: 'two-step sign-in is on', path: '/settings/account', hasDialogs: true },
];

const halfWay: Scene['act'] = async (visit) => {
  const { email, password } = acts.guestOf(visit);
  await acts.fillIn(visit, email, password);
  await visit.page.getByLabel(visit.words.door.code.appLabel, { exact: true }).waitFor();
};

export const AT_DOOR: readonly Scene[] = [
  ...alone(['/']),
  {
    name: 'a wrong password',
    path: '/',
    async act(visit) {
      await acts.fillIn(visit, OWNER.email, 'not the password');
      await visit.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'the PIN',
    path: '/',
    async act({ page, words }) {
      await page.getByRole('button', { name: words.door.withPin }).click();
      await page.getByLabel(words.door.pin).waitFor();
    },
  },
  { name: 'one more step', path: '/', act: halfWay },
  {
    name: 'a recovery code',
    path: '/',
    async act(visit) {
      await halfWay(visit);
      await visit.page.getByRole('button', { name: visit.words.door.code.useRecovery }).click();
      await visit.page.getByLabel(visit.words.door.code.recoveryLabel).waitFor();
    },
  },
];

const NAMED = snapshotOf(SHOWN_NAMES);
export const OF_NAMES: readonly Scene[] = [
  ...['/', PANEL, '/zones/word', '/zones/emoji', '/zones/compound', '/zones/rightToLeft'],
  ...['/plant', '/events', '/settings', '/settings/devices', '/settings/tokens'],
  ...['/settings/members', '/settings/rooms', '/settings/sessions'],
].map((path) => ({ name: `names: ${path}`, path, played: NAMED, hasDialogs: true }));

export const OF_FOUND: readonly Scene[] = [
  ...withDialogs(['/settings/found', '/settings/rooms', '/settings/broker']),
  { name: 'machines that were added', path: '/settings/found', act: acts.addMachines },
].map((scene) => ({ ...scene, name: `found: ${scene.name}` }));

/** From nothing, in this order. */
const NEW: readonly Scene[] = [
  { name: 'welcome', path: '/' },
  {
    name: 'welcome, from a backup',
    path: '/',
    async act({ page }) {
      await page.locator('main button:not([type=submit])').last().click();
    },
  },
  {
    name: 'welcome, the house',
    path: '/',
    async act(visit) {
      const { page, words, rig } = visit;
      const code = (await rig.hub.cli('user', 'setup-code')).stdout.trim();
      await page.getByLabel(words.door.welcome.setupCode).fill(code);
      await page.getByLabel(words.door.welcome.name).fill(OWNER.name);
      await acts.fillIn(visit, OWNER.email, OWNER.password);
      await page.getByLabel(words.door.house.name).waitFor();
    },
  },
  { name: 'two steps', path: '/', hasDialogs: true },
  ...alone(['/plant', '/energy', '/events']),
  ...withDialogs(['/settings', ...SECTIONS]),
  {
    name: 'a broker that is not there',
    path: '/settings/broker',
    async act({ page }) {
      await page.locator('main input').first().fill('127.0.0.1:1');
      await page.locator('main [type=submit]').click();
      await page.locator('.broker-faults').waitFor();
    },
  },
];
export const OF_NEW = NEW.map((scene) => ({ ...scene, name: `new: ${scene.name}` }));

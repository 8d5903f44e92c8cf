/** What people do with the page day by day, in an order in which each has what it needs. */
import assert from 'node:assert/strict';
import { energy as words } from '../../../src/ui/strings/energy.ts';
import type { TestHub } from '../../support/hub.ts';
import { until } from '../../support/until.ts';
import { OWNER } from '../support/owner.ts';
import { KEYS, type ElementReference, type Person } from './person.ts';

export const ORIGIN = 'http://aris.local';
export const ROOMS = 20;
const BEN = { name: 'Ben', email: 'ben@example.com', password: 'two words together' } as const;
const PIN = '281946';
const HEAT = 'Kitchen: heat to';

export interface Visit {
  readonly person: Person;
  readonly hub: TestHub;
}

async function signIn(person: Person, { email, password }: { email: string; password: string }) {
  await person.fill('E-mail', email);
  await person.fill('Password', password);
  await person.click('button', 'Sign in');
  await person.find('link', 'Settings');
}

async function signOut(person: Person): Promise<void> {
  await person.open(`${ORIGIN}/settings`);
  await person.click('button', 'Sign out');
  await person.find('heading', 'Sign in');
}

const textOf = async (person: Person, role: 'spinbutton', name: string) =>
  person.run<string>('return arguments[0].textContent', await person.find(role, name));

const degreesOf = async (person: Person, name = HEAT) =>
  Number.parseFloat(await textOf(person, 'spinbutton', name));

async function showsDegrees(person: Person, tempC: number, name = HEAT): Promise<void> {
  await until(async () => (await degreesOf(person, name)) === tempC, `${name} ${tempC}`, 60_000);
}

/** Where the keys go. */
const focused = async (person: Person) =>
  person.run<string>(
    `const one = document.activeElement;
     return (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim();`,
  );

const isFocused = async (person: Person, name: string) =>
  until(async () => (await focused(person)) === name, `the focus on ${name}`, 60_000);

const enterByKeys = async (person: Person, text: string) =>
  person.press(...Array.from(text), KEYS.enter);

/** As the hub has it. */
const heatAtHub = async (person: Person, zoneId: string) =>
  person.run<number>(
    `const request = new XMLHttpRequest();
     request.open('GET', '/api/zones/${zoneId}', false);
     request.send();
     return JSON.parse(request.responseText).zone.tempHeatSetC;`,
  );

/** From elsewhere. */
async function command(hub: TestHub, tempHeatSetC: number): Promise<void> {
  const token = await hub.token('zones:full');
  const { status } = await fetch(`${hub.url}/api/zones/kitchen/command`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ tempHeatSetC }),
  });
  assert.equal(status, 200);
}

export const TASKS: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
  async 'first start: the owner is made, and the house named'({ person, hub }) {
    await person.open(ORIGIN);
    await person.find('heading', 'Welcome home');
    await person.fill(
      'Setup code',
      (await hub.cli('user', 'setup-code', '--virtual')).stdout.trim(),
    );
    await person.fill('Your name', OWNER.name);
    await person.fill('E-mail', OWNER.email);
    await person.fill('Password', 'short');
    await person.click('button', 'Create account');
    await person.see('at least 8');
    await person.fill('Password', OWNER.password);
    await person.click('button', 'Create account');
    await person.fill('What is it called?', 'Casa Nova');
    await person.click('radio', '°C');
    await person.click('button', 'Show my house');
    await person.see('Casa Nova');
  },

  async 'sign out, a wrong password, sign in'({ person }) {
    await signOut(person);
    await person.fill('E-mail', OWNER.email);
    await person.fill('Password', 'not the password');
    await person.click('button', 'Sign in');
    await person.find('alert', /./);
    await signIn(person, OWNER);
  },

  async 'a member is added, and stands in the list'({ person }) {
    await person.open(`${ORIGIN}/settings/members`);
    await person.click('button', 'Add person');
    await isFocused(person, 'Name');
    const dialog = await person.find('dialog', 'Add person');
    await person.click('button', 'Add person', dialog);
    // It is the browser itself that says what is missing.
    await person.find('dialog', 'Add person');
    await person.fill('Name', BEN.name, dialog);
    await person.fill('E-mail', BEN.email, dialog);
    await person.fill('First password', BEN.password, dialog);
    await person.click('button', 'Add person', dialog);
    await person.gone('dialog', 'Add person');
    await person.find('listitem', BEN.email);
    await person.see('Ben can sign in now.');
    await isFocused(person, 'Add person');
  },

  async 'Home has each room, and finds one'({ person }) {
    await person.open(ORIGIN);
    await person.find('article', `Room ${ROOMS - 6}`);
    await person.find('article', 'Hot water');
    await person.fill('Find a room', 'room 11');
    await person.gone('article', 'Kitchen');
    await person.press(KEYS.enter);
    await person.find('heading', 'Room 11');
    await person.driver.send('back');
    await person.find('article', 'Kitchen');
  },

  async 'a room is set by a tap, and it is taken back'({ person }) {
    await person.open(ORIGIN);
    const before = await degreesOf(person);
    await person.click('button', 'Raise heating, Kitchen');
    await showsDegrees(person, before + 0.5);
    await until(async () => (await heatAtHub(person, 'kitchen')) === before + 0.5, 'it at the hub');
    await person.click('button', /^Undo: Kitchen/);
    await showsDegrees(person, before);
    await until(async () => (await heatAtHub(person, 'kitchen')) === before, 'it at the hub again');
  },

  async 'the dial is turned, then a number typed'({ person }) {
    await person.open(`${ORIGIN}/zones/kitchen`);
    await person.find('spinbutton', HEAT);
    const before = await degreesOf(person);
    const knob = await until(
      async () =>
        (await person.run<ElementReference | null>(
          "return document.querySelector('.knob.heat')",
        )) ?? undefined,
      'the knob',
    );
    await person.drag(knob, 40, 12);
    await until(async () => (await degreesOf(person)) > before, 'it to be warmer');
    await isFocused(person, HEAT);
    await enterByKeys(person, '22.5');
    await showsDegrees(person, 22.5);
    await until(async () => (await heatAtHub(person, 'kitchen')) === 22.5, 'it at the hub');
    await person.press(KEYS.up, KEYS.down, KEYS.down);
    await showsDegrees(person, 22);
  },

  async 'what is set stays for two hours, and ends before'({ person }) {
    await person.open(`${ORIGIN}/zones/study`);
    await person.click('button', 'For 2 hours');
    await person.see(/By hand until .*, 2\sh left/);
    await person.click('button', /^Back to normal/);
    await person.seeNoMore(/By hand until/);
  },

  async 'a sheet is opened from Home, and Back closes it'({ person }) {
    await person.open(ORIGIN);
    await person.click('button', /^Kitchen, .*: set it, and for how long$/);
    await person.find('dialog', 'Kitchen');
    await person.driver.send('back');
    await person.gone('dialog', 'Kitchen');
    await person.find('article', 'Kitchen');
    assert.equal(await person.run('return location.pathname'), '/');
    await until(async () => /^Kitchen, .*how long$/.test(await focused(person)), 'the focus back');
    await person.click('button', /^Kitchen, .*: set it, and for how long$/);
    await person.find('dialog', 'Kitchen');
    await person.press(KEYS.escape);
    await person.gone('dialog', 'Kitchen');
  },

  async 'hot water is boosted, and is not any more'({ person }) {
    await person.open(ORIGIN);
    await person.click('button', 'Boost for 1 hour');
    await person.see(/Boost until .*\d/);
    await person.click('button', 'Stop boost');
    await person.find('button', 'Boost for 1 hour');
  },

  async 'the house is away until tomorrow, and home again'({ person }) {
    await person.open(ORIGIN);
    await person.click('button', 'Away');
    await person.see('Away until you come back and tap Home.');
    await person.click('button', /^Tomorrow, /);
    await person.see(/Away until \w{3},? /);
    await person.click('button', 'Home');
    await person.seeNoMore(/Away until/);
  },

  async 'a schedule is made, saved, and there after a reload'({ person }) {
    await person.open(`${ORIGIN}/zones/bathroom`);
    await person.click('button', /^Monday/);
    await person.click('button', 'Add a time');
    await person.choose('From', '06:15');
    await person.click('button', /^Raise heating, Monday/);
    await person.see('Not saved yet');
    await person.click('link', 'Home');
    await person.click('button', 'Stay', await person.find('dialog', 'Leave without saving?'));
    await person.click('button', 'Save');
    await person.see('The schedule is saved.');
    await person.open(`${ORIGIN}/zones/bathroom`);
    await person.find('button', 'Monday, one change');
  },

  async 'the chart of a room is drawn'({ person }) {
    await person.open(`${ORIGIN}/zones/living_room`);
    await person.find('heading', 'History');
    await person.click('radio', 'Week');
    await until(
      async () =>
        person.run<boolean>(
          "return document.querySelector('.plot canvas') !== null || document.body.textContent.includes('There are no readings of this time yet')",
        ),
      'a chart, or that there is nothing to draw',
      60_000,
    );
  },

  async 'the plant is drawn, and water moves in it'({ person, hub }) {
    await command(hub, 26);
    await person.open(`${ORIGIN}/plant`);
    await person.find('img', 'Drawing of the plant');
    await person.see('Hydronic unit');
    await until(
      async () => person.run<boolean>("return document.querySelector('.pipe .water') !== null"),
      'water in a pipe',
      // The compressor may have to rest before.
      300_000,
    );
    await person.find('heading', 'Every device');
  },

  async 'energy by day and month'({ person }) {
    await person.open(`${ORIGIN}/energy`);
    // A young house has nothing counted yet.
    await person.see(new RegExp(`${words.setPrice}|${words.none}`));
    await person.click('button', 'Earlier');
    await person.click('button', 'Later');
  },

  async 'events say who did what'({ person }) {
    await person.open(`${ORIGIN}/events`);
    await person.see(/Ada/);
    await person.see(/Kitchen/);
  },

  async 'a setting is refused, then saved'({ person }) {
    await person.open(`${ORIGIN}/settings/house`);
    await person.fill(/^Away: heat to/, '99');
    const card = await person.run<ElementReference | null>(
      "return [...document.querySelectorAll('section')].find((one) => one.textContent.includes('Away: heat to'))",
    );
    await person.click('button', 'Save', card ?? undefined);
    await person.see('Between 10 and 21');
    await person.fill(/^Away: heat to/, '16,5');
    await person.click('button', 'Save', card ?? undefined);
    await person.see('Saved');
  },

  async 'the page in another language, and back'({ person }) {
    const label = 'Language of this page in this browser';
    await person.open(`${ORIGIN}/settings/account`);
    await person.choose(label, 'de');
    await person.find('link', 'Einstellungen');
    await person.run(`document.cookie = 'aris_language=en; path=/'`);
    await person.open(`${ORIGIN}/settings/account`);
    await person.find('field', label);
  },

  async 'a hub that hangs is told of, loses no tap in silence, and is back'({ person, hub }) {
    await person.open(ORIGIN);
    const before = await degreesOf(person);
    hub.signal('SIGSTOP');
    await person.find('alert', /The hub does not answer\. What you see is as of/);
    await person.click('button', 'Raise heating, Kitchen');
    await person.see('Kitchen was not changed. The hub does not answer now.');
    assert.equal(await degreesOf(person), before);
    hub.signal('SIGCONT');
    await person.gone('alert', /The hub does not answer/);
    await person.click('button', 'Raise heating, Kitchen');
    await until(async () => (await heatAtHub(person, 'kitchen')) === before + 0.5, 'it at the hub');
  },

  async 'a change from elsewhere is seen at once'({ person, hub }) {
    await person.open(ORIGIN);
    await person.find('spinbutton', HEAT);
    await command(hub, 17.5);
    await showsDegrees(person, 17.5);
  },

  async 'a panel with the PIN sets a room, and nothing else'({ person }) {
    // Who signed in a while ago is asked for the password once more.
    await signOut(person);
    await signIn(person, OWNER);
    await person.open(`${ORIGIN}/settings/pin`);
    await person.fill('New PIN', PIN);
    await person.click('button', 'Set PIN');
    await person.see('Panels can sign in with the PIN.');
    await signOut(person);
    await person.click('button', 'Use the household PIN');
    await person.fill('Household PIN', PIN);
    await person.click('button', 'Sign in');
    await person.see('Panel on the wall');
    await person.open(ORIGIN);
    const before = await degreesOf(person);
    await person.click('button', 'Raise heating, Kitchen');
    await showsDegrees(person, before + 0.5);
    assert.equal(await person.has('button', 'Away'), false);
  },

  async 'a member signs in, and is told what is for owners'({ person }) {
    await signOut(person);
    if (await person.has('button', 'Use an account'))
      await person.click('button', 'Use an account');
    await signIn(person, BEN);
    await person.open(`${ORIGIN}/settings/members`);
    await person.see('Only an owner of the house can see who has an account');
  },
};

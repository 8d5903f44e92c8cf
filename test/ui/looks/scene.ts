/** What is looked at, in each language: a page as one of the house has it before them. */
import type { CDPSession, Page } from 'playwright-core';
import type { common } from '../../../src/ui/strings/common.ts';
import type { door } from '../../../src/ui/strings/door.ts';
import type { rooms } from '../../../src/ui/strings/rooms.ts';
import type { secondFactor } from '../../../src/ui/strings/second-factor.ts';
import type { tokens } from '../../../src/ui/strings/tokens.ts';
import type { zone } from '../../../src/ui/strings/zone.ts';
import { ORIGIN, OWNER, playStream, type Rig } from '../support/browser.ts';
import { refuseCommands, settled, unfold } from './dialogs.ts';

/** What the browser asks for; each has a page of its own. */
export const LOCALES = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', nl: 'nl-NL' } as const;
export type Language = keyof typeof LOCALES;

interface Words {
  readonly common: typeof common;
  readonly door: typeof door;
  readonly rooms: typeof rooms;
  readonly secondFactor: typeof secondFactor;
  readonly tokens: typeof tokens;
  readonly zone: typeof zone;
}
/** Table → the file that it is in. */
const TABLES: Readonly<Record<keyof Words, string>> = {
  common: 'common',
  door: 'door',
  rooms: 'rooms',
  secondFactor: 'second-factor',
  tokens: 'tokens',
  zone: 'zone',
};

export async function wordsOf(language: Language): Promise<Words> {
  const folder = language === 'en' ? '' : `${language}/`;
  const tables = Object.entries(TABLES).map(async ([name, file]) => {
    const path = `../../../src/ui/strings/${folder}${file}.ts`;
    return [name, ((await import(path)) as Record<string, unknown>)[name]] as const;
  });
  return Object.fromEntries(await Promise.all(tables)) as unknown as Words;
}

/** Asks the hub as an owner, whoever sees the page. */
export type AskOwner = (method: string, path: string, body?: object) => Promise<unknown>;

/** Who looks, at what, in which language. */
export interface Visit {
  readonly page: Page;
  readonly browser: CDPSession;
  readonly rig: Rig;
  readonly language: Language;
  readonly words: Words;
  readonly asOwner: AskOwner;
}

export interface Scene {
  readonly name: string;
  readonly path: string;
  /** What the page hears in place of the hub's stream. */
  readonly played?: string;
  /** What is done before it is looked at. */
  readonly act?: (visit: Visit) => Promise<void>;
  /** Whether each dialog is opened that its buttons open. */
  readonly hasDialogs?: boolean;
}

/** Who signs in; nobody where there is no proof. */
export type Proof =
  { readonly email: string; readonly password: string } | { readonly pin: string };

export function askAs(rig: Rig): AskOwner {
  const { email, password } = OWNER;
  const send = async (method: string, path: string, body?: object, bearer?: string) =>
    fetch(rig.hub.url + path, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const logIn = async () => {
    const login = await send('POST', '/api/auth/login', { email, password });
    return ((await login.json()) as { access_token: string }).access_token;
  };
  let bearer: Promise<string> | undefined;
  return async (method, path, asked) => {
    let answer = await send(method, path, asked, await (bearer ??= logIn()));
    // A run takes longer than a token lasts.
    if (answer.status === 401) answer = await send(method, path, asked, await (bearer = logIn()));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

export async function signIn(page: Page, proof: Proof): Promise<void> {
  const status = await page.evaluate(async (body) => {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch('/api/auth/session', { method: 'POST', headers, body })).status;
  }, JSON.stringify(proof));
  if (status !== 200) throw new Error(`no session: ${status}`);
}

/** Comes to a scene, and has it whole. */
export async function come(visit: Visit, scene: Scene, isRefused = false): Promise<void> {
  const { page } = visit;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (scene.played !== undefined) await playStream(page, scene.played);
  if (isRefused) await refuseCommands(page);
  // From one place of a document to another nothing is loaded, and nothing begins anew.
  if (scene.path.includes('#')) await page.goto('about:blank');
  await page.goto(ORIGIN + scene.path);
  await settled(page);
  await scene.act?.(visit);
  await unfold(page);
}

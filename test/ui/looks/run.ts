/**
 * `npm run pages [language…]`: every page and every dialog in every language, size, theme and type, printed and kept in
 * test/ui/looks/RESULTS.md.
 */
import type { Page } from 'playwright-core';
import { assertWellBehaved } from '../support/browser.ts';
import { lookAtAll } from './check.ts';
import { findDialogs, followSteps, settled, type Step } from './dialogs.ts';
import { HOUSE_NAMES, HOUSES, type House, type Turn } from './houses.ts';
import { keepResult, type Sum } from './results.ts';
import { come, LOCALES, signIn, wordsOf, type Language, type Scene, type Visit } from './scene.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Found in the first language. */
const steps = new Map<Scene, readonly Step[]>();

/** What a dialog says, numbers aside: whoever has seen one has seen all that say the same. */
const saidIn = async (page: Page): Promise<string> =>
  (await page.locator('dialog[open]').last().innerHTML()).replaceAll(/<[^>]+>|\d/g, '');

/** @param seen what the dialogs said that were looked at so far */
async function lookAt(visit: Visit, scene: Scene, seen: Set<string>, sum: Sum): Promise<void> {
  const { page } = visit;
  await come(visit, scene);
  const isDialog = (await page.locator('dialog[open]').count()) > 0;
  sum[isDialog ? 'dialogs' : 'pages']++;
  await lookAtAll(visit, scene.name, sum);
  if (scene.hasDialogs !== true) return;
  const arrive = async () => come(visit, scene, true);
  const way = steps.get(scene) ?? (await findDialogs(page, arrive));
  steps.set(scene, way);
  const miss = (what: string) =>
    void sum.findings.push({ scene: scene.name, look: '', what: `not seen: ${what}` });
  const look = async (name: string) => {
    const said = await saidIn(page);
    if (seen.has(said)) return;
    seen.add(said);
    sum.dialogs++;
    say(`    ${scene.name}: ${name}`);
    await lookAtAll(visit, `${scene.name}: ${name}`, sum);
  };
  await followSteps(page, way, arrive, { look, miss });
}

async function takeTurn(house: House, turn: Turn, language: Language, sum: Sum): Promise<void> {
  const { rig } = house;
  const options = { locale: LOCALES[language] };
  const page =
    turn.as === 'owner' ? await rig.visitAsOwner('/', options) : await rig.visit('/', options);
  if (typeof turn.as === 'object') await signIn(page, turn.as);
  // With this tsx keeps the names of functions, which the browser is given as text.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.reload();
  const browser = await page.context().newCDPSession(page);
  const words = await wordsOf(language);
  const { asOwner = async () => Promise.reject(new Error('there is no owner yet')) } = house;
  const visit: Visit = { page, browser, rig, language, words, asOwner };
  await settled(page);
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (lang !== language) throw new Error(`the page is in ${lang}, not in ${language}`);
  const seen = new Set<string>();
  for (const scene of turn.scenes) {
    const startedMs = performance.now();
    const before = sum.findings.length;
    try {
      await lookAt(visit, scene, seen, sum);
    } catch (error) {
      sum.findings.push({ scene: scene.name, look: '', what: `not seen: ${String(error)}` });
    }
    for (const { scene: at, look, what } of sum.findings.slice(before))
      say(`FOUND ${language}, ${at}, ${look}: ${what}`);
    say(`  ${language} ${scene.name} (${Math.round(performance.now() - startedMs)} ms)`);
  }
  assertWellBehaved(page);
  await page.context().close();
}

/** Of all, those that are asked for by their names; where none is, all. */
function chosen<T extends string>(all: readonly T[]): readonly T[] {
  const some = all.filter((one) => process.argv.includes(one));
  return some.length > 0 ? some : all;
}

async function main(): Promise<void> {
  let found = 0;
  for (const name of chosen(HOUSE_NAMES)) {
    let house: House | undefined;
    for (const language of chosen(Object.keys(LOCALES) as Language[])) {
      house ??= await HOUSES[name]();
      const sum: Sum = { pages: 0, dialogs: 0, looks: 0, asked: 0, findings: [] };
      for (const turn of house.turns(language)) await takeTurn(house, turn, language, sum);
      await keepResult(language, name, sum);
      found += sum.findings.length;
      if (!house.isForOne) continue;
      await house.close();
      house = undefined;
    }
    await house?.close();
  }
  say(`${found} found`);
  process.exitCode = found === 0 ? 0 : 1;
}

await main();

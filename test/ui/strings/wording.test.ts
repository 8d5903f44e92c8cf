/** How the page writes: quotes, spaces and one word for one thing, in each language as one who reads it aloud would have it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { tsImport } from 'tsx/esm/api';
import { FAULT_SENTENCES } from '../../../src/domain/sentences/faults.ts';
import { REASON_SENTENCES } from '../../../src/domain/sentences/reasons.ts';

const STRINGS = join(import.meta.dirname, '../../../src/ui/strings');
/** English has no folder. */
const folderOf = (language: string) => join(STRINGS, language === 'en' ? '.' : language);

/** What stands in a text for what is put into it. */
const PUT_IN = '⟦⟧';

/** Each text that is written in a file, as it is read. */
function textsIn(path: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    // The name of a text is none: of a profile's it is the English one.
    if (ts.isPropertyAssignment(node)) {
      visit(node.initializer);
      return;
    }
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push(
        node.head.text + node.templateSpans.map(({ literal }) => PUT_IN + literal.text).join(''),
      );
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}
/** What other programs write so, whatever the language. */
const OF_PROGRAMS = /mqtts?:\/\/|Power on default: on|last_seen: ISO_8601/g;
const written = (language: string): string[] =>
  readdirSync(folderOf(language))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => textsIn(join(folderOf(language), name)))
    .map((text) => text.replace(OF_PROGRAMS, PUT_IN));

/** What no text has, by why. */
type Rules = Readonly<Record<string, RegExp>>;

const EVERYWHERE: Rules = {
  'quotes are not straight': /["']/,
  'three dots are one sign': /\.\.\./,
  'no two spaces follow each other': /[ \u00a0\u202f]{2}/,
  'a number and its unit stay on one line': /[\d⟧] (?:°|%|kWh?\b|min\b)/,
};
const NO_FRENCH_SPACES: Rules = { 'no space stands before a sign': /[ \u00a0\u202f][;:!?]/ };

/** The words of the trade and of people, by what is said instead of them nowhere. */
const BY_LANGUAGE: Readonly<Record<string, Rules>> = {
  en: {
    ...NO_FRENCH_SPACES,
    'quotes are “ and ”': /[„«»]/,
    'dots follow without a space': /^[^…]* …$/,
    'an ice-bound heat pump is defrosting': /\bthaw/i,
    'water leaves by the supply and comes back by the return': /\bwater (?:out|back)\b/i,
    'a token belongs to somebody': /\bstands? under\b/i,
    'it is a hub, whatever board it runs on': /\bboards?\b/i,
    'a sign-in in two steps is two-step sign-in': /\bsecond factor/i,
  },
  de: {
    ...NO_FRENCH_SPACES,
    'quotes are „ and “': /[”«»]|^[^„]*“|„[^“]*$/,
    'dots follow a word after a space': /[^\s]…/,
    'people are told du':
      /(?<![.:!?…„] )(?<!^)\b(?:Sie (?:können|müssen|haben|sind)|Ihnen|Ihre[mnrs]?)\b/,
    'one of them is told': /\b(?:ihr (?:seid|habt|könnt)|euch|eure?)\b/,
    'what one decides is festgelegt':
      /(?<!zurück|fort|ein|aus|um|er)(?:\bge|(?<!\p{L}))setzt?(?:en)?\b/u,
    'of a disk is said Datenträger, of a tank Speicher':
      /\b(?:Speicher des Hubs|auf seinen Speicher|sein Speicher ist)\b/,
    'germs in hot water are Legionellen': /\bKeime\b|\bDesinfektion\b/,
    'to undo is rückgängig machen': /[zZ]urück(?:ge|zu)?nehmen|zurückgenommen/,
    'who does not report meldet sich nicht': /\b[Ss]tumm\b|antwortet nicht\.$/,
    'a token is deaktiviert': /\b[Aa]bge?schalte/,
    'a hub steers': /befiehlt|befohlen/,
    'it is an update': /\bUpgrade\b/,
  },
  fr: {
    'a narrow no-break space stands before ; : ! ?':
      /(?<![\u202f\d⟧]|^)[;!?]|[^\u202f\d⟧]:|[ \u00a0][;:!?]/,
    'quotes are « and », with narrow no-break spaces': /[“”„]|«(?!\u202f)|(?<!\u202f)»/,
    'no space stands before the dots': /^[^…]* …$/,
    'people are told vous': /(?<![\p{L}’-])(?:tu|toi|ton|tes)(?![\p{L}’])/iu,
    'more hot water is plus d’eau chaude': /\b[Rr]enfor(?:t|cer)\b/,
    'a wrong try is erronée': /\bessais? faux\b/,
    'who does not report ne répond pas': /\bmuet/i,
    'a token is supprimé': /révoqu/,
  },
  nl: {
    ...NO_FRENCH_SPACES,
    'quotes are “ and ”': /[„«»]/,
    'dots follow a word after a space': /[^\s]…/,
    'the sign of per cent follows at once': /[\s]%/,
    'people are told je': /(?<![\u00a0\p{L}])(?:u|uw)(?!\p{L})/iu,
    'it is a hub, and no bord': /\bbord\b/i,
    'water leaves by the aanvoer and comes back by the retour': /\bheen\b/i,
    'what is new is actueel': /\bverse?\b/,
    'germs in hot water are legionella': /\bdesinfectie\b|\bbacteri/i,
    'a token is verwijderd': /ingetrokken/,
    'it is an update': /\bupgrade\b/,
  },
};

for (const [language, own] of Object.entries(BY_LANGUAGE))
  describe(`the page in ${language}`, () => {
    const texts = written(language);
    for (const [rule, wrong] of Object.entries({ ...EVERYWHERE, ...own }))
      it(rule, () => {
        assert.deepEqual(
          texts.filter((text) => wrong.test(text)),
          [],
        );
      });
  });

type Table = Readonly<Record<string, unknown>>;
const wordOf = (table: Table, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Table)[key], table);

/** Where a text sends people, by what it is called there: each a table and a word of it. */
const SENDS_TO = [
  ['rooms', 'rooms.add.machines.later', 'common', 'common.nav.plant'],
  ['rooms', 'rooms.add.machines.later', 'rooms', 'rooms.title'],
  ['settings', 'settings.devices.intro', 'rooms', 'rooms.title'],
  ['door', 'door.forgotten.service', 'settings', 'settings.title'],
  ['door', 'door.forgotten.service', 'people', 'people.members.title'],
  ['door', 'door.code.lost.folder', 'people', 'people.members.title'],
  ['people', 'people.members.passwordHint', 'people', 'people.account.title'],
  ['people', 'people.members.reset.hint', 'people', 'people.account.title'],
  ['home', 'home.mode.awayOpen', 'home', 'home.mode.home'],
  ['rooms', 'rooms.removal.records', 'common', 'common.undo'],
  ['rooms', 'rooms.versions.steps.undo.action', 'common', 'common.undo'],
] as const;

for (const language of Object.keys(BY_LANGUAGE))
  it(`what a text sends people to is called so there in ${language}`, async () => {
    const tableOf = async (name: string) =>
      (await tsImport(join(folderOf(language), `${name}.ts`), import.meta.url)) as Table;
    for (const [from, text, to, name] of SENDS_TO) {
      const [said, called] = [wordOf(await tableOf(from), text), wordOf(await tableOf(to), name)];
      assert.ok(String(said).includes(String(called)), `${text}: ${String(said)}`);
    }
  });

/** A long sentence; of a short one a language may well say less. */
const LONG = 80;
/** How much of the English a sentence may be short of before something is left out of it. */
const LEAST = 0.8;

for (const language of Object.keys(BY_LANGUAGE).filter((one) => one !== 'en'))
  it(`what the hub says is as long in ${language}, as far as nothing is left out`, async () => {
    const { hub } = (await tsImport(join(folderOf(language), 'hub.ts'), import.meta.url)) as {
      hub: Readonly<Record<'reasons' | 'faults', Readonly<Record<string, string>>>>;
    };
    const said: Readonly<Record<string, string | undefined>> = { ...hub.reasons, ...hub.faults };
    const short = Object.entries({ ...REASON_SENTENCES, ...FAULT_SENTENCES }).filter(
      ([code, english]) =>
        english.length >= LONG && (said[code] ?? '').length < LEAST * english.length,
    );
    assert.deepEqual(short, []);
  });

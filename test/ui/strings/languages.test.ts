/** Each language has every word that English has, and what the hub says by code; and says all that it is told. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { tsImport } from 'tsx/esm/api';
import { BROKER_FAULTS } from '../../../src/domain/broker.ts';
import { REFUSAL_CODES, REFUSALS } from '../../../src/domain/refusals.ts';
import { EVENT_SENTENCES } from '../../../src/domain/sentences/events.ts';
import { FAULT_SENTENCES } from '../../../src/domain/sentences/faults.ts';
import { REASON_SENTENCES } from '../../../src/domain/sentences/reasons.ts';
import { nameFault } from '../../../src/domain/text.ts';

const STRINGS = join(import.meta.dirname, '../../../src/ui/strings');
const entries = readdirSync(STRINGS, { withFileTypes: true });
const LANGUAGES = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
/** What the hub says is none of English's: it says that itself. */
const TABLES = entries
  .filter((entry) => entry.isFile() && !/^(?:hub.*|count)\.ts$/.test(entry.name))
  .map(({ name }) => name);

const PROFILES = join(import.meta.dirname, '../../../src/profiles');

/** What is shown of a profile: at its top, and of what a machine needs to be told more. */
interface ShownProfile {
  readonly setUp?: string;
  readonly withoutHub?: string;
  readonly devices: Readonly<
    Record<
      string,
      { readonly needsHelp?: Readonly<Record<string, Readonly<Record<string, string>>>> }
    >
  >;
}

function textsOf({ setUp, withoutHub, devices }: ShownProfile): string[] {
  const helps = Object.values(devices).flatMap(({ needsHelp = {} }) =>
    Object.values(needsHelp).flatMap((help) => Object.values(help)),
  );
  return [setUp, withoutHub, ...helps].flatMap((text) => text ?? []);
}

const PROFILE_TEXTS = [
  ...new Set(
    readdirSync(PROFILES)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) =>
        textsOf(JSON.parse(readFileSync(join(PROFILES, name), 'utf8')) as ShownProfile),
      ),
  ),
].sort();

type Words = Readonly<Record<string, unknown>>;
const load = async (path: string) =>
  (await tsImport(join(STRINGS, path), import.meta.url)) as Words;

type Say = (...args: readonly unknown[]) => unknown;
type Leaf = string | number | Say;
/** Each word by its place. */
function leaves(value: unknown, at: string): [string, Leaf][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leaves(one, `${at}.${key}`));
  return [[at, value as Leaf]];
}
const wordsOf = (table: Words) =>
  new Map(Object.entries(table).flatMap(([name, value]) => leaves(value, name)));

/** What is said of the third of these, and of none, are forms of their own: all of them together say all that was told. */
const TOLD = [0, 1, 2, 7];
/** A text, a number, or a list of texts, of which nothing is said by chance. */
const KINDS = [
  (index: number) => `⟦${index}⟧`,
  (index: number) => 7_000 + index,
  (index: number) => [`⟦${index}⟧`],
];

/** Which of its parameters a sentence says, as far as it can be told without knowing what they are. */
function saidBy(say: Say): ReadonlySet<number> {
  const indexes = Array.from({ length: say.length }, (_, index) => index);
  const rests = [...KINDS, ...TOLD.map((n) => () => n), () => true, () => undefined];
  const isSaid = (of: number) =>
    KINDS.some((kind) =>
      rests.some((rest) =>
        isIn(
          textOf(
            say,
            indexes.map((index) => (index === of ? kind : rest)(index)),
          ),
          of,
        ),
      ),
    );
  return new Set(indexes.filter(isSaid));
}
/** As a text, or as a number in whatever form a language writes it. */
const isIn = (text: string, index: number) =>
  text.includes(`⟦${index}⟧`) ||
  (/7[.,\u00a0\u202f ]?00/.test(text) && text.replace(/\D/g, '').includes(String(7_000 + index)));
/** It may be given what it is never given. */
function textOf(say: Say, args: readonly unknown[]): string {
  try {
    return String(say(...args));
  } catch {
    return '';
  }
}

/** What a language leaves out on purpose: the hub's own words, which are English. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'devices.refused.line 2',
  'settings.found.refusedValue 2',
]);

for (const language of LANGUAGES)
  describe(`the language ${language}`, () => {
    it('proposes names for tokens that the hub takes', async () => {
      const words = [...wordsOf(await load(join(language, 'tokens.ts')))];
      const names = words.flatMap(([at, word]) => (at.includes('.named.') ? [String(word)] : []));
      const proposed = names.filter((name) => name !== '');
      assert.equal(proposed.length, 3);
      assert.deepEqual(proposed.map(nameFault), [undefined, undefined, undefined]);
    });

    for (const file of TABLES)
      it(`has all of ${file}, and says all that it is told`, async () => {
        const [english, own] = [
          wordsOf(await load(file)),
          wordsOf(await load(join(language, file))),
        ];
        assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
        for (const [at, word] of english) {
          const ours = own.get(at);
          assert.equal(typeof ours, typeof word, at);
          if (word !== '') assert.notEqual(ours, '', at);
          if (typeof word !== 'function' || typeof ours !== 'function') continue;
          const missing = [...saidBy(word)].filter(
            (index) => !saidBy(ours).has(index) && !LEFT_OUT.has(`${at} ${index}`),
          );
          assert.deepEqual(missing, [], `${at} does not say all of its parameters`);
        }
      });

    it('has what the hub says, by every code', async () => {
      const { hub } = (await load(join(language, 'hub.ts'))) as { hub: Record<string, object> };
      const { hubLater } = (await load(join(language, 'hub-later.ts'))) as {
        hubLater: Record<string, object>;
      };
      const codes = (table: object | undefined) => Object.keys(table ?? {}).sort();
      assert.deepEqual(codes(hub['reasons']), codes(REASON_SENTENCES));
      assert.deepEqual(codes(hub['faults']), codes(FAULT_SENTENCES));
      assert.deepEqual(codes(hubLater['events']), codes(EVENT_SENTENCES));
      assert.deepEqual(codes(hubLater['brokerFaults']), [...BROKER_FAULTS].sort());
    });

    it('has what the profiles of machines say, and nothing that they say no more', async () => {
      const { profiles } = (await load(join(language, 'hub-profiles.ts'))) as {
        profiles: Readonly<Record<string, string>>;
      };
      assert.deepEqual(Object.keys(profiles).sort(), PROFILE_TEXTS);
      assert.ok(Object.values(profiles).every((text) => text.length > 9));
    });

    it('says why the hub refuses something, by every code and with all that is told', async () => {
      const { refusals } = (await load(join(language, 'hub-refusals.ts'))) as {
        refusals: Readonly<Record<string, (data: object) => string>>;
      };
      assert.deepEqual(Object.keys(refusals).sort(), [...REFUSAL_CODES, 'not_found'].sort());
      for (const code of REFUSAL_CODES) {
        const names = Object.keys(REFUSALS[code]);
        const said = refusals[code]?.(Object.fromEntries(names.map((name) => [name, `⟦${name}⟧`])));
        assert.match(said ?? '', /^.{9,}\.$/u, code);
        assert.deepEqual(
          names.filter((name) => !said?.includes(`⟦${name}⟧`)),
          [],
          code,
        );
      }
    });
  });

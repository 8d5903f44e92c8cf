/** The few forms of Home Assistant's templates that the hub's descriptions use. */

import type { Labels } from './label.ts';

/** Resets an entity to "unknown"; an empty value would be ignored. */
const NONE = "default('None')";

function reach(path: string): string {
  const [first = '', ...rest] = path.split('.');
  // What is missing has no members: each step stands in for it.
  return rest.reduce((inner, name) => `(${inner} | default({})).${name}`, `value_json.${first}`);
}

/** A value of a JSON state, by its path. True and false become `True` and `False`. */
export const valueAt = (path: string): string => `{{ ${reach(path)} | ${NONE} }}`;

/** The same of a value that means `true` where it is left out. */
export const trueUnlessAt = (path: string): string => `{{ ${reach(path)} | default(True) }}`;

/** Whether there is such a value. */
export const isThereAt = (path: string): string => `{{ ${reach(path)} is defined }}`;

/** Whether a list has anything in it. */
export const isFilledAt = (path: string): string =>
  `{{ ${reach(path)} | default([]) | length > 0 }}`;

/** A list as the one attribute of an entity. */
export const attributeAt = (name: string, path: string): string =>
  `{{ {'${name}': ${reach(path)} | default([])} | tojson }}`;

/** One word where there is such a value, another where there is none. */
export const wordByPresence = (path: string, present: string, absent: string): string =>
  `{{ '${present}' if ${reach(path)} is defined else '${absent}' }}`;

export const constantly = (word: string): string => `{{ '${word}' }}`;

const quoted = (word: string | number) => (typeof word === 'number' ? String(word) : `'${word}'`);
const mapOf = (pairs: readonly (readonly [string | number, string | number])[]) =>
  `{${pairs.map(([from, to]) => `${quoted(from)}: ${quoted(to)}`).join(', ')}}`;

/** What is shown for the word at the path. */
export const labelAt = (path: string, labels: Labels): string =>
  `{{ ${mapOf(labels)}.get(${reach(path)} | ${NONE}, 'None') }}`;

/** The word that is meant by what is shown, for a command. */
export const wordOfLabel = (labels: Labels): string =>
  `{{ ${mapOf(labels.map(([word, label]) => [label, word]))}.get(value) }}`;

/** A word by another: an expression's. What is in no pair is none. */
export const mapped = (expression: string, words: Readonly<Record<string, string>>): string =>
  `{{ ${mapOf(Object.entries(words))}.get(${expression}) }}`;

export const listOf = (words: readonly string[]): string =>
  `{{ [${words.map(quoted).join(', ')}] }}`;

/** Values as YAML that Home Assistant reads: JSON's scalars in lines of their own, and its `!secret`. */

/** Stands in `secrets.yaml` under that name. */
export class Secret {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Yaml =
  string | number | boolean | Secret | readonly Yaml[] | { readonly [key: string]: Yaml };

/** What YAML does not take as it is, or takes for the end of a line, where JSON does. */
const UNWRITABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu;
const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A double-quoted scalar has JSON's escapes. */
const quoted = (text: string) => JSON.stringify(text).replaceAll(UNWRITABLE, escaped);

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);

function written(value: Yaml, indent: string): string {
  if (typeof value === 'string') return ` ${quoted(value)}\n`;
  if (typeof value !== 'object') return ` ${String(value)}\n`;
  if (value instanceof Secret) return ` !secret ${value.name}\n`;
  if (isList(value)) return value.length === 0 ? ' []\n' : `\n${listOf(value, indent)}`;
  return Object.keys(value).length === 0 ? ' {}\n' : `\n${mapOf(value, indent)}`;
}

/** Each begins behind its dash: what it is made of stands in one column. */
const listOf = (values: readonly Yaml[], indent: string): string =>
  values
    .map((value) => {
      const text = written(value, `${indent}  `);
      return `${indent}-${text.startsWith('\n') ? ` ${text.trimStart()}` : text}`;
    })
    .join('');

const mapOf = (value: Readonly<Record<string, Yaml>>, indent: string): string =>
  Object.entries(value)
    .map(([key, member]) => `${indent}${key}:${written(member, `${indent}  `)}`)
    .join('');

/** @param value keys are words of Home Assistant's, which need no quotes */
export const yamlOf = (value: Readonly<Record<string, Yaml>>): string => mapOf(value, '');

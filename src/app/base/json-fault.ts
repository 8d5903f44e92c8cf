/** Where a text is no JSON, and what stands there. JSON.parse says that in other words with each release of Node. */

import { visible } from '../../domain/text.ts';

/** One token, blanks before it: a mark, a text, or a number or word. */
const TOKEN =
  /[ \t\n\r]*(?:(?<mark>[{}[\],:])|(?<text>"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const BLANKS = /[ \t\n\r]*/y;
/** Of what stands there, so much is shown. */
const SHOWN_CHARS = 10;

/** What may come next; with a bracket: or the end of the list or object, which is empty then. */
type Next = 'value' | 'value]' | 'name' | 'name}' | 'colon' | 'end';

/** `line 2, column 7`, both from 1. */
export function lineAndColumn(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/**
 * What may come after a token; undefined where it may not stand.
 * @param token a mark, `text`, or `plain` for a number or word
 * @param closers of the lists and objects that are open
 */
function after(next: Next, token: string, closers: string[]): Next | undefined {
  const isValue = next === 'value' || next === 'value]';
  switch (token) {
    case '{':
      closers.push('}');
      return isValue ? 'name}' : undefined;
    case '[':
      closers.push(']');
      return isValue ? 'value]' : undefined;
    case '}':
    case ']':
      return (next === 'end' || next.endsWith(token)) && closers.pop() === token
        ? 'end'
        : undefined;
    case ',':
      if (next !== 'end' || closers.length === 0) return undefined;
      return closers.at(-1) === '}' ? 'name' : 'value';
    case ':':
      return next === 'colon' ? 'value' : undefined;
    case 'text':
      if (next === 'name' || next === 'name}') return 'colon';
      return isValue ? 'end' : undefined;
    default:
      return isValue ? 'end' : undefined;
  }
}

/** In words, to be read after "not JSON: "; undefined where nothing is wrong. */
export function jsonFault(json: string): string | undefined {
  const closers: string[] = [];
  let next: Next = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    BLANKS.lastIndex = TOKEN.lastIndex = at;
    const start = at + (BLANKS.exec(json)?.[0].length ?? 0);
    if (start === json.length)
      return next === 'end' && closers.length === 0 ? undefined : 'it ends too early';
    const groups = TOKEN.exec(json)?.groups;
    const token = groups?.['mark'] ?? (groups?.['text'] === undefined ? 'plain' : 'text');
    const following: Next | undefined = groups && after(next, token, closers);
    if (following === undefined) {
      const shown = visible(JSON.stringify(json.slice(start, start + SHOWN_CHARS)));
      return `${shown} cannot stand at ${lineAndColumn(json, start)}`;
    }
    next = following;
  }
}

/**
 * JSON as a careful reader takes it: RFC 8259 and nothing looser, and no member twice, since two readers would
 * disagree on which of them counts. JSON.parse makes the value; what more is asked is looked for in one pass of the
 * text, so that it costs no more than the text is long.
 */
import { HubError, messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { visible } from '../../domain/text.ts';
import { jsonFault, lineAndColumn } from './json-fault.ts';

/** The path of a member or element below `path`, as JavaScript would write it. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** An object or a list that the pass is in. */
interface Open {
  /** Of an object: the members so far. */
  readonly names: Set<string> | undefined;
  /** The member or element that the pass is at. */
  key: string | number;
}

/** Where the text that begins at a quotation mark ends, with the other mark. */
function endOfText(json: string, start: number): number {
  let end = start + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end;
}

function repeated(json: string, at: number, open: readonly Open[]): HubError {
  const path = visible(open.reduce((below, { key }) => joinPath(below, key), ''));
  const where = lineAndColumn(json, at);
  return new HubError('invalid', `${path} stands twice, again at ${where}`, { field: path });
}

/** Notes a member's name, which stands from `start` to `end`. */
function addName(json: string, start: number, end: number, open: readonly Open[]): void {
  const here = open.at(-1);
  if (here?.names === undefined) return;
  here.key = JSON.parse(json.slice(start, end + 1)) as string;
  if (here.names.has(here.key)) throw repeated(json, start, open);
  here.names.add(here.key);
}

/** @param json what JSON.parse takes */
function refuseRepeated(json: string): void {
  const open: Open[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at++) {
    const mark = json[at];
    if (mark === '"') {
      const end = endOfText(json, at);
      if (isName) addName(json, at, end, open);
      isName = false;
      at = end;
    } else if (mark === '{' || mark === '[') {
      isName = mark === '{';
      open.push(isName ? { names: new Set(), key: '' } : { names: undefined, key: 0 });
    } else if (mark === '}' || mark === ']') {
      open.pop();
    } else if (mark === ',') {
      const here = open.at(-1);
      isName = here?.names !== undefined;
      if (typeof here?.key === 'number') here.key++;
    }
  }
}

/** V8 writes a value as JSON in time that grows with the square of its depth, and runs out of stack with the deepest. */
function refuseDeep(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === LIMITS.jsonDepth)
    throw new HubError('invalid', `lists and objects stand deeper than ${LIMITS.jsonDepth} levels`);
  for (const member of Object.values(value)) refuseDeep(member, depth + 1);
}

/** JSON as devices write it: a member may stand twice. @throws HubError `invalid`, saying where */
export function parseJson(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new HubError('invalid', `not JSON: ${jsonFault(json) ?? messageOf(error)}`);
  }
  refuseDeep(value);
  return value;
}

/** @throws HubError `invalid`, saying where */
export function parseStrictJson(json: string): unknown {
  const value = parseJson(json);
  refuseRepeated(json);
  return value;
}

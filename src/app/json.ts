/**
 * JSON as a careful reader takes it: RFC 8259 and nothing looser, and no member twice, since two readers would
 * disagree on which of them counts. JSON.parse makes the value; what more is asked is looked for in one pass of the
 * text, so that it costs no more than the text is long.
 */
import { parse } from '@humanwhocodes/momoa';
import { HubError, messageOf } from '../domain/errors.ts';

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
  const path = open.reduce((below, { key }) => joinPath(below, key), '');
  const lines = json.slice(0, at).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return new HubError(
    'invalid',
    `${path} stands twice, again at line ${lines.length}, column ${column}`,
    { field: path },
  );
}

/** @param json what JSON.parse takes */
function refuseRepeated(json: string): void {
  const open: Open[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at++) {
    const here = open.at(-1);
    switch (json[at]) {
      case '{':
        open.push({ names: new Set(), key: '' });
        isName = true;
        break;
      case '[':
        open.push({ names: undefined, key: 0 });
        isName = false;
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        isName = here?.names !== undefined;
        if (typeof here?.key === 'number') here.key++;
        break;
      case '"': {
        const end = endOfText(json, at);
        if (isName && here?.names !== undefined) {
          here.key = JSON.parse(json.slice(at, end + 1)) as string;
          if (here.names.has(here.key)) throw repeated(json, at, open);
          here.names.add(here.key);
        }
        isName = false;
        at = end;
      }
    }
  }
}

/** What is wrong with a text that is not JSON, and where: JSON.parse says it in other words with each Node. */
function faultOf(json: string, error: unknown): string {
  try {
    parse(json, { mode: 'json' });
  } catch (fault) {
    // It calls itself for each level, and there may be more of them than it can go down.
    if (!(fault instanceof RangeError)) return messageOf(fault);
  }
  return messageOf(error);
}

/** @throws HubError `invalid`, saying where */
export function parseStrictJson(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new HubError('invalid', `not JSON: ${faultOf(json, error)}`);
  }
  refuseRepeated(json);
  return value;
}

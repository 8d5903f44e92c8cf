/** Templates by which Home Assistant makes a command of a number, as far as they are a message with that number in it. */
import { pointerTo } from '../json-pointer.ts';
import { LIMITS } from '../limits.ts';

/** Where a number goes that is told. */
export interface ToldTemplate {
  readonly pointer?: string;
  readonly message?: Readonly<Record<string, unknown>>;
}

const VALUE = /\{\{\s*value\s*(?:\|\s*(?:float|int|round(?:\(\d\))?)\s*)?\}\}/;
/** No message has that number in it. */
const MARK = 987_654_321.125;

function pathTo(message: unknown, steps: readonly string[] = []): readonly string[] | undefined {
  if (message === MARK) return steps;
  if (typeof message !== 'object' || message === null || steps.length > LIMITS.foundTemplateDepth)
    return undefined;
  for (const [name, member] of Object.entries(message)) {
    const found = pathTo(member, [...steps, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A command's template where it is the number, perhaps as a member of an object; undefined where it cannot be read. */
export function readCommandTemplate(template: string | undefined): ToldTemplate | undefined {
  if (template === undefined || template.trim() === '') return {};
  if (template.length > LIMITS.foundTemplateChars) return undefined;
  const [value] = VALUE.exec(template) ?? [];
  if (value === undefined) return undefined;
  const text = template.trim().replace(value, String(MARK));
  if (text === String(MARK)) return {};
  try {
    const message = JSON.parse(text) as unknown;
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
    const steps = pathTo(message);
    if (steps === undefined) return undefined;
    const [name = ''] = steps;
    const isAlone = steps.length === 1 && Object.keys(message).length === 1;
    return {
      pointer: pointerTo(...steps),
      ...(!isAlone && { message: withoutMark(message as Record<string, unknown>, name) }),
    };
  } catch {
    return undefined;
  }
}

/** What stands around the number: it is put in where the pointer says. */
function withoutMark(message: Record<string, unknown>, name: string): Record<string, unknown> {
  return message[name] === MARK
    ? Object.fromEntries(Object.entries(message).filter(([one]) => one !== name))
    : (JSON.parse(JSON.stringify(message, (_, one: unknown) => (one === MARK ? 0 : one))) as Record<
        string,
        unknown
      >);
}

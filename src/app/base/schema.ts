/** Checking a value against a schema, with faults that name the field in words a person can act on. */
import * as v from 'valibot';
import { HubError, invalid } from '../../domain/errors.ts';
import { because, type Refusal } from '../../domain/refusals.ts';
import { nameFault, visible } from '../../domain/text.ts';
import { joinPath } from './json.ts';

/** What people or devices name: no longer than `maxChars`, and safe to be shown wherever names are. */
export const nameText = (maxChars: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(maxChars),
    v.check(
      // That it is empty is said already.
      (name) => name === '' || nameFault(name) === undefined,
      ({ input }) => nameFault(input) ?? '',
    ),
  );

/** A text of a record: an earlier version took names with characters in them that are not shown as they are. */
export const KEPT_TEXT = v.pipe(v.string(), v.transform(visible));

export interface SchemaFault extends Partial<Refusal> {
  /** Such as `zones[1].zoneId`; empty for the value as a whole. */
  readonly path: string;
  /** To be read after the path: `must be a number, not "x"`. */
  readonly message: string;
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).reduce(
    (before, item) => joinPath(before, item.key as string | number),
    '',
  );
  return visible(path);
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
};

/** What the schema wanted, after "must". */
function wanted(issue: v.BaseIssue<unknown>): string {
  const { requirement } = issue as { requirement?: unknown };
  switch (issue.type) {
    case 'min_value':
      return `be at least ${String(requirement)}`;
    case 'max_value':
      return `be at most ${String(requirement)}`;
    case 'min_length':
      return `not be shorter than ${String(requirement)}`;
    case 'max_length':
      return `not be longer than ${String(requirement)}`;
    case 'integer':
      return 'be a whole number';
    case 'picklist':
    case 'literal':
      return `be ${(issue.expected ?? '').replaceAll('"', '').replaceAll(/[()]/g, '').replaceAll(' | ', ', ')}`;
    default:
      return `be ${NOUNS[issue.type] ?? issue.expected ?? 'valid'}`;
  }
}

/** What is wrong, to be read after the name of the field. */
function messageFor(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not known here';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is required';
  // Rules with words of their own.
  if (issue.type === 'check' || issue.type === 'regex' || issue.type === 'custom')
    return issue.message;
  return `must ${wanted(issue)}, not ${visible(shorten(issue.received))}`;
}

/** The same for whoever says it in other words; undefined for what no form of people sends. */
function refusalFor(issue: v.BaseIssue<unknown>): Refusal | undefined {
  const { type, received, expected, input, requirement } = issue as typeof issue & {
    requirement?: unknown;
  };
  const isMissing = type === 'strict_object' && expected !== 'never' && received === 'undefined';
  if (isMissing || (type === 'min_length' && input === '')) return because('required');
  if (type === 'integer') return because('not_whole');
  if (type === 'check' && typeof input === 'string' && nameFault(input) === issue.message)
    return because('name_characters');
  if (typeof requirement !== 'number') return undefined;
  if (type === 'min_value') return because('below_min', { min: requirement });
  if (type === 'max_value') return because('above_max', { max: requirement });
  if (typeof input !== 'string') return undefined;
  if (type === 'min_length') return because('too_short', { min: requirement });
  return type === 'max_length' ? because('too_long', { max: requirement }) : undefined;
}

/** A value that is echoed in a message is cut, so that an answer never grows with what was sent. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Every fault of `value`, in the order of the schema; none where it is fine. */
export function faultsOf(schema: v.GenericSchema, value: unknown): SchemaFault[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.map((issue) => ({
    path: pathOf(issue),
    message: messageFor(issue),
    ...refusalFor(issue),
  }));
}

/**
 * The value as the schema types it.
 * @throws HubError `invalid`, naming the first field at fault
 */
export function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  // Only the first fault is told: a list of them could be as long as what was sent.
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = pathOf(issue);
  const message = messageFor(issue);
  if (path === '') throw new HubError('invalid', `the value ${message}`);
  throw invalid(path, `${path} ${message}`, refusalFor(issue));
}

/** So many members of one record that a later version has added. */
const ADDED_MEMBERS = 100;

const isUnknownMember = (issue: v.BaseIssue<unknown>) =>
  issue.type === 'strict_object' && issue.expected === 'never';

/** The value without the member that an issue is about. */
function without(value: unknown, issue: v.BaseIssue<unknown>): unknown {
  const path = issue.path ?? ([] as const);
  const copy = structuredClone(value);
  let at = copy as Record<string, unknown>;
  for (const { key } of path.slice(0, -1)) at = at[String(key)] as Record<string, unknown>;
  Reflect.deleteProperty(at, String(path.at(-1)?.key));
  return copy;
}

/**
 * The value of a record. Members that are not known here are left out: a later version of the same major may add some, and
 * an older program goes on reading what it knows.
 * @throws HubError `invalid`, naming the first field at fault
 */
export function recordValue<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  let left = value;
  for (let taken = 0; taken < ADDED_MEMBERS; taken++) {
    const result = v.safeParse(schema, left, { abortEarly: true });
    if (result.success) return result.output;
    const [issue] = result.issues;
    if (!isUnknownMember(issue)) break;
    left = without(left, issue);
  }
  return checked(schema, left);
}

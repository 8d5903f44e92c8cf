/** Checking a value against a schema, with faults that name the field in words a person can act on. */
import { safeParse, type BaseIssue, type GenericSchema, type InferOutput } from 'valibot';
import { HubError, invalid } from '../domain/errors.ts';
import { joinPath } from './json.ts';

export interface SchemaFault {
  /** Such as `zones[1].zoneId`; empty for the value as a whole. */
  readonly path: string;
  /** To be read after the path: `must be a number, not "x"`. */
  readonly message: string;
}

function pathOf(issue: BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, item) => joinPath(path, item.key as string | number), '');
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
};

/** What the schema wanted, after "must". */
function wanted(issue: BaseIssue<unknown>): string {
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
function messageFor(issue: BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not known here';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is required';
  // Rules with words of their own.
  if (issue.type === 'check' || issue.type === 'regex' || issue.type === 'custom')
    return issue.message;
  return `must ${wanted(issue)}, not ${shorten(issue.received)}`;
}

/** A value that is echoed in a message is cut, so that an answer never grows with what was sent. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Every fault of `value`, in the order of the schema; none where it is fine. */
export function faultsOf(schema: GenericSchema, value: unknown): SchemaFault[] {
  const { issues = [] } = safeParse(schema, value);
  return issues.map((issue) => ({ path: pathOf(issue), message: messageFor(issue) }));
}

/**
 * The value as the schema types it.
 * @throws HubError `invalid`, naming the first field at fault
 */
export function checked<Schema extends GenericSchema>(
  schema: Schema,
  value: unknown,
): InferOutput<Schema> {
  // Only the first fault is told: a list of them could be as long as what was sent.
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = pathOf(issue);
  const message = messageFor(issue);
  if (path === '') throw new HubError('invalid', `the value ${message}`);
  throw invalid(path, `${path} ${message}`);
}

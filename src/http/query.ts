/** The parameters of a query: each at most once, and none that the route does not know. */
import * as v from 'valibot';
import { QUERY_KEYS } from '../app/base/credential-ports.ts';
import { checked } from '../app/base/schema.ts';
import { invalid } from '../domain/errors.ts';
import { parseInstant } from '../domain/units.ts';

/** The guard has read them. */
const CREDENTIALS: ReadonlySet<string> = new Set(QUERY_KEYS);

/**
 * @param query without the question mark
 * @param schema of an object whose members are texts
 * @throws HubError `invalid`, naming the parameter
 */
export function readQuery<Schema extends v.GenericSchema>(
  query: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (CREDENTIALS.has(name)) continue;
    if (Object.hasOwn(values, name)) throw invalid(name, `${name} stands twice`);
    values[name] = value;
  }
  return checked(schema, values);
}

const INSTANT_RULE = 'must be an ISO 8601 time with a zone, such as 2026-01-14T00:00:00Z';

/** A time, to be read with `parseInstant`. */
export const instant = (what: string) =>
  v.pipe(
    v.string(),
    v.check((text) => parseInstant(text) !== undefined, INSTANT_RULE),
    v.description(`${what}; ISO 8601 with a zone`),
  );

export const whole = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, `must be a whole number from ${min}`),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(min),
    v.maxValue(max),
  );

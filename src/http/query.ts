/** The parameters of a query: each at most once, and none that the route does not know. */
import type { GenericSchema, InferOutput } from 'valibot';
import { checked } from '../app/schema.ts';
import { invalid } from '../domain/errors.ts';

/** Carriers of a credential, which the guard has read. */
const CREDENTIALS = new Set(['_auth_key', '_api_auth']);

/**
 * @param query without the question mark
 * @param schema of an object whose members are texts
 * @throws HubError `invalid`, naming the parameter
 */
export function readQuery<Schema extends GenericSchema>(
  query: string,
  schema: Schema,
): InferOutput<Schema> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (CREDENTIALS.has(name)) continue;
    if (Object.hasOwn(values, name)) throw invalid(name, `${name} stands twice`);
    values[name] = value;
  }
  return checked(schema, values);
}

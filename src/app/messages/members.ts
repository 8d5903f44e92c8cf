import { HubError } from '../../domain/errors.ts';
import { parseJson } from '../base/json.ts';

/** What a message says, by name. */
export type Members = Readonly<Record<string, unknown>>;

/** The members of a payload that is a JSON object. @throws HubError `invalid` */
export function parseMembers(payload: string): Members {
  const message = parseJson(payload);
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new HubError('invalid', 'not a JSON object');
  }
  return message as Members;
}

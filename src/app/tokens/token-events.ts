/** What the audit is told of tokens. */
import type { EventType, NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { TokenRecord } from '../../domain/token.ts';
import { doerOf, type Principal } from '../base/principal.ts';

/** @param by who did it */
export function tokenEvent(
  type: EventType,
  by: Principal,
  { id, name }: TokenRecord,
  done: string,
  data?: NewEvent['data'],
): NewEvent {
  const objectId = `tok_${id}`;
  const message = `Token "${name}" ${done}`;
  return { type, severity: 'info', objectId, message, ...doerOf(by), ...(data && { data }) };
}

/**
 * Of tokens that end along with what they stand under.
 * @param top its id
 */
export function endedAlong(
  by: Principal,
  ended: readonly { readonly record: TokenRecord }[],
  top: string,
): NewEvent[] {
  const done = top.startsWith('usr_')
    ? 'was revoked, since the person was removed whom it stood under'
    : 'was revoked along with the token that it stood under';
  return ended
    .slice(0, LIMITS.revocationEvents)
    .map(({ record }) => tokenEvent('token_revoked', by, record, done, { under: top }));
}

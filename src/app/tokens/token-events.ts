/** What the audit is told of tokens. */
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { TokenRecord } from '../../domain/token.ts';
import { doerOf, type Principal } from '../base/principal.ts';

/** What an event of a token has in any case. @param by who did it */
export const ofToken = (by: Principal, { id }: TokenRecord) => ({
  severity: 'info' as const,
  objectId: `tok_${id}`,
  ...doerOf(by),
});

/**
 * Of tokens that end along with what they stand under.
 * @param top its id
 */
export const endedAlong = (
  by: Principal,
  ended: readonly { readonly record: TokenRecord }[],
  top: string,
): NewEvent[] =>
  ended.slice(0, LIMITS.revocationEvents).map(({ record }) => ({
    ...ofToken(by, record),
    type: 'token_revoked',
    data: { name: record.name, under: top },
  }));

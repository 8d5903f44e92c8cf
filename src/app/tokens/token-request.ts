/** What a token may be asked for with, and that it is no way to more than its maker has. */
import * as v from 'valibot';
import { effectivePermissions, isWithin, PERMISSIONS } from '../../domain/access.ts';
import { parseAddressRange, rangeWithin } from '../../domain/address.ts';
import { HubError, invalid } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { LIMITS } from '../../domain/limits.ts';
import { parseExpiry, TOKEN_PREFIXES } from '../../domain/token.ts';
import type { LiveToken } from './live-token.ts';
import { PERMISSION } from './token-records.ts';
import type { Principal } from '../base/principal.ts';
import { nameText } from '../base/schema.ts';

const NAME = nameText(LIMITS.tokenNameChars);

/** The body of `POST /api/tokens`. */
export const TOKEN_REQUEST = v.strictObject({
  name: NAME,
  permissions: v.optional(
    v.pipe(v.array(PERMISSION), v.minLength(1), v.maxLength(PERMISSIONS.length)),
  ),
  zones: v.optional(
    v.pipe(v.array(nameText(LIMITS.idChars)), v.minLength(1), v.maxLength(LIMITS.zones)),
  ),
  addresses: v.optional(
    v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(LIMITS.tokenAddresses)),
  ),
  requestsPerMinute: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.tokenRequestsPerMinute)),
  ),
  expiresIn: v.optional(v.string()),
  expiresAt: v.optional(v.string()),
  prefix: v.optional(v.picklist(TOKEN_PREFIXES)),
});
export type TokenRequest = v.InferOutput<typeof TOKEN_REQUEST>;

/** The body of `PATCH /api/tokens/{id}`: what a token may do is settled when it is made. */
export const TOKEN_CHANGE = v.pipe(
  v.strictObject({ name: v.optional(NAME), enabled: v.optional(v.boolean()) }),
  v.check(
    ({ name, enabled }) => name !== undefined || enabled !== undefined,
    'must have name or enabled',
  ),
);
export type TokenChange = v.InferOutput<typeof TOKEN_CHANGE>;

/** @returns ms since 1970, undefined for never. @throws HubError `invalid` */
export function expiryOf(request: TokenRequest, nowMs: number): number | undefined {
  if (request.expiresIn !== undefined && request.expiresAt !== undefined) {
    throw invalid('expiresAt', 'expiresAt and expiresIn cannot both be given');
  }
  if (request.expiresAt !== undefined) return parseExpiry(request.expiresAt, nowMs, 'expiresAt');
  return parseExpiry(request.expiresIn ?? 'never', nowMs, 'expiresIn');
}

function refuse(field: string, message: string): HubError {
  return new HubError('forbidden', message, { field, ...because('token_beyond_maker') });
}

/**
 * A token must not be a way to more, or longer, than whoever gets its secret has.
 * @param parent the token that asks for it, where it is one
 * @throws HubError `forbidden`, `invalid` (an address range that is none)
 */
export function refuseBeyond(
  maker: Principal,
  parent: LiveToken | undefined,
  request: Pick<TokenRequest, 'permissions' | 'addresses' | 'requestsPerMinute'>,
  expiresAtMs: number | undefined,
): void {
  const ranges = request.addresses?.map((text) => parseAddressRange(text));
  if (!isWithin(effectivePermissions(request.permissions), maker.permissions))
    throw refuse('permissions', 'a token can only be given permissions that its maker has');
  if (parent === undefined) return;
  if (parent.expiresAtMs !== undefined && (expiresAtMs ?? Infinity) > parent.expiresAtMs)
    throw refuse('expiresIn', 'a token cannot outlive the token that made it');
  const own = parent.ranges;
  if (
    own !== undefined &&
    ranges?.every((inner) => own.some((outer) => rangeWithin(inner, outer))) !== true
  )
    throw refuse(
      'addresses',
      'a token cannot be used from more addresses than the token that made it',
    );
  const limit = parent.record.requestsPerMinute;
  if (limit !== undefined && (request.requestsPerMinute ?? Infinity) > limit)
    throw refuse('requestsPerMinute', 'a token cannot ask more often than the token that made it');
}

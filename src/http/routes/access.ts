/** All routes of who may come in: people, their sessions, tokens, what is locked; and the same for the admin secret. */
import { type AuthParts, authRoutes } from './auth.ts';
import type { Locks } from '../../app/people/locks.ts';
import type { Tokens } from '../../app/tokens/tokens.ts';
import { invalid } from '../../domain/errors.ts';
import type { Installation } from '../../domain/installation.ts';
import type { SecondFactor } from '../../app/people/second-factor.ts';
import type { Route } from '../router.ts';
import { adminRoutes } from './admin.ts';
import { lockoutRoutes } from './lockouts.ts';
import { pinRoutes } from './pin.ts';
import { ownSecondFactorRoutes, secondFactorRoutes } from './second-factor.ts';
import { sessionRoutes } from './sessions.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';

export interface AccessParts extends AuthParts {
  readonly tokens: Tokens;
  readonly locks: Locks;
  readonly secondFactor: SecondFactor;
}

/** A zone that the house does not have is a typing error: a token for it would be good for nothing, or later for too much. */
export function zoneChecker(zoneIds: () => readonly string[]): (asked: readonly string[]) => void {
  return (asked) => {
    const known = new Set(zoneIds());
    const unknown = asked.find((zoneId) => !known.has(zoneId));
    if (unknown !== undefined) throw invalid('zones', `zones has no "${unknown}" in this house`);
  };
}

export function accessRoutes(
  parts: AccessParts,
  house: {
    /** Other routes below `/api` that the admin secret opens as well. */
    readonly forAdmin: readonly Route[];
    readonly tenant: () => { readonly id: string; readonly name: string };
    readonly zoneIds: () => readonly string[];
    readonly installation: Installation;
  },
): Route[] {
  const shared = [
    ...tokenRoutes(parts.tokens, zoneChecker(house.zoneIds)),
    ...userRoutes(parts.accounts),
    ...sessionRoutes(parts.sessions),
    ...lockoutRoutes(parts.locks),
    ...pinRoutes(parts.pin),
    ...secondFactorRoutes(parts.secondFactor),
  ];
  return [
    ...authRoutes(parts, house.installation),
    ...ownSecondFactorRoutes(parts.secondFactor),
    ...shared,
    ...adminRoutes([...shared, ...house.forAdmin], house.tenant),
  ];
}

/** What a principal may know of itself. */
import type { Permission } from '../../domain/access.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { Principal } from '../base/principal.ts';
import type { SecondFactorBook } from './second-factor-book.ts';
import { userView, type Users, type UserView } from '../users/users.ts';

export interface SelfView {
  readonly id: string;
  readonly kind: Principal['kind'];
  readonly user?: UserView;
  /** Of a session. */
  readonly role?: UserView['role'] | 'panel';
  readonly permissions: readonly Permission[];
  readonly sessionId?: string;
  readonly expiresAt?: string;
  /** Until then what is sensitive asks for no password. */
  readonly passwordUntil?: string;
  /** The house asks for a second factor: until there is one nothing else can be done. */
  readonly mustEnrol?: true;
}

export function createWhoAmI(
  users: Pick<Users, 'get'>,
  factors: Pick<SecondFactorBook, 'mustEnrol'>,
): (principal: Principal) => SelfView {
  return ({ id, kind, permissions, sessionId, expiresAtMs, passwordAtMs }) => {
    const user = users.get(id);
    const mustEnrol = kind === 'session' && user !== undefined && factors.mustEnrol(user);
    return {
      id,
      kind,
      ...(user !== undefined && { user: userView(user) }),
      ...(kind === 'session' && { role: user?.role ?? 'panel' }),
      permissions: [...permissions],
      ...(sessionId !== undefined && { sessionId }),
      ...(expiresAtMs !== undefined && { expiresAt: isoTime(expiresAtMs) }),
      ...(passwordAtMs !== undefined && {
        passwordUntil: isoTime(passwordAtMs + LIMITS.passwordFreshMs),
      }),
      ...(mustEnrol && { mustEnrol }),
    };
  };
}

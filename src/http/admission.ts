/** Whether a principal, known by now, may have what it asks for: right, zones, password, and a cookie's own page. */
import type { Principal } from '../app/base/principal.ts';
import { asksForPassword, type Permission } from '../domain/access.ts';
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { forbiddenReply, passwordReply } from './challenge.ts';
import type { Reply } from './exchange.ts';
import type { Head } from './head.ts';
import { refuseForeignOrigin } from './origin.ts';
import type { RouteMatch } from './router.ts';

/** What a header block has proved. */
export interface Grant {
  readonly principal: Principal;
  /** Whether a cookie proved it: then any page in the browser could have sent it along. */
  readonly isCookie: boolean;
}

const FORBIDDEN_ZONED = 'This token is restricted to its zones';

/** The permission that lets in; undefined where there is none. */
function rightOf({ permissions }: Principal, access: Permission | readonly Permission[]) {
  if (typeof access === 'string') return permissions.has(access) ? access : undefined;
  return access.find((permission) => permissions.has(permission));
}

/** The refusal of a session whose password was given too long ago; undefined where it was given lately. */
function refuseStale({ kind, passwordAtMs = -Infinity }: Principal, nowMs: number) {
  const isStale = kind === 'session' && nowMs - passwordAtMs > LIMITS.passwordFreshMs;
  return isStale ? passwordReply() : undefined;
}

/**
 * The refusal, or undefined where there is none.
 * @throws HubError `forbidden` (another page's cookie, a zone-restricted token elsewhere), `not_found` (another zone)
 */
export function refusalOf(
  { principal, isCookie }: Grant,
  { route, params }: RouteMatch,
  { method, head, nowMs }: { method: string; head: Head; nowMs: number },
): Reply | undefined {
  const { access } = route;
  if (isCookie && method !== 'GET' && method !== 'HEAD') refuseForeignOrigin(head, true);
  if (access === 'any' || access === 'open') {
    if (principal.zones !== undefined) throw new HubError('forbidden', FORBIDDEN_ZONED);
    return route.asksForPassword ? refuseStale(principal, nowMs) : undefined;
  }
  const isPanels = route.isForPanel === true && principal.isPanel === true;
  const right = rightOf(principal, access);
  if (right === undefined && !isPanels) return forbiddenReply(access);
  if (principal.zones !== undefined) {
    if (route.isZoned !== true) throw new HubError('forbidden', FORBIDDEN_ZONED);
    const { zoneId } = params;
    if (zoneId !== undefined && !principal.zones.has(zoneId))
      throw new HubError('not_found', 'Zone not found', { zoneId });
  }
  return right !== undefined && asksForPassword(right) ? refuseStale(principal, nowMs) : undefined;
}

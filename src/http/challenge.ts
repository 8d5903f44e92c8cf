/** How a request is turned away: RFC 6750's challenges with the documented bodies. */
import type { AuthResult } from '../app/base/credential-ports.ts';
import type { Permission } from '../domain/access.ts';
import type { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Surface } from '../domain/surface.ts';
import type { Reply } from './exchange.ts';
import type { Head } from './head.ts';
import { errorReply, jsonReply, REALM } from './reply.ts';

/** `/api/admin/*` takes no bearer: a scheme of its own says so. */
const ADMIN_REALM = 'AdminSecret realm="aris"';
/** Byte for byte what clients of the documented API compare with. */
const ARIS_BODY = { error: 'Unauthorized', message: 'Valid authentication required' };
const ARES_BODY = { error: 'Invalid or expired token', code: 'AUTH_INVALID_TOKEN' };

/** Three parts with dots between them, the last perhaps empty. */
const JWT_SHAPE = /^bearer +[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/i;

/** @param path as the router has it */
export function unauthorizedReply(
  authResult: Extract<AuthResult, { refused: 'missing' | 'invalid' }>,
  { surface, path, head }: { surface: Surface; path: string; head: Head },
): Reply {
  const realm = surface === 'admin' ? ADMIN_REALM : REALM;
  // RFC 6750 section 3.1: no error code where no credential was given.
  const challenge =
    authResult.refused === 'missing'
      ? realm
      : `${realm}, error="invalid_token", error_description="${authResult.description}"`;
  const isAres =
    surface === 'v1' ||
    path.startsWith('/api/auth/') ||
    JWT_SHAPE.test(head.get('authorization') ?? '');
  return jsonReply(401, isAres ? ARES_BODY : ARIS_BODY, ['WWW-Authenticate', challenge]);
}

/** @param required one permission, or those of which any would do */
export function forbiddenReply(required: Permission | readonly Permission[]): Reply {
  const all = [required].flat();
  const what = all.length === 1 ? `the permission ${all.join()}` : `any of ${all.join(', ')}`;
  return jsonReply(
    403,
    { error: 'Forbidden', message: `This credential does not have ${what}`, required },
    ['WWW-Authenticate', `${REALM}, error="insufficient_scope", scope="${all.join(' ')}"`],
  );
}

/** A session does not prove that the person is still there: what is sensitive asks again (RFC 9470 has the words). */
export function passwordReply(): Reply {
  const maxAgeS = LIMITS.passwordFreshMs / 1_000;
  return jsonReply(
    403,
    {
      error: 'Forbidden',
      message: `This needs a password given within the last ${maxAgeS / 60} minutes: sign in again`,
      required: 'password',
    },
    [
      'WWW-Authenticate',
      `${REALM}, error="insufficient_user_authentication", max_age="${maxAgeS}"`,
    ],
  );
}

/** Credentials that contradict each other, or stand where none may. */
export function badCredentialReply(error: HubError): Reply {
  return errorReply(error, ['WWW-Authenticate', `${REALM}, error="invalid_request"`]);
}

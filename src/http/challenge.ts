/** How a request is turned away: RFC 6750's challenges with the documented bodies (DESIGN.md section 3). */
import type { Verdict } from '../app/credential-ports.ts';
import type { Permission } from '../domain/access.ts';
import type { Reply } from './exchange.ts';
import type { Head } from './head.ts';
import { jsonReply, REALM } from './reply.ts';

/** Byte for byte what clients of the documented API compare with. */
const ARIS_BODY = { error: 'Unauthorized', message: 'Valid authentication required' };
const ARES_BODY = { error: 'Invalid or expired token', code: 'AUTH_INVALID_TOKEN' };

/** Three parts with dots between them, the last perhaps empty. */
const JWT_SHAPE = /^bearer +[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/i;
const ARES_PATH = /^\/(?:api\/)?v1(?:\/|$)|^\/api\/auth(?:\/|$)/;

export function unauthorizedReply(
  verdict: Extract<Verdict, { refused: unknown }>,
  head: Head,
  path: string,
): Reply {
  // RFC 6750 section 3.1: no error code where no credential was given.
  const challenge =
    verdict.refused === 'missing'
      ? REALM
      : `${REALM}, error="invalid_token", error_description="${'description' in verdict ? verdict.description : ''}"`;
  const isAres = ARES_PATH.test(path) || JWT_SHAPE.test(head.get('authorization') ?? '');
  return jsonReply(401, isAres ? ARES_BODY : ARIS_BODY, ['WWW-Authenticate', challenge]);
}

export function forbiddenReply(required: Permission): Reply {
  return jsonReply(
    403,
    {
      error: 'Forbidden',
      message: `This credential does not have the permission ${required}`,
      required,
    },
    ['WWW-Authenticate', `${REALM}, error="insufficient_scope", scope="${required}"`],
  );
}

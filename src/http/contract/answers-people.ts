/** What the routes of people, sessions and tokens answer. */
import * as v from 'valibot';
import { json, type Answers } from './answer.ts';
import { listOf, SUCCESS } from './describe.ts';
import type { ErrorKind } from './errors.ts';
import { EVENT } from './events.ts';
import * as people from './people.ts';

const DONE = json(SUCCESS);
const FACTOR = '/api/auth/second-factor';
/** Passwords are checked a few at a time. */
const SIGN_IN: readonly ErrorKind[] = ['unauthorized', 'forbidden', 'unavailable'];
export const PEOPLE: Answers = {
  'POST /api/auth/register': json(people.REGISTERED, 'unavailable'),
  'POST /api/auth/login': json(people.TOKEN_PAIR, ...SIGN_IN),
  'POST /api/auth/refresh': json(people.TOKEN_PAIR, 'unauthorized'),
  'POST /api/auth/logout': json(people.LOGGED_OUT),
  'POST /api/auth/session': json(people.SELF, ...SIGN_IN),
  'GET /api/auth/session': json(people.SELF),
  'DELETE /api/auth/session': DONE,
  'GET /api/auth/status': json(people.SIGN_IN_STATUS),
  'POST /api/auth/password': json(SUCCESS, 'unavailable'),
  [`GET ${FACTOR}`]: json(people.SECOND_FACTOR),
  [`POST ${FACTOR}`]: {
    ...json(people.SECOND_FACTOR_BEGUN, 'conflict', 'unavailable'),
    keepsNothing: true,
  },
  [`POST ${FACTOR}/confirm`]: json(people.RECOVERY_CODES, 'conflict', 'unavailable'),
  [`POST ${FACTOR}/recovery-codes`]: json(people.RECOVERY_CODES, 'conflict'),
  [`DELETE ${FACTOR}`]: json(SUCCESS, 'conflict'),
  'DELETE /api/users/{userId}/second-factor': json(people.SECOND_FACTOR_RESET),
  'GET /api/settings/second-factor': json(people.SECOND_FACTOR_RULE),
  'PUT /api/settings/second-factor': json(people.SECOND_FACTOR_RULE, 'conflict'),
  'GET /api/settings/pin': json(people.PIN_STATE),
  'PUT /api/settings/pin': json(people.PIN_STATE, 'unavailable'),
  'DELETE /api/settings/pin': json(people.PIN_STATE),
  'GET /api/users': json(listOf('users', people.USER)),
  'POST /api/users': json(v.object({ user: people.USER }), 'conflict', 'unavailable'),
  'GET /api/users/{userId}': json(v.object({ user: people.USER })),
  'PATCH /api/users/{userId}': json(v.object({ user: people.USER }), 'conflict', 'unavailable'),
  'DELETE /api/users/{userId}': json(people.TOKENS_REVOKED, 'conflict'),
  'GET /api/sessions': json(listOf('sessions', people.SESSION)),
  'DELETE /api/sessions': json(people.SESSIONS_ENDED),
  'DELETE /api/sessions/{sessionId}': DONE,
  'GET /api/lockouts': json(listOf('lockouts', people.LOCKOUT)),
  'DELETE /api/lockouts/{subject}': json(people.UNLOCKED),
  'GET /api/tokens': json(listOf('tokens', people.TOKEN)),
  'POST /api/tokens': json(v.object({ token: people.NEW_TOKEN }), 'conflict'),
  'GET /api/tokens/self': json(v.object({ token: people.OWN_TOKEN }), 'not_found'),
  'GET /api/tokens/{tokenId}': json(v.object({ token: people.TOKEN })),
  'GET /api/tokens/{tokenId}/usage': json(people.USAGE),
  'PATCH /api/tokens/{tokenId}': json(v.object({ token: people.TOKEN })),
  'POST /api/tokens/{tokenId}/rotate': json(v.object({ token: people.NEW_TOKEN })),
  'DELETE /api/tokens/{tokenId}': json(people.TOKENS_REVOKED),
  'GET /api/notices': json(listOf('notices', EVENT)),
  'DELETE /api/notices': DONE,
  'DELETE /api/notices/{noticeId}': DONE,
  'GET /api/admin/tenants': json(people.TENANTS),
};

/** Who may come in: people, sessions, tokens, second factors, locks. */
import * as v from 'valibot';
import type { LockView } from '../../app/people/locks.ts';
import type { SessionView } from '../../app/people/live-session.ts';
import type { PinState } from '../../app/people/pin.ts';
import type { Enrolment, SecondFactorState } from '../../app/people/second-factor.ts';
import type { SelfView } from '../../app/people/who-am-i.ts';
import type { RootView, TokenView } from '../../app/tokens/live-token.ts';
import type { CreatedToken } from '../../app/tokens/token-making.ts';
import type { UsageView } from '../../app/tokens/usage-records.ts';
import type { UserView } from '../../app/users/users.ts';
import { PERMISSIONS } from '../../domain/access.ts';
import { ROLES } from '../../domain/account.ts';
import { INSTALLATIONS } from '../../domain/installation.ts';
import { TOKEN_STATES } from '../../domain/token.ts';
import { COUNT, describes, maybe, said, SUCCESS, TIME, WHOLE } from './describe.ts';

const TEXT = v.string();
const TEXTS = v.array(TEXT);
const YES = v.literal(true);
const PERMISSION_LIST = v.array(v.picklist(PERMISSIONS));

export const USER = describes<UserView>()(
  v.object({
    id: TEXT,
    email: TEXT,
    name: TEXT,
    role: v.picklist(ROLES),
    createdAt: TIME,
    secondFactor: maybe(said(YES, 'Whether signing in takes a second factor')),
  }),
);

export const SELF = describes<SelfView>()(
  v.object({
    id: TEXT,
    kind: v.picklist(['token', 'session', 'admin', 'cli']),
    user: maybe(USER),
    role: maybe(said(v.picklist([...ROLES, 'panel']), 'Of a session')),
    permissions: PERMISSION_LIST,
    sessionId: maybe(TEXT),
    expiresAt: maybe(TIME),
    passwordUntil: maybe(said(TIME, 'Until then what is sensitive asks for no password')),
    mustEnrol: maybe(said(YES, 'Nothing else can be done until there is a second factor')),
  }),
);

export const SESSION = describes<SessionView>()(
  v.object({
    id: TEXT,
    kind: v.picklist(['cookie', 'jwt']),
    userId: said(TEXT, 'panel where it was opened with the PIN'),
    createdAt: TIME,
    lastSeenAt: TIME,
    expiresAt: TIME,
    address: TEXT,
    userAgent: maybe(TEXT),
    program: maybe(said(TEXT, 'userAgent in a few words')),
    current: said(v.boolean(), "Whether it is the asker's very own"),
  }),
);

const ROOT = describes<RootView>()(
  v.variant('kind', [
    v.object({
      kind: v.literal('person'),
      id: TEXT,
      name: TEXT,
      email: TEXT,
      role: USER.entries.role,
    }),
    v.object({ kind: v.picklist(['machine', 'unknown']) }),
  ]),
);

export const TOKEN = describes<TokenView>()(
  v.object({
    id: TEXT,
    name: TEXT,
    tokenPrefix: TEXT,
    createdAt: TIME,
    createdBy: TEXT,
    heldBy: said(TEXT, 'usr_…, tok_…, machine, or unknown where its maker is gone'),
    under: said(ROOT, 'Who is at the root of that'),
    isLimited: maybe(said(YES, 'Whether it may do less than it was made for')),
    rotatedAt: maybe(TIME),
    lastUsed: maybe(TIME),
    lastUsedAddress: maybe(TEXT),
    expiresAt: maybe(TIME),
    state: v.picklist(TOKEN_STATES),
    requestCount: COUNT,
    permissions: maybe(said(PERMISSION_LIST, 'As given at creation')),
    zones: maybe(TEXTS),
    addresses: maybe(TEXTS),
    requestsPerMinute: maybe(WHOLE),
  }),
);
/** As it is shown to itself. */
export const OWN_TOKEN = v.omit(TOKEN, ['under']);

export const NEW_TOKEN = describes<CreatedToken>()(
  v.object({
    id: TEXT,
    name: TEXT,
    token: said(TEXT, 'Shown this once'),
    createdAt: TIME,
    expiresAt: maybe(TIME),
    permissions: maybe(PERMISSION_LIST),
  }),
);

export const USAGE = describes<UsageView>()(
  v.object({
    usage: v.array(
      v.object({
        timestamp: TIME,
        method: TEXT,
        path: TEXT,
        status: WHOLE,
        address: TEXT,
        userAgent: maybe(TEXT),
        program: maybe(said(TEXT, 'userAgent in a few words')),
      }),
    ),
    daily: said(
      v.array(
        v.object({
          date: said(v.pipe(TEXT, v.isoDate()), 'In UTC'),
          requests: COUNT,
          statuses: said(v.record(TEXT, COUNT), 'Requests by status'),
        }),
      ),
      'Newest first',
    ),
    metadata: v.object({ count: COUNT }),
  }),
);

export const TOKENS_REVOKED = v.object({ ...SUCCESS.entries, tokensRevoked: COUNT });
export const SESSIONS_ENDED = v.object({ ...SUCCESS.entries, ended: COUNT });

export const LOCKOUT = describes<LockView>()(
  v.object({
    account: maybe(said(TEXT, 'An e-mail address, or pin')),
    address: maybe(said(TEXT, 'Or the /64 of an IPv6 one; with an account perhaps a session')),
    failures: COUNT,
    until: TIME,
  }),
);
export const UNLOCKED = v.object({ wasLocked: v.boolean() });

export const PIN_STATE = describes<PinState>()(
  v.object({ enabled: v.boolean(), disabledByFailures: v.boolean() }),
);

export const SECOND_FACTOR = describes<SecondFactorState>()(
  v.object({
    enabled: v.boolean(),
    since: maybe(TIME),
    recoveryCodesLeft: maybe(COUNT),
    required: said(v.boolean(), 'Whether the house asks everybody for one'),
  }),
);
export const SECOND_FACTOR_BEGUN = describes<Enrolment>()(
  v.object({ secret: said(TEXT, 'In base32'), uri: TEXT }),
);
export const RECOVERY_CODES = v.object({ recoveryCodes: said(TEXTS, 'Shown this once') });
export const SECOND_FACTOR_RULE = v.object({ required: v.boolean() });
export const SECOND_FACTOR_RESET = v.object({ ...SUCCESS.entries, wasOn: v.boolean() });

export const REGISTERED = v.object({ message: TEXT, user_id: TEXT });
export const LOGGED_OUT = v.object({ message: TEXT });
export const TOKEN_PAIR = v.object({
  access_token: TEXT,
  refresh_token: TEXT,
  expires_in: said(WHOLE, 'Of the access token, seconds'),
});
export const SIGN_IN_STATUS = v.object({
  ownerExists: v.boolean(),
  pinEnabled: v.boolean(),
  installation: said(
    v.picklist(INSTALLATIONS),
    'What a person types at the machine goes by that: a service of systemd, a container, a command on the path, a folder',
  ),
  setupCodeRequired: maybe(said(v.boolean(), 'Until there is an owner')),
});
export const TENANTS = v.object({
  tenants: v.array(v.object({ id: TEXT, name: TEXT })),
  metadata: v.object({ count: COUNT }),
});

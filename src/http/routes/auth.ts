/** Signing in and out. The names and bodies of `/api/auth/{register,login,refresh,logout}` are the ARES document's. */
import * as v from 'valibot';
import { PASSWORD, REGISTRATION } from '../../app/people/account-requests.ts';
import type { Accounts } from '../../app/people/accounts.ts';
import type { KnownPlaces } from '../../app/people/known-places.ts';
import type { Pin } from '../../app/people/pin.ts';
import type { Principal } from '../../app/base/principal.ts';
import type { Proven } from '../../app/users/proven.ts';
import { sessionCookies, setSessionCookie } from '../../app/people/session-cookie.ts';
import type { TokenPair } from '../../app/people/session-tokens.ts';
import type { Sessions } from '../../app/people/sessions.ts';
import type { SignIn } from '../../app/people/sign-in.ts';
import type { SelfView } from '../../app/people/who-am-i.ts';
import { HubError, invalid } from '../../domain/errors.ts';
import type { Installation } from '../../domain/installation.ts';
import { LIMITS } from '../../domain/limits.ts';
import { askerOf } from '../asker.ts';
import type { Reply, Request } from '../exchange.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

const EMAIL = v.pipe(v.string(), v.maxLength(LIMITS.emailChars));
/** A code of an authenticator app, or a recovery code, where the account asks for one. */
const OTP = v.pipe(v.string(), v.maxLength(LIMITS.otpChars));
const LOGIN = v.strictObject({ email: EMAIL, password: PASSWORD, otp: v.optional(OTP) });
const PIN_TEXT = v.pipe(v.string(), v.maxLength(LIMITS.pinMaxDigits));
const COOKIE_LOGIN = v.strictObject({
  email: v.optional(EMAIL),
  password: v.optional(PASSWORD),
  otp: v.optional(OTP),
  pin: v.optional(PIN_TEXT),
});
const REFRESH = v.strictObject({ refresh_token: v.string() });
/** Whatever it is: who signs out is signed out. */
const LOGOUT = v.object({ refresh_token: v.optional(v.unknown()) });
const NEW_PASSWORD = v.strictObject({ currentPassword: PASSWORD, newPassword: PASSWORD });

export interface AuthParts {
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly pin: Pin;
  readonly places: Pick<KnownPlaces, 'visitor'>;
  readonly whoAmI: (principal: Principal) => SelfView;
}

const originOf = (request: Request) => ({
  client: request.client,
  userAgent: request.header('user-agent'),
});

function pairReply({ accessToken, refreshToken, expiresInS }: TokenPair): Reply {
  return jsonReply(200, {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: expiresInS,
  });
}

/** With the session that it holds: a device that is signed in is no stranger. */
const visitorOf = ({ places }: AuthParts, request: Request) =>
  places.visitor(request.client, request.header('cookie'));

/** @param cookie of a session that the browser has already */
async function prove(
  parts: AuthParts,
  request: Request,
  cookie: string | undefined,
): Promise<Proven> {
  const { signIn, sessions, pin } = parts;
  const login = await request.readJson(COOKIE_LOGIN);
  const client = visitorOf(parts, request);
  if (login.pin !== undefined) {
    if ([login.email, login.password, login.otp].some((value) => value !== undefined))
      throw invalid('pin', 'pin stands alone, without email, password and otp');
    return pin.signIn(login.pin, client);
  }
  const { email, password, otp } = login;
  if (email === undefined) throw invalid('email', 'email is required, or pin');
  if (password === undefined) throw invalid('password', 'password is required');
  const sessionUserId = cookie === undefined ? undefined : sessions.userOf(cookie);
  return signIn.signIn(email, password, client, { otp, sessionUserId });
}

function openRoutes(parts: AuthParts, installation: Installation): Route[] {
  const { accounts, signIn, sessions, pin, whoAmI } = parts;
  return [
    {
      method: 'POST',
      path: '/api/auth/register',
      isPaced: true,
      isCreation: true,
      access: 'open',
      summary: 'Makes the first owner; closed once there is one',
      body: REGISTRATION,
      async handle(request) {
        const registration = await request.readJson(REGISTRATION);
        const { id } = await accounts.register(registration, request.client);
        return jsonReply(201, { message: 'Registration successful', user_id: id });
      },
    },
    {
      method: 'POST',
      path: '/api/auth/login',
      isPaced: true,
      access: 'open',
      summary: 'Opens a session for a program: an access token and a refresh token',
      body: LOGIN,
      async handle(request) {
        const { email, password, otp } = await request.readJson(LOGIN);
        const proven = await signIn.signIn(email, password, visitorOf(parts, request), { otp });
        return pairReply(await sessions.openTokens(proven, originOf(request)));
      },
    },
    {
      method: 'POST',
      path: '/api/auth/refresh',
      isPaced: true,
      access: 'open',
      summary: 'A new access token, and the refresh token to use next',
      body: REFRESH,
      async handle(request) {
        const { refresh_token } = await request.readJson(REFRESH);
        return pairReply(await sessions.refresh(refresh_token, request.client));
      },
    },
    {
      method: 'POST',
      // Not paced: whoever signs out must always be able to.
      path: '/api/auth/logout',
      access: 'open',
      summary: 'Ends the session of a refresh token',
      body: LOGOUT,
      async handle(request) {
        const { refresh_token } = await request.readJson(LOGOUT);
        if (typeof refresh_token === 'string')
          await sessions.logout(refresh_token, originOf(request));
        return jsonReply(200, { message: 'Logged out successfully' });
      },
    },
    {
      method: 'POST',
      path: '/api/auth/session',
      isPaced: true,
      access: 'open',
      summary: 'Opens a session for a page: with email and password, or with the PIN',
      body: COOKIE_LOGIN,
      async handle(request) {
        const [replaced] = sessionCookies(request.header('cookie'));
        const proven = await prove(parts, request, replaced);
        const opened = await sessions.openCookie(proven, originOf(request), replaced);
        const { cookie, maxAgeS, principal } = opened;
        return jsonReply(200, whoAmI(principal), [
          'Set-Cookie',
          setSessionCookie(cookie, maxAgeS, request.client.isSecure),
        ]);
      },
    },
    {
      method: 'GET',
      path: '/api/auth/status',
      access: 'open',
      summary: 'Whether there is an owner yet, a PIN to sign in with, and how the hub is installed',
      handle({ client }) {
        const ownerExists = accounts.hasOwner();
        return jsonReply(200, {
          ownerExists,
          pinEnabled: pin.isOpenTo(client),
          installation,
          ...(!ownerExists && { setupCodeRequired: accounts.needsSetupCode(client) }),
        });
      },
    },
  ];
}

/** @param installation for who cannot come in: it says what helps at the machine */
export function authRoutes(parts: AuthParts, installation: Installation): Route[] {
  const { signIn, sessions, whoAmI } = parts;
  return [
    ...openRoutes(parts, installation),
    {
      method: 'GET',
      path: '/api/auth/session',
      access: 'any',
      summary: 'Who asks, and what they may do',
      handle: (request) => jsonReply(200, whoAmI(askerOf(request))),
    },
    {
      method: 'DELETE',
      path: '/api/auth/session',
      access: 'any',
      summary: 'Signs out: ends the session that asks',
      async handle(request) {
        const asker = askerOf(request);
        if (asker.sessionId === undefined)
          throw new HubError('forbidden', 'only a session can sign out: revoke a token instead');
        await sessions.end(asker, asker.sessionId);
        return jsonReply(200, { success: true }, [
          'Set-Cookie',
          setSessionCookie('', 0, request.client.isSecure),
        ]);
      },
    },
    {
      method: 'POST',
      path: '/api/auth/password',
      access: 'any',
      summary: "Changes the asker's own password, which ends all their other sessions",
      body: NEW_PASSWORD,
      async handle(request) {
        const passwords = await request.readJson(NEW_PASSWORD);
        await signIn.changePassword(askerOf(request), passwords, request.client);
        return jsonReply(200, { success: true });
      },
    },
  ];
}

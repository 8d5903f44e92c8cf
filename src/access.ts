/**
 * Everything that decides who may come in, joined: tokens, people and their sessions, and what keeps them from being
 * guessed. A part of the composition root, which hub and command line share.
 */
import { createAccounts, type Accounts } from './app/people/accounts.ts';
import { createLockout, type Guesses } from './app/people/lockout.ts';
import { createKnownPlaces, type KnownPlaces } from './app/people/known-places.ts';
import { createLocks, type Locks } from './app/people/locks.ts';
import { createPin, type Pin } from './app/people/pin.ts';
import { createNotices, type Notices } from './app/people/notices.ts';
import type { Clock, LazySource, Log, Random, Refusals, Store } from './app/ports.ts';
import { COMMAND_LINE, type Principal } from './app/principal.ts';
import type { EventJournal } from './app/records/journal.ts';
import { createSerial } from './app/serial.ts';
import { createSessionBook } from './app/people/session-book.ts';
import { createSessionIndex } from './app/people/session-index.ts';
import { createSessionTokens } from './app/people/session-tokens.ts';
import { createSessions, type Sessions } from './app/people/sessions.ts';
import { createSetupCode, type SetupCode } from './app/people/setup-code.ts';
import { createSignIn, type SignIn } from './app/people/sign-in.ts';
import { createTokens, type Tokens } from './app/tokens/tokens.ts';
import { createUserOperations, type UserOperation } from './app/people/user-operations.ts';
import { createUsers } from './app/people/users.ts';
import { createWhoAmI, type SelfView } from './app/people/who-am-i.ts';
import { createAccessTokens } from './auth/access-token.ts';
import { createMac } from './auth/mac.ts';
import { createRefreshTokens } from './auth/refresh-token.ts';
import { createTokenMint, parseSessionCookie } from './auth/token-format.ts';
import { digest } from './crypto/nacl.ts';
import { createPasswordHasher } from './crypto/scrypt.ts';
import { permissionsOf } from './domain/account.ts';
import { checkPassword } from './domain/password.ts';
import { checkPin } from './domain/pin.ts';
import type { SigningKeys } from './store/key-file.ts';

export interface Access {
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly pin: Pin;
  readonly setupCode: SetupCode;
  readonly guesses: Guesses;
  readonly places: KnownPlaces;
  readonly locks: Locks;
  readonly notices: Notices;
  readonly whoAmI: (principal: Principal) => SelfView;
  readonly userOperations: Record<UserOperation, (input: unknown) => unknown>;
  /** What of it is written lazily. */
  readonly lazy: readonly LazySource[];
}

/** The list of common passwords is read when one is set, and by nothing else. */
async function isCommonPassword(password: string): Promise<boolean> {
  const list = await import('./crypto/common-passwords.ts');
  return list.isCommonPassword(password);
}

export function createAccess(deps: {
  store: Store;
  journal: EventJournal;
  refusals: Refusals;
  keys: SigningKeys;
  clock: Clock;
  random: Random;
  log: Log;
}): Access {
  const { store, journal, refusals, keys, clock, random, log } = deps;
  const serial = createSerial();
  const mint = createTokenMint(random, digest);
  const hasher = createPasswordHasher({ random });
  const lockout = createLockout({ clock });
  const accessTokens = createAccessTokens({ key: keys.accessKey, clock, random, digest });
  const refreshTokens = createRefreshTokens({ key: keys.refreshKey, digest });
  const setupMac = createMac(keys.setupKey, digest);

  const kept = { store, journal, clock, serial };
  const guessing = { hasher, lockout, refusals };
  const users = createUsers(store);
  const book = createSessionBook({ store, clock, users });
  const tokens = createTokens({
    ...{ ...kept, mint, digest, log },
    users,
    isSessionCurrent: ({ id, sessionId, permissions }) =>
      sessionId === undefined ||
      (book.live(sessionId) !== undefined &&
        permissions === permissionsOf(users.get(id)?.role ?? 'panel')),
  });
  const index = createSessionIndex({
    ...{ book, users, accessTokens, digest, parseCookie: parseSessionCookie },
  });
  const places = createKnownPlaces({ users, book, index, clock });
  const sessions = createSessions({
    ...{ ...kept, book, index, mint, users },
    tokens: createSessionTokens({ ...kept, book, accessTokens, refreshTokens }),
  });
  const pin = createPin({ ...kept, ...guessing, book, checkPin, isCurrent: tokens.isCurrent });
  const setupCode = createSetupCode({
    ...{ ...kept, ...guessing, digest, log },
    hmac: (text) => Buffer.from(setupMac.of(text), 'base64url'),
  });
  const people = {
    ...{ ...kept, ...guessing, users, book },
    checkPassword: async (password: string, owner: { email: string; name: string }) =>
      checkPassword(password, owner, isCommonPassword),
  };
  const signIn = createSignIn({
    ...{ ...people, places },
    onOwner: () => pin.forgiving(),
  });
  const accounts = createAccounts({
    ...{ ...people, setupCode },
    tokens,
    newId: () => mint.mint('ses').id,
  });
  const notices = createNotices({ store, journal, users, serial });
  const locks = createLocks({ lockout, users, pin, journal, refusals, log });
  return {
    ...{ tokens, accounts, signIn, sessions, pin, setupCode },
    ...{ guesses: lockout, places, locks, notices },
    whoAmI: createWhoAmI(users),
    userOperations: createUserOperations({ accounts, setupCode, locks }, COMMAND_LINE),
    lazy: [tokens.lazy, book, notices],
  };
}

/**
 * Everything that decides who may come in, joined: tokens, people and their sessions, and what keeps them from being
 * guessed. A part of the composition root, which hub and command line share.
 */
import { createAccounts, type Accounts } from '../app/people/accounts.ts';
import { createLockout, type Guesses } from '../app/people/lockout.ts';
import { createKnownPlaces, type KnownPlaces } from '../app/people/known-places.ts';
import { createLocks, type Locks } from '../app/people/locks.ts';
import { createPin, type Pin } from '../app/people/pin.ts';
import { createNotices, type Notices } from '../app/people/notices.ts';
import type { PasswordHasher } from '../app/base/credential-ports.ts';
import type { ExpiryClock } from '../app/base/ports/clock.ts';
import type { OwnerMark } from '../app/base/ports/owner-mark.ts';
import type { Refusals } from '../app/base/ports/journal.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { LazySource, Store } from '../app/base/ports/store.ts';
import { COMMAND_LINE, type Principal } from '../app/base/principal.ts';
import type { EventJournal } from '../app/records/journal.ts';
import { createMutex } from '../app/base/mutex.ts';
import {
  createSecondFactor,
  type SecondFactor,
  type SecondFactorDeps,
} from '../app/people/second-factor.ts';
import { createSecondFactorBook } from '../app/people/second-factor-book.ts';
import { createSecondStep, type SecondStepDeps } from '../app/people/second-factor-check.ts';
import { createSessionBook } from '../app/people/session-book.ts';
import { createSessionIndex } from '../app/people/session-index.ts';
import { createSessionTokens } from '../app/people/session-tokens.ts';
import { createSessions, type Sessions } from '../app/people/sessions.ts';
import { createSetupCode, type SetupCode } from '../app/people/setup-code.ts';
import { createSignIn, type SignIn } from '../app/people/sign-in.ts';
import { createTokens, type Tokens } from '../app/tokens/tokens.ts';
import { createUserOperations, type UserOperation } from '../app/command-line/user-operations.ts';
import { createUsers } from '../app/users/users.ts';
import { createWhoAmI, type SelfView } from '../app/people/who-am-i.ts';
import { createAccessTokens } from '../auth/access-token.ts';
import { createMac } from '../auth/mac.ts';
import { createRefreshTokens } from '../auth/refresh-token.ts';
import { createTokenMint, parseSessionCookie } from '../auth/token-format.ts';
import { totp } from '../auth/totp.ts';
import { digest } from '../crypto/digest.ts';
import { createSecretBox } from '../crypto/secret-box.ts';
import { messageOf } from '../domain/errors.ts';
import { checkPassword } from '../domain/password.ts';
import { checkPin } from '../domain/pin.ts';
import type { SigningKeys } from '../store/key-file.ts';

export interface Access {
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly pin: Pin;
  readonly secondFactor: SecondFactor;
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
  const list = await import('../crypto/common-passwords.ts');
  return list.isCommonPassword(password);
}

type SecondFactorParts = Omit<SecondFactorDeps & SecondStepDeps, 'digest' | 'totp' | 'box'>;

function joinSecondFactor(parts: SecondFactorParts & { key: Uint8Array | undefined }) {
  const box = parts.key && createSecretBox(parts.key, parts.random);
  const deps = { ...parts, digest, totp, box };
  return { secondFactor: createSecondFactor(deps), secondStep: createSecondStep(deps) };
}

interface AccessDeps {
  store: Store;
  journal: EventJournal;
  refusals: Refusals;
  keys: SigningKeys;
  ownerMark: OwnerMark;
  clock: ExpiryClock;
  random: Random;
  log: Log;
  hasher: PasswordHasher;
}

/** The records of people and their sessions, and the tokens that stand under them. */
function joinTokens(deps: AccessDeps) {
  const { store, journal, clock, random, log } = deps;
  const mutex = createMutex();
  const mint = createTokenMint(random, digest);
  const users = createUsers(store);
  const factors = createSecondFactorBook(store);
  const book = createSessionBook({ store, clock, users });
  const tokens = createTokens({
    store,
    journal,
    clock,
    mutex,
    mint,
    digest,
    log,
    users,
    isSessionCurrent: ({ id, sessionId, permissions }) =>
      sessionId === undefined ||
      (book.live(sessionId) !== undefined && permissions === factors.grantOf(users.get(id))),
  });
  return { mutex, mint, users, factors, book, tokens };
}

/** Sessions, what the guard asks of them, and from where they were opened before. */
function joinSessions(
  { store, journal, keys, clock, random }: AccessDeps,
  { mutex, mint, users, factors, book }: ReturnType<typeof joinTokens>,
) {
  const kept = { store, journal, clock, mutex };
  const accessTokens = createAccessTokens({ key: keys.accessKey, clock, random, digest });
  const refreshTokens = createRefreshTokens({ key: keys.refreshKey, digest });
  const parseCookie = parseSessionCookie;
  const index = createSessionIndex({ book, users, factors, accessTokens, digest, parseCookie });
  const tokens = createSessionTokens({ ...kept, book, accessTokens, refreshTokens });
  const sessions = createSessions({ ...kept, book, index, mint, users, factors, tokens });
  return { sessions, places: createKnownPlaces({ users, book, index, clock }) };
}

export function createAccess(deps: AccessDeps): Access {
  const { store, journal, refusals, keys, ownerMark, clock, random, log, hasher } = deps;
  const joined = joinTokens(deps);
  const { mutex, mint, users, factors, book, tokens } = joined;
  const { isCurrent } = tokens;
  clock.onMoved((move) => {
    const writes = [tokens.moveAlong(move), book.moveAlong(move)];
    mutex(async () => {
      const changes = writes.flatMap((write) => write());
      if (changes.length > 0) await journal.commit(changes, []);
    }).catch((error: unknown) =>
      log.error('expiries were not written by the clock as it is now', {
        reason: messageOf(error),
      }),
    );
  });
  const { sessions, places } = joinSessions(deps, joined);
  const lockout = createLockout({ clock });
  const kept = { store, journal, clock, mutex };
  const guessing = { hasher, lockout, refusals };
  const setupMac = createMac(keys.setupKey, digest);
  const hmac = (text: string) => Buffer.from(setupMac.of(text), 'base64url');
  const setupCode = createSetupCode({ ...kept, ...guessing, digest, log, hmac });
  const pin = createPin({ ...kept, ...guessing, book, checkPin, isCurrent });
  const key = keys.factorKey;
  const { secondFactor, secondStep } = joinSecondFactor({
    ...kept,
    users,
    factors,
    refusals,
    random,
    isCurrent,
    key,
  });
  const people = {
    ...kept,
    ...guessing,
    users,
    book,
    factors,
    checkPassword: async (password: string, owner: { email: string; name: string }) =>
      checkPassword(password, owner, isCommonPassword),
  };
  const newId = () => mint.mint('ses').id;
  const accounts = createAccounts({ ...people, setupCode, tokens, ownerMark, newId });
  const locks = createLocks({ lockout, users, pin, journal, refusals, log });
  const notices = createNotices({ store, journal, users, mutex });
  const operated = { accounts, setupCode, locks, secondFactor };
  return {
    ...operated,
    tokens,
    sessions,
    pin,
    places,
    notices,
    guesses: lockout,
    signIn: createSignIn({ ...people, places, secondStep, onOwner: () => pin.forgiving() }),
    whoAmI: createWhoAmI(users, factors),
    userOperations: createUserOperations(operated, COMMAND_LINE),
    lazy: [tokens.lazy, book, notices],
  };
}

/**
 * People and sessions without sockets: the real use cases and routes over the in-memory store. What costs time or
 * secrets is stood in for by something simple that keeps the same promises.
 */
import { createHmac } from 'node:crypto';
import { createAccounts } from '../../src/app/people/accounts.ts';
import type {
  AccessTokens,
  Client,
  PasswordHasher,
  RefreshTokens,
} from '../../src/app/base/credential-ports.ts';
import type { Lane } from '../../src/app/base/fair-queue.ts';
import type { Guess, Lockout } from '../../src/app/people/lockout.ts';
import { createKnownPlaces } from '../../src/app/people/known-places.ts';
import { createLocks } from '../../src/app/people/locks.ts';
import { createPin } from '../../src/app/people/pin.ts';
import type { Clock } from '../../src/app/base/ports/clock.ts';
import type { Journal, AccessRefusal } from '../../src/app/base/ports/journal.ts';
import type { Store, Table } from '../../src/app/base/ports/store.ts';
import type { Principal } from '../../src/app/base/principal.ts';
import { createMutex } from '../../src/app/base/mutex.ts';
import { createSessionBook } from '../../src/app/people/session-book.ts';
import { createSessionIndex } from '../../src/app/people/session-index.ts';
import { createSessionTokens } from '../../src/app/people/session-tokens.ts';
import { createSessions } from '../../src/app/people/sessions.ts';
import { createSetupCode } from '../../src/app/people/setup-code.ts';
import { createSecondFactorBook } from '../../src/app/people/second-factor-book.ts';
import { createSignIn } from '../../src/app/people/sign-in.ts';
import { createUsers } from '../../src/app/users/users.ts';
import { createWhoAmI } from '../../src/app/people/who-am-i.ts';
import { createTokenMint } from '../../src/auth/token-format.ts';
import { digest } from '../../src/crypto/digest.ts';
import { PERMISSIONS } from '../../src/domain/access.ts';
import { HubError, invalid } from '../../src/domain/errors.ts';
import type { NewEvent } from '../../src/domain/event.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createRecordStore } from '../../src/store/records.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';
import { createMemoryTexts } from './memory-texts.ts';
import { createMemoryOwnerMark } from './owner-mark.ts';
import { createSeededRandom } from './seeded-random.ts';

export const LAN: Client = { address: '192.168.1.20', isLocal: false, isSecure: false };
export const LOCAL: Client = { address: '127.0.0.1', isLocal: true, isSecure: false };
export const CLI: Principal = {
  id: 'cli',
  kind: 'cli',
  permissions: new Set(PERMISSIONS),
  noteUse: () => undefined,
};

const mac = (text: string) => createHmac('sha256', 'test').update(text).digest('base64url');

/** Hashes fast, and counts how often it is asked. */
export function createTestHasher() {
  const hashes = {
    count: 0,
    outdated: '',
    isBusy: false,
    isBroken: false,
    /** In whose turn each was looked at. */
    turns: [] as Lane[],
  };
  const hashOf = (secret: string) => `$test$${mac(secret)}`;
  const hasher: PasswordHasher = {
    async hash(secret) {
      await Promise.resolve();
      if (hashes.isBusy) throw new HubError('unavailable', 'too many wait');
      if (hashes.isBroken) throw new Error('broken');
      return hashOf(secret);
    },
    async verify(secret, phc, turn) {
      hashes.count++;
      hashes.turns.push(turn);
      if (hashes.isBroken) throw new Error('broken');
      await new Promise(setImmediate);
      const isOutdated = phc !== undefined && phc === hashes.outdated;
      return { matches: phc?.replace('$old', '') === hashOf(secret), isOutdated };
    },
    rest: () => undefined,
  };
  return { hasher, hashes };
}

/** Counts per account and locks at `free` guesses that were not right. */
function createTestLockout() {
  const guesses: Guess[] = [];
  const outcomes: string[] = [];
  const wrong = new Map<string, number>();
  const rules = { free: Infinity };
  const lockout: Lockout = {
    attempt(guess) {
      guesses.push(guess);
      const { account = '' } = guess;
      const count = wrong.get(account) ?? 0;
      if (count >= rules.free)
        throw new HubError('too_many_requests', 'Too Many Requests', { retryAfterSeconds: 30 });
      wrong.set(account, count + 1);
      return {
        isBlind: false,
        succeeded() {
          outcomes.push('succeeded');
          wrong.delete(account);
        },
        abandoned() {
          outcomes.push('abandoned');
          wrong.set(account, (wrong.get(account) ?? 1) - 1);
        },
        failed: () => void outcomes.push('failed'),
      };
    },
    list: () => [],
    unlock: ({ account = '' }) => wrong.delete(account),
    onLocked: () => () => undefined,
  };
  return { lockout, guesses, outcomes, rules };
}

export function createTestCodecs(clock: Clock): {
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
} {
  return {
    accessTokens: {
      sign(userId, sessionId) {
        const claims = { userId, sessionId, expiresAtMs: clock.nowMs() + LIMITS.accessTokenMs };
        const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
        return `test.${body}.${mac(body)}`;
      },
      verify(jwt) {
        const [, body = '', signature] = jwt.split('.');
        if (signature !== mac(body)) return 'invalid';
        const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
          userId: string;
          sessionId: string;
          expiresAtMs: number;
        };
        return clock.nowMs() < claims.expiresAtMs ? claims : 'expired';
      },
    },
    refreshTokens: {
      issue: (id, generation) => `rt_${id}.${generation}.${mac(`${id} ${generation}`)}`,
      read(text) {
        const match = /^rt_(ses_\w+)\.(\d+)\.(.+)$/.exec(text);
        if (match === null) return undefined;
        const [, sessionId = '', number = '', signature] = match;
        const generation = Number(number);
        return signature === mac(`${sessionId} ${generation}`)
          ? { sessionId, generation }
          : undefined;
      },
    },
  };
}

/** Where events lie beside what they tell of, in one commit. */
function createTestJournal(store: Store) {
  const events: NewEvent[] = [];
  const commits = { count: 0 };
  const journal: Journal = {
    async commit(changes, newEvents) {
      await store.commit(changes);
      commits.count++;
      events.push(...newEvents);
    },
  };
  return { journal, events, commits };
}

const REVOKED: Table<unknown> = { name: 'revoked', version: 1, parse: (value) => value };

/** @param from an earlier one, whose store this one finds at its start */
export function createTestAccounts(from?: {
  clock: ReturnType<typeof createFakeClock>;
  texts: ReturnType<typeof createMemoryTexts>;
}) {
  const clock = from?.clock ?? createFakeClock();
  const texts = from?.texts ?? createMemoryTexts();
  const log = createMemoryLog();
  const random = createSeededRandom(from === undefined ? 1 : 2);
  const store = createRecordStore({ texts, clock, log });
  const { journal, events, commits } = createTestJournal(store);
  const { hasher, hashes } = createTestHasher();
  const { lockout, guesses, outcomes, rules } = createTestLockout();
  const codecs = createTestCodecs(clock);
  const mint = createTokenMint(random, digest);
  const serial = createMutex();
  const refused: AccessRefusal[] = [];
  const refusals = { note: (refusal: AccessRefusal) => void refused.push(refusal) };
  /** People whose tokens were revoked, or limited to a role. */
  const revoked: string[] = [];
  const limited: { userId: string; role: string | undefined }[] = [];
  /** Who may not ask any more. */
  const gone = new Set<string>();
  const isCurrent = ({ id }: Principal) => !gone.has(id);
  const checkPassword = async (password: string) => {
    await Promise.resolve();
    if (password.length < LIMITS.passwordMinChars) throw invalid('password', 'password is short');
  };

  const users = createUsers(store);
  const factors = createSecondFactorBook(store);
  const book = createSessionBook({ store, clock, users });
  const index = createSessionIndex({
    book,
    users,
    factors,
    digest,
    accessTokens: codecs.accessTokens,
    parseCookie(value) {
      const body = /^ses_([0-9A-Za-z]{40})[0-9A-Za-z]{6}$/.exec(value)?.[1];
      return body === undefined ? undefined : { id: body.slice(0, 8), body };
    },
  });
  const tokens = createSessionTokens({ book, journal, clock, mutex: serial, ...codecs });
  const sessions = createSessions({
    book,
    index,
    journal,
    clock,
    mutex: serial,
    mint,
    tokens,
    users,
    factors,
  });
  const guessing = { hasher, lockout, refusals };
  const pin = createPin({
    store,
    journal,
    mutex: serial,
    ...guessing,
    book,
    isCurrent,
    checkPin(text) {
      if (!/^\d{6,12}$/.test(text)) throw invalid('pin', 'pin must have 6 to 12 digits');
    },
  });
  const setupCode = createSetupCode({
    store,
    journal,
    clock,
    mutex: serial,
    log,
    digest,
    ...guessing,
    hmac: (text) => createHmac('sha256', 'setup key').update(text).digest(),
  });
  const signIn = createSignIn({
    users,
    book,
    journal,
    clock,
    mutex: serial,
    ...guessing,
    checkPassword,
    places: createKnownPlaces({ users, book, index, clock }),
    // Nobody here has one.
    secondStep: async () => Promise.resolve(),
    onOwner: () => pin.forgiving(),
  });
  const ownerMark = createMemoryOwnerMark();
  const accounts = createAccounts({
    users,
    factors,
    book,
    journal,
    clock,
    mutex: serial,
    hasher,
    checkPassword,
    setupCode,
    lockout: guessing.lockout,
    ownerMark,
    tokens: {
      isCurrent,
      revokingUnder: (_by, userId) => ({
        changes: [{ put: REVOKED, key: userId, value: true }],
        events: [],
        apply: () => void revoked.push(userId),
        count: 0,
      }),
      limitingUnder: (userId) => ({
        changes: [],
        events: [],
        apply: () => void limited.push({ userId, role: users.get(userId)?.role }),
      }),
    },
    newId: () => mint.mint('ses').id,
  });
  const locks = createLocks({ lockout, users, pin, journal, refusals, log });
  const whoAmI = createWhoAmI(users, factors);
  /** Everything that is kept, as text. */
  const kept = () => [...texts.range('')].map(([key, text]) => key + text).join('\n');

  return {
    clock,
    texts,
    store,
    journal,
    events,
    commits,
    kept,
    log,
    serial,
    hasher,
    hashes,
    lockout,
    guesses,
    outcomes,
    rules,
    refused,
    revoked,
    limited,
    gone,
    users,
    factors,
    book,
    sessions,
    pin,
    ownerMark,
    setupCode,
    signIn,
    accounts,
    whoAmI,
    locks,
  };
}

export type TestAccounts = ReturnType<typeof createTestAccounts>;

export const OWNER_LOGIN = { email: 'owner@example.com', password: 'correct horse' } as const;

/** With an owner, registered on the machine itself, and perhaps a member. */
export async function createTestHousehold() {
  const test = createTestAccounts();
  const owner = await test.accounts.register({ ...OWNER_LOGIN, name: 'Ada Owner' }, LOCAL);
  const member = await test.accounts.create(CLI, {
    email: 'member@example.com',
    password: 'battery staple',
    name: 'Max Member',
    role: 'member',
  });
  return { ...test, owner, member };
}

export const refusedAs =
  (code: string, message?: RegExp | string) =>
  (error: unknown): boolean =>
    error instanceof HubError &&
    error.code === code &&
    (message === undefined ||
      (typeof message === 'string' ? error.message === message : message.test(error.message)));

/** Writes the lazy batch, as it is written every few minutes. */
export async function writeLazily({ book, store }: Pick<TestAccounts, 'book' | 'store'>) {
  try {
    await store.commit(book.gather());
    book.settle(true);
  } catch (error) {
    book.settle(false);
    throw error;
  }
}

/** Proving to be somebody with a password, and changing one's own. */
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { emailKey } from '../../domain/account.ts';
import { LIMITS } from '../../domain/limits.ts';
import { DAY_MS } from '../../domain/units.ts';
import { countedAs } from '../../domain/address.ts';
import { ofUser } from './account-requests.ts';
import type { Client, PasswordHasher } from '../base/credential-ports.ts';
import type { KnownPlaces } from './known-places.ts';
import { evaluating, type Attempt, type Guesses } from './lockout.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal, Refusals } from '../base/ports/journal.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import { badCredentials, type Proven } from '../users/proven.ts';
import type { SecondStep, SecondStepProof } from './second-factor-check.ts';
import type { Mutex } from '../base/mutex.ts';
import type { SessionBook } from './session-book.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import type { UserRecord, Users } from '../users/users.ts';

/** @throws HubError `invalid` */
export type CheckPassword = (
  password: string,
  about: { readonly email: string; readonly name: string },
) => Promise<void>;

export interface SignIn {
  /**
   * @throws HubError `unauthorized`, with the same words and after the same work whether or not there is such a user,
   *   with `otpRequired` where the password is right and a second step is to follow; `too_many_requests`, `unavailable`
   */
  signIn(email: string, password: string, client: Client, proof?: SecondStepProof): Promise<Proven>;
  /**
   * One's own, from a session: it stays, all others end.
   * @throws HubError `forbidden` (the current one is wrong, or nobody's session asks), `invalid`, `too_many_requests`,
   *   `unavailable`, `storage_full`
   */
  changePassword(
    asker: Principal,
    passwords: { readonly currentPassword: string; readonly newPassword: string },
    client: Client,
  ): Promise<void>;
}

function wrongPassword(): HubError {
  return new HubError('forbidden', 'the current password is wrong', {
    field: 'currentPassword',
    ...because('password_wrong'),
  });
}

/** How fresh a remembered address is kept: a write a day is enough for a month. */
const REMEMBERED_MS = DAY_MS;

/** The user as one who has just signed in well from there; the very same where that is nothing new. */
function remembering(user: UserRecord, address: string, nowMs: number): UserRecord {
  const { knownAddresses } = user;
  if (nowMs - (knownAddresses[address] ?? -Infinity) < REMEMBERED_MS) return user;
  const recent = Object.entries({ ...knownAddresses, [address]: nowMs })
    .filter(([, lastMs]) => nowMs - lastMs < LIMITS.knownAddressMs)
    .sort(([, a], [, b]) => b - a)
    .slice(0, LIMITS.knownAddresses);
  return { ...user, knownAddresses: Object.fromEntries(recent) };
}

export function createSignIn(deps: {
  users: Users;
  book: SessionBook;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  hasher: PasswordHasher;
  lockout: Guesses;
  refusals: Refusals;
  checkPassword: CheckPassword;
  places: KnownPlaces;
  secondStep: SecondStep;
  /** What an owner's signing in does besides. */
  onOwner: () => readonly Step[];
}): SignIn {
  const { users, book, journal, clock, mutex, hasher, lockout, refusals, places } = deps;

  const stillHas = ({ id, passwordVersion }: UserRecord) =>
    users.get(id)?.passwordVersion === passwordVersion;

  /** Undefined where it is not the password. By the time this returns, there may be a new one. */
  async function guess(
    email: string,
    password: string,
    client: Client,
    takeSecondStep?: (user: UserRecord, attempt: Attempt) => Promise<void>,
  ) {
    const { address } = client;
    const user = users.byEmail(email);
    const lane = places.laneOf(client);
    const attempt = lockout.attempt({
      account: emailKey(email),
      address,
      lane,
      isKnown: places.isKnownTo(user, client),
      isReal: user !== undefined,
    });
    const hash = attempt.isBlind ? undefined : user?.passwordHash;
    const turn = { key: lane ?? address, isKnown: lane !== undefined };
    const { matches, isOutdated } = await evaluating(attempt, async () =>
      hasher.verify(password, hash, turn),
    );
    if (user === undefined || !matches) {
      attempt.failed();
      refusals.note({ address, reason: 'login_failed', principalId: user?.id });
      if (attempt.refusal !== undefined) throw attempt.refusal;
      return undefined;
    }
    await takeSecondStep?.(user, attempt);
    attempt.succeeded();
    return { user, isOutdated };
  }

  /** A better hash of the same password; without one, where there is no time for it now, the old one will do. */
  async function rehash(password: string): Promise<string | undefined> {
    try {
      return await hasher.hash(password);
    } catch (error) {
      if (error instanceof HubError) return undefined;
      throw error;
    }
  }

  async function noteSuccess(proven: UserRecord, address: string, passwordHash?: string) {
    await mutex(async () => {
      const user = users.get(proven.id);
      if (user === undefined || !stillHas(proven)) throw badCredentials();
      const remembered = remembering(user, countedAs(address).address, clock.nowMs());
      const next = passwordHash === undefined ? remembered : { ...remembered, passwordHash };
      const steps = [
        ...(next === user ? [] : [users.saving(next)]),
        ...(user.role === 'owner' ? deps.onOwner() : []),
      ];
      if (steps.length > 0) await commitSteps(journal, steps);
    });
  }

  function sessionOf({ id, sessionId = '' }: Principal) {
    const session = book.live(sessionId);
    const user = users.get(id);
    if (session === undefined || user === undefined)
      throw new HubError('forbidden', 'only who has signed in can change their password');
    return { session, user };
  }

  return {
    async signIn(email, password, client, proof = {}) {
      const guessed = await guess(email, password, client, async (user, attempt) =>
        deps.secondStep(user, attempt, client, proof),
      );
      if (guessed === undefined) throw badCredentials();
      const { user, isOutdated } = guessed;
      const better = isOutdated ? await rehash(password) : undefined;
      await noteSuccess(user, client.address, better);
      return { user, holds: () => stillHas(user) };
    },

    async changePassword(asker, { currentPassword, newPassword }, client) {
      const { email, name } = sessionOf(asker).user;
      const device = { ...client, sessionId: asker.sessionId };
      const guessed = await guess(email, currentPassword, device);
      if (guessed === undefined) throw wrongPassword();
      await deps.checkPassword(newPassword, { email, name });
      const passwordHash = await hasher.hash(newPassword);
      await mutex(async () => {
        const { session, user } = sessionOf(asker);
        if (!stillHas(guessed.user)) throw wrongPassword();
        const { id, passwordVersion } = user;
        const doer = doerOf(asker);
        const changed = { ...user, passwordHash, passwordVersion: passwordVersion + 1 };
        await commitSteps(journal, [
          users.saving(changed, [
            { ...ofUser(user, doer), type: 'password_changed', data: { name: user.name } },
          ]),
          book.saving({ ...session.record, passwordAtMs: clock.nowMs() }),
          ...book.endingAll(id, 'password_changed', doer, session.record.id),
        ]);
      });
    },
  };
}

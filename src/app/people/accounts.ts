/** The people of the house: the first owner's registration, and what owners do with the others. */
import { emailKey, parseEmail, parseName } from '../../domain/account.ts';
import { personOf } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  changedUser,
  changeEvents,
  refuseBeyond,
  ofUser,
  type Registration,
  type UserChange,
  type UserRequest,
} from './account-requests.ts';
import type { Client, PasswordHasher } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { OwnerMark } from '../base/ports/owner-mark.ts';
import { UNCONDITIONALLY, type EditableMembers, type Precondition } from '../base/precondition.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import type { SecondFactorBook } from './second-factor-book.ts';
import type { Mutex } from '../base/mutex.ts';
import type { SessionBook } from './session-book.ts';
import type { Lockout } from './lockout.ts';
import type { SetupCode } from './setup-code.ts';
import type { CheckPassword } from './sign-in.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { noLonger } from '../users/proven.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import { userView, type UserRecord, type Users, type UserView } from '../users/users.ts';

export interface Accounts {
  hasOwner(): boolean;
  /** Whether who registers from there has to know the setup code: only the hub itself does not, before its first owner. */
  needsSetupCode(client: Client): boolean;
  /**
   * That who asks may begin this hub: closed once it has an owner.
   * @param what that needs the code, for who gives none
   * @throws HubError `forbidden`, `too_many_requests`
   */
  proveSetup(code: string | undefined, client: Client, what: string): Promise<void>;
  /**
   * Makes the first owner; closed once there is one.
   * @throws HubError `forbidden` (closed, or without the setup code from another machine), `invalid`,
   *   `too_many_requests`, `unavailable`, `storage_full`
   */
  register(registration: Registration, client: Client): Promise<UserView>;
  /** @throws HubError `invalid`, `forbidden`, `conflict`, `unavailable`, `storage_full` */
  create(by: Principal, request: UserRequest): Promise<UserView>;
  /** Newest last. */
  list(): UserView[];
  /** @param idOrEmail for people, who know the one or the other. @throws HubError `not_found` */
  find(idOrEmail: string): UserView;
  /** What can be changed of them; of the password, how often it was. @throws HubError `not_found` */
  editable(id: string): EditableMembers;
  /**
   * From the next request on; a new password ends all of their sessions, and their wait after wrong tries.
   * @param precondition of what is editable
   * @throws HubError `not_found`, and as create
   */
  change(
    by: Principal,
    id: string,
    change: UserChange,
    precondition?: Precondition,
  ): Promise<UserView>;
  /**
   * Their sessions end and all tokens that stand under them are revoked, in the same transaction.
   * @returns how many tokens
   * @throws HubError `not_found`, `forbidden`, `conflict` (the last owner), `storage_full`
   */
  remove(by: Principal, id: string): Promise<number>;
}

const editableOf = ({ email, name, role, passwordVersion }: UserRecord) => ({
  email,
  name,
  role,
  password: passwordVersion,
});

export function createAccounts(deps: {
  users: Users;
  factors: Pick<SecondFactorBook, 'of' | 'removing'>;
  book: Pick<SessionBook, 'endingAll'>;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  hasher: PasswordHasher;
  checkPassword: CheckPassword;
  setupCode: Pick<SetupCode, 'check'>;
  lockout: Pick<Lockout, 'unlock'>;
  tokens: Pick<Tokens, 'revokingUnder' | 'limitingUnder' | 'isCurrent'>;
  ownerMark: OwnerMark;
  /** Eight base62 characters by chance. */
  newId: () => string;
}): Accounts {
  const { users, book, factors, journal, clock, mutex, hasher, setupCode, tokens, newId } = deps;
  const { checkPassword, ownerMark, lockout } = deps;
  const hasOwner = () => users.ownerCount() > 0;
  const viewOf = (user: UserRecord): UserView => ({
    ...userView(user),
    ...(factors.of(user.id) !== undefined && { secondFactor: true }),
  });
  const needsSetupCode = ({ isLocal }: Client) => !isLocal || ownerMark.isSet();

  /** One after the other, and only for who may still ask when it is their turn: hashing takes long. */
  const changing = async <T>(by: Principal, task: () => Promise<T>): Promise<T> =>
    mutex(async () => {
      if (!tokens.isCurrent(by)) throw noLonger();
      return task();
    });

  function existing(userId: string): UserRecord {
    const user = users.get(userId);
    if (user === undefined) throw new HubError('not_found', 'User not found', { userId });
    return user;
  }

  function refuseTaken(email: string, exceptId?: string): void {
    const taken = users.byEmail(email);
    if (taken !== undefined && taken.id !== exceptId)
      throw new HubError('conflict', 'there is a user with this email already', {
        field: 'email',
        ...because('email_taken'),
      });
  }

  function refuseIfLastOwner({ role }: UserRecord): void {
    if (role === 'owner' && users.ownerCount() === 1)
      throw new HubError('conflict', 'the last owner has to stay an owner', {
        ...because('last_owner'),
      });
  }

  /** Checked and hashed: what takes long is done before the queue. */
  async function prepare(request: UserRequest) {
    const email = parseEmail(request.email);
    const name = parseName(request.name);
    await checkPassword(request.password, { email, name });
    return { email, name, role: request.role, passwordHash: await hasher.hash(request.password) };
  }

  /** @param maker where a first owner comes from, who is their own maker */
  async function add(prepared: Awaited<ReturnType<typeof prepare>>, maker: Principal | Client) {
    if (users.list().length >= LIMITS.users)
      throw new HubError('conflict', `no more than ${LIMITS.users} users`, {
        ...because('users_full', { max: LIMITS.users }),
      });
    refuseTaken(prepared.email);
    let id = `usr_${newId()}`;
    while (users.get(id) !== undefined) id = `usr_${newId()}`;
    const user: UserRecord = {
      id,
      ...prepared,
      passwordVersion: 1,
      createdAtMs: clock.nowMs(),
      createdBy: 'id' in maker ? maker.id : id,
      knownAddresses: {},
    };
    const doer =
      'id' in maker ? doerOf(maker) : { by: personOf(user), from: { address: maker.address } };
    const { name, role } = user;
    await commitSteps(journal, [
      users.saving(user, [{ ...ofUser(user, doer), type: 'user_created', data: { name, role } }]),
    ]);
    return userView(user);
  }

  function refuseIfClosed(): void {
    if (hasOwner())
      throw new HubError('forbidden', 'registration is closed: an owner of this hub can add you', {
        ...because('registration_closed'),
      });
  }

  async function proveSetup(code: string | undefined, client: Client, what: string): Promise<void> {
    refuseIfClosed();
    if (!needsSetupCode(client)) return;
    if (code === undefined) {
      throw new HubError(
        'forbidden',
        `${what} needs the setup_code, which the hub's log shows, and "sudo aris user setup-code" on an installed hub (in a container without sudo)`,
        { field: 'setup_code', ...because('setup_code_needed') },
      );
    }
    await setupCode.check(code, client);
  }

  /** What goes with a change: the rights of their tokens, the sessions of an old password. */
  function consequences(before: UserRecord, after: UserRecord, by: Principal): Step[] {
    return [
      ...(after.role === before.role ? [] : [tokens.limitingUnder(after.id)]),
      ...(after.passwordVersion === before.passwordVersion
        ? []
        : book.endingAll(after.id, 'password_changed', doerOf(by))),
    ];
  }

  return {
    hasOwner,
    needsSetupCode,

    proveSetup,

    async register({ setup_code, ...request }, client) {
      await proveSetup(setup_code, client, 'registering');
      const prepared = await prepare({ ...request, role: 'owner' });
      return mutex(async () => {
        refuseIfClosed();
        const owner = await add(prepared, client);
        // A crash in between costs nothing: the next start finds the account.
        ownerMark.set();
        return owner;
      });
    },

    async create(by, request) {
      refuseBeyond(by, request.role);
      refuseTaken(request.email);
      const prepared = await prepare(request);
      return changing(by, async () => {
        refuseBeyond(by, request.role);
        return add(prepared, by);
      });
    },

    list: () => users.list().map(viewOf),

    find(idOrEmail) {
      return viewOf(users.byEmail(idOrEmail) ?? existing(idOrEmail));
    },

    editable: (id) => editableOf(existing(id)),

    async change(by, id, change, precondition = UNCONDITIONALLY) {
      const { password } = change;
      const wanted = changedUser(existing(id), change);
      if (password !== undefined) await checkPassword(password, wanted);
      const passwordHash = password === undefined ? undefined : await hasher.hash(password);
      return changing(by, async () => {
        const before = existing(id);
        const after = changedUser(before, change, passwordHash);
        refuseBeyond(by, before.role);
        refuseBeyond(by, after.role);
        refuseTaken(after.email, id);
        if (after.role !== 'owner') refuseIfLastOwner(before);
        precondition(editableOf(before));
        const events = changeEvents(before, after, by);
        await commitSteps(journal, [
          users.saving(after, events),
          ...consequences(before, after, by),
        ]);
        // Who has forgotten theirs has tried it often: they need not wait with the new one.
        if (passwordHash !== undefined) lockout.unlock({ account: emailKey(after.email) });
        return viewOf(after);
      });
    },

    remove: async (by, id) =>
      changing(by, async () => {
        const user = existing(id);
        refuseBeyond(by, user.role);
        refuseIfLastOwner(user);
        const revoking = tokens.revokingUnder(by, id);
        const data = { name: user.name, tokensRevoked: revoking.count };
        await commitSteps(journal, [
          users.removing(id, [{ ...ofUser(user, doerOf(by)), type: 'user_removed', data }]),
          factors.removing(id),
          ...book.endingAll(id, 'user_removed', doerOf(by)),
          revoking,
        ]);
        return revoking.count;
      }),
  };
}

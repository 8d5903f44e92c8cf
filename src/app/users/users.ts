/** The users' records: on disk, and all of them in memory. Who may change them and how is for app/people/accounts.ts. */
import * as v from 'valibot';
import { emailKey, ROLES, type Role } from '../../domain/account.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { SignInPlaces } from '../../domain/sign-in-place.ts';
import { isoTime } from '../../domain/units.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue, KEPT_TEXT } from '../base/schema.ts';
import type { Step } from '../records/transaction.ts';

const RECORD = v.strictObject({
  id: v.string(),
  email: v.string(),
  name: KEPT_TEXT,
  role: v.picklist(ROLES),
  passwordHash: v.string(),
  passwordVersion: v.number(),
  createdAtMs: v.number(),
  createdBy: v.string(),
  knownAddresses: v.record(v.string(), v.number()),
  places: v.optional(
    v.strictObject({
      networks: v.record(v.string(), v.number()),
      programs: v.record(v.string(), v.number()),
    }),
  ),
});

export interface UserRecord {
  /** `usr_` and eight base62 characters. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** A PHC string. */
  readonly passwordHash: string;
  /** Rises with each new password, not with a new hash of the same one. */
  readonly passwordVersion: number;
  readonly createdAtMs: number;
  /** The id of a principal; a first owner's own. */
  readonly createdBy: string;
  /** Address → when they last signed in well from there, ms since 1970. 0.1.0 kept the /64 of an IPv6 one. */
  readonly knownAddresses: Readonly<Record<string, number>>;
  /** Absent before the first sign-in, and in records of 0.1.0. */
  readonly places?: SignInPlaces | undefined;
}

export const USERS: Table<UserRecord> = {
  name: 'users',
  version: 1,
  parse: (value) => recordValue(RECORD, value),
};

/** A user as it is shown. */
export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  /** Whether signing in takes a second factor. */
  readonly secondFactor?: true;
}

export function userView({ id, email, name, role, createdAtMs }: UserRecord): UserView {
  return { id, email, name, role, createdAt: isoTime(createdAtMs) };
}

export interface Users {
  get(id: string): UserRecord | undefined;
  /** In whatever spelling. */
  byEmail(email: string): UserRecord | undefined;
  /** Newest last. */
  list(): UserRecord[];
  ownerCount(): number;
  /** Rises with every change of any user. */
  version(): number;
  saving(record: UserRecord, events?: readonly NewEvent[]): Step;
  removing(id: string, events: readonly NewEvent[]): Step;
}

export function createUsers(store: Store): Users {
  const users = new Map<string, UserRecord>(store.entries(USERS));
  let version = 0;
  return {
    get: (id) => users.get(id),
    byEmail(email) {
      const key = emailKey(email);
      return [...users.values()].find((user) => emailKey(user.email) === key);
    },
    list: () => [...users.values()].sort((a, b) => a.createdAtMs - b.createdAtMs),
    ownerCount: () => [...users.values()].filter(({ role }) => role === 'owner').length,
    version: () => version,
    saving: (record, events = []) => ({
      changes: [{ put: USERS, key: record.id, value: record }],
      events,
      apply() {
        users.set(record.id, record);
        version++;
      },
    }),
    removing: (id, events) => ({
      changes: [{ remove: USERS, key: id }],
      events,
      apply() {
        users.delete(id);
        version++;
      },
    }),
  };
}

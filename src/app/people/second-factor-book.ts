/** The second factors on disk and in memory, whether the house asks for one, and what follows for a session. */
import * as v from 'valibot';
import { permissionsOf } from '../../domain/account.ts';
import type { Permission } from '../../domain/access.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { Step } from '../records/transaction.ts';
import { recordValue } from '../base/schema.ts';
import type { UserRecord } from '../users/users.ts';

export const SECOND_FACTOR = v.strictObject({
  sealedSecret: v.string(),
  sinceMs: v.number(),
  lastStep: v.number(),
  recoveryHashes: v.pipe(v.array(v.string()), v.readonly()),
});

export interface SecondFactorRecord {
  /** The key that the app has, under a key of `keys.json`. */
  readonly sealedSecret: string;
  readonly sinceMs: number;
  /** The step of the last code that was used: neither it nor an older one counts again. */
  readonly lastStep: number;
  /** Of the recovery codes that are left: SHA-256 of user and code, base64. */
  readonly recoveryHashes: readonly string[];
}

/** Key: the user's id. */
export const SECOND_FACTORS: Table<SecondFactorRecord> = {
  name: 'second_factors',
  version: 1,
  parse: (value) => recordValue(SECOND_FACTOR, value),
};

const RULE_RECORD = v.strictObject({ isRequired: v.boolean() });
export const RULE: Table<v.InferOutput<typeof RULE_RECORD>> = {
  name: 'second_factor_rule',
  version: 1,
  parse: (value) => recordValue(RULE_RECORD, value),
};
const RULE_KEY = 'house';

export interface SecondFactorBook {
  /** Undefined for who has none. */
  of(userId: string): SecondFactorRecord | undefined;
  /** Whether the house asks everybody for one. */
  isRequired(): boolean;
  /** Whether they can do nothing but set one up. */
  mustEnrol(user: UserRecord): boolean;
  /** What a person's session may do; a panel's, where there is no person. */
  grantOf(user: UserRecord | undefined): ReadonlySet<Permission>;
  /** Rises with every change of any of it. */
  version(): number;
  saving(userId: string, record: SecondFactorRecord, events?: readonly NewEvent[]): Step;
  removing(userId: string, events?: readonly NewEvent[]): Step;
  requiring(isRequired: boolean, events: readonly NewEvent[]): Step;
}

export function createSecondFactorBook(store: Store): SecondFactorBook {
  const factors = new Map(store.entries(SECOND_FACTORS));
  let isRequired = store.get(RULE, RULE_KEY)?.isRequired ?? false;
  let version = 0;
  const mustEnrol = ({ id }: UserRecord) => isRequired && !factors.has(id);

  return {
    of: (userId) => factors.get(userId),
    isRequired: () => isRequired,
    mustEnrol,
    grantOf(user) {
      if (user === undefined) return permissionsOf('panel');
      return permissionsOf(mustEnrol(user) ? 'enrolling' : user.role);
    },
    version: () => version,
    saving: (userId, record, events = []) => ({
      changes: [{ put: SECOND_FACTORS, key: userId, value: record }],
      events,
      apply() {
        factors.set(userId, record);
        version++;
      },
    }),
    removing: (userId, events = []) => ({
      changes: [{ remove: SECOND_FACTORS, key: userId }],
      events,
      apply() {
        factors.delete(userId);
        version++;
      },
    }),
    requiring: (next, events) => ({
      changes: [{ put: RULE, key: RULE_KEY, value: { isRequired: next } }],
      events,
      apply() {
        isRequired = next;
        version++;
      },
    }),
  };
}

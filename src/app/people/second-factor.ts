/** Setting up a second factor, and all else that is done with it but signing in. */
import { HubError, invalid } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  appCode,
  base32,
  otpauthUri,
  RECOVERY_CODE_CHARS,
  recoveryCode,
  TOTP_SECRET_BYTES,
} from '../../domain/second-factor.ts';
import type { SecondFactorChange } from '../../domain/sentences/event-data.ts';
import { isoTime } from '../../domain/units.ts';
import type { Digest, OneTimeCode, SecretBox } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Random } from '../base/ports/random.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import type { Mutex } from '../base/mutex.ts';
import { ofUser, refuseBeyond } from './account-requests.ts';
import { noLonger } from '../users/proven.ts';
import type { SecondFactorBook, SecondFactorRecord } from './second-factor-book.ts';
import { recoveryHash, stepOfCode } from './second-factor-check.ts';
import type { UserRecord, Users } from '../users/users.ts';

/** How it stands with the asker's own. */
export interface SecondFactorState {
  readonly enabled: boolean;
  readonly since?: string;
  readonly recoveryCodesLeft?: number;
  /** Whether the house asks everybody for one: then it cannot be turned off. */
  readonly required: boolean;
}

/** What the app is given: shown until the first code of it is there. */
export interface Enrolment {
  /** In base32. */
  readonly secret: string;
  readonly uri: string;
}

export interface SecondFactor {
  /** @throws HubError `forbidden` where no person's session asks: as all that is one's own */
  state(asker: Principal): SecondFactorState;
  /** Nothing is kept yet, nor asked for. @throws HubError `conflict` where there is one, `unavailable` */
  begin(asker: Principal): Enrolment;
  /**
   * From now on signing in takes a code.
   * @returns the recovery codes: shown this once
   * @throws HubError `invalid`, `conflict` where none was begun, `unavailable` while the hub does not know the time
   */
  confirm(asker: Principal, code: string): Promise<readonly string[]>;
  /** In place of those there were. @throws HubError `conflict` where there is no second factor */
  renewCodes(asker: Principal): Promise<readonly string[]>;
  /** @throws HubError `conflict` where the house asks for one */
  turnOff(asker: Principal): Promise<void>;
  /** For who has lost app and codes. @returns whether there was one @throws HubError `not_found`, `forbidden` */
  reset(by: Principal, userId: string): Promise<boolean>;
  rule(): { readonly required: boolean };
  /**
   * From the next request on who has none can do nothing but set one up.
   * @param precondition of the rule
   * @throws HubError `conflict` (their own first)
   */
  setRule(by: Principal, required: boolean, precondition?: Precondition): Promise<void>;
}

export interface SecondFactorDeps {
  users: Pick<Users, 'get'>;
  factors: SecondFactorBook;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  random: Random;
  digest: Digest;
  totp: OneTimeCode;
  /** Undefined where its key could not be written. */
  box: SecretBox | undefined;
  /** Whether who asks may still do so when it is their turn. */
  isCurrent: (asker: Principal) => boolean;
}

const event = (user: UserRecord, by: Principal, change: SecondFactorChange): NewEvent => ({
  ...ofUser(user, doerOf(by)),
  type: 'second_factor_changed',
  data: { name: user.name, change },
});

const ruleEvent = (by: Principal, required: boolean): NewEvent => ({
  type: 'second_factor_changed',
  severity: 'info',
  ...doerOf(by),
  data: { change: 'rule', required },
});

export function createSecondFactor(deps: SecondFactorDeps): SecondFactor {
  const { users, factors, journal, clock, mutex, random, digest, box } = deps;
  /** By user: what was begun, and when by monotonic time. */
  const begun = new Map<string, { readonly secret: Uint8Array; readonly atMs: number }>();

  function personOf({ id }: Principal): UserRecord {
    const user = users.get(id);
    if (user === undefined)
      throw new HubError('forbidden', 'only who has signed in to an account has a second factor');
    return user;
  }

  function existing(user: UserRecord): SecondFactorRecord {
    const record = factors.of(user.id);
    if (record === undefined)
      throw new HubError('conflict', 'there is no second factor yet', { ...because('otp_none') });
    return record;
  }

  function refuseSecond({ id }: UserRecord): void {
    if (factors.of(id) !== undefined)
      throw new HubError('conflict', 'there is a second factor already: turn it off first', {
        ...because('otp_exists'),
      });
  }

  const changing = async <T>(by: Principal, task: () => Promise<T>): Promise<T> =>
    mutex(async () => {
      if (!deps.isCurrent(by)) throw noLonger();
      return task();
    });

  function newCodes(userId: string) {
    const codes = Array.from({ length: LIMITS.recoveryCodes }, () =>
      recoveryCode(random.bytes(RECOVERY_CODE_CHARS)),
    );
    return { codes, hashes: codes.map((code) => recoveryHash(digest, userId, code)) };
  }

  function secretBegun({ id }: UserRecord): Uint8Array {
    const { secret, atMs } = begun.get(id) ?? { atMs: -Infinity };
    if (secret === undefined || clock.monotonicMs() - atMs > LIMITS.secondFactorBegunMs)
      throw new HubError('conflict', 'nothing was begun, or too long ago: begin again', {
        ...because('otp_not_begun'),
      });
    return secret;
  }

  /** @throws HubError `invalid`: where the clocks differ, the hub's helps to find that out */
  function stepConfirmed(secret: Uint8Array, text: string): number {
    if (clock.isProvisional?.() === true)
      throw new HubError('unavailable', 'the hub does not know the time yet: try again later', {
        ...because('otp_time_unknown'),
      });
    const code = appCode(text);
    const step = code === undefined ? undefined : stepOfCode(deps, secret, code);
    if (step === undefined) {
      const hubTime = isoTime(clock.houseMs?.() ?? clock.nowMs());
      throw invalid(
        'code',
        `code is not what the app should show now, by the hub's clock (${hubTime})`,
        because('otp_wrong', { hubTime }),
      );
    }
    return step;
  }

  const commit = async (...steps: Step[]) => commitSteps(journal, steps);

  return {
    state(asker) {
      const record = factors.of(personOf(asker).id);
      return {
        enabled: record !== undefined,
        ...(record !== undefined && {
          since: isoTime(record.sinceMs),
          recoveryCodesLeft: record.recoveryHashes.length,
        }),
        required: factors.isRequired(),
      };
    },

    begin(asker) {
      const user = personOf(asker);
      refuseSecond(user);
      if (box === undefined)
        throw new HubError('unavailable', 'the hub could not write its keys: see its log', {
          ...because('keys_unwritable'),
        });
      const secret = random.bytes(TOTP_SECRET_BYTES);
      begun.set(user.id, { secret, atMs: clock.monotonicMs() });
      const text = base32(secret);
      return { secret: text, uri: otpauthUri(text, user.email) };
    },

    confirm: async (asker, code) =>
      changing(asker, async () => {
        const user = personOf(asker);
        refuseSecond(user);
        const secret = secretBegun(user);
        const lastStep = stepConfirmed(secret, code);
        const { codes, hashes: recoveryHashes } = newCodes(user.id);
        const sealedSecret = box?.seal(secret) ?? '';
        const record = { sealedSecret, sinceMs: clock.nowMs(), lastStep, recoveryHashes };
        const turnedOn = event(user, asker, 'on');
        await commit(factors.saving(user.id, record, [turnedOn]));
        begun.delete(user.id);
        return codes;
      }),

    renewCodes: async (asker) =>
      changing(asker, async () => {
        const user = personOf(asker);
        const { codes, hashes: recoveryHashes } = newCodes(user.id);
        const renewed = event(user, asker, 'recovery_codes');
        await commit(factors.saving(user.id, { ...existing(user), recoveryHashes }, [renewed]));
        return codes;
      }),

    turnOff: async (asker) =>
      changing(asker, async () => {
        const user = personOf(asker);
        if (factors.isRequired())
          throw new HubError('conflict', 'the house asks everybody for a second factor', {
            ...because('otp_required'),
          });
        existing(user);
        const off = event(user, asker, 'off');
        await commit(factors.removing(user.id, [off]));
      }),

    reset: async (by, userId) =>
      changing(by, async () => {
        const user = users.get(userId);
        if (user === undefined) throw new HubError('not_found', 'User not found', { userId });
        refuseBeyond(by, user.role);
        if (factors.of(userId) === undefined) return false;
        const done = event(user, by, 'reset');
        await commit(factors.removing(userId, [done]));
        return true;
      }),

    rule: () => ({ required: factors.isRequired() }),

    setRule: async (by, required, precondition = UNCONDITIONALLY) =>
      changing(by, async () => {
        if (required && by.kind === 'session' && factors.of(by.id) === undefined)
          throw new HubError('conflict', 'turn on your own second factor first', {
            ...because('otp_own_first'),
          });
        precondition({ required: factors.isRequired() });
        if (required !== factors.isRequired())
          await commit(factors.requiring(required, [ruleEvent(by, required)]));
      }),
  };
}

/** The second step of signing in: a code of the app, or a recovery code. Neither counts twice. */
import { personOf } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { asTyped } from '../../domain/legible.ts';
import { appCode, openSteps } from '../../domain/second-factor.ts';
import type { Client, Digest, OneTimeCode, SecretBox } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal, Refusals } from '../base/ports/journal.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import type { Mutex } from '../base/mutex.ts';
import { ofUser } from './account-requests.ts';
import { evaluating, type Attempt } from './lockout.ts';
import type { SecondFactorBook, SecondFactorRecord } from './second-factor-book.ts';
import type { UserRecord } from '../users/users.ts';

/** What comes with a password. */
export interface SecondStepProof {
  /** As typed. */
  readonly otp?: string | undefined;
  /** Whose session the browser has already: it has taken this step, and a password alone proves that they are still there. */
  readonly sessionUserId?: string | undefined;
}

/**
 * Returns once it is taken, and the code is used up on the disk; the attempt is then still to be settled.
 * @throws HubError `unauthorized` with `otpRequired`, the attempt settled; `storage_full`
 */
export type SecondStep = (
  user: UserRecord,
  attempt: Attempt,
  client: Client,
  proof: SecondStepProof,
) => Promise<void>;

/** What is kept of a recovery code. */
export function recoveryHash(digest: Digest, userId: string, code: string): string {
  return Buffer.from(digest.sha256(`${userId} ${asTyped(code)}`)).toString('base64');
}

/** @param recoveryOnly whether a code of the app cannot count, since the hub does not know the time */
function otpRequired(recoveryOnly: boolean): HubError {
  const words = recoveryOnly
    ? 'A recovery code is required: the hub does not know the time yet, so that no code of an app counts'
    : 'A code of the authenticator app, or a recovery code, is required';
  return new HubError('unauthorized', words, {
    code: 'AUTH_OTP_REQUIRED',
    otpRequired: true,
    ...(recoveryOnly && { recoveryOnly }),
  });
}

function otpWrong(): HubError {
  return new HubError('unauthorized', 'The code is wrong, or was used before', {
    code: 'AUTH_OTP_INVALID',
    otpRequired: true,
  });
}

/** The step of the app's code, where it counts now; undefined where it does not. */
export function stepOfCode(
  { clock, digest, totp }: { clock: Clock; digest: Digest; totp: OneTimeCode },
  secret: Uint8Array,
  code: string,
  lastStep = -1,
): number | undefined {
  // By the wall that the app's clock shows, too.
  return openSteps(clock.houseMs?.() ?? clock.nowMs(), lastStep).find((step) =>
    digest.equal(Buffer.from(totp(secret, step)), Buffer.from(code)),
  );
}

export interface SecondStepDeps {
  factors: SecondFactorBook;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  refusals: Refusals;
  digest: Digest;
  totp: OneTimeCode;
  box: SecretBox | undefined;
}

export function createSecondStep(deps: SecondStepDeps): SecondStep {
  const { factors, journal, clock, mutex, refusals, digest, box } = deps;

  /** What uses the code up; undefined where it is not one that counts. */
  function using(
    user: UserRecord,
    record: SecondFactorRecord,
    otp: string,
    address: string,
  ): Step | undefined {
    const code = appCode(otp);
    if (code !== undefined) {
      // Without the key that it was sealed with, the recovery codes are what is left.
      const secret = box?.open(record.sealedSecret);
      const lastStep = secret && stepOfCode(deps, secret, code, record.lastStep);
      return lastStep === undefined ? undefined : factors.saving(user.id, { ...record, lastStep });
    }
    const hash = recoveryHash(digest, user.id, otp);
    const recoveryHashes = record.recoveryHashes.filter((kept) => kept !== hash);
    const left = recoveryHashes.length;
    if (left === record.recoveryHashes.length) return undefined;
    const told = ofUser(user, { by: personOf(user), from: { address } });
    const data = { name: user.name, left };
    return factors.saving(user.id, { ...record, recoveryHashes }, [
      { ...told, type: 'recovery_code_used', severity: 'warning', data },
    ]);
  }

  /** One after the other: of two with the same code, the second finds it used. */
  const redeem = async (user: UserRecord, otp: string, address: string) =>
    mutex(async () => {
      const record = factors.of(user.id);
      if (record === undefined) return true;
      const step = using(user, record, otp, address);
      if (step !== undefined) await commitSteps(journal, [step]);
      return step !== undefined;
    });

  return async (user, attempt, { address }, { otp, sessionUserId }) => {
    if (factors.of(user.id) === undefined || sessionUserId === user.id) return;
    const isTimeUnknown = clock.isProvisional?.() === true;
    if (otp === undefined || (isTimeUnknown && appCode(otp) !== undefined)) {
      // Nothing was tried, and nothing is learned but that the password is right.
      attempt.abandoned();
      throw otpRequired(isTimeUnknown);
    }
    if (await evaluating(attempt, async () => redeem(user, otp, address))) return;
    attempt.failed();
    refusals.note({ address, reason: 'otp_wrong', principalId: user.id });
    throw otpWrong();
  };
}

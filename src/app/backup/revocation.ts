/**
 * Who was thrown out, what let them in before, and what they may no longer do: kept outside the store, so that no backup
 * that is older brings it back. And new passwords, PINs and second factors, so that nobody who changed theirs is locked out,
 * or comes in with less.
 */
import * as v from 'valibot';
import { ROLES } from '../../domain/account.ts';
import { checked } from '../base/schema.ts';
import type { Change, Store } from '../base/ports/store.ts';
import { PIN, PIN_KEY, type PinRecord } from '../people/pin.ts';
import {
  SECOND_FACTOR,
  SECOND_FACTORS,
  type SecondFactorRecord,
} from '../people/second-factor-book.ts';
import { TOKENS } from '../tokens/token-records.ts';
import { USERS, type UserRecord } from '../users/users.ts';
import type { TokenRecord } from '../../domain/token.ts';

const TOKEN_ID = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{8}$/));
const USER_ID = v.pipe(v.string(), v.regex(/^usr_[0-9A-Za-z]{8}$/));

const REVOCATION = v.union([
  v.strictObject({ token: TOKEN_ID, revokedAtMs: v.number() }),
  /** It has another secret. */
  v.strictObject({ token: TOKEN_ID, rotatedAtMs: v.number(), hash: v.string() }),
  /** Enabling one again is kept too: it is the last of them that counts. */
  v.strictObject({ token: TOKEN_ID, isDisabled: v.boolean(), changedAtMs: v.number() }),
  v.strictObject({ user: USER_ID, removedAtMs: v.number() }),
  v.strictObject({ user: USER_ID, passwordVersion: v.number(), passwordHash: v.string() }),
  /** Likewise, who becomes an owner again. */
  v.strictObject({ user: USER_ID, role: v.picklist(ROLES), changedAtMs: v.number() }),
  /** Without a hash there is none any more. */
  v.strictObject({
    pin: v.literal(PIN_KEY),
    hash: v.optional(v.string()),
    changedAtMs: v.number(),
  }),
  /** A person's second factor, its key sealed as in the store. Without one it was turned off. */
  v.strictObject({
    factorOf: USER_ID,
    factor: v.optional(SECOND_FACTOR),
    changedAtMs: v.number(),
  }),
]);
export type Revocation = Readonly<v.InferOutput<typeof REVOCATION>>;

export const parseRevocation = (value: unknown): Revocation => checked(REVOCATION, value);

const isFinal = (one: Revocation) => 'revokedAtMs' in one || 'removedAtMs' in one;

const userKey = (id: string) => `${USERS.name}/${id}`;

/** The record that it is about, by the name that it has in the store. */
export function recordKeyOf(one: Revocation): string {
  if ('factorOf' in one) return `${SECOND_FACTORS.name}/${one.factorOf}`;
  if ('token' in one) return `${TOKENS.name}/${one.token}`;
  return 'user' in one ? userKey(one.user) : `${PIN.name}/${one.pin}`;
}

/** What of the subject it is about; nothing but the subject where it is final. */
function nameOf(one: Revocation): string {
  const subject = recordKeyOf(one);
  if (isFinal(one) || 'pin' in one || 'factorOf' in one) return subject;
  if ('rotatedAtMs' in one || 'passwordVersion' in one) return `${subject} secret`;
  return `${subject} rights`;
}

function ageOf(one: Revocation): number {
  if ('changedAtMs' in one) return one.changedAtMs;
  if ('rotatedAtMs' in one) return one.rotatedAtMs;
  return 'passwordVersion' in one ? one.passwordVersion : Infinity;
}

/** Of two of one name, the later; nobody comes back from a final one. */
const later = (one: Revocation, other: Revocation) =>
  !isFinal(one) && ageOf(other) >= ageOf(one) ? other : one;

/** One of each name, in the order in which they came first; the last `limit` of them. */
export function merged(all: Iterable<Revocation>, limit = Infinity): Revocation[] {
  const byName = new Map<string, Revocation>();
  for (const one of all) {
    const name = nameOf(one);
    const before = byName.get(name);
    byName.set(name, before === undefined ? one : later(before, one));
  }
  const isOver = (one: Revocation) => {
    const last = byName.get('factorOf' in one ? userKey(one.factorOf) : recordKeyOf(one));
    return last !== undefined && last !== one;
  };
  return [...byName.values()].filter((one) => !isOver(one)).slice(-limit);
}

export const lineOf = (one: Revocation): string => `${JSON.stringify(one)}\n`;

/** What the lines say; one that was cut off by a power cut, or cannot be read, is left out. */
export function parseLines(text: string): Revocation[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [parseRevocation(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

function ofToken(
  before: TokenRecord | undefined,
  after: TokenRecord,
  changedAtMs: number,
): Revocation[] {
  const { id: token, hash, revokedAtMs, rotatedAtMs } = after;
  if (revokedAtMs !== undefined) return [{ token, revokedAtMs }];
  const isOther = before !== undefined && before.hash !== hash && rotatedAtMs !== undefined;
  const isDisabled = after.isDisabled === true;
  const wasDisabled = before?.isDisabled === true;
  return [
    ...(isOther ? [{ token, rotatedAtMs, hash }] : []),
    ...(isDisabled === wasDisabled ? [] : [{ token, isDisabled, changedAtMs }]),
  ];
}

function ofUser(
  before: UserRecord | undefined,
  after: UserRecord,
  changedAtMs: number,
): Revocation[] {
  if (before === undefined) return [];
  const { id: user, role, passwordHash, passwordVersion } = after;
  const isOther = before.passwordVersion !== passwordVersion;
  return [
    ...(isOther ? [{ user, passwordVersion, passwordHash }] : []),
    ...(before.role === role ? [] : [{ user, role, changedAtMs }]),
  ];
}

function ofPin(
  before: PinRecord | undefined,
  { hash }: PinRecord,
  changedAtMs: number,
): Revocation[] {
  if (before?.hash === hash) return [];
  return [{ pin: PIN_KEY, ...(hash !== undefined && { hash }), changedAtMs }];
}

/** The step of the last code that was used is no matter: it changes with each. */
function ofFactor(
  before: SecondFactorRecord | undefined,
  after: SecondFactorRecord | undefined,
  { factorOf, changedAtMs }: { factorOf: string; changedAtMs: number },
): Revocation[] {
  const isSame =
    before?.sealedSecret === after?.sealedSecret &&
    before?.recoveryHashes.join() === after?.recoveryHashes.join();
  if (isSame) return [];
  return [{ factorOf, ...(after !== undefined && { factor: after }), changedAtMs }];
}

/** What of the changes throws somebody out. @param store as it is before them */
export function revocationsIn(
  changes: readonly Change[],
  store: Pick<Store, 'get'>,
  nowMs: number,
): Revocation[] {
  return changes.flatMap((change): Revocation[] => {
    const { key } = change;
    const about = { factorOf: key, changedAtMs: nowMs };
    if ('remove' in change) {
      if (change.remove === SECOND_FACTORS)
        return ofFactor(store.get(SECOND_FACTORS, key), undefined, about);
      return change.remove === USERS ? [{ user: key, removedAtMs: nowMs }] : [];
    }
    const { put, value } = change;
    if (put === SECOND_FACTORS)
      return ofFactor(store.get(SECOND_FACTORS, key), value as SecondFactorRecord, about);
    if (put === TOKENS) return ofToken(store.get(TOKENS, key), value as TokenRecord, nowMs);
    if (put === USERS) return ofUser(store.get(USERS, key), value as UserRecord, nowMs);
    return put === PIN ? ofPin(store.get(PIN, key), value as PinRecord, nowMs) : [];
  });
}

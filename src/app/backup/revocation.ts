/**
 * Who was thrown out, and what let them in before: kept outside the store, so that no backup that is older brings it
 * back. And new passwords, so that nobody who changed theirs is locked out.
 */
import * as v from 'valibot';
import { checked } from '../base/schema.ts';
import type { Change, Store } from '../base/ports/store.ts';
import { TOKENS } from '../tokens/live-token.ts';
import { USERS, type UserRecord } from '../users/users.ts';
import type { TokenRecord } from '../../domain/token.ts';

const TOKEN_ID = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{8}$/));
const USER_ID = v.pipe(v.string(), v.regex(/^usr_[0-9A-Za-z]{8}$/));

const REVOCATION = v.union([
  v.strictObject({ token: TOKEN_ID, revokedAtMs: v.number() }),
  /** It has another secret. */
  v.strictObject({ token: TOKEN_ID, rotatedAtMs: v.number(), hash: v.string() }),
  v.strictObject({ user: USER_ID, removedAtMs: v.number() }),
  v.strictObject({ user: USER_ID, passwordVersion: v.number(), passwordHash: v.string() }),
]);
export type Revocation = Readonly<v.InferOutput<typeof REVOCATION>>;

export const parseRevocation = (value: unknown): Revocation => checked(REVOCATION, value);

const isFinal = (one: Revocation) => 'revokedAtMs' in one || 'removedAtMs' in one;
const nameOf = (one: Revocation) => ('token' in one ? `token ${one.token}` : `user ${one.user}`);
/** Of two of one name, the later; nobody comes back from a final one. */
function later(one: Revocation, other: Revocation): Revocation {
  if (isFinal(one)) return one;
  if (isFinal(other)) return other;
  if ('rotatedAtMs' in one && 'rotatedAtMs' in other)
    return other.rotatedAtMs >= one.rotatedAtMs ? other : one;
  if ('passwordVersion' in one && 'passwordVersion' in other)
    return other.passwordVersion >= one.passwordVersion ? other : one;
  return other;
}

/** One of each name, in the order in which they came first; the last `limit` of them. */
export function merged(all: Iterable<Revocation>, limit = Infinity): Revocation[] {
  const byName = new Map<string, Revocation>();
  for (const one of all) {
    const name = nameOf(one);
    const before = byName.get(name);
    byName.set(name, before === undefined ? one : later(before, one));
  }
  return [...byName.values()].slice(-limit);
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

function ofToken(before: TokenRecord | undefined, after: TokenRecord): Revocation[] {
  const { id: token, hash, revokedAtMs, rotatedAtMs } = after;
  if (revokedAtMs !== undefined) return [{ token, revokedAtMs }];
  const isOther = before !== undefined && before.hash !== hash && rotatedAtMs !== undefined;
  return isOther ? [{ token, rotatedAtMs, hash }] : [];
}

function ofUser(before: UserRecord | undefined, after: UserRecord): Revocation[] {
  const { id: user, passwordHash, passwordVersion } = after;
  const isOther = before !== undefined && before.passwordVersion !== passwordVersion;
  return isOther ? [{ user, passwordVersion, passwordHash }] : [];
}

/** What of the changes throws somebody out. @param store as it is before them */
export function revocationsIn(
  changes: readonly Change[],
  store: Pick<Store, 'get'>,
  nowMs: number,
): Revocation[] {
  return changes.flatMap((change): Revocation[] => {
    const { key } = change;
    if ('remove' in change)
      return change.remove === USERS ? [{ user: key, removedAtMs: nowMs }] : [];
    if (change.put === TOKENS) return ofToken(store.get(TOKENS, key), change.value as TokenRecord);
    if (change.put === USERS) return ofUser(store.get(USERS, key), change.value as UserRecord);
    return [];
  });
}

/** Records of a backup as they may come back: who was thrown out since stays out, who changed a password comes in with it. */
import type { Revocation } from './revocation.ts';

interface Stored {
  readonly v: number;
  readonly d: Readonly<Record<string, unknown>>;
}

/** What was held back, or put right. */
export interface RevivedCounts {
  readonly tokensRevoked: number;
  readonly peopleRemoved: number;
  readonly passwordsKept: number;
}

export interface Reviver {
  /** The text of a record as it may come back; undefined where it may not. */
  revived(key: string, text: string): string | undefined;
  counts(): RevivedCounts;
}

/** Undefined for what cannot be read: it comes back as it is, for the hub to set aside. */
function stored(text: string): Stored | undefined {
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    const isRecord = typeof value?.v === 'number' && typeof value.d === 'object';
    return isRecord ? (value as Stored) : undefined;
  } catch {
    return undefined;
  }
}

const textWith = ({ v, d }: Stored, change: object) =>
  JSON.stringify({ v, d: { ...d, ...change } });
const numberIn = (d: Stored['d'], ...names: readonly string[]) =>
  Math.max(0, ...names.map((name) => d[name]).filter((value) => typeof value === 'number'));

/** By the name that its record has in the store. */
function byKey(all: Iterable<Revocation>): Map<string, Revocation> {
  const found = new Map<string, Revocation>();
  for (const one of all)
    found.set('token' in one ? `tokens/${one.token}` : `users/${one.user}`, one);
  return found;
}

/** @param all one of each name */
export function createReviver(all: Iterable<Revocation>): Reviver {
  const revocations = byKey(all);
  const counts = { tokensRevoked: 0, peopleRemoved: 0, passwordsKept: 0 };

  function ofToken(one: Revocation, text: string, record: Stored): string {
    const { d } = record;
    if ('revokedAtMs' in one) {
      if (d['revokedAtMs'] !== undefined) return text;
      counts.tokensRevoked++;
      return textWith(record, { revokedAtMs: one.revokedAtMs });
    }
    const isOlder =
      'rotatedAtMs' in one && numberIn(d, 'rotatedAtMs', 'createdAtMs') < one.rotatedAtMs;
    return isOlder ? textWith(record, { hash: one.hash, rotatedAtMs: one.rotatedAtMs }) : text;
  }

  function ofUser(one: Revocation, text: string, record: Stored): string | undefined {
    if ('removedAtMs' in one) {
      counts.peopleRemoved++;
      return undefined;
    }
    const isOlder =
      'passwordVersion' in one && numberIn(record.d, 'passwordVersion') < one.passwordVersion;
    if (!isOlder) return text;
    counts.passwordsKept++;
    const { passwordHash, passwordVersion } = one;
    return textWith(record, { passwordHash, passwordVersion });
  }

  return {
    revived(key, text) {
      const one = revocations.get(key);
      if (one === undefined) return text;
      const record = stored(text);
      if (record === undefined) return 'removedAtMs' in one ? undefined : text;
      return 'token' in one ? ofToken(one, text, record) : ofUser(one, text, record);
    },
    counts: () => counts,
  };
}

/** Records of a backup as they may come back: who was thrown out since stays out, who changed a password comes in with it. */
import { SECOND_FACTORS, type SecondFactorRecord } from '../people/second-factor-book.ts';
import { USERS } from '../users/users.ts';
import type { TextRecord } from './record-slices.ts';
import { recordKeyOf, type Revocation } from './revocation.ts';

interface Stored {
  readonly v: number;
  readonly d: Readonly<Record<string, unknown>>;
}

/** What was held back, or put right. */
export interface RevivedCounts {
  readonly tokensRevoked: number;
  readonly tokensDisabled: number;
  readonly peopleRemoved: number;
  readonly ownersDemoted: number;
  readonly passwordsKept: number;
  /** There is one at most. */
  readonly pinsKept: number;
  /** Set up, turned off or given new recovery codes since. */
  readonly factorsKept: number;
}
type Count = keyof RevivedCounts;

/** These alone of what is known of a backup. */
export const revivedCounts = (all: RevivedCounts): RevivedCounts => ({
  tokensRevoked: all.tokensRevoked,
  tokensDisabled: all.tokensDisabled,
  peopleRemoved: all.peopleRemoved,
  ownersDemoted: all.ownersDemoted,
  passwordsKept: all.passwordsKept,
  pinsKept: all.pinsKept,
  factorsKept: all.factorsKept,
});

export interface Reviver {
  /** The text of a record as it may come back; undefined where it may not. */
  revived(key: string, text: string): string | undefined;
  /** Once all of the backup has been asked for: what it has nothing of, and has to be there. */
  missing(): TextRecord[];
  counts(): RevivedCounts;
  /** How many second factors cannot come along, since the key that they are sealed with is not there. */
  factorsLost(): number;
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

const numberIn = (d: Stored['d'], ...names: readonly string[]) =>
  Math.max(0, ...names.map((name) => d[name]).filter((value) => typeof value === 'number'));

/** By the name that its record has in the store: one may be about its secret, another about what it may do. */
function byKey(all: Iterable<Revocation>): Map<string, Revocation[]> {
  const found = new Map<string, Revocation[]>();
  for (const one of all) {
    const key = recordKeyOf(one);
    const others = found.get(key);
    if (others === undefined) found.set(key, [one]);
    else others.push(one);
  }
  return found;
}

/** What one changes in a record, and what it is counted as. */
interface Mending {
  /** A member that is undefined is left out. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly counts?: Count;
}

type Of<Subject extends string> = Extract<Revocation, Readonly<Record<Subject, string>>>;

function ofToken(one: Of<'token'>, d: Stored['d']): Mending | undefined {
  if ('revokedAtMs' in one) {
    const { revokedAtMs } = one;
    if (d['revokedAtMs'] !== undefined) return undefined;
    return { change: { revokedAtMs }, counts: 'tokensRevoked' };
  }
  if ('rotatedAtMs' in one) {
    const { hash, rotatedAtMs } = one;
    const isOlder = numberIn(d, 'rotatedAtMs', 'createdAtMs') < rotatedAtMs;
    return isOlder ? { change: { hash, rotatedAtMs } } : undefined;
  }
  const isLess = one.isDisabled && d['isDisabled'] !== true && d['revokedAtMs'] === undefined;
  return isLess ? { change: { isDisabled: true }, counts: 'tokensDisabled' } : undefined;
}

function ofUser(one: Of<'user'>, d: Stored['d']): Mending | undefined {
  if ('passwordVersion' in one) {
    const { passwordHash, passwordVersion } = one;
    const isOlder = numberIn(d, 'passwordVersion') < passwordVersion;
    return isOlder
      ? { change: { passwordHash, passwordVersion }, counts: 'passwordsKept' }
      : undefined;
  }
  const isDemotion = 'role' in one && one.role !== 'owner' && d['role'] === 'owner';
  return isDemotion ? { change: { role: one.role }, counts: 'ownersDemoted' } : undefined;
}

/** The second factor that somebody has now; undefined where it was turned off. @param d as the backup has it */
function factorNow(
  { factor, changedAtMs }: Of<'factorOf'>,
  d: Stored['d'],
): Stored['d'] | undefined {
  const sinceMs = numberIn(d, 'sinceMs');
  // A backup is newer where this could not be written.
  if (factor === undefined) return sinceMs > changedAtMs ? d : undefined;
  if (d['sealedSecret'] !== factor.sealedSecret)
    return sinceMs > factor.sinceMs ? d : { ...factor };
  const { recoveryHashes } = factor;
  const isSame = JSON.stringify(d['recoveryHashes']) === JSON.stringify(recoveryHashes);
  return isSame ? d : { ...d, recoveryHashes };
}

function mendingOf(one: Exclude<Revocation, Of<'factorOf'>>, d: Stored['d']): Mending | undefined {
  if ('token' in one) return ofToken(one, d);
  if ('user' in one) return ofUser(one, d);
  return d['hash'] === one.hash ? undefined : { change: { hash: one.hash }, counts: 'pinsKept' };
}

const FACTOR_PREFIX = `${SECOND_FACTORS.name}/`;

/**
 * @param all one of each name
 * @param opens whether a second factor's key, sealed as it is, is of use to the hub that there will be
 */
export function createReviver(
  all: Iterable<Revocation>,
  opens: (sealedSecret: string) => boolean = () => true,
): Reviver {
  const revocations = byKey(all);
  /** Keys of the people and second factors that there are. */
  const met = new Set<string>();
  let factorsLost = 0;
  const counts: Record<Count, number> = {
    tokensRevoked: 0,
    tokensDisabled: 0,
    peopleRemoved: 0,
    ownersDemoted: 0,
    passwordsKept: 0,
    pinsKept: 0,
    factorsKept: 0,
  };

  const isRemoved = (userKey: string) =>
    revocations.get(userKey)?.some((one) => 'removedAtMs' in one) === true;

  function openable(d: Stored['d']): boolean {
    const isOpen = opens(String(d['sealedSecret']));
    if (!isOpen) factorsLost++;
    return isOpen;
  }

  function revivedFactor(key: string, text: string): string | undefined {
    met.add(key);
    const record = stored(text);
    if (isRemoved(`${USERS.name}/${key.slice(FACTOR_PREFIX.length)}`)) return undefined;
    if (record === undefined) return text;
    const entry = revocations.get(key)?.find((one) => 'factorOf' in one);
    const d = entry === undefined ? record.d : factorNow(entry, record.d);
    if (d !== undefined && !openable(d)) return undefined;
    if (d === record.d) return text;
    counts.factorsKept++;
    return d && JSON.stringify({ v: record.v, d });
  }

  /** Of who comes back without one, though they have set one up since. */
  function missingFactor(one: Revocation): TextRecord[] {
    const key = recordKeyOf(one);
    if (!('factorOf' in one) || one.factor === undefined || met.has(key)) return [];
    const factor: SecondFactorRecord = one.factor;
    if (!met.has(`${USERS.name}/${one.factorOf}`) || !openable({ ...factor })) return [];
    counts.factorsKept++;
    return [[key, JSON.stringify({ v: SECOND_FACTORS.version, d: factor })]];
  }

  return {
    revived(key, text) {
      if (key.startsWith(FACTOR_PREFIX)) return revivedFactor(key, text);
      if (key.startsWith(`${USERS.name}/`) && !isRemoved(key)) met.add(key);
      const about = revocations.get(key);
      if (about === undefined) return text;
      const record = stored(text);
      if (about.some((one) => 'removedAtMs' in one)) {
        if (record !== undefined) counts.peopleRemoved++;
        return undefined;
      }
      if (record === undefined) return text;
      let { d } = record;
      for (const one of about) {
        const mending = 'factorOf' in one ? undefined : mendingOf(one, d);
        if (mending === undefined) continue;
        d = { ...d, ...mending.change };
        if (mending.counts !== undefined) counts[mending.counts]++;
      }
      return d === record.d ? text : JSON.stringify({ v: record.v, d });
    },
    missing: () => [...revocations.values()].flat().flatMap(missingFactor),
    counts: () => counts,
    factorsLost: () => factorsLost,
  };
}

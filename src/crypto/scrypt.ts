/**
 * Slow hashes of passwords and PINs: scrypt, one at a time, since each takes a core and 32 MiB.
 * Kept as PHC strings: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, both in unpadded standard base64.
 */
import { hexOf, type PassphraseKeys, type PasswordHasher } from '../app/base/credential-ports.ts';
import { createFairQueue } from '../app/base/fair-queue.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Random } from '../app/base/ports/random.ts';
import { HubError, invalid } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { normaliseSecret, passwordTooLong } from '../domain/password.ts';
import { digest } from './digest.ts';
import { createSlowScrypt, type Scrypt } from './slow-scrypt.ts';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const RETRY_AFTER_SECONDS = 5;

/** log2 of N, block size, and how often over: RFC 7914. */
interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

interface Phc extends Cost {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** As strong as 2^17, 8, 1, in a quarter of its memory (OWASP, Password Storage Cheat Sheet). */
const COST: Cost = { ln: 15, r: 8, p: 3 };
/** Compared with where there is no hash: it takes as long, and never matches. */
const NOBODY: Phc = { ...COST, salt: new Uint8Array(SALT_BYTES), hash: new Uint8Array(HASH_BYTES) };

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const isWithin = (value: number, min: number, max: number) => value >= min && value <= max;

/** What a record can hold without being a weapon: at most 128 MiB and some seconds. */
const isBearable = ({ ln, r, p, salt, hash }: Phc) =>
  isWithin(ln, 10, 17) &&
  isWithin(r, 1, 8) &&
  isWithin(p, 1, 8) &&
  isWithin(salt.length, 8, 64) &&
  isWithin(hash.length, 16, 64);

/** @throws Error where it is no PHC string of scrypt, or one that would take too long: a damaged record */
function parsePhc(text: string): Phc {
  const [, ln, r, p, salt = '', hash = ''] = PHC.exec(text) ?? [];
  const phc: Phc = {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
  if (!isBearable(phc)) throw new Error('a stored password hash is damaged');
  return phc;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '');

const formatPhc = ({ ln, r, p, salt, hash }: Phc) =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;

const isOutdated = ({ ln, r, p, salt, hash }: Phc) =>
  ln < COST.ln || r < COST.r || p < COST.p || salt.length < SALT_BYTES || hash.length < HASH_BYTES;

interface DeriveParts {
  readonly clock: Clock;
  /** In place of the slow one. */
  readonly scrypt?: Scrypt;
}

function createDerive({ clock, scrypt = createSlowScrypt({ clock }) }: DeriveParts) {
  return {
    /** @param secret in normal form */
    derive: async (secret: string, { ln, r, p, salt }: Omit<Phc, 'hash'>, bytes: number) =>
      scrypt({ secret, salt, bytes, cost: { N: 2 ** ln, r, p } }),
    rest: () => scrypt.rest?.(),
  };
}

export function createPasswordHasher(parts: DeriveParts & { random: Random }): PasswordHasher {
  const { random } = parts;
  const { derive, rest } = createDerive(parts);
  const inTurn = createFairQueue({
    limit: LIMITS.passwordQueue,
    perLane: LIMITS.passwordQueuePerLane,
    refusal: () =>
      new HubError('unavailable', 'too many passwords are being checked', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      }),
  });

  return {
    async hash(secret) {
      const normal = normaliseSecret(secret);
      if (normal === undefined) throw passwordTooLong();
      const fresh = { ...COST, salt: random.bytes(SALT_BYTES) };
      const hash = await inTurn(() => derive(normal, fresh, HASH_BYTES));
      return formatPhc({ ...fresh, hash });
    },
    async verify(secret, text, lane) {
      const phc = text === undefined ? NOBODY : parsePhc(text);
      const normal = normaliseSecret(secret);
      if (normal === undefined) return { matches: false, isOutdated: isOutdated(phc) };
      const hash = await inTurn(() => derive(normal, phc, phc.hash.length), lane);
      return {
        matches: digest.equal(hash, phc.hash) && phc !== NOBODY,
        isOutdated: isOutdated(phc),
      };
    },
    rest,
  };
}

/** So many bytes of a hash of a key tell which it is. */
const KEY_ID_BYTES = 8;

/** Keys of passphrases, which no queue makes wait: only who owns the machine makes one. */
export function createPassphraseKeys(parts: { random: Random; clock: Clock }): PassphraseKeys {
  const { random } = parts;
  const { derive } = createDerive(parts);
  const wrong = (message: string) => invalid('passphrase', message);

  const derived: PassphraseKeys['derive'] = async (passphrase, cost) => {
    const normal = normaliseSecret(passphrase);
    if (normal === undefined)
      throw wrong(`a passphrase has at most ${LIMITS.passwordMaxBytes} bytes`);
    if (!isBearable({ ...cost, hash: NOBODY.hash }))
      throw wrong('the key of this passphrase would take more than a machine has');
    const key = await derive(normal, cost, HASH_BYTES);
    const id = digest.sha256(`aris backup key ${base64(key)}`).subarray(0, KEY_ID_BYTES);
    return { ...cost, key, keyId: hexOf(id) };
  };

  return {
    derive: derived,
    async make(passphrase) {
      if (Array.from(passphrase).length < LIMITS.backupPassphraseMinChars)
        throw wrong(`a passphrase has at least ${LIMITS.backupPassphraseMinChars} characters`);
      return derived(passphrase, { ...COST, salt: random.bytes(SALT_BYTES) });
    },
  };
}

/**
 * The keys that sign tokens and seal secrets, in `keys.json` beside the store. Whoever has them is anyone: they are in no
 * other file.
 */
import { closeSync, fchmodSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BoxKey } from '../app/base/credential-ports.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import { messageOf, SettingsError } from '../domain/errors.ts';
import { writeFileDurably } from './write-file.ts';

export const KEY_FILE_NAME = 'keys.json';
const RIGHTS = 0o600;
const KEY_BYTES = 32;
/** 32 bytes in base64, in the one way that has no spare bit set. */
const KEY = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
);
/** What a backup is sealed with: the key that was made of a passphrase, and how. */
const BACKUP = v.strictObject({
  ln: v.number(),
  r: v.number(),
  p: v.number(),
  salt: v.pipe(
    v.string(),
    v.transform((text): Uint8Array => Buffer.from(text, 'base64')),
  ),
  key: KEY,
  keyId: v.string(),
});
const VERSION = 2;
/** Only where backups are sealed: an older program cannot read it. */
const VERSION_WITH_BACKUP = 3;
const KEYS_OF_1 = { accessKey: KEY, refreshKey: KEY, setupKey: KEY };
/** 2 has the key that second factors are sealed with. */
const KEY_FILE = v.variant('version', [
  v.strictObject({ version: v.literal(1), ...KEYS_OF_1 }),
  v.strictObject({ version: v.literal(VERSION), ...KEYS_OF_1, factorKey: KEY }),
  v.strictObject({
    version: v.literal(VERSION_WITH_BACKUP),
    ...KEYS_OF_1,
    factorKey: KEY,
    backup: BACKUP,
  }),
]);

/** 32 bytes each, and each for one use alone. */
export type SigningKeys = Readonly<Record<keyof typeof KEYS_OF_1, Uint8Array>> & {
  /** Undefined where an old file has none, and could not be given one. */
  readonly factorKey?: Uint8Array;
  /** Where a passphrase is set. */
  readonly backup?: BoxKey | undefined;
};

/** Undefined where there is no such file. Rights that let others in are taken back. */
function readPrivateFile(path: string, log: Log): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const text = readFileSync(fd, 'utf8');
    if ((fstatSync(fd).mode & 0o777 & ~RIGHTS) !== 0) {
      fchmodSync(fd, RIGHTS);
      log.warn('others could read the signing keys, and no longer can', { path });
    }
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new SettingsError([`${path} cannot be used: ${messageOf(error)}`]);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Undefined for what is no key file. What is wrong with it is not said, since that would quote it. */
export function parseKeys(text: string): SigningKeys | undefined {
  try {
    const file = v.parse(KEY_FILE, JSON.parse(text));
    const { accessKey, refreshKey, setupKey } = file;
    const keys = { accessKey, refreshKey, setupKey };
    if (file.version === 1) return keys;
    const { factorKey } = file;
    return file.version === 2
      ? { ...keys, factorKey }
      : { ...keys, factorKey, backup: file.backup };
  } catch {
    return undefined;
  }
}

/** What is wrong with the keys of a store, without a word of what is in them; undefined where nothing is. */
export function keyFileFault(folder: string): string | undefined {
  const path = join(folder, KEY_FILE_NAME);
  try {
    return parseKeys(readFileSync(path, 'utf8')) === undefined
      ? `${path} is damaged or of another version`
      : undefined;
  } catch (error) {
    return `${path} cannot be read: ${messageOf(error)}`;
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The text of the file. */
export function keyText({ backup, ...keys }: SigningKeys): string {
  const texts = Object.entries(keys).map(([name, key]) => [name, base64(key)]);
  const version = backup === undefined ? VERSION : VERSION_WITH_BACKUP;
  const sealing = backup && { ...backup, salt: base64(backup.salt), key: base64(backup.key) };
  return `${JSON.stringify({ version, ...Object.fromEntries(texts), backup: sealing })}\n`;
}

function writeKeys(path: string, keys: SigningKeys): SigningKeys {
  writeFileDurably(path, keyText(keys));
  return keys;
}

/** Keeps them, in place of those that were there. @throws Error where the disk takes no writes */
export const saveKeys = (folder: string, keys: SigningKeys): SigningKeys =>
  writeKeys(join(folder, KEY_FILE_NAME), keys);

function writeNewKeys(path: string, random: Random): SigningKeys {
  const newKey = () => random.bytes(KEY_BYTES);
  return writeKeys(path, {
    accessKey: newKey(),
    refreshKey: newKey(),
    setupKey: newKey(),
    factorKey: newKey(),
  });
}

/** The same keys, and what a file of an earlier version lacks. On a disk that takes no writes the house goes on without. */
function completed(path: string, keys: SigningKeys, { random, log }: { random: Random; log: Log }) {
  if (keys.factorKey !== undefined) return keys;
  try {
    return writeKeys(path, { ...keys, factorKey: random.bytes(KEY_BYTES) });
  } catch (error) {
    log.warn('the keys cannot be written: nobody can set up a second factor', {
      reason: messageOf(error),
    });
    return keys;
  }
}

/**
 * The keys of the store in a folder, made with the first start.
 * @throws SettingsError where the file cannot be read or is damaged: new keys would end every session in silence
 */
export function openSigningKeys(folder: string, deps: { random: Random; log: Log }): SigningKeys {
  const path = join(folder, KEY_FILE_NAME);
  const text = readPrivateFile(path, deps.log);
  const keys = text === undefined ? writeNewKeys(path, deps.random) : parseKeys(text);
  if (keys === undefined) {
    throw new SettingsError([
      `${path} is damaged or of another version: put it back from a backup, or remove it, which ends every session`,
    ]);
  }
  return completed(path, keys, deps);
}

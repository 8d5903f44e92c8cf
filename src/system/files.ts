import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from '../domain/errors.ts';

/** The text of a file; undefined where there is none. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes a folder that only its owner may look into. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** @throws SettingsError, which names the setting, and nothing of the path but what is to be shown */
function settingFile(path: string, setting: string, shown = ''): string {
  let text: string | undefined;
  try {
    text = readTextFile(path);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SettingsError([`${setting}: the file cannot be read (${code})${shown}`]);
  }
  if (text === undefined) throw new SettingsError([`${setting}: there is no such file${shown}`]);
  return text;
}

/**
 * The text of the file at the path that a setting has.
 * @throws SettingsError, which names the setting and the file
 */
export function readSettingFile(path: string, setting: string): string {
  return settingFile(path, setting, `: ${path}`);
}

/**
 * The first line of such a file.
 * @throws SettingsError, without the path: the secret itself may have been given in its place
 */
export function readSecretFile(path: string, setting: string): string {
  return settingFile(path, setting).split(/\r?\n/, 1)[0] ?? '';
}

/**
 * The first line of such a file that nobody but its owner may read: whoever did would have all that it gives.
 * @param credentialFolder systemd's, which lets the service in by an access list that looks like a group's rights
 * @throws SettingsError as readSecretFile
 */
export function readPrivateSecretFile(
  path: string,
  setting: string,
  credentialFolder: string | undefined,
): string {
  const secret = readSecretFile(path, setting);
  const isCredential = credentialFolder !== undefined && dirname(path) === credentialFolder;
  if (!isCredential && (statSync(path).mode & 0o077) !== 0) {
    throw new SettingsError([
      `${setting}: others than its owner may use the file: chmod 600 it, and have a new secret in it if somebody has`,
    ]);
  }
  return secret;
}

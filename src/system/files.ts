import { mkdirSync, readFileSync } from 'node:fs';
import { messageOf, SettingsError } from '../domain/errors.ts';

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

/**
 * The text of the file at the path that a setting has.
 * @throws SettingsError, which names the setting
 */
export function readSettingFile(path: string, setting: string): string {
  let text: string | undefined;
  try {
    text = readTextFile(path);
  } catch (error) {
    throw new SettingsError([`${setting} cannot be read: ${messageOf(error)}`]);
  }
  if (text === undefined) throw new SettingsError([`${setting}: there is no file ${path}`]);
  return text;
}

/** The first line of such a file. @throws SettingsError */
export function readSecretFile(path: string, setting: string): string {
  return readSettingFile(path, setting).split(/\r?\n/, 1)[0] ?? '';
}

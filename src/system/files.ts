import { mkdirSync, readFileSync } from 'node:fs';
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

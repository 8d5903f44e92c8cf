/** From a command's arguments to the settings it runs with. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { loadSettings } from '../config/load.ts';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { messageOf, SettingsError } from '../domain/errors.ts';
import { readTextFile } from '../system/files.ts';
import { parseArguments } from './arguments.ts';
import { UsageError, type CliContext } from './context.ts';

const SETTINGS_FILE = '/etc/aris/aris.env';
export const SETTING_FLAGS: readonly string[] = Object.values(SETTINGS).map(({ flag }) => flag);

export interface CliSettings {
  readonly settings: Settings;
  readonly dataFolder: string;
}

/** A settings file that this user may not read is none: it is the service's. */
function fileSettings(): Record<string, string | undefined> {
  try {
    return parseEnv(readTextFile(SETTINGS_FILE) ?? '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return {};
    throw new SettingsError([`${SETTINGS_FILE} cannot be read: ${messageOf(error)}`]);
  }
}

/** @throws SettingsError, with a line for each fault */
export function settingsFrom(
  flags: Readonly<Record<string, string>>,
  context: CliContext,
): CliSettings {
  const { env } = context;
  const loaded = loadSettings({ flags, env, file: fileSettings(), exists: existsSync });
  if ('faults' in loaded) throw new SettingsError(loaded.faults);
  const { settings } = loaded;
  const dataFolder =
    settings.data ??
    env['STATE_DIRECTORY'] ??
    join(env['HOME'] ?? homedir(), '.local', 'share', 'aris');
  return { settings, dataFolder };
}

/** The arguments of a command whose options are settings, and a few of its own. */
export function parseSettingArguments(
  args: readonly string[],
  own: readonly string[],
  ownFlags: readonly string[],
) {
  const { options, flags, positionals } = parseArguments(
    args,
    [...SETTING_FLAGS, ...own],
    ownFlags,
  );
  const settingFlags: Record<string, string> = {};
  for (const flag of SETTING_FLAGS) {
    const values = options[flag];
    if (values === undefined) continue;
    if (values.length > 1) throw new UsageError(`--${flag} is given more than once`);
    settingFlags[flag] = values[0] ?? '';
  }
  return { options, flags, positionals, settingFlags };
}

/** From a command's arguments to the settings it runs with. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { loadSettings } from '../config/load.ts';
import { isSecret, SETTINGS, type Setting, type Settings } from '../config/settings.ts';
import { messageOf, SettingsError } from '../domain/errors.ts';
import { readTextFile } from '../system/files.ts';
import { parseArguments, type Arguments } from './arguments.ts';
import type { CliContext } from './context.ts';

const SETTINGS_FILE = '/etc/aris/aris.env';
const ALL: readonly Setting[] = Object.values(SETTINGS);
const SETTING_FLAGS = ALL.flatMap(({ flag }) => flag ?? []);

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

export interface CommandLine extends CliSettings {
  readonly options: Arguments['options'];
  readonly flags: Arguments['flags'];
  readonly positionals: readonly string[];
}

/**
 * Reads the arguments of a command that takes settings, and options and flags of its own.
 * @throws SettingsError, with a line for each fault of all of it
 */
export function readCommandLine(
  args: readonly string[],
  own: { readonly options?: readonly string[]; readonly flags?: readonly string[] },
  context: Pick<CliContext, 'env' | 'forgetEnv'>,
): CommandLine {
  const { options, flags, positionals, faults } = parseArguments(
    args,
    [...SETTING_FLAGS, ...(own.options ?? [])],
    own.flags ?? [],
  );
  const settingFlags: Record<string, string> = {};
  const repeated: string[] = [];
  for (const flag of SETTING_FLAGS) {
    const [value, ...more] = options[flag] ?? [];
    if (more.length > 0) repeated.push(`--${flag} is given more than once`);
    if (value !== undefined) settingFlags[flag] = value;
  }
  const { env } = context;
  const loaded = loadSettings({
    flags: settingFlags,
    env,
    file: fileSettings(),
    exists: existsSync,
  });
  const wrong = [...faults, ...repeated, ...('faults' in loaded ? loaded.faults : [])];
  if ('faults' in loaded || wrong.length > 0) throw new SettingsError(wrong);
  for (const { env: name } of ALL.filter(isSecret)) context.forgetEnv(name);
  const { settings } = loaded;
  const dataFolder =
    settings.data ??
    env['STATE_DIRECTORY'] ??
    join(env['HOME'] ?? homedir(), '.local', 'share', 'aris');
  return { settings, dataFolder, options, flags, positionals };
}

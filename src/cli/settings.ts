/** From a command's arguments to the settings it runs with. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnvFile } from '../config/env-file.ts';
import { loadSettings } from '../config/load.ts';
import { isSecret, HUB_SETTINGS, type HubSetting, type HubSettings } from '../config/settings.ts';
import { messageOf, SettingsError } from '../domain/errors.ts';
import { readTextFile } from '../system/files.ts';
import { parseArguments, type Arguments } from './arguments.ts';
import type { CliContext } from './context.ts';

/** Where an installed hub has its settings, and its data. */
export interface Places {
  readonly settingsFile: string;
  readonly stateFolder: string;
}
const PLACES: Places = { settingsFile: '/etc/aris/aris.env', stateFolder: '/var/lib/aris' };
const ALL: readonly HubSetting[] = Object.values(HUB_SETTINGS);
const SETTING_FLAGS = ALL.flatMap(({ flag }) => flag ?? []);

export interface CliSettings {
  readonly settings: HubSettings;
  readonly dataFolder: string;
  /** Whether the command line finds the data folder without being told. */
  readonly isUsualFolder: boolean;
  /** What the settings file says. */
  readonly file: Readonly<Record<string, string>>;
  /** The settings file, where it may name another data folder, and this user may not read it. */
  readonly hiddenFile?: string | undefined;
}

export interface CommandLine extends CliSettings {
  readonly options: Arguments['options'];
  readonly flags: Arguments['flags'];
  readonly positionals: readonly string[];
}

/** What a command reads beside the settings. */
interface OwnArguments {
  readonly options?: readonly string[];
  readonly flags?: readonly string[];
  /** Whether systemd may say where the data is: to the hub, while another service of its may call any command. */
  readonly isService?: boolean;
}

/** Undefined where this user may not read the file: it is the service's. */
function fileSettings(path: string): Record<string, string> | undefined {
  try {
    return parseEnvFile(readTextFile(path) ?? '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return undefined;
    throw new SettingsError([`${path} cannot be read: ${messageOf(error)}`]);
  }
}

/** Undefined where the account has no home. */
function ownFolder(env: CliContext['env']): string | undefined {
  try {
    return join(env['HOME'] ?? homedir(), '.local', 'share', 'aris');
  } catch {
    return undefined;
  }
}

/** Each setting's flag, given once. */
function flagSettings(options: Arguments['options']): {
  given: Record<string, string>;
  repeated: string[];
} {
  const given: Record<string, string> = {};
  const repeated: string[] = [];
  for (const flag of SETTING_FLAGS) {
    const [value, ...more] = options[flag] ?? [];
    if (more.length > 0) repeated.push(`--${flag} is given more than once`);
    if (value !== undefined) given[flag] = value;
  }
  return { given, repeated };
}

/**
 * Reads the arguments of a command that takes settings, and options and flags of its own.
 * @throws SettingsError, with a line for each fault of all of it
 */
export function readCommandLine(
  args: readonly string[],
  own: OwnArguments,
  context: Pick<CliContext, 'env' | 'forgetEnv'>,
  { settingsFile, stateFolder }: Places = PLACES,
): CommandLine {
  const { options, flags, positionals, faults } = parseArguments(
    args,
    [...SETTING_FLAGS, ...(own.options ?? [])],
    own.flags ?? [],
  );
  const { given, repeated } = flagSettings(options);
  const { env } = context;
  const file = fileSettings(settingsFile);
  const loaded = loadSettings({ flags: given, env, file: file ?? {}, exists: existsSync });
  const wrong = [...faults, ...repeated, ...('faults' in loaded ? loaded.faults : [])];
  if ('faults' in loaded || wrong.length > 0) throw new SettingsError(wrong);
  for (const { env: name } of ALL.filter(isSecret)) context.forgetEnv(name);
  const { settings } = loaded;
  const usual = existsSync(stateFolder) ? stateFolder : ownFolder(env);
  const dataFolder =
    settings.data ?? (own.isService === true ? env['STATE_DIRECTORY'] : undefined) ?? usual;
  if (dataFolder === undefined)
    throw new SettingsError([
      'ARIS_DATA or --data must name a folder, since this account has no home',
    ]);
  return {
    settings,
    dataFolder,
    options,
    flags,
    positionals,
    file: file ?? {},
    isUsualFolder: dataFolder === resolve('/', file?.['ARIS_DATA'] ?? usual ?? ''),
    hiddenFile: file === undefined && settings.data === undefined ? settingsFile : undefined,
  };
}

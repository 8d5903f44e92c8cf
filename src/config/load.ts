/**
 * Reading the settings: flags, then environment, then the file, then systemd's credentials. All faults at once. None
 * repeats the text that was given: a password may stand in a URL, or whole under the wrong name, and what is said here
 * is kept in the journal.
 */
import { resolve, join } from 'node:path';
import { parseAddress, parseAddressRange } from '../domain/address.ts';
import { messageOf } from '../domain/errors.ts';
import { plainUrl, plainUrlWanted } from '../domain/plain-url.ts';
import { wrapped } from '../domain/text.ts';
import {
  HUB_SETTINGS,
  type ListenAddress,
  type HubSetting,
  type SettingKind,
  type HubSettingName,
  type HubSettings,
} from './settings.ts';

export interface Sources {
  /** What stands on the command line, `--name value` or `--name=value`. */
  readonly flags: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What /etc/aris/aris.env says. */
  readonly file: Readonly<Record<string, string | undefined>>;
  /** Whether there is a file at a path: a credential that systemd did not hand over is none. */
  exists(path: string): boolean;
}

export type Loaded =
  | { readonly settings: HubSettings }
  /** One line each, naming the setting as it was given. */
  | { readonly faults: readonly string[] };

function parseListen(text: string): ListenAddress | undefined {
  const match = /^(?:(?<host>\[[0-9a-fA-F:.]+\]|[^:[\]\s]+):)?(?<port>\d{1,5})$/.exec(text)?.groups;
  const port = Number(match?.['port']);
  if (match === undefined || port > 65_535) return undefined;
  return { host: (match['host'] ?? '[::]').replace(/^\[|\]$/g, ''), port };
}

function parseInteger(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** What is meant as a range: of such a text alone may be told what is wrong with it. */
function isRangeLike(text: string): boolean {
  const address = /^(?<address>[^/%]+)(?:\/\d{1,3})?$/.exec(text)?.groups?.['address'];
  return address !== undefined && parseAddress(address) !== undefined;
}

function parseRanges(text: string): { value: unknown } | { wanted: string } {
  const wanted = 'addresses and ranges such as 192.168.1.0/24 or fd00::/8 with commas between them';
  const items = listed(text);
  if (!items.every(isRangeLike)) return { wanted };
  try {
    return { value: items.map(parseAddressRange) };
  } catch (error) {
    return { wanted: `${wanted} (${messageOf(error)})` };
  }
}

/**
 * The value, or in words what was wanted.
 * @param base what a relative path is seen from
 */
function parse(
  kind: SettingKind,
  text: string,
  base: string,
): { value: unknown } | { wanted: string } {
  const from = (value: unknown, wanted: string) => (value === undefined ? { wanted } : { value });
  switch (kind.type) {
    case 'text':
      return from(
        text !== '' && (kind.pattern?.test(text) ?? true) ? text : undefined,
        kind.wanted ?? 'some text',
      );
    case 'listen':
      return from(parseListen(text), 'an address and port such as [::]:8080 or 127.0.0.1:8080');
    case 'path':
      return from(text === '' ? undefined : resolve(base, text), 'a path');
    case 'url':
      return from(plainUrl(text, kind.protocols), plainUrlWanted(kind.protocols));
    case 'integer':
      return from(
        parseInteger(text, kind.min, kind.max),
        `a whole number from ${kind.min} to ${kind.max} ${kind.unit}`,
      );
    case 'choice':
      return from(kind.values.includes(text) ? text : undefined, kind.values.join(' or '));
    case 'names':
      return { value: listed(text) };
    case 'ranges':
      return parseRanges(text);
  }
}

interface Given {
  readonly text: string;
  /** The name it was given under. */
  readonly from: string;
  /** What a relative path is seen from. */
  readonly base: string;
}

/** The text of a setting; undefined where nobody gave it. */
function given(setting: HubSetting, sources: Sources): Given | undefined {
  const { flag = '', env, credential } = setting;
  const flagged = sources.flags[flag];
  if (flagged !== undefined) return { text: flagged, from: `--${flag}`, base: '' };
  const variable = sources.env[env];
  const fromEnv = variable ?? sources.file[env];
  // The service, which has its variables of that file, runs in /.
  const base = variable === undefined ? '/' : '';
  // An empty variable is how a unit file takes a setting back.
  if (fromEnv !== undefined && fromEnv !== '') return { text: fromEnv, from: env, base };
  const folder = sources.env['CREDENTIALS_DIRECTORY'];
  if (credential !== undefined && folder !== undefined) {
    const path = join(folder, credential);
    if (sources.exists(path)) return { text: path, from: `the credential ${credential}`, base };
  }
  return setting.default === undefined ? undefined : { text: setting.default, from: env, base };
}

export function loadSettings(sources: Sources): Loaded {
  const values: Partial<Record<HubSettingName, unknown>> = {};
  const faults: string[] = [];
  for (const [name, setting] of Object.entries(HUB_SETTINGS) as [HubSettingName, HubSetting][]) {
    const source = given(setting, sources);
    if (source === undefined) continue;
    const parsed = parse(setting.kind, source.text, source.base);
    if ('value' in parsed) values[name] = parsed.value;
    else faults.push(`${source.from} must be ${parsed.wanted}`);
  }
  return faults.length > 0 ? { faults } : { settings: values as HubSettings };
}

/** The table as help: a setting in two lines. */
const HELP_COLUMNS = 80;
const HELP_INDENT = ' '.repeat(6);

export function settingsHelp(): string {
  return (Object.values(HUB_SETTINGS) as HubSetting[])
    .map(({ flag = '', env, kind, help, default: fallback, defaultText }) => {
      const bounds = kind.type === 'integer' ? ` (${kind.min} to ${kind.max} ${kind.unit})` : '';
      const choice = kind.type === 'choice' ? ` (${kind.values.join(', ')})` : '';
      const initially =
        defaultText ?? (fallback === undefined || fallback === '' ? 'none' : fallback);
      const said = [`${help}${bounds}${choice}`, `default: ${initially}`].flatMap((text) =>
        wrapped(text, HELP_COLUMNS - HELP_INDENT.length),
      );
      const head = `  ${(flag && `--${flag}`).padEnd(22)} ${env}`;
      return [head, ...said.map((line) => `${HELP_INDENT}${line}`)].join('\n');
    })
    .join('\n');
}

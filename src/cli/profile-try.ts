/** `aris profile try`: what a profile reads of what is said at the broker. It tells nobody anything. */
import { createProfileTrial, type TrialRow } from '../app/devices/profile-trial.ts';
import { houseFrom } from '../app/house/house-file.ts';
import { houseUsing } from '../app/house/profile-house.ts';
import { isNumberParameter } from '../app/house/profile-parameters.ts';
import { expandProfiles } from '../app/house/profile-use.ts';
import type { Profile } from '../app/house/profile.ts';
import { SettingsError } from '../domain/errors.ts';
import type { House } from '../domain/house.ts';
import { READINGS } from '../domain/equipment/catalogue.ts';
import { SECOND_MS } from '../domain/units.ts';
import type { BrokerAccess } from '../domain/broker.ts';
import { brokerOfSettings, connectBroker } from '../hub/broker.ts';
import { storeFolder } from '../hub/store-folder.ts';
import { hasStore } from '../store/presence.ts';
import { UsageError, type CliContext } from './context.ts';
import { enter } from './data-folder.ts';
import { createOperator } from './operate.ts';
import type { CommandLine } from './settings.ts';
import { printTable } from './table.ts';

const SECONDS_MAX = 86_400;

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > SECONDS_MAX)
    throw new UsageError(`--seconds must be a whole number from 1 to ${SECONDS_MAX}`);
  return seconds;
}

/** What a binding would say, from `--set PARAMETER=VALUE`. */
function given({ parameters }: Profile, sets: readonly string[]): Record<string, string | number> {
  return Object.fromEntries(
    sets.map((text) => {
      const [, name, value] = /^([a-zA-Z0-9]+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined)
        throw new UsageError(`--set wants PARAMETER=VALUE, not "${text}"`);
      const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      const isNumber = parameter !== undefined && isNumberParameter(parameter);
      return [name, isNumber ? Number(value) : value];
    }),
  );
}

/** @throws SettingsError with a line for each fault of what was set */
function houseOf(profile: Profile, text: string, { options, settings }: CommandLine): House {
  const kind = options['kind']?.at(-1);
  if (kind !== undefined && !Object.hasOwn(profile.devices, kind)) {
    const kinds = Object.keys(profile.devices).join(', ');
    throw new UsageError(`--kind must be one of ${kinds}, not "${kind}"`);
  }
  const house = houseUsing(profile, given(profile, options['set'] ?? []), kind);
  const whole = expandProfiles(house, { names: () => [profile.name], read: () => text });
  const result = houseFrom(whole.value, settings.mqttBase);
  const faults = 'faults' in result ? result.faults : [];
  if ('house' in result && whole.faults.length === 0) return result.house;
  // Several devices want the same parameter.
  const lines = [...whole.faults, ...faults].map(
    ({ path, message }) => `--set ${path.replace(/^bindings\[\d+\]\./, '')}: ${message}`,
  );
  throw new SettingsError([...new Set(lines)]);
}

function unitOf({ kind, name, isPlace }: TrialRow): string {
  if (isPlace) return '';
  const table: Readonly<Record<string, object>> = READINGS[kind];
  const reading = Object.hasOwn(table, name) ? table[name] : undefined;
  return reading !== undefined && 'unit' in reading ? ` ${String(reading.unit)}` : '';
}

const nameOf = ({ kind, name, isPlace }: TrialRow) => `${kind}.${isPlace ? 'places.' : ''}${name}`;

/** As it is shown; undefined where nothing was heard of it. */
function textOf(row: TrialRow): string | undefined {
  const { value, refused } = row;
  if (refused !== undefined) return `refused: ${refused}`;
  if (value === undefined) return undefined;
  if (typeof value !== 'object') return `${value}${unitOf(row)}`;
  return value.map(({ code }) => code).join(' ') || 'none';
}

const ageText = (ageMs: number | undefined) =>
  ageMs === undefined ? '' : `${Math.round(ageMs / SECOND_MS)} s`;

/** All that was heard, then all that was not. @returns whether anything was */
function summarize(rows: readonly TrialRow[], context: CliContext): boolean {
  const cells = rows.map((row) => ({ row, text: textOf(row) }));
  const heard = cells.filter(({ text }) => text !== undefined);
  const silent = cells.filter(({ text }) => text === undefined);
  if (heard.length > 0) {
    const lines = heard.map(({ row, text = '' }) => [
      nameOf(row),
      text,
      ageText(row.ageMs),
      row.places.join(', '),
    ]);
    printTable([['READING', 'VALUE', 'AGE', 'TOPIC'], ...lines], context);
  }
  if (silent.length > 0) {
    context.out('Without a value:');
    const lines = silent.map(({ row }) => [nameOf(row), row.places.join(', ')]);
    printTable(lines, context);
  }
  return heard.length > 0;
}

/** Tells each row that reads otherwise than before. */
function createTeller(context: CliContext): (rows: readonly TrialRow[]) => void {
  const told = new Map<string, string>();
  return (rows) => {
    for (const row of rows) {
      const key = nameOf(row);
      const text = textOf(row);
      if (text === undefined || told.get(key) === text) continue;
      told.set(key, text);
      context.out(`${key} = ${text}`);
    }
  };
}

/** Resolves when a person ends it, or the seconds are over. */
const ended = async (seconds: number | undefined, context: CliContext): Promise<void> =>
  new Promise((resolve) => {
    context.onSignal('SIGINT', resolve);
    context.onSignal('SIGTERM', resolve);
    if (seconds !== undefined) context.clock.after(seconds * SECOND_MS, resolve);
  });

/** That which the hub keeps, or was started with; undefined where there is none. */
async function keptBroker(
  cli: CommandLine,
  context: CliContext,
): Promise<BrokerAccess | undefined> {
  const isThere = await enter(cli, context);
  if (!isThere || !hasStore(storeFolder(cli.dataFolder, false))) return undefined;
  const operator = createOperator(cli, false, context);
  const { access } = (await operator.ask('broker.access', {})) as { access?: BrokerAccess };
  return access;
}

/** @throws SettingsError where there is none */
async function brokerOf(cli: CommandLine, context: CliContext): Promise<BrokerAccess> {
  const access = brokerOfSettings(cli.settings) ?? (await keptBroker(cli, context));
  if (access !== undefined) return access;
  throw new SettingsError(['no broker is set: name one with --mqtt-url, or aris broker set URL']);
}

/** @returns whether anything was heard */
export async function tryProfile(
  profile: Profile,
  text: string,
  cli: CommandLine,
  context: CliContext,
): Promise<boolean> {
  const { settings, options } = cli;
  const seconds = secondsOf(options['seconds']?.at(-1));
  const { clock } = context;
  const trial = createProfileTrial({ house: houseOf(profile, text, cli), clock });
  const access = await brokerOf(cli, context);
  const log = context.createLog(settings.logLevel);
  const end = ended(seconds, context);
  const bus = await connectBroker(access, `aris-profile-${context.pid}`, { clock, log });
  const topics = trial.topics();
  const tell = createTeller(context);
  bus.start({
    filters: topics,
    onMessage(message) {
      trial.hear(message);
      tell(trial.rows());
    },
    onConnection(isConnected) {
      if (isConnected) context.out(`listening to ${topics.length} topics; Ctrl-C ends`);
    },
  });
  await end;
  await bus.stop();
  return summarize(trial.rows(), context);
}

/** `aris status`: whether a hub runs, how it does, and what somebody has to look after. */
import type { HealthReport } from '../app/diagnostics/health.ts';
import type { HubStatus } from '../app/diagnostics/status.ts';
import type { ZoneView } from '../domain/zone-view.ts';
import { askControl } from '../system/control-socket.ts';
import type { Command } from './command.ts';
import { UsageError, type CliContext, type ExitCode } from './context.ts';
import { enter, typed, withinRights } from './data-folder.ts';
import { folded } from './fold.ts';
import { findService, stateText, START_SERVICE } from './service.ts';
import { readCommandLine, type CommandLine } from './settings.ts';
import { printTable, printText } from './table.ts';

const HELP = `Usage: aris status [--json]

Says whether a hub runs, since when, how its house does, and what somebody has
to look after. Nothing is changed.

  --json         all of it as JSON; {"running":false} where none runs
  --data FOLDER  the hub's data folder, where it is not the usual one

Exit codes: 0 all is well, 1 something has to be looked after, 3 no hub runs.`;

/** As other services of systemd have it. */
const STATUS_EXIT = { well: 0, degraded: 1, notRunning: 3 } as const;

/** More are counted: a status is one screen. */
const ROOMS_SHOWN = 20;
const FAULTS_SHOWN = 20;

/** What of a part's state has no fault of its own that says so. */
const ADVICE: Readonly<Record<string, string>> = {
  setup: 'it is still to be set up: open its page, which leads to a broker and a first room',
  away: 'its broker cannot be reached: aris broker check says why',
  provisional:
    'it does not know the time for certain: the machine has to reach a time server (timedatectl)',
};

/** @returns a line for each part that is not well */
export function healthLines({ checks }: HealthReport): string[] {
  const states = [
    checks.mqtt.status === 'setup' ? 'setup' : checks.mqtt.connected ? undefined : 'away',
    checks.clock?.state,
  ];
  return states.flatMap((state) => (state === undefined ? [] : (ADVICE[state] ?? [])));
}

export const isWell = ({ health, faults }: Pick<HubStatus, 'health' | 'faults'>): boolean =>
  health.status === 'ok' && faults.every(({ severity }) => severity === 'info');

const degrees = (tempC: number | undefined) =>
  tempC === undefined ? '–' : `${tempC.toFixed(1)} °C`;

function askedOf({ mode, tempHeatSetC, tempCoolSetC }: ZoneView): string {
  const bounds = [
    ...(tempHeatSetC === undefined || mode === 'cool' ? [] : [tempHeatSetC]),
    ...(tempCoolSetC === undefined || mode === 'heat' ? [] : [tempCoolSetC]),
  ];
  return mode === 'off' || bounds.length === 0 ? mode : bounds.map(degrees).join(' to ');
}

function lengthText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function brokerText({ broker, health }: HubStatus): string {
  if (broker.source === 'virtual') return 'none: the house is made up';
  if (broker.url === undefined) return 'none is set';
  return `${broker.url}, ${health.checks.mqtt.connected ? 'connected' : 'not connected'}`;
}

function factRows(status: HubStatus, dataFolder: string): (readonly [string, string])[] {
  const { version, usage, startedTs, port, isSocketPassed, system, silent } = status;
  const by = isSocketPassed ? ', by aris.socket' : '';
  const devices = `${counted(status.deviceCount, 'device')}${silent.length === 0 ? '' : `, ${silent.length} of them silent`}`;
  return [
    ['hub', `version ${version}, process ${usage.processId}`],
    ['since', `${startedTs} (${lengthText(usage.uptimeSeconds)})`],
    ['page', port === undefined ? 'at a socket of systemd' : `http://localhost:${port}${by}`],
    ['data', dataFolder],
    [
      'house',
      `${system.name}, ${system.mode}: ${counted(status.zones.length, 'room')}, ${devices}`,
    ],
    ['broker', brokerText(status)],
    ['health', status.health.status],
  ];
}

function show(status: HubStatus, dataFolder: string, context: CliContext): void {
  const { out, columns } = context;
  const { zones, faults, health } = status;
  printTable(factRows(status, dataFolder), context);
  if (zones.length > 0) {
    out('');
    const rows = zones
      .slice(0, ROOMS_SHOWN)
      .map((zone) => [
        zone.friendlyName,
        degrees(zone.tempC),
        askedOf(zone),
        zone.effectiveMode ?? '–',
      ]);
    printTable([['ROOM', 'NOW', 'ASKED', 'DOES'], ...rows], context);
    if (zones.length > ROOMS_SHOWN) out(`and ${zones.length - ROOMS_SHOWN} more`);
  }
  const lines = [
    ...healthLines(health),
    ...faults
      .slice(0, FAULTS_SHOWN)
      .map(
        ({ severity, source, objectId, message, sinceTs }) =>
          `${severity}: ${source} ${objectId}: ${message} (since ${sinceTs})`,
      ),
    ...(faults.length > FAULTS_SHOWN ? [`and ${faults.length - FAULTS_SHOWN} more faults`] : []),
  ];
  if (lines.length > 0) out('');
  for (const line of lines) for (const part of folded(line, columns.out, '  ')) out(part);
}

/** That none runs, and what starts one. */
async function tellNone(cli: CommandLine, context: CliContext): Promise<void> {
  const { err, machine } = context;
  err(`aris: no hub runs on ${cli.dataFolder}`);
  const service = await findService(machine);
  if (service === undefined) err(`aris: this starts one: ${typed('serve', cli, context)}`);
  else {
    err(`aris: the service is ${stateText(service)}; aris logs says why, and this starts it:`);
    err(`aris: ${START_SERVICE}`);
  }
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { flags: ['json'] }, context);
  if (cli.positionals.length > 0)
    throw new UsageError(`aris status takes no argument; ${context.program} status --help`);
  const isJson = cli.flags.has('json');
  const isThere = await enter(cli, context);
  const answer = isThere
    ? await withinRights(cli, context, async () => askControl(cli.dataFolder, 'hub.status', {}))
    : undefined;
  if (answer === undefined) {
    if (isJson) context.out(JSON.stringify({ running: false, dataFolder: cli.dataFolder }));
    else await tellNone(cli, context);
    return STATUS_EXIT.notRunning;
  }
  const status = answer.result as HubStatus;
  if (isJson)
    printText(
      JSON.stringify({ running: true, dataFolder: cli.dataFolder, ...status }, null, 2),
      context.out,
    );
  else show(status, cli.dataFolder, context);
  return isWell(status) ? STATUS_EXIT.well : STATUS_EXIT.degraded;
}

export const statusCommand: Command = { help: HELP, run };

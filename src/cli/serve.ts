/** `aris serve`: the hub itself, from its settings to its exit code. */
import { arch, hostname, release, type as osType } from 'node:os';
import { parseAdminSecret } from '../auth/admin-secret.ts';
import { settingsHelp } from '../config/load.ts';
import { shownSettings } from '../config/shown.ts';
import type { HubSettings } from '../config/settings.ts';
import { sha256 } from '../crypto/sha256.ts';
import { messageOf } from '../domain/errors.ts';
import { startHub, type Hub } from '../hub/lifecycle.ts';
import type { HubConfig } from '../hub/types.ts';
import { isEchoOfCommitFailure } from '../store/commit-failure.ts';
import {
  makePrivateFolder,
  readPrivateSecretFile,
  readSecretFile,
  readTextFile,
} from '../system/files.ts';
import { listenFds } from '../system/listen-fds.ts';
import { createNotifier, type Notifier } from '../system/notify.ts';
import { isSystemAccount } from '../system/owner.ts';
import { optimizeWhileBusy } from '../system/optimizer.ts';
import { keepReleasing, startSmall } from '../system/release-memory.ts';
import type { Log } from '../app/base/ports/log.ts';
import { EXIT, HandedOver, UsageError, type CliContext, type ExitCode } from './context.ts';
import type { Command } from './command.ts';
import { chosenDemo, demoFolder, type ChosenDemo } from './demo.ts';
import { enter, typed, withinRights } from './data-folder.ts';
import { houseSourceOf } from './house-place.ts';
import { installationOf } from './installation.ts';
import { refuseServingBackups, refuseServingData } from './served-folder.ts';
import { readCommandLine, type CommandLine } from './settings.ts';

const HELP = `Usage: aris serve [--virtual | --demo NAME] [--SETTING VALUE …]

Runs the hub. Without a broker (--mqtt-url) or a house it starts into set-up: it
answers, and commands nothing. With --virtual it simulates a house inside the
process; it never does so by itself. A setting comes from its flag, else from
the environment, else from /etc/aris/aris.env, else from a file that systemd
hands over as a credential. As root, the hub runs as the data folder's owner.

  --virtual            simulates the house; its data lives apart, in virtual/ of
                       the data folder
  --demo NAME          simulates one whose heat pump, valves and meters speak as
                       real gateways do: heishamon, ems-esp or relays; its data
                       lives in demo-NAME/ of the data folder
${settingsHelp()}

Exit codes: 0 stopped as asked, 1 failed, 2 a setting or the house file is
wrong, 3 another has the data folder, 4 the store is of a newer version or
cannot be used, 5 to be started anew, into a backup (by systemd, which does
that).`;

/** What systemd passed on is for this process, and none of its children. */
const SYSTEMD_VARIABLES = ['LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES'] as const;

/** @throws SettingsError where it is too short, or its file cannot be read */
function adminSecretHash({ adminSecret, adminSecretFile }: HubSettings): Uint8Array | undefined {
  if (adminSecret !== undefined)
    return parseAdminSecret(adminSecret, 'ARIS_ADMIN_SECRET', { sha256 });
  if (adminSecretFile === undefined) return undefined;
  const setting = 'ARIS_ADMIN_SECRET_FILE';
  return parseAdminSecret(readSecretFile(adminSecretFile, setting), setting, { sha256 });
}

function hubConfig(cli: CommandLine, demo: ChosenDemo | undefined, context: CliContext): HubConfig {
  const { settings, dataFolder, flags, positionals } = cli;
  if (positionals.length > 0)
    throw new UsageError(`aris serve takes no argument "${positionals[0] ?? ''}"`);
  const isVirtual = flags.has('virtual') || demo !== undefined;
  const fd = listenFds(context.env, context.pid);
  for (const name of SYSTEMD_VARIABLES) context.forgetEnv(name);
  return {
    settings,
    configuration: shownSettings(settings),
    dataFolder,
    backupFolder: settings.backup,
    isVirtual,
    demo,
    version: context.version,
    nodeVersion: context.nodeVersion,
    platform: `${osType()} ${release()} ${arch()}`,
    installation: installationOf(context, isSystemAccount()),
    listen: fd === undefined ? settings.listen : { fd },
    house: houseSourceOf(cli, { isVirtual, demo }, context),
    machineId: readTextFile('/etc/machine-id')?.trim(),
    hostNames: [hostname()],
    adminSecretHash: adminSecretHash(settings),
    bootstrapToken:
      settings.bootstrapTokenFile === undefined
        ? undefined
        : readPrivateSecretFile(
            settings.bootstrapTokenFile,
            'ARIS_BOOTSTRAP_TOKEN_FILE',
            context.env['CREDENTIALS_DIRECTORY'],
          ),
  };
}

/** What is to be done first, in lines that work wherever they are typed on this machine. */
function greet(
  hub: Hub,
  config: HubConfig,
  parts: { cli: CommandLine; context: CliContext; log: Log },
): void {
  const { cli, context, log } = parts;
  const { isVirtual, dataFolder, listen } = config;
  const address =
    'fd' in listen || hub.port === undefined
      ? 'a socket of systemd'
      : `http://localhost:${hub.port}`;
  hub.log.info('hub ready', {
    address,
    version: context.version,
    virtual: isVirtual || undefined,
    data: dataFolder,
  });
  // What only who sits at the machine may know is told to nobody else.
  if (hub.setupCode !== undefined)
    log.info(`no owner yet; register the first with the setup code ${hub.setupCode}`);
  if (!hub.hasBroker)
    hub.log.warn('no broker is set: nothing is heard, and nothing commanded', {
      set: 'on the page, by aris broker set, or by ARIS_MQTT_URL',
    });
  if (hub.hasTokens) return;
  const sudo = config.installation === 'service' ? 'sudo ' : '';
  const line = typed('token create "Home Assistant"', cli, context);
  log.info(`no API token yet; make one with: ${sudo}${line}`);
}

function feedWatchdog(notifier: Notifier, context: CliContext): void {
  const { watchdogPeriodMs } = notifier;
  if (watchdogPeriodMs !== undefined)
    context.clock.every(watchdogPeriodMs, () => void notifier.watchdog());
}

/** Set for a hub that another process waits for, and starts anew. */
const WAITED_FOR = 'ARIS_WAITED_FOR';

/**
 * Starts it anew: a process of its own for each life, so that nothing of the last one stays. systemd does it by the exit
 * code, since the socket that it has passed on is closed by now; and so does a process that waits for this one.
 */
async function startAnew({ listen }: HubConfig, context: CliContext): Promise<ExitCode> {
  const { env } = context;
  if ('fd' in listen || env['NOTIFY_SOCKET'] || env[WAITED_FOR]) return EXIT.restart;
  for (;;) {
    const code = await context.runAnew({ ...env, [WAITED_FOR]: '1' });
    if (code !== EXIT.restart) throw new HandedOver(code);
  }
}

/** Resolves with the exit code once something asks the hub to stop. */
async function untilAsked(context: CliContext, log: Log): Promise<ExitCode> {
  let resolve: (code: ExitCode) => void = () => undefined;
  const asked = new Promise<ExitCode>((resolved) => (resolve = resolved));
  // A terminal that closes says SIGHUP as well; without one it asks for the house file to be read again.
  const stopping = [
    'SIGTERM',
    'SIGINT',
    ...(context.isTerminal ? (['SIGHUP'] as const) : []),
  ] as const;
  for (const signal of stopping) {
    context.onSignal(signal, () => {
      log.info('stopping', { signal });
      resolve(EXIT.ok);
    });
  }
  context.onFault((error) => {
    if (isEchoOfCommitFailure(error)) return;
    log.error('fault', {
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    resolve(EXIT.failure);
  });
  return asked;
}

function reload(hub: Hub, notifier: Notifier, log: Log): void {
  void notifier.reloading();
  hub
    .reloadHouse()
    .catch((error: unknown) => log.error('house not reloaded', { reason: messageOf(error) }))
    .finally(() => void notifier.ready('running'));
}

/** What is tried out there is kept apart. */
const ofDemo = (cli: CommandLine, name: string): CommandLine => ({
  ...cli,
  dataFolder: demoFolder(cli.dataFolder, name),
  isUsualFolder: false,
});

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  startSmall();
  const given = readCommandLine(
    args,
    { flags: ['virtual'], options: ['demo'], isService: true },
    context,
  );
  const demo = await chosenDemo(given);
  const cli = demo === undefined ? given : ofDemo(given, demo.name);
  const config = hubConfig(cli, demo, context);
  // Found out before anything is written there.
  const { firmware, backup } = cli.settings;
  await withinRights(cli, context, () => {
    refuseServingData(firmware, cli.dataFolder);
    refuseServingBackups(backup, firmware, cli.dataFolder);
  });
  if (!(await enter({ ...cli, hiddenFile: undefined }, context)))
    await withinRights(cli, context, () => makePrivateFolder(cli.dataFolder));
  const log = context.createLog(config.settings.logLevel);
  const asked = untilAsked(context, log);
  const notifier = createNotifier({
    env: context.env,
    pid: context.pid,
    onFailure: (message) => log.warn(message),
  });
  const { clock, random, ownProcess } = context;
  const hub = await startHub(config, { clock, random, log, rescue: { ownProcess } });
  if (!context.isTerminal) context.onSignal('SIGHUP', () => reload(hub, notifier, log));
  greet(hub, config, { cli, context, log });
  await notifier.ready('running');
  feedWatchdog(notifier, context);
  keepReleasing(clock);
  optimizeWhileBusy(clock);
  const restart = hub.restartAsked.then(() => EXIT.restart);
  const code = await Promise.race([asked, restart]);
  await notifier.stopping();
  try {
    await hub.stop();
  } catch (error) {
    log.error('the stop was not clean', { reason: messageOf(error) });
    if (code !== EXIT.restart) return EXIT.failure;
  }
  log.info('stopped');
  return code === EXIT.restart ? startAnew(config, context) : code;
}

export const serveCommand: Command = { help: HELP, run };

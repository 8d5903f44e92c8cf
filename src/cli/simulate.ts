/** `aris simulate`: the devices of a house over a real broker, for trying a hub without hardware. */
import { parseHouse } from '../app/house/house-file.ts';
import { faultLine } from '../app/house/house-source.ts';
import { createTopics } from '../app/messages/topics.ts';
import { SettingsError } from '../domain/errors.ts';
import { connectBroker, requiredBroker } from '../hub/broker.ts';
import sampleHouse from '../simulator/sample-house.json' with { type: 'json' };
import { createVirtualHouse } from '../simulator/virtual-house.ts';
import { readTextFile } from '../system/files.ts';
import { profilesOf } from '../system/profile-files.ts';
import { EXIT, UsageError, type CliContext, type ExitCode } from './context.ts';
import type { Command } from './command.ts';
import { chosenDemo } from './demo.ts';
import { readCommandLine } from './settings.ts';

const HELP = `Usage: aris simulate --mqtt-url mqtt://HOST:PORT [--house FILE | --demo NAME]
                     [--speed N]

Plays the devices of a house (the sample house, where no file is given) over a
broker, with the very messages of real ones: telemetry each 10 s, commands
carried out and confirmed. Ends with Ctrl-C.

  --demo NAME          plays a house behind real gateways instead, in their own
                       forms: heishamon, ems-esp or relays
  --speed N            how many times faster than the clock the house lives, 1
                       to 10000
  --mqtt-url, --mqtt-username, --mqtt-password-file, --mqtt-ca-file,
                       --mqtt-base:
                       as of aris serve`;

function parseSpeed(text = '1'): number {
  const speed = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (speed < 1 || speed > 10_000)
    throw new UsageError(`--speed must be a whole number from 1 to 10000, not "${text}"`);
  return speed;
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const cli = readCommandLine(args, { options: ['demo', 'speed'] }, context);
  const { settings, options, dataFolder } = cli;
  const demo = await chosenDemo(cli);
  const speed = parseSpeed(options['speed']?.at(-1));
  const path = settings.house ?? 'the sample house';
  const text =
    settings.house === undefined
      ? (demo?.houseText ?? JSON.stringify(sampleHouse))
      : readTextFile(settings.house);
  const result =
    text === undefined
      ? { faults: [{ path: '', message: 'there is no such file' }] }
      : parseHouse(text, settings.mqttBase, profilesOf(dataFolder));
  if ('faults' in result)
    throw new SettingsError(result.faults.map((fault) => faultLine(path, fault)));
  const { house } = result;
  const { clock, random } = context;
  const log = context.createLog(settings.logLevel);
  const stopped = new Promise<void>((resolve) => {
    context.onSignal('SIGINT', resolve);
    context.onSignal('SIGTERM', resolve);
  });
  const bus = await connectBroker(requiredBroker(settings), `aris-simulator-${context.pid}`, {
    clock,
    log,
  });
  const topics = createTopics(settings.mqttBase);
  const virtualHouse = createVirtualHouse({
    house,
    bus,
    topics,
    clock,
    random,
    log,
    speed,
    gateways: demo?.gateways(clock) ?? [],
  });
  virtualHouse.start();
  log.info('house simulated', { zones: house.zones.length, broker: settings.mqttUrl, speed });
  await stopped;
  await virtualHouse.stop();
  return EXIT.ok;
}

export const simulateCommand: Command = { help: HELP, run };

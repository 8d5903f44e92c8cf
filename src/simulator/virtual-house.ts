/**
 * A house of simulated devices that speak MQTT as real ones do: presence, reports, commands carried out and
 * confirmed. The hub cannot tell the difference, and nothing here knows the hub.
 */
import type { Bus, BusMessage } from '../app/base/ports/bus.ts';
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import { parseMembers } from '../app/messages/members.ts';
import type { Topics } from '../app/messages/topics.ts';
import { messageOf } from '../domain/errors.ts';
import { devicesOf, type DeviceRef, type House } from '../domain/house.ts';
import { LIMITS } from '../domain/limits.ts';
import { MINUTE_MS, SECOND_MS } from '../domain/units.ts';
import type { Building } from './building.ts';
import { carryOut, leaveAlone, parseCommand } from './commands.ts';
import type { Gateway } from './gateways/gateway.ts';
import { playGateways } from './gateways/playing.ts';
import { placeHouse } from './layout.ts';
import { createLife, type Life } from './life.ts';
import type { StepObserver } from './plant.ts';
import type { Report } from './report.ts';
import { isPlayed, reportOf } from './reports.ts';
import type { Weather } from './weather.ts';

export interface VirtualHouseOptions {
  readonly house: House;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly clock: Clock;
  readonly random: Random;
  /** An ordinary building where it is absent, in a temperate place. */
  readonly building?: Building | undefined;
  readonly weather?: Weather | undefined;
  /** How often each device reports, ms. */
  readonly reportPeriodMs?: number;
  /** How many times faster than the clock the house lives. */
  readonly speed?: number;
  /** What is wrong with a device now, asked at each report and command; for tests. */
  readonly faultOf?: (device: DeviceRef) => DeviceFault | undefined;
  /** Sees each step of the house's life. */
  readonly onStep?: StepObserver;
  /** Of other makes: they say what their devices do, in forms of their own. */
  readonly gateways?: readonly Gateway[];
  readonly log: Log;
}

export interface DeviceFault {
  /** It reports no more. */
  readonly isSilent?: boolean;
  /** It hears no command, and so confirms none. */
  readonly isDeaf?: boolean;
  /** What it says whatever the truth is, as a sensor that is stuck does. */
  readonly says?: Report;
}

export interface VirtualHouse {
  start(): void;
  /** Says that every device is offline, and disconnects. */
  stop(): Promise<void>;
}

const REPORT_PERIOD_MS = 10 * SECOND_MS;
/** So long the devices wait for a hub that has gone, as for a restart, before they judge for themselves. */
export const ALONE_AFTER_MS = 5 * MINUTE_MS;
/** Reports are sent in at most this many portions over the period. */
const PORTIONS_MAX = 100;

/** Reports each device once in a period, spread over it so that no burst meets the broker. */
function reportInTurn(
  clock: Clock,
  periodMs: number,
  devices: readonly DeviceRef[],
  report: (device: DeviceRef) => Promise<void>,
): Cancel {
  if (devices.length === 0) return () => undefined;
  const portions = Math.min(devices.length, PORTIONS_MAX);
  let portion = 0;
  return clock.every(Math.max(1, Math.floor(periodMs / portions)), () => {
    for (let index = portion; index < devices.length; index += portions) {
      const device = devices[index];
      if (device !== undefined) void report(device);
    }
    portion = (portion + 1) % portions;
  });
}

export function createVirtualHouse(options: VirtualHouseOptions): VirtualHouse {
  const { house, bus, topics, clock, random, log } = options;
  const { reportPeriodMs = REPORT_PERIOD_MS, speed = 1, onStep, gateways = [] } = options;
  const faultOf = options.faultOf ?? (() => undefined);
  // Those of other makes speak topics that are not the hub's.
  const isBound = ({ kind, id }: DeviceRef) =>
    house.bindings?.some((binding) => binding.kind === kind && binding.id === id) === true;
  const devices = devicesOf(house).filter((device) => isPlayed(device) && !isBound(device));
  const deviceOf = new Map(devices.map((device) => [topics.command(device), device]));
  const placement = placeHouse(house, options.building);
  /** By command topic. */
  const lastCommandIds = new Map<string, string>();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const played = playGateways({
    gateways,
    placement,
    clock,
    publish: async ({ topic, payload, retain }) => publish(topic, payload, retain === true),
  });
  let life: Life | undefined;
  let cancelReports: Cancel[] = [];
  let cancelWait: Cancel | undefined;

  async function publish(topic: string, payload: string, retain: boolean): Promise<void> {
    try {
      await bus.publish({ topic, payload, retain });
    } catch (error) {
      // The next connection or report makes up for it.
      log.debug('a virtual device could not be heard', { topic, error: messageOf(error) });
    }
  }

  async function report(device: DeviceRef): Promise<void> {
    const fault = faultOf(device);
    if (life === undefined || fault?.isSilent === true || !bus.isConnected()) return;
    const commandId = lastCommandIds.get(topics.command(device));
    const message = { ...reportOf(placement, life.plant(), device), ...fault?.says, commandId };
    await publish(topics.telemetry(device), JSON.stringify(message), false);
  }

  async function reportGateways(): Promise<void> {
    if (life !== undefined && bus.isConnected()) await played.report(life);
  }

  async function announce(): Promise<void> {
    if (life !== undefined) await played.greet(life);
    for (const device of devices) {
      // Once stopped, no device may say that it is there after it has said goodbye.
      if (life === undefined) return;
      await publish(topics.status(device), 'online', true);
      await report(device);
    }
  }

  function heed(isHubThere: boolean): void {
    if (isHubThere) {
      cancelWait?.();
      cancelWait = undefined;
      return;
    }
    cancelWait ??= clock.after(ALONE_AFTER_MS, () => {
      life?.change(leaveAlone);
      lastCommandIds.clear();
    });
  }

  function onHubStatus(payload: Uint8Array): void {
    try {
      heed(parseMembers(decoder.decode(payload))['status'] === 'online');
    } catch (error) {
      log.warn('the virtual house ignores what a hub says', { reason: messageOf(error) });
    }
  }

  function onMessage({ topic, payload, retained }: BusMessage): void {
    if (topic === topics.hubStatus) return onHubStatus(payload);
    const device = deviceOf.get(topic);
    if (life === undefined) return;
    // What is no text is nothing that a gateway knows.
    if (device === undefined) return void played.hear(life, topic, payload.toString());
    if (faultOf(device)?.isDeaf === true) return;
    try {
      if (retained) throw new Error('retained: it would be carried out again at each connection');
      if (payload.length > LIMITS.mqttPayloadBytes) throw new Error('too long');
      const parsed = parseCommand(device.kind, decoder.decode(payload));
      life.change((plant) => carryOut(placement, plant, device.id, parsed));
      lastCommandIds.set(topic, parsed.command.commandId);
      void report(device);
    } catch (error) {
      log.warn('a virtual device ignores a command', { topic, reason: messageOf(error) });
    }
  }

  return {
    start() {
      const { timeZone } = house;
      const { weather } = options;
      const grainMs = reportPeriodMs;
      life = createLife({ placement, timeZone, clock, random, weather, speed, grainMs, onStep });
      cancelReports = [
        reportInTurn(clock, reportPeriodMs, devices, report),
        clock.every(reportPeriodMs, () => void reportGateways()),
      ];
      bus.start({
        filters: [
          topics.commandFilter,
          topics.hubStatus,
          ...gateways.flatMap(({ filters }) => filters),
        ],
        onMessage,
        onConnection(connected) {
          if (connected) void announce();
          else heed(false);
        },
      });
    },
    async stop() {
      cancelReports.forEach((cancel) => cancel());
      cancelWait?.();
      life = undefined;
      await played.farewell();
      await Promise.all(
        devices.map(async (device) => publish(topics.status(device), 'offline', true)),
      );
      await bus.stop();
    },
  };
}

/** A profile on a real broker: the hub's side of it, and a gateway that says and hears what is in its script. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProfileTrial, type ProfileTrial } from '../../src/app/devices/profile-trial.ts';
import type { Bus, BusMessage } from '../../src/app/base/ports/bus.ts';
import type { Log } from '../../src/app/base/ports/log.ts';
import { houseFrom } from '../../src/app/house/house-file.ts';
import { houseUsing } from '../../src/app/house/profile-house.ts';
import { expandProfiles } from '../../src/app/house/profile-use.ts';
import { parseProfile } from '../../src/app/house/profile.ts';
import { payloadOf } from '../../src/app/messages/foreign-commands.ts';
import type { DeviceBinding } from '../../src/domain/binding/binding.ts';
import type { OrderMessage } from '../../src/domain/binding/order.ts';
import type { House } from '../../src/domain/house.ts';
import { createMqttBus } from '../../src/mqtt/client.ts';
import { systemClock } from '../../src/system/clock.ts';
import { until } from '../support/until.ts';
import type { GatewayScript, Message } from './script.ts';

const FOLDER = join(import.meta.dirname, '../../src/profiles');
const BARRIER = 'end/of/what/was/said';

const silent = () => undefined;
const NO_LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };

let clients = 0;

/** A connection that listens by the time this resolves, with all that was kept delivered. */
async function connected(
  url: string,
  filters: readonly string[],
  onMessage: (message: BusMessage) => void,
): Promise<Bus> {
  const options = { url, clientId: `profile-${clients++}` };
  const bus = createMqttBus({ options, clock: systemClock, log: NO_LOG });
  await new Promise<void>((resolve) => {
    bus.start({ filters, onMessage, onConnection: () => resolve() });
  });
  return bus;
}

export function houseOf({ profile: name, given = {} }: GatewayScript): House {
  const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
  const result = parseProfile(text);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  const house = houseUsing(result.profile, given);
  const whole = expandProfiles(house, { names: () => [name], read: () => text });
  const made = houseFrom(whole.value, 'aris');
  if ('faults' in made || whole.faults.length > 0)
    throw new Error(JSON.stringify([...whole.faults, 'faults' in made && made.faults]));
  return made.house;
}

export interface GatewayRig {
  readonly trial: ProfileTrial;
  binding(kind: string): DeviceBinding;
  /** The gateway says that, and the hub has heard it. */
  say(messages: readonly Message[]): Promise<void>;
  /** The hub tells that. @returns what the gateway heard, none of it kept by the broker */
  tell(messages: readonly OrderMessage[]): Promise<(readonly [string, string])[]>;
  close(): Promise<void>;
}

export interface Gateway {
  /** Its words go by; so do the hub's. */
  readonly bus: Bus;
  heard: BusMessage[];
}

export async function openGateway(url: string): Promise<Gateway> {
  const gateway = { heard: [] as BusMessage[] };
  const bus = await connected(url, ['#'], (message) => void gateway.heard.push(message));
  return Object.assign(gateway, { bus });
}

const textOf = ({ payload }: Message) =>
  typeof payload === 'string' ? payload : JSON.stringify(payload);

export async function openRig(url: string, gateway: Gateway, script: GatewayScript) {
  const house = houseOf(script);
  const trial = createProfileTrial({ house, clock: systemClock });
  const kept = script.kept ?? [];
  for (const message of kept)
    await gateway.bus.publish({ topic: message.topic, payload: textOf(message), retain: true });
  let barriers = 0;
  const hub = await connected(url, [...trial.topics(), BARRIER], (message) => {
    if (message.topic === BARRIER) barriers++;
    else trial.hear(message);
  });
  let asked = 0;
  const rig: GatewayRig = {
    trial,
    binding(kind) {
      const binding = house.bindings?.find((one) => one.kind === kind);
      if (binding === undefined) throw new Error(`no ${kind} in ${script.profile}`);
      return binding;
    },
    async say(messages) {
      for (const message of messages)
        await gateway.bus.publish({ topic: message.topic, payload: textOf(message) });
      await gateway.bus.publish({ topic: BARRIER, payload: 'x', qos: 1 });
      asked++;
      await until(() => barriers >= asked || undefined, 'the hub to have heard all');
    },
    async tell(messages) {
      gateway.heard = [];
      for (const { topic, message } of messages)
        await hub.publish({ topic, payload: payloadOf(message), qos: 1 });
      await hub.publish({ topic: BARRIER, payload: 'x', qos: 1 });
      asked++;
      await until(
        () => gateway.heard.find(({ topic }) => topic === BARRIER),
        'the gateway to have heard all',
      );
      await until(() => barriers >= asked || undefined, 'the hub to have heard all');
      return gateway.heard
        .filter(({ topic }) => topic !== BARRIER)
        .map(({ topic, payload, retained }) => [
          retained ? `kept: ${topic}` : topic,
          payload.toString(),
        ]);
    },
    async close() {
      await hub.stop();
      for (const { topic } of kept)
        await gateway.bus.publish({ topic, payload: '', retain: true, qos: 1 });
    },
  };
  return rig;
}

/**
 * Everything that arrives over the bus. A message that is malformed, too large or not expected is counted, logged
 * once per source, and changes nothing. A value of a message that cannot be is left out by itself, and all the rest counts.
 */
import type { ReadingRefusal as RefusedValue } from '../../domain/equipment/refused.ts';
import { HubError, messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { DeviceCommands } from '../control/device-commands.ts';
import type { BoundDevices } from '../devices/bound-devices.ts';
import type { DuplicateIds } from '../devices/duplicate-ids.ts';
import type { RefusalShare } from '../devices/refusal-share.ts';
import type { UnheardTopics } from '../devices/unheard-topics.ts';
import { createClientCommands } from './client-commands.ts';
import { isHubTopic, type HubElection } from './hub-election.ts';
import { createIntakeTally, type IntakeCounts, type MessageRefusal } from './message-tally.ts';
import type { RefusedCommands } from './refused-commands.ts';
import type { DeviceEvents } from '../faults/device-events.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { DhwRequests } from '../house/dhw-requests.ts';
import { parsePresence, parseTelemetry, statesOf, type Telemetry } from '../messages/telemetry.ts';
import type { ClientTopic, DeviceTopic, Topics } from '../messages/topics.ts';
import type { BusMessage } from '../base/ports/bus.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Filters } from '../devices/filters.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { SystemModeStore } from '../house/system-mode.ts';
import type { ZoneViews } from '../views/zone-views.ts';
import type { ZoneCommands } from '../zones/zone-commands.ts';

/** A topic of a device that is heard there. */
interface OwnTopic {
  readonly to: DeviceTopic['to'];
  readonly device: Device;
}

export interface MessageRouter {
  accept(message: BusMessage): void;
  counts(): IntakeCounts;
  /** What clients have set is carried out when this resolves, and no more is taken. */
  stop(): Promise<void>;
}

export function createMessageRouter(deps: {
  house: CurrentHouse;
  topics: Topics;
  devices: DeviceRegistry;
  bound: BoundDevices;
  unheard: Pick<UnheardTopics, 'heard'>;
  refusalShare: Pick<RefusalShare, 'note'>;
  duplicateIds: DuplicateIds;
  zones: ZoneViews;
  zoneCommands: ZoneCommands;
  dhwRequests: DhwRequests;
  surplus: SurplusRequests;
  powerLimits: PowerLimits;
  system: Pick<SystemModeStore, 'command'>;
  settings: Pick<HouseSettingsStore, 'patch'>;
  filters: Pick<Filters, 'reset'>;
  /** Whether clients may command anything over MQTT. */
  acceptsCommands: boolean;
  clock: Clock;
  log: Log;
  /** A hub that stands by takes no commands from the bus. */
  election: Pick<HubElection, 'hear' | 'isStandby'>;
  deviceCommands: Pick<DeviceCommands, 'resend' | 'confirm'>;
  deviceEvents: Pick<DeviceEvents, 'refused' | 'refusedReadings'>;
  refusedCommands: Pick<RefusedCommands, 'refused' | 'done'>;
  /** A client has set something, or tried to: it awaits an answer. */
  onSet(what: ClientTopic): void;
}): MessageRouter {
  const { topics, devices, bound, duplicateIds, log } = deps;
  const tally = createIntakeTally(log);
  const commands = createClientCommands({ ...deps, tally });
  const { refuse } = tally;
  /** Topics of the house's devices that were seen before, so that each is taken apart once. */
  const known = deps.house.derive(() => new Map<string, OwnTopic>());

  function refuseReadings(topic: string, device: Device, values: readonly RefusedValue[]): void {
    if (values.length === 0) return;
    deps.refusalShare.note(device, values);
    tally.refuseReadings(topic, device.ref.kind, values);
    deps.deviceEvents.refusedReadings(device, values);
  }

  /** Who tried to set it awaits an answer all the same. */
  function refuseSet(
    parsed: ClientTopic,
    topic: string,
    why: MessageRefusal,
    detail: string,
  ): void {
    refuse(topic, why, detail);
    deps.refusedCommands.refused(topic, detail);
    deps.onSet(parsed);
  }

  function fromClient(parsed: ClientTopic, { topic, retained }: BusMessage, text: string): void {
    if (deps.election.isStandby()) return refuse(topic, 'refused', 'another hub is in charge');
    if (!deps.acceptsCommands)
      return refuseSet(parsed, topic, 'refused', 'ARIS_MQTT_COMMANDS is off');
    // It would replay at each reconnect.
    if (retained) return refuseSet(parsed, topic, 'retained', 'a retained command is ignored');
    try {
      commands.take(parsed, topic, text);
    } catch (error) {
      refuseSet(parsed, topic, 'malformed', messageOf(error));
    }
  }

  /** @returns why it cannot count */
  function report(device: Device, topic: string, payload: string): string | undefined {
    const wasLive = device.isLive;
    const { readings, refused: values, hardwareId, message } = telemetryOf(device, payload);
    const conflict = duplicateIds.conflict(device, hardwareId);
    if (conflict !== undefined) return conflict;
    devices.report(device, readings, { refused: values });
    refuseReadings(topic, device, values);
    deps.deviceCommands.confirm(device, message, !wasLive);
    return undefined;
  }

  function telemetryOf(device: Device, payload: string): Telemetry {
    try {
      return parseTelemetry(device.ref.kind, payload);
    } catch (error) {
      if (error instanceof HubError) deps.deviceEvents.refused(device, error.message);
      throw error;
    }
  }

  /** @returns why it cannot count */
  function keptReport(device: Device, payload: string): string | undefined {
    const states = statesOf(device.ref.kind, telemetryOf(device, payload).readings);
    // Its own word since, or what the hub kept of it with its age, is better.
    if (device.readings !== undefined || Object.keys(states).length === 0)
      return 'a retained measurement may be of any age';
    devices.report(device, states, { isRestored: true });
    return undefined;
  }

  function fromDevice(own: OwnTopic, { topic, retained }: BusMessage, text: string): void {
    const { to, device } = own;
    if (to === 'status') {
      const presence = parsePresence(text);
      // What the broker has kept of a device that is heard is no return.
      const isKnown = retained && device.isLive;
      devices.setPresence(device, presence, retained);
      // It may have restarted, and nobody noticed.
      if (presence === 'online' && !isKnown) deps.deviceCommands.resend(device);
      if (presence === 'online' && !retained) duplicateIds.noteOnline(device);
    } else if (retained) {
      const fault = keptReport(device, text);
      if (fault !== undefined) return refuse(topic, 'retained', fault);
    } else {
      const conflict = report(device, topic, text);
      if (conflict !== undefined) return refuse(topic, 'refused', conflict);
    }
    tally.accept();
  }

  /** The first message under a topic of the hub's own devices. */
  function fromStranger({ to, device: ref }: DeviceTopic, message: BusMessage, text: string): void {
    const { topic } = message;
    const device = devices.get(ref.kind, ref.id);
    if (device === undefined) return refuse(topic, 'unknown', 'no such device in house.json');
    if (device.binding !== undefined) {
      duplicateIds.refuseOwnTopic(device);
      return refuse(topic, 'refused', 'house.json binds the device to other topics');
    }
    const own = { to, device };
    known().set(topic, own);
    fromDevice(own, message, text);
  }

  function fromBound({ topic, retained }: BusMessage, text: string): void {
    const heard = bound.hear(topic, text, retained);
    if (heard === undefined) return refuse(topic, 'unknown', 'no such topic');
    deps.unheard.heard(topic);
    tally.accept();
    for (const { device, refused: values } of heard) refuseReadings(topic, device, values);
  }

  function route(message: BusMessage): void {
    const { topic, payload } = message;
    if (payload.length > LIMITS.mqttPayloadBytes) {
      return refuse(topic, 'oversized', `${payload.length} bytes, over ${LIMITS.mqttPayloadBytes}`);
    }
    const text = payload.toString();
    const own = known().get(topic);
    if (own !== undefined) return fromDevice(own, message, text);
    const parsed = topics.parse(topic);
    if (parsed === undefined) return fromBound(message, text);
    if (parsed.to === 'command') return refuse(topic, 'unknown', 'no such topic');
    if (isHubTopic(parsed)) return deps.election.hear(parsed.to, text, message.retained);
    if ('device' in parsed) fromStranger(parsed, message, text);
    else fromClient(parsed, message, text);
  }

  return {
    accept(message) {
      try {
        route(message);
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        refuse(message.topic, 'malformed', error.message);
      }
    },
    counts: () => tally.counts(),
    stop: async () => commands.stop(),
  };
}

/** The house on its bus, joined: what clients and Home Assistant are told of it, and where each message goes. */
import type { Digest } from '../app/base/credential-ports.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { Store } from '../app/base/ports/store.ts';
import { createDuplicateIds } from '../app/devices/duplicate-ids.ts';
import { announcementsOf } from '../app/home-assistant/discovery-payloads.ts';
import { createDiscovery, type Discovery } from '../app/home-assistant/discovery.ts';
import { createFirmware } from '../app/home-assistant/firmware.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import type { Topics } from '../app/messages/topics.ts';
import type { HubElection } from '../app/mqtt-api/hub-election.ts';
import { createMessageRouter, type MessageRouter } from '../app/mqtt-api/message-router.ts';
import { createMqttSession, type MqttSession } from '../app/mqtt-api/mqtt-session.ts';
import { publishEvents } from '../app/mqtt-api/published-events.ts';
import { echoTopics, publishedSources } from '../app/mqtt-api/published-sources.ts';
import { createPublishedStates, type PublishedStates } from '../app/mqtt-api/published-states.ts';
import { createRefusedCommands, type RefusedCommands } from '../app/mqtt-api/refused-commands.ts';
import type { EventJournal } from '../app/records/journal.ts';
import type { SystemFacts } from '../app/views/system-view.ts';
import type { ControlParts } from './control-parts.ts';
import type { DeviceParts } from './device-parts.ts';
import type { ViewParts } from './view-parts.ts';

/** How Home Assistant is told of the house. */
export interface DiscoverySettings {
  /** First levels of its topics; undefined where it is told nothing. */
  readonly prefix: string | undefined;
  /** Begins the identity of each device. */
  readonly hubId: string;
  /** Where the page is, as far as that can be found. */
  readonly findPageUrl?: (() => Promise<string | undefined>) | undefined;
}

export interface BusParts {
  readonly messageRouter: MessageRouter;
  readonly mqttSession: MqttSession;
}

interface BusDeps {
  readonly house: CurrentHouse;
  readonly store: Store;
  readonly journal: EventJournal;
  /** The broker, whether or not this hub commands. */
  readonly bus: Bus;
  /** The same, not there while another hub commands. */
  readonly commandingBus: Bus;
  readonly election: HubElection;
  readonly topics: Topics;
  readonly heard: DeviceParts;
  readonly control: ControlParts;
  readonly views: ViewParts;
  readonly facts: SystemFacts;
  readonly discovery: DiscoverySettings;
  readonly acceptsCommands: boolean;
  readonly digest: Pick<Digest, 'sha256'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

function discoveryOf(deps: BusDeps, states: PublishedStates): Discovery {
  const { house, store, commandingBus: bus, topics, facts, digest, clock, random, log } = deps;
  const { acceptsCommands } = deps;
  const { prefix, hubId, findPageUrl } = deps.discovery;
  const { serial, version } = facts;
  const { settings } = deps.control;
  const firmware = createFirmware(deps.heard.devices);
  let pageUrl: string | undefined;
  const discovery = createDiscovery({
    bus,
    store,
    digest,
    clock,
    random,
    log,
    prefix,
    announcements() {
      if (prefix === undefined) return [];
      const identity = { hubId, serial, version, name: settings.get().name, pageUrl };
      return announcementsOf({
        house: house.get(),
        identity,
        topics,
        prefix,
        acceptsCommands,
        firmwareOf: firmware.of,
      });
    },
    isTold: (topic) => states.has(topic),
    tellStates: () => states.tellAll(),
  });
  for (const part of [house, settings, firmware]) part.onChange(() => discovery.changed());
  // The network may come later than the hub, as the broker does.
  deps.election.onCommand(() => {
    if (prefix === undefined) return;
    void findPageUrl?.().then((found) => {
      if (found === undefined || found === pageUrl) return;
      pageUrl = found;
      discovery.changed();
    });
  });
  return discovery;
}

function routerOf(
  deps: BusDeps,
  states: PublishedStates,
  refusedCommands: RefusedCommands,
): MessageRouter {
  const { house, journal, topics, election, heard, control, views, acceptsCommands } = deps;
  const { clock, log } = deps;
  const { devices, bound, filters, deviceCommands, deviceEvents, unheard, refusalShare } = heard;
  const { zoneCommands, dhwRequests, surplus, powerLimits, system, settings } = control;
  return createMessageRouter({
    house,
    topics,
    devices,
    bound,
    unheard,
    refusalShare,
    duplicateIds: createDuplicateIds({ journal, clock }),
    zones: views.zones,
    zoneCommands,
    dhwRequests,
    surplus,
    powerLimits,
    system,
    settings,
    filters,
    acceptsCommands,
    election,
    deviceCommands,
    deviceEvents,
    refusedCommands,
    onSet: (what) => echoTopics(topics, what).forEach((topic) => states.echo(topic)),
    clock,
    log,
  });
}

export function createBusParts(deps: BusDeps): BusParts {
  const { house, bus, commandingBus, election, topics, heard, control, views, clock, log } = deps;
  const { devices, bound, deviceCommands, machineOrders } = heard;
  const refusedCommands = createRefusedCommands({ topics, bus: commandingBus, clock, log });
  const sources = [
    ...publishedSources({ topics, devices, ...control, ...views }),
    refusedCommands.source,
  ];
  const states = createPublishedStates({
    sources,
    controlLoop: control.controlLoop,
    isRead: (topic) => discovery.isRead(topic),
    bus: commandingBus,
    clock,
    log,
  });
  publishEvents({ journal: deps.journal, topics, bus: commandingBus, log });
  const discovery: Discovery = discoveryOf(deps, states);
  const messageRouter = routerOf(deps, states, refusedCommands);
  election.onCommand(() => states.tellAll());
  election.onCommand(() => deviceCommands.resendAll());
  election.onCommand(() => discovery.connected());
  election.onChange(() => control.controlLoop.soon());
  const mqttSession = createMqttSession({
    house,
    bus,
    topics,
    election,
    messageRouter,
    bound,
    deviceCommands,
    machineOrders,
    states,
    discovery,
    toldEnergy: views.toldEnergy,
    clock,
  });
  return { messageRouter, mqttSession };
}

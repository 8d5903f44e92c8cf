/**
 * Everything that knows the house, joined: what is measured in it, what is asked of it, what control makes of that,
 * and the link to its devices and clients.
 */
import type { EquipmentKind, EquipmentView } from '../domain/equipment/view.ts';
import type { Finding } from '../domain/control/findings.ts';
import type { House } from '../domain/house.ts';
import type { Digest } from '../app/base/credential-ports.ts';
import { announcementsOf } from '../app/home-assistant/announcements.ts';
import { createDiscovery, type Discovery } from '../app/home-assistant/discovery.ts';
import { createBoundDevices, type BoundListener } from '../app/devices/bound-devices.ts';
import { createDuplicateIds } from '../app/devices/duplicate-ids.ts';
import { createDeviceEvents } from '../app/faults/device-events.ts';
import { createDeviceCommands, type DeviceCommands } from '../app/control/device-commands.ts';
import { createDeviceRegistry, type DeviceRegistry } from '../app/devices/device-registry.ts';
import { createEnergy, type EnergyMeter } from '../app/energy/energy.ts';
import { createEquipmentViews, type EquipmentViews } from '../app/views/equipment-views.ts';
import { createFaults, type Faults } from '../app/faults/faults.ts';
import { createHistory, samplesOf, type History } from '../app/history/history.ts';
import { createDhwRequests, type DhwRequests } from '../app/house/dhw-requests.ts';
import { createKeptReadings } from '../app/devices/kept-readings.ts';
import { createHubElection } from '../app/mqtt-api/hub-election.ts';
import {
  busWhileCommanding,
  createMqttSession,
  type MqttSession,
} from '../app/mqtt-api/mqtt-session.ts';
import { createMessageRouter, type MessageRouter } from '../app/mqtt-api/message-router.ts';
import type { EventJournal } from '../app/records/journal.ts';
import type { ClientTopic, Topics } from '../app/messages/topics.ts';
import { createPlanning, type Planning } from './planning.ts';
import { createControlMemoryStore } from '../app/control/control-memory.ts';
import { createControlLoop, type ControlLoop } from '../app/control/control-loop.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock, TimeZones } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { LazySource, Store } from '../app/base/ports/store.ts';
import { createSurplusRequests, type SurplusRequests } from '../app/house/surplus-requests.ts';
import { createDecisions, type Decisions } from '../app/control/decisions.ts';
import { createZoneViews, type ZoneViews } from '../app/views/zone-views.ts';
import { createSystemView, type SystemFacts, type SystemView } from '../app/views/system-view.ts';
import { echoTopics, publishedSources } from '../app/mqtt-api/published-sources.ts';
import { createPublishedStates, type PublishedStates } from '../app/mqtt-api/published-states.ts';

export interface HouseDeps {
  readonly store: Store;
  readonly journal: EventJournal;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly facts: SystemFacts;
  /** How Home Assistant is told of the house. */
  readonly discovery: {
    /** First levels of its topics; undefined where it is told nothing. */
    readonly prefix: string | undefined;
    /** Begins the identity of each device. */
    readonly hubId: string;
  };
  readonly digest: Pick<Digest, 'sha256'>;
  /** Has what can wait written within a minute. */
  readonly flushSoon: () => void;
  readonly timeZones: TimeZones;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Whether clients may command anything over MQTT. */
  readonly acceptsCommands: boolean;
}

interface Measured {
  readonly zones: ZoneViews;
  readonly equipment: EquipmentViews;
  readonly energy: EnergyMeter;
  readonly history: History;
}

interface Steered extends Planning {
  readonly dhwRequests: DhwRequests;
  readonly surplus: SurplusRequests;
  readonly deviceCommands: DeviceCommands;
  readonly controlLoop: ControlLoop;
}

export interface HouseParts extends Measured, Steered {
  readonly devices: DeviceRegistry;
  readonly faults: Faults;
  readonly decisions: Decisions;
  readonly messageRouter: MessageRouter;
  readonly mqttSession: MqttSession;
  readonly systemView: () => SystemView;
  /** What goes with the lazy batch. */
  readonly lazy: readonly LazySource[];
  takeHouse(house: House): void;
  /** Lets go of what has grown old. */
  sweep(): void;
}

/** What is asked of the house, and what control does about it. */
function createSteering(
  deps: HouseDeps & {
    devices: DeviceRegistry;
    decisions: Decisions;
    faults: Faults;
    hubFindings: () => readonly Finding[];
  },
): Steered & { readonly memory: LazySource } {
  const planning = createPlanning(deps);
  const { plans, system, settings } = planning;
  const dhwRequests = createDhwRequests({ ...deps, settings, system });
  const surplus = createSurplusRequests(deps);
  const deviceCommands = createDeviceCommands(deps);
  const memory = createControlMemoryStore(deps);
  const controlLoop = createControlLoop({
    ...deps,
    plans,
    dhwRequests,
    surplus,
    deviceCommands,
    memory,
  });
  plans.onChange(({ zoneId, commanded }) => {
    if (commanded) controlLoop.soon(zoneId);
  });
  for (const part of [system, settings, dhwRequests, surplus])
    part.onChange(() => controlLoop.soon());
  return { ...planning, dhwRequests, surplus, deviceCommands, memory, controlLoop };
}

/** What the house shows of itself. */
function createMeasuring(
  deps: HouseDeps & { devices: DeviceRegistry; decisions: Decisions; faults: Faults },
  { dhwRequests, plans }: Steered,
): Measured {
  const { decisions } = deps;
  const zones = createZoneViews({ ...deps, plans });
  const decided = (kind: EquipmentKind): EquipmentView => ({
    ...(kind === 'dhw' && dhwRequests.view()),
    ...decisions.device(kind),
  });
  const equipment = createEquipmentViews({ ...deps, decided });
  decisions.onChange(({ kind, id }) => {
    if (kind !== 'zone') equipment.touch(kind, id);
  });
  dhwRequests.onChange((dhwId) => equipment.touch('dhw', dhwId));
  const utcOffsetMs = (instantMs: number) => plans.house().offsetOf(instantMs);
  const energy = createEnergy({ ...deps, utcOffsetMs });
  const history = createHistory({ ...deps, samples: samplesOf(zones, equipment) });
  return { zones, equipment, energy, history };
}

/** What clients on the bus are told of the house. */
function createTelling(
  deps: HouseDeps & {
    devices: DeviceRegistry;
    decisions: Decisions;
    house: () => House | undefined;
  },
  steered: Steered,
  measured: Measured,
): { states: PublishedStates; discovery: Discovery; systemView: () => SystemView } {
  const { decisions, facts, topics, acceptsCommands } = deps;
  const { prefix, hubId } = deps.discovery;
  const { settings } = steered;
  const systemView = createSystemView({ ...steered, decisions }, facts);
  const sources = publishedSources({ ...deps, ...steered, ...measured, systemView });
  const states = createPublishedStates({ ...deps, sources });
  const { serial, version } = facts;
  const discovery = createDiscovery({
    ...deps,
    prefix,
    announcements() {
      const house = deps.house();
      if (prefix === undefined || house === undefined) return [];
      const identity = { hubId, serial, version, name: settings.get().name };
      return announcementsOf({ house, identity, topics, prefix, acceptsCommands });
    },
    isTold: (topic) => states.has(topic),
    tellStates: () => states.tellAll(),
  });
  settings.onChange(() => discovery.changed());
  return { states, discovery, systemView };
}

export function createHouseParts(given: HouseDeps): HouseParts {
  let house: House | undefined;
  const { serial, version } = given.facts;
  const election = createHubElection({
    ...given,
    serial,
    version,
    onCommand() {
      states.tellAll();
      deviceCommands.resendAll();
      discovery.connected();
    },
    onChange: () => controlLoop.soon(),
  });
  const deps = {
    ...given,
    bus: busWhileCommanding(given.bus, () => election.isCommanding()),
    hubFindings: () => election.findings(),
    isStandby: () => election.isStandby(),
  };
  const devices = createDeviceRegistry(deps);
  const faults = createFaults({ ...deps, devices });
  const deviceEvents = createDeviceEvents({ ...deps, devices, faults });
  const decisions = createDecisions();
  const known = { ...deps, devices, faults, decisions };
  const { memory, ...steered } = createSteering(known);
  const measured = createMeasuring(known, steered);
  const { plans, dhwRequests, deviceCommands, controlLoop } = steered;
  const { zones, equipment, energy, history } = measured;
  const fromDevices: BoundListener = {
    onOnline: (device) => deviceCommands.resend(device),
    onReport: (device, message, isBack) => deviceCommands.confirm(device, message, isBack),
  };
  const bound = createBoundDevices({
    ...known,
    ...fromDevices,
    askedMode: (device) => (deviceCommands.of(device) as { mode?: unknown } | undefined)?.mode,
  });
  const keptReadings = createKeptReadings({
    ...known,
    bound,
    fingerprint: (text) => Buffer.from(deps.digest.sha256(text)).toString('base64url', 0, 9),
  });
  const duplicateIds = createDuplicateIds(deps);
  const messageRouter = createMessageRouter({
    ...known,
    ...steered,
    ...fromDevices,
    zones,
    equipment,
    bound,
    duplicateIds,
    onRefusedReport: (device, detail) => deviceEvents.refused(device, detail),
    onRefusedReadings: (device, refused) => deviceEvents.refusedReadings(device, refused),
    onHubWord: (to, payload, retained) => election.hear(to, payload, retained),
    onSet: (what: ClientTopic) =>
      echoTopics(deps.topics, what).forEach((topic) => states.echo(topic)),
  });
  const { states, discovery, systemView } = createTelling(
    { ...known, house: () => house },
    steered,
    measured,
  );
  const { bus } = given;
  const mqttSession = createMqttSession({
    ...deps,
    bus,
    election,
    messageRouter,
    bound,
    deviceCommands,
    states,
    discovery,
  });
  return {
    ...steered,
    ...measured,
    devices,
    faults,
    decisions,
    messageRouter,
    mqttSession,
    systemView,
    lazy: [faults, energy, history, memory, keptReadings],
    takeHouse(next) {
      house = next;
      devices.setHouse(next);
      bound.setHouse(next);
      for (const part of [plans, zones, dhwRequests, faults, equipment, energy, controlLoop])
        part.setHouse(next);
      keptReadings.restore();
      messageRouter.forget();
      mqttSession.relisten();
      deviceEvents.watch();
      discovery.changed();
    },
    sweep() {
      keptReadings.sweep();
      bound.sweep();
      devices.sweep();
    },
  };
}

/**
 * Everything that knows the house, joined: what is heard in it, what is asked of it and what control makes of that,
 * what is shown of it, and its bus. All of it is whole when this returns, and follows the house by itself.
 */
import type { Digest } from '../app/base/credential-ports.ts';
import { createHouseClock } from '../app/base/house-clock.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock, TimeZones } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { LazySource, Store } from '../app/base/ports/store.ts';
import type { Finding } from '../domain/control/findings.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import type { Topics } from '../app/messages/topics.ts';
import { refusedTopicFindings } from '../app/mqtt-api/refused-topic-findings.ts';
import { createHubElection } from '../app/mqtt-api/hub-election.ts';
import { busWhileCommanding } from '../app/mqtt-api/mqtt-session.ts';
import type { EventJournal } from '../app/records/journal.ts';
import type { SystemFacts } from '../app/views/system-view.ts';
import { createBusParts, type BusParts, type DiscoverySettings } from './bus-parts.ts';
import { createControlParts, type ControlParts } from './control-parts.ts';
import { createDeviceParts, type DeviceParts } from './device-parts.ts';
import { createViewParts, type ViewParts } from './view-parts.ts';

export interface HouseDeps {
  readonly house: CurrentHouse;
  readonly store: Store;
  readonly journal: EventJournal;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly facts: SystemFacts;
  readonly discovery: DiscoverySettings;
  readonly digest: Pick<Digest, 'sha256'>;
  /** Has what can wait written within a minute. */
  readonly flushSoon: () => void;
  /** What is wrong with what the hub keeps: it waits for an owner to confirm it, or has no good backup. */
  readonly ownFindings: () => readonly Finding[];
  readonly timeZones: TimeZones;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Whether clients may command anything over MQTT. */
  readonly acceptsCommands: boolean;
}

export interface HouseParts extends DeviceParts, ControlParts, ViewParts, BusParts {
  /** What goes with the lazy batch. */
  readonly lazy: readonly LazySource[];
}

export function createHouseParts(deps: HouseDeps): HouseParts {
  const { house, store, journal, bus, topics, facts, digest, clock, random, log } = deps;
  const { discovery, flushSoon, timeZones, acceptsCommands } = deps;
  const { serial, version } = facts;
  const election = createHubElection({ bus, topics, serial, version, journal, clock, random, log });
  const commandingBus = busWhileCommanding(bus, () => election.isCommanding());
  const heard = createDeviceParts({
    house,
    store,
    journal,
    bus: commandingBus,
    topics,
    digest,
    flushSoon,
    clock,
    random,
    log,
  });
  const hubFindings = () => [
    ...election.findings(),
    ...refusedTopicFindings(bus, topics),
    ...deps.ownFindings(),
  ];
  const control = createControlParts({
    house,
    store,
    journal,
    heard,
    hubFindings,
    timeZones,
    clock: createHouseClock(clock),
    log,
  });
  const views = createViewParts({
    house,
    store,
    heard,
    control,
    topics,
    facts,
    flushSoon,
    clock,
    log,
  });
  const onBus = createBusParts({
    house,
    store,
    journal,
    bus,
    commandingBus,
    election,
    topics,
    heard,
    control,
    views,
    facts,
    discovery,
    acceptsCommands,
    digest,
    clock,
    random,
    log,
  });
  const lazy = [...heard.lazy, control.memory, views.energy, views.history];
  return { ...heard, ...control, ...views, ...onBus, lazy };
}

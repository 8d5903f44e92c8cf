/** The house and all that is known and decided of it, joined with the adapters that it needs. */
import { hubIdOf } from '../app/home-assistant/announcement.ts';
import { backupFindings, type BackupWatch } from '../app/backup/watch.ts';
import { openFound } from './found-parts.ts';
import { createHouseParts, type HouseParts } from './house-parts.ts';
import { houseFindings } from '../app/faults/house-findings.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import { brokerSettingFindings } from '../app/broker/known-broker.ts';
import type { BrokerBook } from '../app/broker/broker-book.ts';
import type { HouseBook } from '../app/house/house-book.ts';
import type { SystemFacts } from '../app/views/system-view.ts';
import type { FoundDevices } from '../app/found/found-devices.ts';
import type { Topics } from '../app/messages/topics.ts';
import { noticeFindings } from '../app/people/notice-findings.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import { createState, type State } from '../app/live/state.ts';
import { houseState, noticeDigest } from '../app/live/state-sources.ts';
import type { Core } from './core.ts';
import { digest } from '../crypto/digest.ts';
import type { HubConfig, Parts } from './types.ts';
import { openTimeZone } from '../system/time-zone.ts';

/** The house and all of it as clients are shown it. */
export interface HouseServices extends HouseParts {
  readonly state: State;
  readonly foundDevices: FoundDevices;
}

function stateOf(
  house: CurrentHouse,
  services: HouseParts,
  { journal, access }: Core,
  { clock, random }: Parts,
): State {
  const { sources, digests } = houseState(services);
  const state = createState({
    sources,
    journal,
    digest,
    clock,
    random,
    digests: [...digests, noticeDigest(access.notices)],
  });
  house.onChange(() => state.reset());
  return state;
}

export function openHouse(deps: {
  house: CurrentHouse;
  houseBook: Pick<HouseBook, 'origin'>;
  brokerBook: Pick<BrokerBook, 'state'>;
  config: HubConfig;
  parts: Parts;
  core: Core;
  bus: Bus;
  /** A further connection to the same broker. */
  connect: () => Promise<Bus>;
  topics: Topics;
  facts: SystemFacts;
  findPageUrl?: (() => Promise<string | undefined>) | undefined;
  backupWatch: Pick<BackupWatch, 'status'>;
}): HouseServices {
  const { house, config, parts, core, bus, topics, facts } = deps;
  const { clock, random, log } = parts;
  const { mqttBase, mqttCommands, haPrefix } = config.settings;
  const { store, journal, lazyBatch } = core;
  const services = createHouseParts({
    house,
    store: {
      ...store,
      async commit(changes) {
        lazyBatch.along();
        await store.commit(changes);
      },
    },
    journal,
    bus,
    topics,
    facts,
    digest,
    clock,
    random,
    log,
    flushSoon: () => lazyBatch.soon(),
    ownFindings: () => [
      ...noticeFindings(core.access.notices),
      ...backupFindings(deps.backupWatch),
      ...houseFindings(deps.houseBook),
      ...brokerSettingFindings(deps.brokerBook.state()),
    ],
    discovery: {
      // A house that is made up has no broker that Home Assistant could be at.
      prefix: haPrefix === 'off' || config.isVirtual ? undefined : haPrefix,
      hubId: hubIdOf(facts.serial, mqttBase),
      findPageUrl: deps.findPageUrl,
    },
    timeZones: (name) => openTimeZone(name, log),
    acceptsCommands: mqttCommands === 'on',
  });
  services.lazy.forEach((source) => lazyBatch.add(source));
  return {
    ...services,
    state: stateOf(house, services, core, parts),
    foundDevices: openFound({ ...deps, faults: services.faults }),
  };
}

/** The house and all that is known and decided of it, joined with the adapters that it needs. */
import { hubIdOf } from '../app/home-assistant/announcements.ts';
import { createHouseParts, type HouseParts } from './house-parts.ts';
import type { SystemFacts } from '../app/views/system-view.ts';
import type { Topics } from '../app/messages/topics.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import { createState, type State } from '../app/live/state.ts';
import { houseState, noticeDigest } from '../app/live/state-sources.ts';
import type { Core } from './core.ts';
import { digest } from '../crypto/nacl.ts';
import type { HubConfig, Parts } from './types.ts';
import { openTimeZone } from '../system/time-zone.ts';

/** The house and all of it as clients are shown it. */
export interface HouseServices extends HouseParts {
  readonly state: State;
}

function withState(house: HouseParts, { journal, access }: Core, parts: Parts): HouseServices {
  const { sources, digests } = houseState(house);
  const state = createState({
    sources,
    journal,
    digest,
    ...parts,
    digests: [...digests, noticeDigest(access.notices)],
  });
  return {
    ...house,
    state,
    takeHouse(next) {
      house.takeHouse(next);
      state.reset();
    },
  };
}

export function openHouse(deps: {
  config: HubConfig;
  parts: Parts;
  core: Core;
  bus: Bus;
  topics: Topics;
  facts: SystemFacts;
}): HouseServices {
  const { config, parts, core, bus, topics, facts } = deps;
  const { mqttBase, mqttCommands, haPrefix } = config.settings;
  const { store, journal, lazyBatch } = core;
  const house = createHouseParts({
    store,
    journal,
    bus,
    topics,
    facts,
    digest,
    ...parts,
    flushSoon: () => lazyBatch.soon(),
    discovery: {
      // A house that is made up has no broker that Home Assistant could be at.
      prefix: haPrefix === 'off' || config.isVirtual ? undefined : haPrefix,
      hubId: hubIdOf(facts.serial, mqttBase),
    },
    timeZones: (name) => openTimeZone(name, parts.log),
    acceptsCommands: mqttCommands === 'on',
  });
  house.lazy.forEach((source) => lazyBatch.add(source));
  return withState(house, core, parts);
}

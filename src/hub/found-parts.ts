/** Looking for devices on the broker: loaded when somebody first does. */
import type { Bus } from '../app/base/ports/bus.ts';
import type { Faults } from '../app/faults/faults.ts';
import type { FoundDevices } from '../app/found/found-devices.ts';
import type { CurrentHouse } from '../app/house/current-house.ts';
import type { Topics } from '../app/messages/topics.ts';
import { spareOptimizer } from '../system/optimizer.ts';
import { releaseSpared } from '../system/release-memory.ts';
import type { HubConfig, Parts } from './types.ts';

export function openFound(deps: {
  house: CurrentHouse;
  faults: Pick<Faults, 'list'>;
  topics: Topics;
  config: HubConfig;
  parts: Parts;
  /** A connection of its own to the broker, that only listens. */
  connect: () => Promise<Bus>;
}): FoundDevices {
  const { house, faults, topics, config, parts, connect } = deps;
  const { clock, log } = parts;
  const { haPrefix, mqttBase } = config.settings;
  let opened: Promise<FoundDevices> | undefined;

  async function open(): Promise<FoundDevices> {
    const { createFoundDevices } = await import('../app/found/found-devices.ts');
    return createFoundDevices({
      house,
      faults,
      topics,
      mqttBase,
      // That the hub tells nothing there is no reason not to hear what others do.
      discoveryPrefix: haPrefix === 'off' ? 'homeassistant' : haPrefix,
      profiles: () => config.house.profiles,
      connect,
      spare: spareOptimizer,
      release: releaseSpared,
      clock,
      log,
    });
  }

  return {
    look: async () => (await (opened ??= open())).look(),
    stop: async () => (await opened)?.stop(),
  };
}

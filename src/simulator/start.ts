/** A virtual house on a broker of its own, inside the hub's process. */
import type { Topics } from '../app/messages/topics.ts';
import type { Bus } from '../app/base/ports/bus.ts';
import type { Clock } from '../app/base/ports/clock.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { Random } from '../app/base/ports/random.ts';
import type { House } from '../domain/house.ts';
import type { Gateway } from './gateways/gateway.ts';
import { createLocalBroker } from './local-bus.ts';
import { createVirtualHouse } from './virtual-house.ts';

/** The hub's end of the broker, and the devices at the other: they report once, when they are started. */
export function createInProcessHouse(deps: {
  house: House;
  topics: Topics;
  gateways?: readonly Gateway[];
  clock: Clock;
  random: Random;
  log: Log;
}): {
  bus: Bus;
  connect: () => Promise<Bus>;
  startDevices: () => void;
  stopDevices: () => Promise<void>;
} {
  const broker = createLocalBroker();
  const virtualHouse = createVirtualHouse({ ...deps, bus: broker.connect() });
  return {
    bus: broker.connect(),
    connect: () => Promise.resolve(broker.connect()),
    startDevices: () => virtualHouse.start(),
    stopDevices: () => virtualHouse.stop(),
  };
}

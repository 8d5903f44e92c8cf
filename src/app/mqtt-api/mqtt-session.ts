/**
 * The hub on its bus: it says that it is there, hears its devices and clients, and tells them again what stands
 * whenever the broker comes back. While another hub is in charge it hears, and says nothing.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { Discovery } from '../home-assistant/discovery.ts';
import type { DeviceCommands } from '../control/device-commands.ts';
import type { MachineOrders } from '../control/machine-orders.ts';
import type { BoundDevices } from '../devices/bound-devices.ts';
import type { ToldEnergy } from '../energy/told-energy.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { HubElection } from './hub-election.ts';
import type { MessageRouter } from './message-router.ts';
import type { PublishedStates } from './published-states.ts';
import type { Topics } from '../messages/topics.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';

export interface MqttSession {
  start(): void;
  /** Whether another hub is in charge of these topics. */
  isStandby(): boolean;
  stop(): Promise<void>;
}

/** The bus as all but the hub's own words see it: not there while this hub is not in charge. */
export function busWhileCommanding(bus: Bus, isCommanding: () => boolean): Bus {
  return {
    ...bus,
    isConnected: () => isCommanding() && bus.isConnected(),
    async publish(publication) {
      if (!isCommanding()) throw new Error('this hub is not in charge');
      return bus.publish(publication);
    },
  };
}

export function createMqttSession(deps: {
  house: Pick<CurrentHouse, 'onChange'>;
  bus: Bus;
  topics: Topics;
  election: HubElection;
  messageRouter: MessageRouter;
  bound: Pick<BoundDevices, 'topics'>;
  deviceCommands: Pick<DeviceCommands, 'stop'>;
  machineOrders: Pick<MachineOrders, 'stop'>;
  states: Pick<PublishedStates, 'tellAll' | 'flush'>;
  discovery: Discovery;
  toldEnergy: Pick<ToldEnergy, 'hear'>;
  clock: Clock;
}): MqttSession {
  const { bus, topics, election, messageRouter, bound, deviceCommands, states, discovery, clock } =
    deps;
  let cancelRefresh: Cancel | undefined;
  /** On the topics of the house's bound devices. */
  const listen = () => bus.alsoListen(bound.topics());
  listen();
  deps.house.onChange(listen);

  return {
    start() {
      cancelRefresh = clock.every(LIMITS.stateRefreshMs, () => states.tellAll());
      bus.start({
        filters: [...topics.hubFilters, ...discovery.filters],
        will: election.farewell(),
        onMessage: (message) => {
          const isMeant = [discovery, deps.toldEnergy].some((one) => one.hear(message));
          if (!isMeant) messageRouter.accept(message);
        },
        onConnection: (connected) => {
          if (connected) election.connected();
        },
      });
    },
    isStandby: () => election.isStandby(),
    async stop() {
      cancelRefresh?.();
      // While machines are heard, and this hub is in charge. Of clients nothing more is taken from here on.
      await Promise.all([messageRouter.stop(), deps.machineOrders.stop()]);
      election.stop();
      discovery.stop();
      deviceCommands.stop();
      states.flush();
      await bus.stop(election.farewell());
    },
  };
}

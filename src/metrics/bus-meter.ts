import type { Bus } from '../app/base/ports/bus.ts';

export interface BusStats {
  readonly connections: number;
  /** Messages that the broker took. */
  readonly published: number;
  /** Messages that it did not. */
  readonly failed: number;
}

export interface MeteredBus extends Bus {
  stats(): BusStats;
}

/** The bus, counted: whoever publishes by way of it. */
export function meteredBus(bus: Bus): MeteredBus {
  const stats = { connections: 0, published: 0, failed: 0 };
  return {
    start(listener) {
      bus.start({
        ...listener,
        onMessage: (message) => listener.onMessage(message),
        onConnection(connected) {
          if (connected) stats.connections++;
          listener.onConnection(connected);
        },
      });
    },
    alsoListen: (topics) => bus.alsoListen(topics),
    changeWill: (will) => bus.changeWill(will),
    isConnected: () => bus.isConnected(),
    refused: () => bus.refused(),
    async publish(publication) {
      try {
        await bus.publish(publication);
        stats.published++;
      } catch (error) {
        stats.failed++;
        throw error;
      }
    },
    stop: (farewell) => bus.stop(farewell),
    stats: () => stats,
  };
}

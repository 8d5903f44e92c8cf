/** A bus whose broker may become another while all else goes on: to who has it, the broker is away for a moment. */
import type { Bus, BusListener, Publication } from '../base/ports/bus.ts';

export interface ChangeableBus extends Bus {
  /**
   * From now on this connection is the bus, which nobody has started yet. The one before says goodbye first, so that of
   * one broker it is the new one that has the last word.
   */
  change(next: Bus): Promise<void>;
}

export function createChangeableBus(first: Bus): ChangeableBus {
  let current = first;
  let listener: BusListener | undefined;
  let topics: readonly string[] = [];
  let will: Publication | undefined;
  let isStopped = false;
  /** One change after the other. */
  let changing = Promise.resolve();

  /** What a connection says that is no longer the bus is nothing any more. */
  function start(bus: Bus): void {
    const told = listener;
    if (told === undefined) return;
    bus.start({
      ...told,
      ...(will !== undefined && { will }),
      onMessage(message) {
        if (bus === current) told.onMessage(message);
      },
      onConnection(isConnected) {
        if (bus === current) told.onConnection(isConnected);
      },
    });
  }

  const isOver = () => isStopped;

  async function replace(next: Bus): Promise<void> {
    if (isOver()) return;
    const before = current;
    const wasConnected = before.isConnected();
    current = next;
    if (wasConnected) listener?.onConnection(false);
    await before.stop(will);
    // Another may have stopped all of it meanwhile.
    if (isOver()) return;
    next.alsoListen(topics);
    start(next);
  }

  return {
    start(given) {
      listener = given;
      will ??= given.will;
      start(current);
    },
    alsoListen(next) {
      topics = next;
      current.alsoListen(next);
    },
    changeWill(next) {
      will = next;
      current.changeWill(next);
    },
    isConnected: () => current.isConnected(),
    refused: () => current.refused(),
    publish: async (publication) => current.publish(publication),
    async stop(farewell) {
      isStopped = true;
      await Promise.all([current.stop(farewell), changing]);
    },
    change: async (next) => (changing = changing.then(async () => replace(next))),
  };
}

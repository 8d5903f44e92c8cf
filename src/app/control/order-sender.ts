/** Messages to machines of other makes: those of one machine in their order, with the pauses that it needs in between. */
import type { OrderMessage } from '../../domain/binding/order.ts';
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createMutex, type Mutex } from '../base/mutex.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import { payloadOf } from '../messages/foreign-commands.ts';

export interface OrderSender {
  isConnected(): boolean;
  /** @param machine whose messages go one after the other @returns whether the broker has all of them */
  send(machine: string, messages: readonly OrderMessage[]): Promise<boolean>;
  /** What waits for its turn is not sent any more. */
  stop(): void;
}

export function createOrderSender(deps: {
  bus: Pick<Bus, 'isConnected' | 'publish'>;
  clock: Clock;
  log: Pick<Log, 'debug'>;
}): OrderSender {
  const { bus, clock, log } = deps;
  const machines = new Map<string, Mutex>();
  /** What ends the pauses that are. */
  const pauses = new Set<Cancel>();
  let isStopped = false;

  async function passed(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const end = () => {
        pauses.delete(end);
        cancel();
        resolve();
      };
      const cancel = clock.after(ms, end);
      pauses.add(end);
    });
  }

  /** A connection that breaks may never answer: the machine's other messages must not wait for it for good. */
  async function publish({ topic, message }: OrderMessage): Promise<void> {
    let cancel: () => void = () => undefined;
    const late = new Promise<never>((_, reject) => {
      const tooLate = () => reject(new Error('the broker does not answer'));
      cancel = clock.after(LIMITS.orderPublishMs, tooLate);
    });
    try {
      await Promise.race([bus.publish({ topic, payload: payloadOf(message), qos: 1 }), late]);
    } finally {
      cancel();
    }
  }

  async function sendAll(messages: readonly OrderMessage[]): Promise<boolean> {
    for (const [index, message] of messages.entries()) {
      if (isStopped || !bus.isConnected()) return false;
      try {
        await publish(message);
      } catch (error) {
        log.debug('order not delivered', { topic: message.topic, reason: messageOf(error) });
        return false;
      }
      const isLast = index === messages.length - 1;
      if (!isLast && message.pauseMs !== undefined) await passed(message.pauseMs);
    }
    return true;
  }

  return {
    isConnected: () => bus.isConnected(),
    async send(machine, messages) {
      const inTurn = machines.get(machine) ?? createMutex();
      machines.set(machine, inTurn);
      return inTurn(async () => sendAll(messages));
    },
    stop() {
      isStopped = true;
      for (const end of pauses) end();
    },
  };
}

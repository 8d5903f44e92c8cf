/** What is held of machines that the house knows no more, or otherwise: it goes back by its own messages. */
import type { Log } from '../base/ports/log.ts';
import type { HeldOrders } from './held-orders.ts';
import type { OrderSender } from './order-sender.ts';

/** @returns what gives one back, by its key; undefined while that is under way */
export function createOrphanReturn(deps: {
  held: HeldOrders;
  sender: OrderSender;
  log: Pick<Log, 'info'>;
}): (key: string) => Promise<void> {
  const { held, sender, log } = deps;
  const returning = new Set<string>();
  return async (key) => {
    const record = held.get(key);
    if (record === undefined || returning.has(key)) return;
    returning.add(key);
    const machine = key.split('/').slice(0, 2).join('/');
    // What means something else now must not be sent.
    const isNothing = record.isClosed === true || record.told.length === 0;
    if (isNothing || (await sender.send(machine, record.back))) {
      await held.remove(key);
      log.info('a machine has its own value back', { order: key });
    }
    returning.delete(key);
  };
}

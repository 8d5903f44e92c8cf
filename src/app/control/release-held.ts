/** Giving machines their own values back where no hub runs: by what one has kept of them. */
import { HubError } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { HeldOrders } from './held-orders.ts';
import { createOrderSender } from './order-sender.ts';

/** What is held of a machine, or of all. @param machine `kind/id` */
export const heldOf = (held: HeldOrders, machine?: string) =>
  held
    .all()
    .filter(
      ([key, { told }]) =>
        told.length > 0 && (machine === undefined || key.startsWith(`${machine}/`)),
    );

async function connected(bus: Bus, clock: Clock): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const cancel = clock.after(LIMITS.orderPublishMs, () =>
      reject(new HubError('unavailable', 'the broker does not answer: nothing was given back')),
    );
    bus.start({
      filters: [],
      onMessage: () => undefined,
      onConnection(isConnected) {
        if (!isConnected) return;
        cancel();
        resolve();
      },
    });
  });
}

/**
 * @param connect is called where there is something to be given back
 * @returns of which orders the machine has not got its own value, as `kind/id/order`
 * @throws HubError `unavailable`
 */
export async function releaseHeld(
  deps: { held: HeldOrders; connect: () => Promise<Bus>; clock: Clock; log: Log },
  machine?: string,
): Promise<readonly string[]> {
  const { held, clock, log } = deps;
  const records = heldOf(held, machine);
  if (records.length === 0) return [];
  const bus = await deps.connect();
  try {
    await connected(bus, clock);
    const sender = createOrderSender({ bus, clock, log });
    for (const [key, { back, isClosed }] of records) {
      // What it was told means something else now.
      if (isClosed !== true && (await sender.send(key, back))) await held.remove(key);
    }
  } finally {
    await bus.stop();
  }
  return heldOf(held, machine).map(([key]) => key);
}

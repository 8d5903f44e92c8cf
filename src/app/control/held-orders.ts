/**
 * What the hub has changed in machines of other makes, kept on the disk: what each was told, what it had before, and
 * the messages that give it that back. Those stand here whole, so that they can be sent though the house knows the
 * machine no more.
 */
import * as v from 'valibot';
import type { OrderMessage } from '../../domain/binding/order.ts';
import type { OrderValue } from '../../domain/binding/order-value.ts';
import { messageOf } from '../../domain/errors.ts';
import { createMutex } from '../base/mutex.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';

const VALUE = v.union([v.number(), v.string(), v.boolean()]);
const MESSAGE = v.strictObject({
  topic: v.string(),
  message: v.unknown(),
  pauseMs: v.optional(v.number()),
});
const HELD = v.strictObject({
  /** What it was told last, and what before: a hub that dies knows not which of them was heard. Empty: nothing of ours. */
  told: v.array(VALUE),
  /** What its echo showed before it was first told. */
  found: v.optional(VALUE),
  back: v.array(MESSAGE),
  /** When it was told, ms since 1970, where that is bounded. */
  toldMs: v.array(v.number()),
  /** Whether what it was told means something else now: then it must not be given back. */
  isClosed: v.optional(v.boolean()),
});

export interface HeldOrder {
  readonly told: readonly OrderValue[];
  readonly found?: OrderValue | undefined;
  readonly back: readonly OrderMessage[];
  readonly toldMs: readonly number[];
  readonly isClosed?: boolean | undefined;
}

/** By `kind/id/order`. */
export const HELD_ORDERS: Table<HeldOrder> = {
  name: 'machine_orders',
  version: 1,
  parse: (value) => recordValue(HELD, value),
};

export interface HeldOrders {
  get(key: string): HeldOrder | undefined;
  all(): readonly (readonly [key: string, held: HeldOrder])[];
  /** @returns false where the disk knows nothing of this one, as if it had not been put */
  put(key: string, held: HeldOrder): Promise<boolean>;
  remove(key: string): Promise<void>;
}

export function createHeldOrders({
  store,
  log,
}: {
  store: Pick<Store, 'entries' | 'commit'>;
  log: Pick<Log, 'error'>;
}): HeldOrders {
  const all = new Map(store.entries(HELD_ORDERS));
  const inTurn = createMutex();

  const write = async (key: string, value: HeldOrder | undefined): Promise<boolean> =>
    inTurn(async () => {
      try {
        const table = HELD_ORDERS;
        await store.commit([
          value === undefined ? { remove: table, key } : { put: table, key, value },
        ]);
        return true;
      } catch (error) {
        log.error('what a machine was told was not written', { key, reason: messageOf(error) });
        return false;
      }
    });

  return {
    get: (key) => all.get(key),
    all: () => [...all],
    async put(key, held) {
      const before = all.get(key);
      all.set(key, held);
      const isWritten = await write(key, held);
      if (!isWritten && before === undefined) all.delete(key);
      return isWritten || before !== undefined;
    },
    async remove(key) {
      if (all.delete(key)) await write(key, undefined);
    },
  };
}

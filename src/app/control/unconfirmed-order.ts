/** Tells people of an order that a machine of another make has not confirmed. */
import type { OrderValue } from '../../domain/binding/order-value.ts';
import type { Log } from '../base/ports/log.ts';
import type { Random } from '../base/ports/random.ts';
import type { Device } from '../devices/device-registry.ts';
import type { EventJournal } from '../records/journal.ts';

export function unconfirmedOrder(deps: {
  journal: Pick<EventJournal, 'later'>;
  random: Pick<Random, 'bytes'>;
  log: Pick<Log, 'warn'>;
}): (device: Device, order: string, value: OrderValue) => void {
  const { journal, random, log } = deps;
  return ({ ref: { kind, id } }, order, value) => {
    const commandId = Buffer.from(random.bytes(8)).toString('hex');
    log.warn('command_unconfirmed', { kind, id, order, value });
    journal.later({
      type: 'command_unconfirmed',
      severity: 'warning',
      objectId: id,
      data: { kind, commandId, [order]: value },
    });
  };
}

/** The hub's bus, and the connections of its own that who looks for devices has. */
import type { Random } from '../app/base/ports/random.ts';
import type { BrokerBook } from '../app/broker/broker-book.ts';
import { createChangeableBus } from '../app/broker/changeable-bus.ts';
import type { Topics } from '../app/messages/topics.ts';
import { HubError, messageOf } from '../domain/errors.ts';
import type { House } from '../domain/house.ts';
import { LIMITS } from '../domain/limits.ts';
import type { createInProcessHouse } from '../simulator/start.ts';
import { connectBroker, noBroker } from './broker.ts';
import type { HubConfig, Parts } from './types.ts';

/**
 * A broker throws out the client whose id comes again. The serial is known to all, and two hubs may have the same: so
 * a part is this process's own, and nobody's to know.
 */
function clientIdOf(serial: string, random: Random): string {
  return `aris-${serial}-${Buffer.from(random.bytes(8)).toString('hex')}`;
}

interface BusDeps {
  readonly serial: string;
  readonly house: House;
  readonly topics: Topics;
  readonly brokerBook: BrokerBook;
}

/** The hub's bus: to the broker, or to a house inside this process. */
export async function openBus(
  { isVirtual, demo }: HubConfig,
  parts: Parts,
  { serial, house, topics, brokerBook }: BusDeps,
): Promise<ReturnType<typeof createInProcessHouse>> {
  if (isVirtual) {
    const simulator = await import('../simulator/start.ts');
    const gateways = demo?.gateways(parts.clock);
    return simulator.createInProcessHouse({
      house,
      topics,
      ...parts,
      ...(gateways && { gateways }),
    });
  }
  const connect = async (maxPacketBytes?: number) => {
    const access = brokerBook.access();
    const clientId = clientIdOf(serial, parts.random);
    return access && connectBroker(access, clientId, parts, maxPacketBytes);
  };
  const bus = createChangeableBus((await connect()) ?? noBroker());
  brokerBook.onChange(() => {
    const changed = async () => bus.change((await connect()) ?? noBroker());
    changed().catch((error: unknown) =>
      parts.log.error('the broker was not changed', { reason: messageOf(error) }),
    );
  });
  return {
    bus,
    async connect() {
      const found = await connect(LIMITS.foundPacketBytes);
      if (found === undefined) throw new HubError('unavailable', 'there is no broker yet');
      return found;
    },
    startDevices: () => undefined,
    stopDevices: () => Promise.resolve(),
  };
}

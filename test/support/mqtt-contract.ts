/** The contract of the bus, over a real broker. */
import type { Clock } from '../../src/app/base/ports/clock.ts';
import type { Log } from '../../src/app/base/ports/log.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { createMqttBus } from '../../src/mqtt/client.ts';
import { systemClock } from '../../src/system/clock.ts';
import { busContract, type BusRig } from '../contract/bus.ts';
import { createCutProxy } from './cut-proxy.ts';

/** Real, save that the first wait before a new try is short. */
const HASTY_CLOCK: Clock = {
  ...systemClock,
  after: (delayMs, callback) =>
    systemClock.after(delayMs === LIMITS.mqttReconnectMinMs ? 50 : delayMs, callback),
};

const silent = () => undefined;
const NO_LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** @param portOf the broker, which may only run once the tests do */
export function brokerContract(
  name: string,
  portOf: () => number,
  { sendsRetainedFirst }: Pick<BusRig, 'sendsRetainedFirst'>,
): void {
  busContract(name, async () => {
    const proxy = await createCutProxy(portOf());
    const url = `mqtt://127.0.0.1:${proxy.port}`;
    return {
      connect: (clientId) =>
        createMqttBus({ options: { url, clientId }, clock: HASTY_CLOCK, log: NO_LOG }),
      breakConnections: () => proxy.cut(),
      restore: () => proxy.restore(),
      reconnectsForWill: true,
      sendsRetainedFirst,
      close: async () => proxy.close(),
    };
  });
}

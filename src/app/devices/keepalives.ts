/**
 * What gateways have to be sent again and again, or they fall silent: a Victron GX speaks for a minute. One that several
 * devices are behind is asked once; and at once when the connection is back, since it may say then what it says by
 * change alone.
 */
import type { BoundKeepalive } from '../../domain/binding/binding.ts';
import type { House } from '../../domain/house.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import { payloadOf } from '../messages/foreign-commands.ts';

export interface Keepalives {
  /** Sends what is due. */
  send(): void;
  start(): Cancel;
}

/** Of each topic and payload, how often: the shortest time that a binding asks for. */
function keepalivesOf({ bindings = [] }: House): ReadonlyMap<string, BoundKeepalive> {
  const all = new Map<string, BoundKeepalive>();
  for (const { keepalive } of bindings) {
    if (keepalive === undefined) continue;
    const key = JSON.stringify([keepalive.topic, keepalive.message]);
    const { everySeconds = Infinity } = all.get(key) ?? {};
    if (keepalive.everySeconds < everySeconds) all.set(key, keepalive);
  }
  return all;
}

export function createKeepalives(deps: {
  house: CurrentHouse;
  bus: Pick<Bus, 'isConnected' | 'publish'>;
  clock: Clock;
  log: Log;
}): Keepalives {
  const { house, bus, clock, log } = deps;
  const keepalives = house.derive(keepalivesOf);
  /** When each was sent on this connection, monotonic. */
  const sentMs = new Map<string, number>();

  function send(): void {
    if (!bus.isConnected()) {
      sentMs.clear();
      return;
    }
    const nowMs = clock.monotonicMs();
    for (const [key, { topic, message = '', everySeconds }] of keepalives()) {
      if (nowMs - (sentMs.get(key) ?? -Infinity) < everySeconds * SECOND_MS) continue;
      sentMs.set(key, nowMs);
      bus.publish({ topic, payload: payloadOf(message), qos: 1 }).catch((error: unknown) => {
        // It is sent again when its time is over.
        log.debug('keepalive not delivered', { topic, reason: String(error) });
      });
    }
  }

  return { send, start: () => clock.every(LIMITS.keepaliveLookMs, send) };
}

/**
 * The open connections: how many each client may have, and which have proved whose they are.
 *
 * A connection shows its credential only after it was let in. So all are let in up to the last, but who comes while only
 * the kept ones are left has a short time to show a good credential, and is then hung up on: strangers pass through the
 * kept ones, and only the signed-in stay. It is asked of a connection once, when it proves itself, and never again.
 */
import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import type { ConnectionStats, HangUp } from '../app/base/ports/http.ts';
import type { Log } from '../app/base/ports/log.ts';
import { isInRanges, type AddressRange } from '../domain/address.ts';
import { LIMITS } from '../domain/limits.ts';
import { createStallWatch, type ReadPace } from './slow-readers.ts';
import { createTally } from './tally.ts';

interface Connection extends ReadPace {
  isProved: boolean;
}

export interface Connections {
  /** Takes it in, or hangs up. */
  admit(socket: Socket): void;
  /** It has shown a good credential. */
  prove(socket: Socket): void;
  /** Its answer is one that goes on. */
  goLive(socket: Socket): void;
  hangUp(socket: Socket, why: HangUp): void;
  stats(): ConnectionStats;
  /** Stops looking for slow readers. */
  stop(): void;
}

export function createConnections(
  { clock, log }: { clock: Clock; log: Log },
  trustedProxies: readonly AddressRange[],
): Connections {
  const open = new Map<Socket, Connection>();
  const tally = createTally(LIMITS.connectionsPerAddress, LIMITS.connectionsPerNetwork);
  const isStalled = createStallWatch(clock);
  const hungUp = { too_many: 0, not_signed_in: 0, too_slow: 0, too_much: 0 };

  function hangUp(socket: Socket, why: HangUp): void {
    if (socket.destroyed) return;
    hungUp[why]++;
    socket.destroy();
  }

  function awaitProof(socket: Socket, connection: Connection): void {
    const cancel = clock.after(LIMITS.connectionProveMs, () => {
      if (!connection.isProved) hangUp(socket, 'not_signed_in');
    });
    socket.once('close', cancel);
  }

  function cutStalled(): void {
    for (const [socket, connection] of open) {
      if (!isStalled(socket, connection)) continue;
      log.info('an answer was cut off, its reader too slow', { address: socket.remoteAddress });
      hangUp(socket, 'too_slow');
    }
  }

  let stop: Cancel | undefined;

  return {
    admit(socket) {
      const { remoteAddress: address } = socket;
      // It may have gone while it waited; a proxy stands for many.
      const isProxy = address !== undefined && isInRanges(address, trustedProxies);
      if (address === undefined || (!isProxy && tally.isFull(address))) {
        hangUp(socket, 'too_many');
        return;
      }
      const connection: Connection = { isProved: false, isLive: false, slowSince: undefined };
      const leave = isProxy ? () => undefined : tally.add(address);
      open.set(socket, connection);
      stop ??= clock.every(LIMITS.stallCheckMs, cutStalled);
      socket.once('close', () => {
        open.delete(socket);
        leave();
      });
      if (open.size > LIMITS.connections - LIMITS.connectionsKept) awaitProof(socket, connection);
    },
    prove(socket) {
      const connection = open.get(socket);
      if (connection !== undefined) connection.isProved = true;
    },
    goLive(socket) {
      const connection = open.get(socket);
      if (connection !== undefined) connection.isLive = true;
    },
    hangUp,
    stats: () => ({ open: open.size, hungUp }),
    stop: () => stop?.(),
  };
}

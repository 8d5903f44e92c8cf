/** Readers that take so little of an answer that it would never end: each holds memory and a descriptor meanwhile. */
import type { Socket } from 'node:net';
import type { Clock } from '../app/base/ports/clock.ts';
import { LIMITS } from '../domain/limits.ts';

/** How a connection is read. */
export interface ReadPace {
  /** One that goes on has its own measure of who is too slow (LIMITS.streamBacklogBytes). */
  isLive: boolean;
  /** Since when, and from how many bytes, its reader is measured; undefined while nothing waits. */
  slowSince: { readonly ms: number; readonly sentBytes: number } | undefined;
}

/** What the system has taken: Node counts what it was given, and libuv tells what of that still waits. */
function sentBytes(socket: Socket): number {
  const { _handle } = socket as Socket & { _handle?: { writeQueueSize?: number } | null };
  const buffered = socket.writableLength;
  return socket.bytesWritten - Math.min(buffered, _handle?.writeQueueSize ?? buffered);
}

/** @returns whether less than LIMITS.stallBytes were read within LIMITS.stallMs, while an answer waits. To be asked time and again */
export function createStallWatch(clock: Pick<Clock, 'monotonicMs'>) {
  return (socket: Socket, pace: ReadPace): boolean => {
    if (socket.writableLength === 0 || pace.isLive) {
      pace.slowSince = undefined;
      return false;
    }
    const nowMs = clock.monotonicMs();
    const sent = sentBytes(socket);
    const since = pace.slowSince;
    if (since !== undefined && sent - since.sentBytes < LIMITS.stallBytes)
      return nowMs - since.ms >= LIMITS.stallMs;
    pace.slowSince = { ms: nowMs, sentBytes: sent };
    return false;
  };
}

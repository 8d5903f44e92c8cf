/** Connections without the system: each reader takes as much as the test says. */
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { parseAddressRange } from '../../src/domain/address.ts';
import { createConnections } from '../../src/http/connection-limits.ts';
import { createFakeClock } from './fake-clock.ts';
import { createMemoryLog } from './log.ts';

export function createFakeSocket(remoteAddress: string | undefined) {
  const socket = Object.assign(new EventEmitter(), {
    remoteAddress,
    destroyed: false,
    writableLength: 0,
    bytesWritten: 0,
    _handle: { writeQueueSize: 0 },
    destroy() {
      socket.destroyed = true;
      socket.emit('close');
    },
    /** Node has been given so much, and the system has not taken so much of it. */
    holds(givenBytes: number, queuedBytes: number) {
      socket.bytesWritten = givenBytes;
      socket.writableLength = queuedBytes;
      socket._handle.writeQueueSize = queuedBytes;
    },
  });
  return socket;
}

export const asSocket = (socket: ReturnType<typeof createFakeSocket>) =>
  socket as unknown as Socket;

/** The connections of a server behind that proxy. */
export function createTestConnections(proxy = '10.0.0.1') {
  const clock = createFakeClock();
  const log = createMemoryLog();
  const connections = createConnections({ clock, log }, [parseAddressRange(proxy)]);
  function connected(socket = createFakeSocket('192.168.1.20')) {
    connections.admit(asSocket(socket));
    return socket;
  }
  const waitFor = (ms: number) => clock.advance(ms);
  return { connections, log, connected, waitFor };
}

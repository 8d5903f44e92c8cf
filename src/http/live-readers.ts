/** Who reads answers that go on, and how far behind each may be. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from '../app/base/ports/log.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Connections } from './connection-limits.ts';
import type { LiveBody, LiveReader } from './exchange.ts';

export interface LiveReaders {
  /** Hands a live body its reader: it has the rest of the connection, and both end together. */
  serve(request: IncomingMessage, response: ServerResponse, live: LiveBody): void;
  /** Ends those there are, and at once those that still come. */
  endAll(): void;
}

export function createLiveReaders(log: Log, connections: Connections): LiveReaders {
  const readers = new Set<LiveReader>();
  let isOver = false;

  function readerOf(response: ServerResponse, socket: Socket): LiveReader {
    let allowedBytes: number | undefined;
    return {
      write(bytes) {
        if (socket.destroyed || response.writableEnded) return;
        allowedBytes ??= LIMITS.streamBacklogBytes + bytes.length;
        if (response.writableLength <= allowedBytes) response.write(bytes);
        else {
          log.info('a stream was cut off, its reader too far behind', {
            address: socket.remoteAddress,
          });
          connections.hangUp(socket, 'too_slow');
        }
      },
      end() {
        // One that is behind would hear of the end late, or never.
        if (response.writableLength > 0) socket.destroy();
        else response.end();
      },
    };
  }

  return {
    serve(request, response, live) {
      const { socket } = request;
      if (socket.destroyed) return;
      connections.goLive(socket);
      const reader = readerOf(response, socket);
      const onGone = live(reader);
      readers.add(reader);
      // Not that of the response: it never comes where an answer before it on the same connection is cut off.
      socket.once('close', () => {
        readers.delete(reader);
        onGone();
      });
      if (isOver) reader.end();
    },
    endAll() {
      isOver = true;
      readers.forEach((reader) => reader.end());
    },
  };
}

/** node:http in front of the pipeline. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Clock } from '../app/base/ports/clock.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { AddressRange } from '../domain/address.ts';
import { LIMITS } from '../domain/limits.ts';
import { createConnections } from './connection-limits.ts';
import type { Reply } from './exchange.ts';
import { createLiveReaders, type LiveReaders } from './live-readers.ts';
import { isPatientWith, NodeIncoming } from './node-incoming.ts';
import type { Pipeline } from './pipeline.ts';
import { sendBody } from './send-body.ts';
import { settleShapes } from './settle-shapes.ts';

/** An address to listen on, or the descriptor of a socket that listens already. */
export type Listen = { readonly host: string; readonly port: number } | { readonly fd: number };

export interface HttpServer {
  /** Resolves to the port, or to undefined where the socket has none. */
  listen(listen: Listen): Promise<number | undefined>;
  connections(): ConnectionStats;
  /** Takes no new requests, ends streams, lets other requests finish, and cuts off what is left at the deadline. */
  stop(deadlineMs: number): Promise<void>;
}

/** How many of its answers are not made yet, or have a body that is still being read. */
const IN_MAKING = Symbol('in making');
type CountedSocket = Socket & { [IN_MAKING]?: number };

function hasUnreadBody({ complete, headers }: IncomingMessage): boolean {
  return (
    !complete &&
    (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)
  );
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  liveReaders: LiveReaders,
): void | Promise<void> {
  const live = request.method === 'GET' ? reply.live : undefined;
  if (live !== undefined) response.shouldKeepAlive = false;
  if (request.method !== 'GET' && request.method !== 'HEAD' && hasUnreadBody(request)) {
    // It was refused, and is not waited for: the connection ends with the answer.
    response.shouldKeepAlive = false;
  }
  response.writeHead(reply.status, reply.headers as string[]);
  const { body } = reply;
  if (live !== undefined) liveReaders.serve(request, response, live);
  else if (!(body instanceof Readable)) response.end(body);
  else if (request.method === 'HEAD') {
    body.destroy();
    response.end();
  } else return sendBody(body, response, request.socket);
}

/** Malformed requests never reach the pipeline: Node's parser refuses them. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isPatientWith(socket)) return;
  // As Node's own handler does: behind an answer that has begun, another would be part of its body.
  const { _httpMessage } = socket as Socket & { _httpMessage?: ServerResponse | null };
  if (error.code === 'ECONNRESET' || !socket.writable || _httpMessage) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const body = `${JSON.stringify({ error: status.slice(4), message: 'The request is not well-formed HTTP/1.1' })}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/** @param deps `trustedProxies`: their connections are those of many clients, and not limited as one's */
export function createHttpServer(deps: {
  log: Log;
  clock: Clock;
  pipeline: Pipeline;
  trustedProxies?: readonly AddressRange[];
}): HttpServer {
  const { log, clock, pipeline, trustedProxies = [] } = deps;
  settleShapes();
  const connections = createConnections({ log, clock }, trustedProxies);
  const liveReaders = createLiveReaders(log, connections);

  /** An answer that takes time. Whoever asks for ever more of them and reads none is hung up on. */
  async function sendLater(
    request: IncomingMessage,
    response: ServerResponse,
    reply: Promise<Reply>,
  ): Promise<void> {
    const socket: CountedSocket = request.socket;
    socket[IN_MAKING] = (socket[IN_MAKING] ?? 0) + 1;
    await send(request, response, await reply, liveReaders);
    socket[IN_MAKING]--;
  }

  const server: Server = createServer(
    {
      headersTimeout: LIMITS.headersTimeoutMs,
      requestTimeout: LIMITS.requestTimeoutMs,
      keepAliveTimeout: LIMITS.keepAliveTimeoutMs,
      maxHeaderSize: LIMITS.requestHeaderBytes,
      connectionsCheckingInterval: 5_000,
      noDelay: true,
    },
    (request, response) => {
      const socket: CountedSocket = request.socket;
      if ((socket[IN_MAKING] ?? 0) >= LIMITS.requestsInMaking) {
        connections.hangUp(socket, 'too_much');
        return;
      }
      const reply = pipeline.handle(new NodeIncoming(request, connections));
      if (reply instanceof Promise) void sendLater(request, response, reply);
      else void send(request, response, reply, liveReaders);
    },
  );
  // Node would drop header lines past its own limit in silence; the pipeline counts and refuses them.
  server.maxHeadersCount = 0;
  server.maxConnections = LIMITS.connections;
  server.on('connection', (socket: Socket) => {
    // Each answer with a body listens for the end of its connection.
    socket.setMaxListeners(LIMITS.requestsInMaking + 10);
    connections.admit(socket);
  });
  server.on('clientError', refuseMalformed);

  return {
    async listen(listen) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen('fd' in listen ? { fd: listen.fd } : { ...listen, ipv6Only: false }, () => {
          server.off('error', reject);
          server.on('error', ({ message }) =>
            log.error('the http server failed', { reason: message }),
          );
          resolve();
        });
      });
      return (server.address() as AddressInfo | null)?.port;
    },
    connections: () => connections.stats(),
    async stop(deadlineMs) {
      const cancel = clock.after(deadlineMs, () => server.closeAllConnections());
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        liveReaders.endAll();
        server.closeIdleConnections();
      });
      cancel();
      connections.stop();
    },
  };
}

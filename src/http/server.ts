/** The only file that knows sockets: node:http in front of the pipeline. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Clock } from '../app/base/ports/clock.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { AddressRange } from '../domain/address.ts';
import { LIMITS } from '../domain/limits.ts';
import { cutOff, tooLarge } from './body-source.ts';
import { createConnections, type Connections } from './connection-limits.ts';
import type { LiveBody, LiveReader, Reply } from './exchange.ts';
import { Head } from './head.ts';
import type { Pipeline } from './pipeline.ts';
import type { Incoming } from './request.ts';
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

/** The last header block of a connection: kept with its socket, where it is found sooner than in a map. */
const HEAD = Symbol('head');
/** How many of its answers are not made yet, or have a body that is still being read. */
const IN_MAKING = Symbol('in making');
type HeadedSocket = Socket & { [HEAD]?: Head; [IN_MAKING]?: number };

function headOf(socket: HeadedSocket, rawHeaders: readonly string[]): Head {
  const last = socket[HEAD];
  if (last?.equals(rawHeaders) === true) return last;
  return (socket[HEAD] = new Head(rawHeaders));
}

class NodeIncoming implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly head: Head;
  readonly #request: IncomingMessage;
  readonly #connections: Connections;

  constructor(request: IncomingMessage, connections: Connections) {
    this.method = request.method ?? '';
    this.target = request.url ?? '';
    this.head = headOf(request.socket, request.rawHeaders);
    this.#request = request;
    this.#connections = connections;
  }

  noteProof(): void {
    this.#connections.prove(this.#request.socket);
  }

  /** Asked for once per connection and header block, not per request: finding it out is a call to the system. */
  get peerAddress(): string {
    return this.#request.socket.remoteAddress ?? '';
  }

  async readBody(limitBytes: number): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of this.#request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > limitBytes) throw tooLarge(limitBytes);
        chunks.push(chunk);
      }
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? cutOff() : error;
    }
    return Buffer.concat(chunks);
  }
}

function hasUnreadBody({ complete, headers }: IncomingMessage): boolean {
  return (
    !complete &&
    (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)
  );
}

interface LiveReaders {
  /** Hands a live body its reader: it has the rest of the connection, and both end together. */
  serve(request: IncomingMessage, response: ServerResponse, live: LiveBody): void;
  /** Ends those there are, and at once those that still come. */
  endAll(): void;
}

function createLiveReaders(log: Log, connections: Connections): LiveReaders {
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
    const socket: HeadedSocket = request.socket;
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
      const socket: HeadedSocket = request.socket;
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

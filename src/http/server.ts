/** node:http in front of the pipeline. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Clock } from '../app/base/ports/clock.ts';
import type { ConnectionStats } from '../app/base/ports/http.ts';
import type { Log } from '../app/base/ports/log.ts';
import type { AddressRange } from '../domain/address.ts';
import { LIMITS } from '../domain/limits.ts';
import { SECOND_MS } from '../domain/units.ts';
import { createConnections } from './connection-limits.ts';
import type { Reply } from './exchange.ts';
import { createLiveReaders, type LiveReaders } from './live-readers.ts';
import { isPatientWith, NodeIncoming } from './node-incoming.ts';
import type { Pipeline } from './pipeline.ts';
import { sendBody } from './send-body.ts';
import { settleShapes } from './settle-shapes.ts';
import { sendShortText } from './short-text.ts';

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
type CountedSocket = Socket & { [IN_MAKING]: number };

function hasUnreadBody({ complete, headers }: IncomingMessage): boolean {
  return (
    !complete &&
    (headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0)
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
  if (request.method !== 'GET' && hasUnreadBody(request)) {
    // It was refused, and is not waited for: the connection ends with the answer.
    response.shouldKeepAlive = false;
  }
  response.writeHead(reply.status, reply.headers as string[]);
  const { body } = reply;
  if (live !== undefined) liveReaders.serve(request, response, live);
  else if (typeof body === 'string') sendShortText(response, body);
  else if (!(body instanceof Readable)) response.end(body);
  else if (request.method === 'HEAD') {
    body.destroy();
    response.end();
  } else return sendBody(body, response, request.socket);
}

/** Malformed requests never reach the pipeline: Node's parser refuses them. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket, limits: ServerLimits): void {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isPatientWith(socket)) return;
  // As Node's own handler does: behind an answer that has begun, another would be part of its body.
  const { _httpMessage } = socket as Socket & { _httpMessage?: ServerResponse | null };
  if (!socket.writable || _httpMessage) socket.destroy();
  else socket.end(malformedAnswer(error, limits));
}

function malformedAnswer({ code }: NodeJS.ErrnoException, limits: ServerLimits): string {
  const [status, message] = malformedWords(code, limits);
  const body = `${JSON.stringify({ error: status.slice(4), message })}\n`;
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** Status line and sentence of what the parser refuses, by the parser's code. */
function malformedWords(
  code: string | undefined,
  { requestHeaderBytes, headersTimeoutMs, requestTimeoutMs }: ServerLimits,
): readonly [status: string, message: string] {
  const seconds = (ms: number) => `${ms / SECOND_MS} s`;
  if (code === 'HPE_HEADER_OVERFLOW')
    return [
      '431 Request Header Fields Too Large',
      `more than ${requestHeaderBytes} bytes of request line and headers`,
    ];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return [
      '408 Request Timeout',
      `the headers were not here within ${seconds(headersTimeoutMs)}, or the whole request within ${seconds(requestTimeoutMs)}`,
    ];
  return ['400 Bad Request', 'The request is not well-formed HTTP/1.1'];
}

type ServerLimits = Record<
  | 'connections'
  | 'headersTimeoutMs'
  | 'requestTimeoutMs'
  | 'timeoutCheckMs'
  | 'keepAliveTimeoutMs'
  | 'requestHeaderBytes',
  number
>;

/**
 * @param deps `trustedProxies`: their connections are those of many clients, and not limited as one's; `limits`: those
 * of Node's own server
 */
export function createHttpServer(deps: {
  log: Log;
  clock: Clock;
  pipeline: Pipeline;
  trustedProxies?: readonly AddressRange[];
  limits?: ServerLimits;
}): HttpServer {
  const { log, clock, pipeline, trustedProxies = [], limits = LIMITS } = deps;
  settleShapes();
  const connections = createConnections({ log, clock }, trustedProxies);
  const liveReaders = createLiveReaders(log, connections);

  /** An answer that takes time. Whoever asks for ever more of them and reads none is hung up on. */
  async function sendLater(
    request: IncomingMessage,
    response: ServerResponse,
    reply: Promise<Reply>,
  ): Promise<void> {
    const socket = request.socket as CountedSocket;
    socket[IN_MAKING]++;
    await send(request, response, await reply, liveReaders);
    socket[IN_MAKING]--;
  }

  const server: Server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      maxHeaderSize: limits.requestHeaderBytes,
      connectionsCheckingInterval: limits.timeoutCheckMs,
    },
    (request, response) => {
      const socket = request.socket as CountedSocket;
      if (socket[IN_MAKING] >= LIMITS.requestsInMaking) {
        connections.hangUp(socket, 'too_much');
        return;
      }
      const reply = pipeline.handle(new NodeIncoming(request, connections));
      if (reply instanceof Promise) void sendLater(request, response, reply);
      else void send(request, response, reply, liveReaders);
    },
  );
  server.maxConnections = limits.connections;
  server.on('connection', (socket: Socket) => {
    (socket as CountedSocket)[IN_MAKING] = 0;
    // Each answer with a body, or that goes on, listens for the end of its connection: there are limits of their own.
    socket.setMaxListeners(Infinity);
    connections.admit(socket);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseMalformed(error, socket, limits),
  );

  return {
    async listen(listen) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(listen, () => {
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
      });
      cancel();
      connections.stop();
    },
  };
}

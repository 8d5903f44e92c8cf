/** What HTTP and its clients may take. */
import { SECOND_MS } from '../units.ts';

export const HTTP_LIMITS = {
  // HTTP
  requestBodyBytes: 64 * 1024,
  /** Levels of lists and objects in JSON, in bodies, messages and files alike. */
  jsonDepth: 32,
  requestHeaderLines: 100,
  requestHeaderBytes: 16 * 1024,
  requestTargetBytes: 8 * 1024,
  headersTimeoutMs: 10 * SECOND_MS,
  requestTimeoutMs: 30 * SECOND_MS,
  /** How often it is looked for requests that are out of their time. */
  timeoutCheckMs: 5 * SECOND_MS,
  keepAliveTimeoutMs: 65 * SECOND_MS,
  connections: 2_048,
  /** Of one address, and of a /64 of IPv6 together: one client can take any address in it. */
  connectionsPerAddress: 128,
  connectionsPerNetwork: 512,
  /** Kept for who is signed in: whoever comes into these has `connectionProveMs` to show a good credential. */
  connectionsKept: 256,
  connectionProveMs: 2 * SECOND_MS,
  /** Requests of one connection whose answers are still being made: more is no client that reads them. */
  requestsInMaking: 8,
  /** A response of which less than so much is read in so long, while data waits, is cut off. */
  stallBytes: 16 * 1024,
  stallMs: 60 * SECOND_MS,
  stallCheckMs: 5 * SECOND_MS,
  /** Files that are being sent, each with so much of it in memory: of all clients, of one, and of a /64 of IPv6. */
  bodyChunkBytes: 64 * 1024,
  downloads: 128,
  downloadsPerAddress: 16,
  downloadsPerNetwork: 64,
  /** When to come again where there are as many as there can be. */
  downloadsRetryMs: 5 * SECOND_MS,

  // The Prometheus behind this hub
  /** From the question to the last byte of the answer. */
  upstreamMs: 30 * SECOND_MS,
  upstreamAnswerBytes: 16 * 1024 * 1024,
  /** Questions that are open at a time: a dashboard asks for all of its panels at once. */
  upstreamRequests: 64,
  /** When to come again where there are as many as there can be. */
  upstreamRetryMs: 1 * SECOND_MS,

  // The live stream
  streams: 512,
  streamsPerAddress: 32,
  streamsPerNetwork: 128,
  streamsPerPrincipal: 16,
  /** Kept for people: tokens and panels on the wall have the others. */
  streamsKept: 64,
  /** A reader that is further behind is dropped. */
  streamBacklogBytes: 1024 * 1024,
  /** Changes that are kept for readers who come back. */
  streamRing: 1_000,
  /** Changes of so long are told together, one of each object. */
  streamWindowMs: 100,
  streamHeartbeatMs: 15 * SECOND_MS,
  /** How often it is asked whether readers may go on; a revocation ends their streams within a second. */
  streamCheckMs: SECOND_MS / 2,
  /** How long a reader is to wait before it comes back. */
  streamRetryMs: 2 * SECOND_MS,
  /** Where there are as many streams as there can be. */
  streamsRetryMs: 30 * SECOND_MS,
  /** Answers of `/api/state` that are kept, one for all who may read the same. */
  stateScopes: 16,

  // Firmware files
  firmwareIndexEntries: 10_000,
  firmwareEtags: 256,
} as const;

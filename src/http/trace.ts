/** What is known of a request on its way: who it proved to be, and what its record will say, also where it fails. */
import type { Client } from '../app/base/credential-ports.ts';
import type { Surface } from '../domain/surface.ts';
import type { Grant } from './admission.ts';

/** What a header block has proved, kept in Head.memo. */
export interface Proof extends Grant {
  /** Where it counts: what opens one surface is nothing on another. */
  readonly surface: Surface;
  readonly epoch: number;
  readonly validUntilMs: number;
  readonly client: Client;
  readonly userAgent: string | undefined;
}

/** What is known of a request so far. */
export interface Trace {
  readonly startedMs: number;
  readonly nowMs: number;
  /** The route's own path, not the one asked for. */
  route: string;
  /** As asked for, without the query. */
  path: string;
  /** Undefined until it was looked at. */
  client: Client | undefined;
  proof: Proof | undefined;
}

/** What is known of a request on its way: who it proved to be, and what its record will say, also where it fails. */
import type { Client } from '../app/base/credential-ports.ts';
import type { Proof } from './proofs.ts';

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

/** One request and its reply as values: what routes take and give. Only server.ts knows sockets. */
import type { Readable } from 'node:stream';
import type { GenericSchema, InferOutput } from 'valibot';
import type { Client } from '../app/credential-ports.ts';
import type { Principal } from '../app/principal.ts';

export interface Request {
  readonly method: string;
  /** Normalised: the very path that the guard decided on. */
  readonly path: string;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
  /** What the route's `{names}` matched, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** Who is at the other end. */
  readonly client: Client;
  /** Who asks; undefined on open routes. */
  readonly principal: Principal | undefined;
  /**
   * The body, checked.
   * @throws HubError `unsupported_type`, `too_large`, `invalid` (not strict JSON, or not what `schema` says)
   */
  readJson<Schema extends GenericSchema>(schema: Schema): Promise<InferOutput<Schema>>;
}

export interface Reply {
  readonly status: number;
  /** Names and values in turn, as `writeHead` takes them; Content-Length included where the length is known. */
  readonly headers: readonly string[];
  readonly body?: string | Uint8Array | Readable | undefined;
}

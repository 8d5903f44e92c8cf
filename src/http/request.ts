/** A request, as it comes off the wire and as a route takes it. */
import type { GenericSchema, InferOutput } from 'valibot';
import type { Client } from '../app/base/credential-ports.ts';
import type { Principal } from '../app/base/principal.ts';
import { HubError } from '../domain/errors.ts';
import type { BodySource } from './body-source.ts';
import type { Request } from './exchange.ts';
import type { Head } from './head.ts';
import type { Target } from './path.ts';
import type { RouteMatch } from './router.ts';

/** A request as it came off the wire. */
export interface Incoming extends BodySource {
  readonly method: string;
  readonly target: string;
  readonly head: Head;
  /** Of the other end of the connection. */
  readonly peerAddress: string;
  /** Told once a header block of the connection has shown a good credential. */
  noteProof?(): void;
}

export class RoutedRequest implements Request {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
  readonly client: Client;
  readonly askerNow: Request['askerNow'];
  readonly #incoming: Incoming;
  #principal: Principal | undefined;

  constructor(
    incoming: Incoming,
    { path, query }: Target,
    params: RouteMatch['params'],
    client: Client,
    askerNow: Request['askerNow'],
    principal?: Principal,
  ) {
    this.#incoming = incoming;
    this.method = incoming.method;
    this.path = path;
    this.query = query;
    this.params = params;
    this.client = client;
    this.#principal = principal;
    this.askerNow = askerNow;
  }

  get principal(): Principal | undefined {
    return this.#principal;
  }

  /** A body may take half a minute: who sends it must still be let in once it is there. */
  #askAgain(): void {
    if (this.#principal === undefined) return;
    const now = this.askerNow();
    if (now === undefined) throw new HubError('forbidden', 'whoever asks may no longer do so');
    this.#principal = now;
  }

  header(name: string): string | undefined {
    return this.#incoming.head.get(name);
  }

  async readJson<Schema extends GenericSchema>(
    schema: Schema,
    limitBytes?: number,
  ): Promise<InferOutput<Schema>> {
    // Parsers and schemas are loaded with the first body: a hub listens sooner without them.
    const { readJsonBody } = await import('./body.ts');
    const body = await readJsonBody(this.#incoming.head, this.#incoming, schema, limitBytes);
    this.#askAgain();
    return body;
  }

  async readForm(): Promise<URLSearchParams> {
    const { readFormBody } = await import('./body.ts');
    return readFormBody(this.#incoming.head, this.#incoming);
  }

  async readFile(limitBytes: number): Promise<AsyncIterable<Uint8Array>> {
    const { readFileBody } = await import('./body.ts');
    return readFileBody(this.#incoming.head, this.#incoming, limitBytes);
  }
}

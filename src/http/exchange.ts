/** One request and its reply as values: what routes take and give. They know no sockets. */
import type { Readable } from 'node:stream';
import type { GenericSchema, InferOutput } from 'valibot';
import type { Client } from '../app/base/credential-ports.ts';
import type { Principal } from '../app/base/principal.ts';

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
  /** Who asks as it stands now, or undefined where the very same request would be refused; for answers that go on. */
  readonly askerNow: () => Principal | undefined;
  /**
   * The body, checked, of who may still send it.
   * @param limitBytes where it may be longer than LIMITS.requestBodyBytes
   * @throws HubError `forbidden` (no longer), `unsupported_type`, `too_large`, `invalid` (not strict JSON, or not what `schema` says)
   */
  readJson<Schema extends GenericSchema>(
    schema: Schema,
    limitBytes?: number,
  ): Promise<InferOutput<Schema>>;
  /**
   * The body, where it is that of a form.
   * @throws HubError `unsupported_type`, `too_large`, `invalid`
   */
  readForm(): Promise<URLSearchParams>;
  /**
   * The body, where it is that of a file, as it comes.
   * @throws HubError `unsupported_type`, `too_large`; and while it is read `too_large`, `invalid`
   */
  readFile(limitBytes: number): Promise<AsyncIterable<Uint8Array>>;
}

export interface Reply {
  readonly status: number;
  /** Names and values in turn, as `writeHead` takes them; Content-Length included where the length is known. */
  readonly headers: readonly string[];
  /** A string has a character for each byte. */
  readonly body?: string | Uint8Array | Readable | undefined;
  /** In place of `body`: one that goes on. Called once the head is sent, for HEAD not at all. */
  readonly live?: LiveBody;
}

/** @returns what is called once, when the reader has gone for whatever reason */
export type LiveBody = (reader: LiveReader) => () => void;

export interface LiveReader {
  /** What is written first is not held against it; one that is then too far behind is cut off (LIMITS.streamBacklogBytes). */
  write(bytes: Uint8Array): void;
  /** Ends the answer. */
  end(): void;
}

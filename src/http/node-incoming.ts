/** A request as node:http has it. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { cutOff, tooLarge } from './body-source.ts';
import type { Connections } from './connection-limits.ts';
import { Head } from './head.ts';
import type { Incoming } from './request.ts';

/** The last header block of a connection: kept with its socket, where it is found sooner than in a map. */
const HEAD = Symbol('head');
type HeadedSocket = Socket & { [HEAD]?: Head };

function headOf(socket: HeadedSocket, rawHeaders: readonly string[]): Head {
  const last = socket[HEAD];
  if (last?.equals(rawHeaders) === true) return last;
  return (socket[HEAD] = new Head(rawHeaders));
}

/** Whose request may take longer than LIMITS.requestTimeoutMs: its reader has a measure of its own. */
const PATIENT = Symbol('patient');
type PatientSocket = Socket & { [PATIENT]?: boolean };

function patientWith(socket: PatientSocket): { end(): void } {
  socket[PATIENT] = true;
  return {
    end() {
      socket[PATIENT] = false;
    },
  };
}
export const isPatientWith = (socket: PatientSocket): boolean => socket[PATIENT] === true;

export class NodeIncoming implements Incoming {
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

  async *bodyChunks(limitBytes: number): AsyncGenerator<Uint8Array> {
    const request = this.#request;
    const patient = patientWith(request.socket);
    let length = 0;
    try {
      // Whoever gives it up still has the refusal to hear: the connection stays.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        const bytes = chunk as Buffer;
        length += bytes.length;
        if (length > limitBytes) throw tooLarge(limitBytes);
        yield bytes;
      }
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? cutOff() : error;
    } finally {
      patient.end();
    }
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

/** Server-sent events, read as the HTML standard has it, from text, the test app, or a socket. */
import { connect, type Socket } from 'node:net';
import type { Ask, TestApp } from './app.ts';

export interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/** Whole events; comments and the rest of a broken-off one are left out. */
export function parseEvents(text: string): StreamEvent[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const [, name = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
      fields.set(name, value);
    }
    const data = fields.get('data');
    if (data === undefined) return [];
    const parsed: unknown = JSON.parse(data);
    return [{ id: fields.get('id'), event: fields.get('event') ?? 'message', data: parsed }];
  });
}

export interface TestStream {
  /** All that was written. */
  text(): string;
  events(): StreamEvent[];
  names(): string[];
  /** The id of the last event. */
  lastId(): string;
  isEnded(): boolean;
  /** The reader goes away. */
  leave(): void;
}

function streamOf(text: () => string, isEnded: () => boolean, leave: () => void): TestStream {
  const events = () => parseEvents(text());
  return {
    text,
    events,
    isEnded,
    leave,
    names: () => events().map(({ event }) => event),
    lastId: () => events().findLast(({ id }) => id !== undefined)?.id ?? '',
  };
}

/** @throws Error where there is none, with the status */
export async function openStream(
  app: TestApp,
  headers: Ask['headers'] = [],
  target = '/api/stream',
): Promise<TestStream> {
  const { live, status } = await app.replyTo({ target, headers });
  if (live === undefined) throw new Error(`no stream: ${status}`);
  const chunks: Uint8Array[] = [];
  let isEnded = false;
  const leave = live({
    write: (bytes) => void chunks.push(bytes),
    end() {
      if (isEnded) return;
      isEnded = true;
      leave();
    },
  });
  return streamOf(
    () => Buffer.concat(chunks).toString(),
    () => isEnded,
    leave,
  );
}

export interface SocketStream extends TestStream {
  readonly socket: Socket;
  status(): number | undefined;
}

/** Takes the chunks of a chunked body apart; what is not whole is left out. */
function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf('\r\n', at);
    const length = parseInt(bytes.toString('latin1', at, end), 16);
    if (end === -1 || !(length > 0) || bytes.length < end + 2 + length) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
}

/** A stream of a hub that listens, over a socket of its own. */
export function connectStream(
  port: number,
  credential: Readonly<Record<string, string>>,
  { lastId = '', method = 'GET', from = '127.0.0.1' } = {},
): SocketStream {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
  const headers = {
    Host: '127.0.0.1',
    ...credential,
    ...(lastId !== '' && { 'Last-Event-ID': lastId }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write([`${method} /api/stream HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  const received = () => Buffer.concat(chunks);
  const text = () => {
    const all = received();
    const end = all.indexOf('\r\n\r\n');
    return end === -1 ? '' : unchunked(all.subarray(end + 4)).toString();
  };
  const stream = streamOf(
    text,
    () => socket.destroyed,
    () => socket.destroy(),
  );
  return {
    ...stream,
    socket,
    status() {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(received().toString('latin1', 0, 20))?.[1];
      return status === undefined ? undefined : Number(status);
    },
  };
}

/**
 * `control.sock`: how the command line asks the running hub. One JSON line each way per connection. The socket is
 * open to its owner alone (mode 0600), which is what makes whoever gets through as good as the owner.
 */
import { chmodSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  HubError,
  messageOf,
  SettingsError,
  type ErrorCode,
  type JsonValue,
} from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

const NAME = 'control.sock';

export type ControlHandler = (operation: string, input: unknown) => Promise<unknown>;

interface Refusal {
  readonly code: ErrorCode | 'internal';
  readonly message: string;
  readonly context: Readonly<Record<string, JsonValue>>;
}

type Answer = { readonly result: unknown } | { readonly refusal: Refusal };

/** @throws SettingsError where the path is longer than a socket's may be (Node would cut it in silence) */
export function controlPath(folder: string): string {
  const path = join(folder, NAME);
  if (Buffer.byteLength(path) > LIMITS.controlPathBytes) {
    throw new SettingsError([
      `the data folder's path is too long: ${path} is over ${LIMITS.controlPathBytes} bytes`,
    ]);
  }
  return path;
}

/** The first line that comes over the socket. */
function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: string[] = [];
    let length = 0;
    const cutOff = () => reject(new HubError('invalid', 'the message was cut off'));
    socket.setEncoding('utf8');
    socket.on('error', reject).on('end', cutOff).on('close', cutOff);
    socket.on('data', (chunk: string) => {
      const end = chunk.indexOf('\n');
      chunks.push(end === -1 ? chunk : chunk.slice(0, end));
      length += chunk.length;
      if (length > LIMITS.controlMessageBytes) {
        reject(new HubError('invalid', 'the message is too long'));
      } else if (end !== -1) resolve(chunks.join(''));
    });
  });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof HubError)
    return { code: error.code, message: error.message, context: error.context };
  return { code: 'internal', message: messageOf(error), context: {} };
}

export interface ControlServer {
  stop(): Promise<void>;
}

/** Listens, in place of whatever a dead hub has left there: the caller holds the folder's lock. */
export async function serveControl(folder: string, handle: ControlHandler): Promise<ControlServer> {
  const path = controlPath(folder);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.setTimeout(LIMITS.controlTimeoutMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    void answer(socket);
  });

  async function answer(socket: Socket): Promise<void> {
    let reply: Answer;
    try {
      const { operation, input } = JSON.parse(await readLine(socket)) as {
        operation: string;
        input: unknown;
      };
      reply = { result: (await handle(operation, input)) ?? null };
    } catch (error) {
      reply = { refusal: refusalOf(error) };
    }
    if (socket.writable) socket.end(`${JSON.stringify(reply)}\n`);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        rmSync(path, { force: true });
      }),
  };
}

/**
 * What the running hub answers; undefined where none listens.
 * @param onHub called once there is one, before it is asked
 * @throws HubError as the hub refused
 */
export async function askControl(
  folder: string,
  operation: string,
  input: unknown,
  onHub: () => void = () => undefined,
): Promise<{ result: unknown } | undefined> {
  const socket = createConnection(controlPath(folder));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined;
    throw error;
  }
  socket.setTimeout(LIMITS.controlTimeoutMs, () =>
    socket.destroy(new Error('the hub did not answer')),
  );
  onHub();
  socket.write(`${JSON.stringify({ operation, input })}\n`);
  const answer = JSON.parse(await readLine(socket)) as Answer;
  socket.end();
  if ('result' in answer) return answer;
  const { code, message, context } = answer.refusal;
  if (code === 'internal') throw new Error(message);
  throw new HubError(code, message, context);
}

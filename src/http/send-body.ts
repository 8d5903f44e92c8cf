/** A body that is read as its reader takes it: one piece at a time, and it ends with its connection. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';

async function flow(body: Readable, response: ServerResponse): Promise<void> {
  // An answer that waits for others before it on its connection reads nothing yet.
  if (response.socket === null) await once(response, 'socket');
  for await (const chunk of body as AsyncIterable<Uint8Array>)
    await new Promise<void>((resolve, reject) => {
      response.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  response.end();
}

/** @returns when nothing of the body is left, however it ended */
export async function sendBody(
  body: Readable,
  response: ServerResponse,
  socket: Socket,
): Promise<void> {
  const closed = new Promise<void>((resolve) => body.once('close', resolve));
  // Not the end of the response: it never comes where it still waits for one before it.
  const end = () => body.destroy();
  if (socket.destroyed) end();
  socket.once('close', end);
  // A stream that fails has sent a length it cannot keep: the connection is cut, which the client sees.
  body.on('error', () => socket.destroy());
  flow(body, response).catch(() => socket.destroy());
  await closed;
  socket.off('close', end);
}

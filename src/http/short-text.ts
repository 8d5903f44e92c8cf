/**
 * Short texts as bodies. Node sends bytes beside their head, as a list of pieces; a string of one character for each
 * byte goes with the head in one piece, which spares a server that does nothing else up to a sixth of an answer.
 */
import type { ServerResponse } from 'node:http';

/** What Node copies on its stack (`stack_storage` in its src/stream_base.cc): longer ones each reader would hold a copy of. */
const MAX_BYTES = 16 * 1024;

/** The bytes of a text in UTF-8: where they are few, each as a character. */
export function textBody(text: string): { body: string | Uint8Array; length: number } {
  const length = Buffer.byteLength(text);
  if (length > MAX_BYTES) return { body: Buffer.from(text), length };
  return { body: length === text.length ? text : Buffer.from(text).toString('latin1'), length };
}

/**
 * After the head is written. By itself Node would hold the text back for the end of the answer, and send both as a list.
 * @param text a character for each byte
 */
export function sendShortText(response: ServerResponse, text: string): void {
  // None while it waits for an answer before it on its connection: then there is nothing to be gained.
  const { socket } = response;
  socket?.cork();
  response.write(text, 'latin1');
  socket?.uncork();
  response.end();
}

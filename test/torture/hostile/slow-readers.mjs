// Readers of a firmware image who never read.
import { attackWith } from '../lib/target.mjs';

export const name = 'slow-readers';
/** They are cut off after a minute. */
export const longSeconds = 75;

export const attack = async (target) =>
  attackWith(target, (socket) =>
    socket.pause().write('GET /firmware/image.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
  );

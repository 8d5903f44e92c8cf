// What is no HTTP, behind an answer that is not finished.
import { attackWith } from '../lib/target.mjs';

export const name = 'malformed';

export const attack = async (target) =>
  attackWith(target, (socket) =>
    socket
      .resume()
      .write('GET /firmware/image.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nwhat?\r\n\r\n'),
  );

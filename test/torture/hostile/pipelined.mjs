// Many images asked for at once on each connection, which is then cut off.
import { attackWith } from '../lib/target.mjs';

const IMAGES = 'GET /firmware/image.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(10);

export const name = 'pipelined';

export const attack = async (target) =>
  attackWith(target, (socket) => {
    socket.pause().write(IMAGES);
    setTimeout(() => socket.destroy(), 500);
  });

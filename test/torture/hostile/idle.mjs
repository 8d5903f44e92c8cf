// Connections that asked once, and then stay: all of one address.
import { attackWith } from '../lib/target.mjs';

export const name = 'idle';

export const attack = async (target) =>
  attackWith(
    target,
    (socket) => socket.resume().write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
    { isOneAddress: true },
  );

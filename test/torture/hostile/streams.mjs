// Event streams of one credential, from everywhere.
import { attackWith } from '../lib/target.mjs';

export const name = 'streams';

export const attack = async (target) =>
  attackWith(target, (socket) =>
    socket
      .resume()
      .write(
        `GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${target.token}\r\n\r\n`,
      ),
  );

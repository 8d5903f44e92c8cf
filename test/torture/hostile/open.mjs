// What anybody may ask for, as fast as it is answered.
import { attackWith } from '../lib/target.mjs';

export const name = 'open';

const requests = ['/health', '/', '/api/auth/status', '/no-such-page'].map(
  (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
);

export async function attack(target) {
  return await attackWith(target, (socket, index) => {
    let turn = index;
    const ask = () => socket.write(requests[turn++ % requests.length]);
    socket.on('connect', ask).on('data', ask);
  });
}

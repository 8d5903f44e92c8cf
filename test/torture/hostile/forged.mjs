// Credentials that are none, in every place that takes one, on everything that wants one; and names that are not this hub's.
import { attackWith } from '../lib/target.mjs';

export const name = 'forged';

const PATHS = [
  '/api/zones',
  '/api/tokens',
  '/api/users',
  '/api/state',
  '/v1/zones',
  '/prometheus/metrics',
  '/api/admin/tokens',
];
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = part({ sub: 'usr_1', role: 'owner', exp: 4_102_444_800 });
const WORDS = [
  `${part({ alg: 'none' })}.${claims}.`,
  `${part({ alg: 'HS256' })}.${claims}.${part('signature')}`,
  `aris_tok_${'0'.repeat(46)}`,
  `ari_k_${'A'.repeat(46)}`,
];
const CARRIERS = [
  (word) => `Authorization: Bearer ${word}`,
  (word) => `X-Api-Key: ${word}`,
  (word) => `Cookie: aris_session=${word}`,
  (word) => `X-Admin-Secret: ${word}`,
];
const requests = PATHS.flatMap((path) =>
  WORDS.flatMap((word) =>
    CARRIERS.map((carry) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${carry(word)}\r\n\r\n`),
  ),
);
requests.push(
  ...['/firmware/image.bin', '/firmware/', '/api', '/'].map(
    (path) => `GET ${path} HTTP/1.1\r\nHost: rebound.example.com\r\n\r\n`,
  ),
);

export async function attack(target) {
  let letIn = 0;
  const counted = await attackWith(target, (socket, index) => {
    let turn = index;
    const ask = () => socket.write(requests[turn++ % requests.length]);
    socket.on('connect', ask).on('data', (chunk) => {
      if (/HTTP\/1\.1 2/.test(chunk.toString('latin1'))) letIn++;
      setTimeout(ask, 50);
    });
  });
  return { ...counted, letIn };
}

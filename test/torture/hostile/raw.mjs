// Bytes that are no HTTP, or nearly: each connection sends its own, always the same of a number.
import { attackWith } from '../lib/target.mjs';

export const name = 'raw';

const PIECES = [
  'GET ',
  '/api/zones',
  '/..%2f',
  ' HTTP/1.1',
  ' HTTP/9.9',
  '\r\n',
  '\n',
  '\0',
  'Host: ',
  '127.0.0.1',
  'Content-Length: 5',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Expect: 100-continue',
  'Upgrade: h2c',
  ': ',
  '\u00ff',
  'ffffffff\r\n',
  '0\r\n\r\n',
  'PRI * HTTP/2.0',
];

function* numbers(seed) {
  // Numerical Recipes' generator: enough to mix pieces.
  for (let state = seed; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
    yield state >>> 8;
}

export async function attack(target) {
  let serverFaults = 0;
  const counted = await attackWith(target, (socket, index) => {
    const random = numbers(index + 1);
    const next = () => random.next().value;
    let text = 'GET ';
    for (let i = 5 + (next() % 30); i > 0; i--) text += PIECES[next() % PIECES.length];
    socket.on('data', (chunk) => {
      if (/HTTP\/1\.1 5\d\d/.test(chunk.toString('latin1'))) serverFaults++;
    });
    socket.write(text, 'latin1');
  });
  return { ...counted, complaint: serverFaults > 0 && `${serverFaults} answers with 5xx` };
}

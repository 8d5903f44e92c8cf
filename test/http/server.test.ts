/** The server on a real socket, spoken to in raw HTTP: what no client library would send. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import type { HttpServer } from '../../src/http/server.ts';
import { startTestServer } from '../support/server.ts';

describe('the server', () => {
  let server: HttpServer;
  let port: number;
  let token: string;

  before(async () => {
    ({ token, server, port } = await startTestServer());
  });
  after(async () => server.stop(1_000));

  /** Sends the bytes, and gives all that comes back until the server hangs up. */
  async function exchange(text: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.write(text.replaceAll('\n', '\r\n').replaceAll('{token}', token), 'latin1');
    await once(socket, 'close');
    return answer;
  }

  const statusesOf = (answer: string) =>
    [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
  const GOOD = 'Host: aris.local\nAuthorization: Bearer {token}\n';
  const BYE = 'GET /elsewhere HTTP/1.1\nHost: aris.local\nConnection: close\n\n';

  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ['a good request, then another', `GET /api/zones HTTP/1.1\n${GOOD}\n${BYE}`, [200, 404]],
    ['two Host headers', `GET /api/zones HTTP/1.1\nHost: aris.local\n${GOOD}\n${BYE}`, [400, 404]],
    [
      'two Authorization headers',
      `GET /api/zones HTTP/1.1\n${GOOD}Authorization: Bearer {token}\n\n${BYE}`,
      [400, 404],
    ],
    [
      'no Host',
      'GET /api/zones HTTP/1.1\nAuthorization: Bearer {token}\nConnection: close\n\n',
      [400],
    ],
    ['no Host in HTTP/1.0', 'GET /api/zones HTTP/1.0\nAuthorization: Bearer {token}\n\n', [400]],
    [
      'an empty Host',
      `GET /api/zones HTTP/1.1\nHost:\nAuthorization: Bearer {token}\n\n${BYE}`,
      [400, 404],
    ],
    ['an absolute target', `GET http://aris.local/api/zones HTTP/1.1\n${GOOD}\n${BYE}`, [400, 404]],
    ['an asterisk', `OPTIONS * HTTP/1.1\n${GOOD}\n${BYE}`, [400, 404]],
    ['a target with two slashes', `GET //api/zones HTTP/1.1\n${GOOD}\n${BYE}`, [400, 404]],
    [
      'a length and chunks at once',
      `POST /api/zones/living/command HTTP/1.1\n${GOOD}Content-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n`,
      [400],
    ],
    [
      'a header line that is folded',
      `GET /api/zones HTTP/1.1\n${GOOD}X: a\n b\nConnection: close\n\n`,
      [400],
    ],
    [
      'a name with a space in it',
      `GET /api/zones HTTP/1.1\n${GOOD}X Y: a\nConnection: close\n\n`,
      [400],
    ],
    ['no HTTP at all', 'hello\n\n', [400]],
    [
      'headers over the limit in bytes',
      `GET /api/zones HTTP/1.1\n${GOOD}X: ${'x'.repeat(LIMITS.requestHeaderBytes)}\n\n`,
      [431],
    ],
    [
      'header lines over the limit in number',
      `GET /api/zones HTTP/1.1\n${GOOD}${'X: y\n'.repeat(LIMITS.requestHeaderLines)}\n${BYE}`,
      [431, 404],
    ],
    [
      'more header lines than Node would keep',
      `GET /api/zones HTTP/1.1\n${GOOD}${'X: y\n'.repeat(2_100)}\n${BYE}`,
      [431, 404],
    ],
    [
      'a good request with a body that nobody reads',
      `GET /api/zones HTTP/1.1\n${GOOD}Content-Length: 4\n\nbody${BYE}`,
      [200, 404],
    ],
    [
      'a body without a byte, which is none',
      `POST /api/zones HTTP/1.1\n${GOOD}Content-Length: 0\n\n${BYE}`,
      [405, 404],
    ],
    [
      'a body that is refused before its first byte',
      'POST /api/zones HTTP/1.1\nHost: aris.local\nContent-Length: 1\n\n',
      [401],
    ],
    ['a HEAD of what would go on', `HEAD /api/stream HTTP/1.1\n${GOOD}\n${BYE}`, [200, 404]],
    ['HEAD', `HEAD /api/zones HTTP/1.1\n${GOOD}\n${BYE}`, [200, 404]],
    [
      'a body in chunks',
      `POST /api/zones/living/command HTTP/1.1\n${GOOD}Content-Type: application/json\nTransfer-Encoding: chunked\n\ne\n{"mode":"off"}\n0\n\n${BYE}`,
      [200, 404],
    ],
  ];
  for (const [what, text, statuses] of cases) {
    it(`answers ${what} with ${statuses.join(', then ')}`, async () => {
      const answer = await exchange(text);
      assert.deepEqual(statusesOf(answer), statuses, answer.slice(0, 500));
    });
  }

  it('leaves the body out of an answer to HEAD, but not its length', async () => {
    const answer = await exchange(`HEAD /api/zones HTTP/1.1\n${GOOD}Connection: close\n\n`);
    assert.match(answer, /\r\nContent-Length: [1-9]\d+\r\n/);
    assert.ok(answer.endsWith('\r\n\r\n'));
  });

  it('hangs up on a body that is too large, and does not read it to its end', async () => {
    const over = LIMITS.requestBodyBytes + 1;
    const head = `POST /api/zones/living/command HTTP/1.1\n${GOOD}Content-Type: application/json\n`;
    assert.deepEqual(statusesOf(await exchange(`${head}Content-Length: ${over}\n\n{`)), [413]);
    const chunk = `${over.toString(16)}\n${'x'.repeat(over)}\n`;
    assert.deepEqual(
      statusesOf(await exchange(`${head}Transfer-Encoding: chunked\n\n${chunk}`)),
      [413],
    );
  });

  it('answers one request after another, of however many that take time', async () => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1');
    const closed = once(socket, 'close').then(() => ['']);
    const body = '{"tempHeatSetC":20}';
    const length = `Content-Type: application/json\nContent-Length: ${body.length}`;
    const head = `POST /api/zones/bath/command HTTP/1.1\n${GOOD}${length}\n\n`;
    const request = head.replaceAll('\n', '\r\n').replace('{token}', token) + body;
    for (let asked = 0; asked <= 2 * LIMITS.requestsInMaking; asked++) {
      socket.write(request);
      const [answer] = (await Promise.race([once(socket, 'data'), closed])) as [string];
      assert.deepEqual(statusesOf(answer), [200]);
    }
    socket.destroy();
  });

  it('says in JSON what is no HTTP', async () => {
    const [, body = ''] = (await exchange('what?\n\n')).split('\r\n\r\n');
    const message = 'The request is not well-formed HTTP/1.1';
    assert.deepEqual(JSON.parse(body), { error: 'Bad Request', message });
  });

  it('says in JSON how long a head may be', async () => {
    const head = `GET /api/zones HTTP/1.1\n${GOOD}X: ${'x'.repeat(LIMITS.requestHeaderBytes)}\n\n`;
    const [, body = ''] = (await exchange(head)).split('\r\n\r\n');
    assert.deepEqual(JSON.parse(body), {
      error: 'Request Header Fields Too Large',
      message: 'more than 16384 bytes of request line and headers',
    });
  });

  it('does not believe a header block of one connection on another', async () => {
    assert.deepEqual(
      statusesOf(await exchange(`GET /api/zones HTTP/1.1\n${GOOD}Connection: close\n\n`)),
      [200],
    );
    const without = 'GET /api/zones HTTP/1.1\nHost: aris.local\nConnection: close\n\n';
    assert.deepEqual(statusesOf(await exchange(without)), [401]);
  });

  it('asks again when the headers of a connection change', async () => {
    const request = (authorization: string) =>
      `GET /api/zones HTTP/1.1\nHost: aris.local\n${authorization}\n`;
    const good = request('Authorization: Bearer {token}\n');
    const bad = request('Authorization: Bearer {token}x\n');
    const answer = await exchange(`${good}${good}${bad}${request('')}${good}${BYE}`);
    assert.deepEqual(statusesOf(answer), [200, 200, 401, 401, 200, 404]);
  });
});

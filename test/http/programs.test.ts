/** Programs of all sorts, each by the headers that it sends by itself, on a real socket. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { HttpServer } from '../../src/http/server.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const BODY = '{"mode":"heat","tempHeatSetC":21.5}';
const LENGTH = `Content-Length: ${BODY.length}`;
const KEY = 'Authorization: Bearer {token}';
const BY_ADDRESS = 'Host: 192.168.1.5:8080';
const HOST = 'Host: aris.local';

interface Program {
  readonly headers: readonly string[];
  readonly body?: string;
}
/** In the order in which they send them. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  'Node-RED, http request': {
    headers: [
      ...['user-agent: got (https://github.com/sindresorhus/got)', `authorization: Bearer {token}`],
      ...['content-type: application/json', `content-length: ${BODY.length}`],
      ...['accept-encoding: gzip, deflate, br', 'Host: aris.local', 'Connection: close'],
    ],
  },
  'ESP32, HTTPClient': {
    headers: [
      ...[BY_ADDRESS, 'User-Agent: ESP32HTTPClient', 'Connection: keep-alive'],
      'Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0',
      ...['Content-Type: application/json', KEY, LENGTH],
    ],
  },
  'PowerShell 5.1, Invoke-RestMethod': {
    headers: [
      KEY,
      'User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1',
      ...['Content-Type: application/json', HOST, LENGTH, 'Expect: 100-continue'],
      'Connection: Keep-Alive',
    ],
  },
  'PowerShell 7, Invoke-RestMethod': {
    headers: [
      ...[HOST, KEY],
      'User-Agent: Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.0',
      ...['Accept-Encoding: gzip, deflate, br', 'Content-Type: application/json; charset=utf-8'],
      LENGTH,
    ],
  },
  'wget, --post-data': {
    headers: [
      ...[HOST, 'User-Agent: Wget/1.21.3', 'Accept: */*', 'Accept-Encoding: identity'],
      ...['Connection: Keep-Alive', 'Content-Type: application/json', LENGTH, KEY],
    ],
  },
  'Python, requests': {
    headers: [
      ...[HOST, 'User-Agent: python-requests/2.32.3', 'Accept-Encoding: gzip, deflate'],
      ...['Accept: */*', 'Connection: keep-alive', KEY, LENGTH, 'Content-Type: application/json'],
    ],
  },
  'Go, of a reader that does not know its length': {
    headers: [
      ...[HOST, 'User-Agent: Go-http-client/1.1', 'Transfer-Encoding: chunked', KEY],
      ...['Content-Type: application/json', 'Accept-Encoding: gzip'],
    ],
    body: `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`,
  },
  'one on the link, by its address and zone': {
    headers: [...['Host: [fe80::1%25eth0]:8080', KEY, 'Content-Type: application/json;'], LENGTH],
  },
  'one that writes its charset without a dash': {
    headers: [HOST, KEY, 'Content-Type: application/json; charset=utf8', LENGTH],
  },
  'one with further parameters': {
    headers: [HOST, KEY, 'Content-Type: application/json; odata=verbose; charset=UTF-8', LENGTH],
  },
};

describe('a zone is set', () => {
  let server: HttpServer;
  let port: number;
  let token: string;
  before(async () => {
    ({ token, server, port } = await startTestServer());
  });
  after(async () => server.stop(1_000));

  /** Sends the body once it is wanted, where the program asks first. */
  async function ask({ headers, body = BODY }: Program): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    const lines = ['POST /api/zones/living/command HTTP/1.1', ...headers, '', ''];
    socket.write(lines.join('\r\n').replace('{token}', token));
    if (headers.includes('Expect: 100-continue'))
      await until(() => heard.startsWith('HTTP/1.1 100 '), 'the hub to want the body');
    socket.write(body);
    await until(() => /^HTTP\/1\.1 [2-5].*\r\n\r\n.*\n$/ms.test(heard), 'an answer');
    socket.destroy();
    return heard;
  }

  for (const [name, program] of Object.entries(PROGRAMS))
    it(`by ${name}`, async () => {
      const answer = await ask(program);
      assert.match(answer, /^HTTP\/1\.1 200 /m);
      assert.doesNotMatch(answer, /^content-encoding:/im);
      assert.match(answer, /"mode":"heat","temp_heat_set_c":21\.5/);
    });
});

/** `/prometheus/api/v1/*` on real sockets, with an upstream behind it that answers as no Prometheus should. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Permission } from '../../../src/domain/access.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { HttpServer } from '../../../src/http/server.ts';
import { prometheusRoutes } from '../../../src/http/routes/prometheus.ts';
import { createUpstream } from '../../../src/upstream/prometheus.ts';
import { OWNER, type TestApp } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';
import { startTestServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';

const JSON_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const GOOD = `${JSON_HEAD}Content-Length: 21\r\n\r\n{"status":"success"}\n`;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('/prometheus/api/v1', () => {
  /** What the upstream was sent, a text for each connection. */
  let received: string[] = [];
  let sockets: Socket[] = [];
  let answer: (socket: Socket) => void;
  let fake: Server;
  let app: TestApp;
  let server: HttpServer;
  let port: number;
  let token: string;
  const clock = createFakeClock();
  const log = createMemoryLog();

  before(async () => {
    fake = createServer((socket) => {
      const index = received.push('') - 1;
      sockets.push(socket);
      socket.on('error', () => undefined).setEncoding('latin1');
      socket.on('data', (chunk: string) => {
        const isFirst = received[index] === '';
        received[index] = `${received[index] ?? ''}${chunk}`;
        if (isFirst) answer(socket);
      });
    }).listen(0, '127.0.0.1');
    await once(fake, 'listening');
    const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}/prom/`;
    const upstream = createUpstream({ url, clock, log });
    ({ app, server, port } = await startTestServer({ extraRoutes: prometheusRoutes(upstream) }));
    token = await tokenFor('metrics:read');
  });
  after(async () => {
    sockets.forEach((socket) => socket.destroy());
    fake.close();
    await server.stop(1_000);
  });
  beforeEach(() => {
    received = [];
    sockets = [];
    log.lines.length = 0;
    answer = (socket) => socket.end(GOOD);
  });

  async function tokenFor(permission: Permission, zones?: string[]): Promise<string> {
    const asked = { name: 'grafana', permissions: [permission], ...(zones && { zones }) };
    return (await app.tokens.create(OWNER, asked)).token;
  }

  interface Sent {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly with?: string;
  }

  async function send(path: string, { method, headers, body, with: other }: Sent = {}) {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: `/prometheus/api/v1/${path}`,
      agent: false,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        Authorization: `Bearer ${other ?? token}`,
        ...(body !== undefined && FORM),
        ...headers,
      },
    });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  }

  async function ask(path: string, sent?: Sent): Promise<Answer> {
    const response = await send(path, sent);
    const { statusCode: status = 0, headers } = response;
    return { status, headers, body: await text(response) };
  }

  const requestLine = () => received[0]?.split('\r\n')[0];

  async function assertFailed(path: string, wording: RegExp): Promise<void> {
    const { status, body } = await ask(path);
    const { error, message } = JSON.parse(body) as Record<string, string>;
    assert.deepEqual([status, error], [502, 'Bad Gateway']);
    assert.match(message ?? '', wording);
  }

  it('asks below the address of the upstream, and passes its answer on', async () => {
    const { status, headers, body } = await ask('query?query=up');
    assert.deepEqual([status, body], [200, '{"status":"success"}\n']);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['content-length'], '21');
    assert.equal(requestLine(), 'GET /prom/api/v1/query?query=up HTTP/1.1');
  });

  it('lets a form through, which a token that may only read may send', async () => {
    const { status } = await ask('query', { body: 'query=1%2B1' });
    assert.equal(status, 200);
    assert.equal(requestLine(), 'POST /prom/api/v1/query HTTP/1.1');
    assert.ok(received[0]?.endsWith('\r\n\r\nquery=1%2B1'));
  });

  it('answers HEAD with the head of GET', async () => {
    const { status, headers, body } = await ask('query?query=1', { method: 'HEAD' });
    assert.deepEqual([status, headers['content-length'], body], [200, '21', '']);
  });

  it('sends no header of ours and none that is for the next hop alone', async () => {
    await ask(`labels?_auth_key=${token}&match%5B%5D=up`, {
      headers: {
        'X-Auth-Key': token,
        Cookie: 'theme=dark',
        'X-Forwarded-For': '1.2.3.4',
        Connection: 'close, X-Secret',
        'X-Secret': 'x',
        TE: 'trailers',
        Origin: 'http://aris.local',
        'Accept-Encoding': 'deflate, gzip;q=0.5, br',
        'X-Prometheus-Fetch': 'a',
      },
    });
    const [head = ''] = received;
    assert.ok(!head.includes(token));
    assert.equal(requestLine(), 'GET /prom/api/v1/labels?match%5B%5D=up HTTP/1.1');
    assert.match(head, /^Accept-Encoding: gzip\r$/m);
    const names = head
      .split('\r\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split(':')[0]?.toLowerCase());
    assert.deepEqual(names.sort(), ['accept', 'accept-encoding', 'connection', 'host']);
  });

  it('passes no header of the upstream on that is not on the list', async () => {
    answer = (socket) =>
      socket.end(
        `${JSON_HEAD}Set-Cookie: aris_session=x\r\nLocation: /x\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\n{}`,
      );
    const { headers } = await ask('rules');
    for (const name of ['set-cookie', 'location', 'access-control-allow-origin'])
      assert.equal(headers[name], undefined);
  });

  describe('lets in', () => {
    it('nobody without a credential, or with one that may not', async () => {
      assert.equal((await ask('query?query=1', { with: 'aris_tok_nobody' })).status, 401);
      const other = await ask('query', { body: 'query=1', with: await tokenFor('zones:full') });
      assert.equal(other.status, 403);
      const zoned = await ask('query?query=1', {
        with: await tokenFor('metrics:read', ['living']),
      });
      assert.equal(zoned.status, 403);
      assert.equal(received.length, 0);
    });

    for (const path of ['admin/tsdb/snapshot', 'targets', 'status/config', 'write', 'read', '']) {
      it(`no path that is not on the list: "${path}"`, async () => {
        assert.equal((await ask(path)).status, 404);
        assert.equal((await ask(path, { body: 'query=1' })).status, 404);
        assert.equal(received.length, 0);
      });
    }

    it('no form where Prometheus takes none, and no other method', async () => {
      const posted = await ask('rules', { body: '' });
      assert.deepEqual([posted.status, posted.headers.allow], [405, 'GET, HEAD']);
      assert.equal((await ask('query', { method: 'DELETE' })).status, 405);
      assert.equal((await ask('query', { method: 'PUT', body: 'query=1' })).status, 405);
      assert.equal(received.length, 0);
    });

    for (const path of [
      '../admin/tsdb/snapshot',
      'query/../targets',
      '%2e%2e/admin',
      'label/%2e%2e/values',
      'label/..%2fquery/values',
      'label/a%2Fb/values',
      'label/a%5cb/values',
      'label/a%00b/values',
      'label//values',
      'label/a%3fb/values',
      'query%0d%0aHost:x',
    ]) {
      it(`no path with a second reading: ${path}`, async () => {
        assert.equal((await ask(path)).status, 400);
        assert.equal(received.length, 0);
      });
    }

    it('no body but that of a form, and none that is too large', async () => {
      const headers = { 'Content-Type': 'application/json' };
      assert.equal((await ask('query', { body: '{}', headers })).status, 415);
      const zipped = await ask('query', { body: 'a', headers: { 'Content-Encoding': 'gzip' } });
      assert.equal(zipped.status, 415);
      const most = 'a'.repeat(LIMITS.requestBodyBytes);
      assert.equal((await ask('query', { body: most })).status, 200);
      assert.equal((await ask('query', { body: `${most}a` })).status, 413);
      assert.equal(received.length, 1);
    });

    it('no more questions at a time than there may be', async () => {
      answer = () => undefined;
      const waiting = Array.from({ length: LIMITS.upstreamRequests }, async () => ask('alerts'));
      await until(() => sockets.length === LIMITS.upstreamRequests, 'all to be asked');
      const { status, headers } = await ask('alerts');
      assert.deepEqual([status, headers['retry-after']], [503, '1']);
      sockets.forEach((socket) => socket.end(GOOD));
      for (const { status: later } of await Promise.all(waiting)) assert.equal(later, 200);
      answer = (socket) => socket.end(GOOD);
      assert.equal((await ask('alerts')).status, 200);
    });
  });

  describe('is a bad gateway', () => {
    const replies: readonly (readonly [string, string, RegExp])[] = [
      [
        'redirects',
        'HTTP/1.1 302 Found\r\nLocation: /prom/x\r\nContent-Length: 0\r\n\r\n',
        /redirects/,
      ],
      ['fails', 'HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n', /answered 500/],
      ['is not ready', 'HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n', /answered 503/],
      ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', /cannot be asked \(HPE_/],
      ['hangs up', '', /cannot be asked \(ECONNRESET\)/],
      [
        'switches to another protocol',
        'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
        /broke off/,
      ],
      [
        'answers with a page',
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<script>',
        /not JSON/,
      ],
      [
        'says that it sends too much',
        `${JSON_HEAD}Content-Length: ${LIMITS.upstreamAnswerBytes + 1}\r\n\r\n{`,
        /more than 16777216 bytes/,
      ],
      [
        'has two lengths',
        `${JSON_HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
        /cannot be asked/,
      ],
      [
        'has a header without end',
        `${JSON_HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`,
        /HPE_HEADER_OVERFLOW/,
      ],
    ];
    for (const [what, bytes, wording] of replies) {
      it(`where the upstream ${what}`, async () => {
        answer = (socket) => (bytes === '' ? socket.end() : socket.write(bytes, 'latin1'));
        await assertFailed('query?query=1', wording);
        await until(() => sockets.every((socket) => socket.destroyed), 'the connection to end');
        assert.equal(received.length, 1);
      });
    }

    it('where the upstream is down', async () => {
      const url = 'http://127.0.0.1:1';
      const routes = prometheusRoutes(createUpstream({ url, clock, log }));
      const down = await startTestServer({ extraRoutes: routes });
      const { token: own } = await down.app.tokens.create(OWNER, { name: 'grafana' });
      const reply = await fetch(`http://127.0.0.1:${down.port}/prometheus/api/v1/alerts`, {
        headers: { Authorization: `Bearer ${own}`, Connection: 'close' },
      });
      assert.equal(reply.status, 502);
      assert.match(await reply.text(), /cannot be asked \(ECONNREFUSED\)/);
      await down.server.stop(1_000);
    });

    it('where the upstream does not answer in time, and lets go of it', async () => {
      answer = () => undefined;
      const failed = assertFailed('query?query=1', /took longer than 30 s/);
      await until(() => received.length === 1, 'the question');
      clock.advance(LIMITS.upstreamMs - 1);
      assert.equal(sockets[0]?.destroyed, false);
      clock.advance(1);
      await failed;
      await until(() => sockets[0]?.destroyed, 'the connection to end');
    });
  });

  describe('cuts an answer off', () => {
    /** How the connection ended that got a part of its answer. */
    async function brokenOff(path: string): Promise<string | undefined> {
      const response = await send(path);
      assert.equal(response.statusCode, 200);
      return text(response).then(
        () => 'whole',
        (error: unknown) => (error as NodeJS.ErrnoException).code,
      );
    }

    it('that has no end', async () => {
      let sent = 0;
      const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
      answer = (socket) => {
        socket.write(`${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`);
        const more = () => {
          while (!socket.destroyed) {
            sent += 0x10000;
            if (!socket.write(chunk)) return;
          }
        };
        socket.on('drain', more);
        more();
      };
      assert.equal(await brokenOff('query?query=1'), 'ECONNRESET');
      assert.ok(sent > LIMITS.upstreamAnswerBytes);
      await until(() => sockets[0]?.destroyed, 'the upstream to be let go');
      assert.match(JSON.stringify(log.lines), /more than 16777216 bytes/);
    });

    it('that is a byte too long', async () => {
      const length = LIMITS.upstreamAnswerBytes + 1;
      answer = (socket) =>
        socket.end(
          `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n${length.toString(16)}\r\n${' '.repeat(length)}\r\n0\r\n\r\n`,
        );
      assert.equal(await brokenOff('query?query=1'), 'ECONNRESET');
    });

    it('that stands still', async () => {
      answer = (socket) => socket.write(`${JSON_HEAD}Content-Length: 9\r\n\r\n{`);
      const response = await send('query?query=1');
      clock.advance(LIMITS.upstreamMs);
      await assert.rejects(text(response), { code: 'ECONNRESET' });
      await until(() => sockets[0]?.destroyed, 'the upstream to be let go');
      assert.match(JSON.stringify(log.lines), /took longer than 30 s/);
    });

    it('that breaks off', async () => {
      answer = (socket) => socket.end(`${JSON_HEAD}Content-Length: 9\r\n\r\n{`);
      assert.equal(await brokenOff('query?query=1'), 'ECONNRESET');
      assert.equal(log.lines.length, 1);
    });

    it('but hands on what is as long as it may be', async () => {
      const body = ' '.repeat(LIMITS.upstreamAnswerBytes);
      answer = (socket) => socket.end(`${JSON_HEAD}Content-Length: ${body.length}\r\n\r\n${body}`);
      assert.equal((await ask('query?query=1')).body.length, body.length);
      assert.deepEqual(log.lines, []);
    });
  });

  it('lets go of the upstream when the reader goes', async () => {
    answer = (socket) => socket.write(`${JSON_HEAD}Content-Length: 9\r\n\r\n{`);
    const response = await send('query?query=1');
    response.on('error', () => undefined).destroy();
    await until(() => sockets[0]?.destroyed, 'the upstream to be let go');
    assert.deepEqual(log.lines, []);
  });

  it('lets go of it also where the reader went before the answer came', async () => {
    answer = () => undefined;
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/prometheus/api/v1/alerts',
      agent: false,
      headers: { Authorization: `Bearer ${token}` },
    });
    asked.on('error', () => undefined).end();
    await until(() => received.length === 1, 'the question');
    asked.destroy();
    await until(() => server.connections().open === 0, 'the reader to be gone');
    sockets[0]?.write(`${JSON_HEAD}Content-Length: 9\r\n\r\n{`);
    await until(() => sockets[0]?.destroyed, 'the upstream to be let go');
  });

  it('says so where there is no upstream', async () => {
    const bare = await startTestServer({ extraRoutes: prometheusRoutes(undefined) });
    const reply = await fetch(`http://127.0.0.1:${bare.port}/prometheus/api/v1/labels`, {
      headers: { Authorization: `Bearer ${bare.token}`, Connection: 'close' },
    });
    assert.equal(reply.status, 503);
    const { message, setting } = (await reply.json()) as Record<string, string>;
    assert.match(message ?? '', /set ARIS_PROMETHEUS_URL/);
    assert.equal(setting, 'ARIS_PROMETHEUS_URL');
    await bare.server.stop(1_000);
  });
});

/** How long the server waits for its clients, and how many it has: with Node's own limits shorter than they are, on real sockets. */
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import * as v from 'valibot';
import { LIMITS } from '../../src/domain/limits.ts';
import type { Reply, Request } from '../../src/http/exchange.ts';
import { jsonReply } from '../../src/http/reply.ts';
import type { Route } from '../../src/http/router.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** A route of the test's own that is open to all. */
const openRoute = (
  path: string,
  handle: (request: Request) => Reply | Promise<Reply>,
  more: Partial<Route> = {},
): Route =>
  Object.assign(
    { method: 'GET', path, access: 'open', summary: 'of a test', handle } as const,
    more,
  );
const asking = (line: string) => `${line} HTTP/1.1\r\nHost: aris.local\r\n`;

const JSON_BODY = 'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
const FILE = `${asking('POST /file')}Content-Type: application/octet-stream\r\nContent-Length: 9\r\n\r\n`;

type Hub = Awaited<ReturnType<typeof startTestServer>>;
interface Client {
  readonly socket: Socket;
  readonly closed: Promise<unknown>;
  readonly text: () => string;
}
/** @param allowHalfOpen hangs up only when he wants to */
function clientOf(port: number, written = '', allowHalfOpen = false): Client {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen }).setEncoding('latin1');
  let text = '';
  socket.on('data', (chunk: string) => (text += chunk)).on('error', () => undefined);
  socket.write(written);
  return { socket, closed: once(socket, 'close'), text: () => text };
}

describe('who takes his time with a request', () => {
  const sleepers: Client[] = [];
  /** It waits for a body, and the other does not for long. */
  let hub: Hub;
  let other: Hub;
  const client = (written: string, { allowHalfOpen = false, at = hub } = {}) => {
    const made = clientOf(at.port, written, allowHalfOpen);
    sleepers.push(made);
    return made;
  };

  before(async () => {
    const take = openRoute(
      '/take',
      async (request) => jsonReply(200, await request.readJson(v.object({}))),
      { method: 'POST' },
    );
    const file = openRoute(
      '/file',
      async (request) => {
        let length = 0;
        for await (const chunk of await request.readFile(100)) length += chunk.length;
        return jsonReply(200, { length });
      },
      { method: 'POST', isFile: true },
    );
    [hub, other] = await Promise.all(
      // The other's heads have as long as its bodies: what is read late on a busy machine is late with both.
      [
        { requestTimeoutMs: 60_000, headersTimeoutMs: 40 },
        { requestTimeoutMs: 400, headersTimeoutMs: 400 },
      ].map(async ({ requestTimeoutMs, headersTimeoutMs }) => {
        const limits = {
          connections: 4,
          headersTimeoutMs,
          requestTimeoutMs,
          timeoutCheckMs: 10,
          keepAliveTimeoutMs: 7_000,
          requestHeaderBytes: 1_000,
        };
        return startTestServer({ extraRoutes: [take, file] }, { limits });
      }) as [Promise<Hub>, Promise<Hub>],
    );
  });
  after(async () => {
    sleepers.forEach(({ socket }) => socket.destroy());
    await Promise.all([hub, other].map(async ({ server }) => server.stop(1_000)));
  });

  it('is told so where he has not said what he wants, and hung up on', async () => {
    const slow = client(asking('GET /health'));
    await slow.closed;
    const [head = '', body = ''] = slow.text().split('\r\n\r\n');
    assert.match(head, /^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/);
    assert.deepEqual(JSON.parse(body), {
      error: 'Request Timeout',
      message: 'the headers were not here within 0.04 s, or the whole request within 60 s',
    });
  });

  it('is hung up on where his body does not come, save where it is a file', async () => {
    const file = client(`${FILE}four`, { at: other });
    const slow = client(`${asking('POST /take')}${JSON_BODY}`, { at: other });
    await slow.closed;
    assert.equal(slow.text(), '');
    file.socket.write('five!');
    await until(() => file.text() !== '', 'an answer');
    assert.match(file.text(), /^HTTP\/1\.1 200 OK\r\n[^]*"length":9/);
    file.socket.destroy();
  });

  it('has no patience where he is malformed in the middle of a file', async () => {
    const chunked = FILE.replace('Content-Length: 9', 'Transfer-Encoding: chunked');
    const { closed, text } = client(`${chunked}4\r\nfour\r\nfive\r\n`);
    await closed;
    assert.equal(text(), '');
  });

  it('is told where he says more of it than is read', async () => {
    const { closed, text } = client(`${asking('GET /health')}X: ${'x'.repeat(1_000)}\r\n\r\n`);
    await closed;
    assert.match(text(), /^HTTP\/1\.1 431 /);
  });

  it('may keep his connection for as long as the answer says', async () => {
    const { text, socket } = client(`${asking('GET /health')}\r\n`, { at: other });
    await until(() => text() !== '', 'an answer');
    assert.match(text(), /\r\nKeep-Alive: timeout=7\r\n/);
    socket.destroy();
  });

  it('has no more of it once he was told what is wrong, also where he does not hang up', async () => {
    const { text } = client('what?\r\n\r\n', { allowHalfOpen: true });
    await until(() => text() !== '', 'the answer');
    await until(() => hub.server.connections().open === 0, 'nobody');
  });

  it('is hung up on where there are as many as there can be', async () => {
    await until(() => hub.server.connections().open === 0, 'nobody');
    const all = Array.from({ length: 4 }, () => client(FILE));
    await until(() => hub.server.connections().open === all.length, 'them all');
    const more = client(`${asking('GET /health')}\r\n`);
    await more.closed;
    assert.equal(more.text(), '');
    all.forEach(({ socket }) => socket.destroy());
  });
});

describe('a body that is read as it is sent', () => {
  const bodies: Readable[] = [];
  let hub: Hub;

  before(async () => {
    const endless = openRoute('/endless', async () => {
      const body = new Readable({ read: () => undefined });
      bodies.push(body);
      return Promise.resolve({ status: 200, headers: [], body });
    });
    hub = await startTestServer({ extraRoutes: [endless] });
  });
  after(async () => hub.server.stop(1_000));

  it('is given up where its head alone was asked for', async () => {
    const { text, socket } = clientOf(hub.port, `${asking('HEAD /endless')}\r\n`);
    await until(() => text().endsWith('\r\n\r\n'), 'the head');
    assert.equal(bodies.pop()?.destroyed, true);
    socket.destroy();
  });

  it('is the last one where there are as many as one connection may ask for', async () => {
    const count = bodies.length + LIMITS.requestsInMaking;
    const all = `${asking('GET /endless')}\r\n`.repeat(LIMITS.requestsInMaking);
    const greedy = clientOf(hub.port, all);
    await until(() => bodies.length === count, 'them all');
    assert.ok(bodies.slice(-LIMITS.requestsInMaking).every(({ destroyed }) => !destroyed));
    greedy.socket.write(`${asking('GET /health')}\r\n`);
    await greedy.closed;
    assert.equal(hub.server.connections().hungUp.too_much, 1);
    await until(() => bodies.every(({ destroyed }) => destroyed), 'their end');
  });

  it('makes no warning, of however many that go on', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const stream = `${asking('GET /api/stream')}Authorization: Bearer ${hub.token}\r\n\r\n`;
    const reader = clientOf(hub.port, stream.repeat(LIMITS.streamsPerPrincipal));
    await until(() => hub.app.streams.count() === LIMITS.streamsPerPrincipal, 'all streams');
    reader.socket.destroy();
    // Node reads nothing of who does not take what he has asked for: that he has gone is seen when he is written to.
    await until(() => {
      hub.app.clock.advance(LIMITS.streamHeartbeatMs);
      return hub.app.streams.count() === 0;
    }, 'their end');
    process.off('warning', note);
    assert.deepEqual(warnings, []);
  });
});

describe('the server that stops', () => {
  /** Knows the timers that are still to come. */
  function createCountedClock() {
    const clock = createFakeClock();
    let armed = 0;
    const counted = (cancel: () => void) => {
      armed++;
      return () => {
        armed--;
        cancel();
      };
    };
    return {
      ...clock,
      armed: () => armed,
      after: (ms: number, callback: () => void) => counted(clock.after(ms, callback)),
      every: (ms: number, callback: () => void) => counted(clock.every(ms, callback)),
    };
  }

  it('waits for who is still asking until its deadline, and leaves no timer behind', async () => {
    const clock = createCountedClock();
    const { server, port } = await startTestServer({}, { clock });
    const slow = clientOf(port, `${asking('POST /api/auth/login')}${JSON_BODY}`);
    const idle = clientOf(port, `${asking('GET /health')}\r\n`);
    await until(() => idle.text() !== '' && server.connections().open === 2, 'both');
    let isOver = false;
    const stopped = server.stop(5_000).then(() => (isOver = true));
    await idle.closed;
    clock.advance(4_999);
    assert.deepEqual([isOver, slow.socket.destroyed], [false, false]);
    clock.advance(1);
    await Promise.all([stopped, slow.closed]);
    assert.equal(clock.armed(), 0);
  });
});

describe('the server where the system fails', () => {
  it('says so if it cannot listen', async () => {
    const { server, port } = await startTestServer();
    const other = await startTestServer();
    await other.server.stop(1_000);
    await assert.rejects(other.server.listen({ host: '127.0.0.1', port }), { code: 'EADDRINUSE' });
    await server.stop(1_000);
  });

  it('goes on, and has it in its log', async () => {
    const { server, port, app } = await startTestServer();
    let own: Server | undefined;
    const note = (message: unknown) => {
      own = (message as { server: Server }).server;
    };
    subscribe('http.server.request.start', note);
    const { text, socket } = clientOf(port, `${asking('GET /health')}\r\n`);
    await until(() => text() !== '', 'an answer');
    unsubscribe('http.server.request.start', note);
    own?.emit('error', new Error('accept EMFILE'));
    const fields = { reason: 'accept EMFILE' };
    assert.deepEqual(app.log.lines.at(-1), {
      level: 'error',
      message: 'the http server failed',
      fields,
    });
    socket.destroy();
    await server.stop(1_000);
  });
});

/** Answers that go on, over real sockets: a reader that is slow, one that pipelines, one that comes at the stop. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../src/domain/limits.ts';
import type { LiveReader } from '../../src/http/exchange.ts';
import { createLiveReaders } from '../../src/http/live-readers.ts';
import type { HttpServer } from '../../src/http/server.ts';
import type { TestApp } from '../support/app.ts';
import { connectStream } from '../support/event-stream.ts';
import { asSocket, createTestConnections } from '../support/fake-socket.ts';
import { until } from '../support/until.ts';
import { startTestServer } from '../support/server.ts';

/** What the kernel may hold of a connection that nobody reads, both its ends together. */
const KERNEL_BYTES = 32 * 1024 * 1024;
const EVENT_BYTES = 64 * 1024;

describe('a live answer', () => {
  let app: TestApp;
  let server: HttpServer;
  let port: number;
  let token: string;

  before(async () => {
    ({ app, token, server, port } = await startTestServer());
  });
  after(async () => server.stop(1_000));

  const bearing = () => ({ Authorization: `Bearer ${token}` });
  const noReaders = async () => until(() => app.streams.count() === 0, 'all readers to be gone');
  const say = (text: string) =>
    app.journal.later({ type: 'device_offline', severity: 'info', data: { kind: text } });
  const request = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: aris.local\r\nAuthorization: Bearer ${token}\r\n\r\n`;

  function raw(text: string): Socket {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(text);
    return socket;
  }

  it('is cut off where its reader does not read; the others and the memory do not feel it', async () => {
    const good = connectStream(port, bearing());
    let received = 0;
    good.socket.removeAllListeners('data').on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    const stuck = raw(request('/api/stream')).pause();
    await until(() => app.streams.count() === 2, 'both readers');
    const before = process.memoryUsage().arrayBuffers;
    let peak = 0;
    let sent = 0;
    while (app.streams.count() === 2) {
      assert.ok(sent < KERNEL_BYTES, 'the stuck reader is still there');
      say('x'.repeat(EVENT_BYTES));
      sent += EVENT_BYTES;
      await nextTurn();
      await until(() => received >= sent, 'the good reader to have it');
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }
    assert.equal(app.streams.count(), 1);
    // What is kept for those who come back is text, and none of it.
    assert.ok(peak < 8 * LIMITS.streamBacklogBytes, `${peak} bytes at the peak`);
    assert.ok(app.log.lines.some(({ message }) => message.includes('too far behind')));
    stuck.destroy();
    good.leave();
    await noReaders();
  });

  it('is greeted with however large a snapshot', async () => {
    const big = 'y'.repeat(LIMITS.streamBacklogBytes);
    const first = connectStream(port, bearing());
    await until(() => first.names().length === 1, 'the snapshot');
    const lastId = first.lastId();
    for (let i = 0; i < 3; i++) say(big);
    await until(() => first.names().length === 4, 'the events');
    const second = connectStream(port, bearing(), { lastId });
    await until(() => second.names().length === 3, 'all that was missed, at once');
    first.leave();
    second.leave();
    await noReaders();
  });

  it('is forgotten where its connection breaks before its turn came', async () => {
    const socket = raw(request('/api/stream').repeat(3));
    await until(() => app.streams.count() === 3, 'all three');
    socket.destroy();
    await noReaders();
  });

  it('comes after an answer that was asked for before it on the same connection', async () => {
    const socket = raw(request('/api/zones') + request('/api/stream'));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    await until(() => text.includes('event: snapshot'), 'the snapshot');
    assert.match(text, /"zones":.*HTTP\/1\.1 200 OK/s);
    socket.destroy();
    await noReaders();
  });

  it('is ended at the stop, also where it begins only then', async () => {
    const stream = connectStream(port, bearing());
    await until(() => stream.names().length === 1, 'the snapshot');
    const slow = raw(request('/api/zones'));
    await once(slow, 'data');
    const deadlineMs = 5_000;
    const startedMs = performance.now();
    const stopped = server.stop(deadlineMs);
    slow.write(request('/api/stream'));
    await stopped;
    assert.ok(performance.now() - startedMs < deadlineMs, 'nothing was waited for to the deadline');
    await until(() => stream.isEnded(), 'the end');
    assert.equal(app.streams.count(), 0);
    slow.destroy();
  });
});

describe('the reader of a live answer', () => {
  const { streamBacklogBytes } = LIMITS;

  /** One that is served, whose connection takes as much as the test says. */
  function createRig() {
    const { connections, log, connected, waitFor } = createTestConnections();
    const socket = connected();
    const written: number[] = [];
    const response = {
      writableLength: 0,
      writableEnded: false,
      write: (bytes: Uint8Array) => void written.push(bytes.length),
      end: () => void (response.writableEnded = true),
    };
    const readers = createLiveReaders(log, connections);
    let reader: LiveReader | undefined;
    let gone = 0;
    const serve = () =>
      readers.serve(
        { socket: asSocket(socket) } as unknown as IncomingMessage,
        response as unknown as ServerResponse,
        (given) => {
          reader = given;
          return () => {
            gone++;
          };
        },
      );
    const write = (length: number) => reader?.write(new Uint8Array(length));
    return {
      connections,
      log,
      socket,
      response,
      readers,
      serve,
      write,
      written,
      waitFor,
      gone: () => gone,
    };
  }

  it('may be as far behind as its first bytes and a backlog, and no further', () => {
    const { connections, log, socket, response, serve, write, written, gone } = createRig();
    serve();
    write(100);
    response.writableLength = streamBacklogBytes + 100;
    write(7);
    assert.deepEqual([written, socket.destroyed], [[100, 7], false]);
    response.writableLength++;
    write(8);
    assert.deepEqual([written, socket.destroyed, gone()], [[100, 7], true, 1]);
    assert.equal(connections.stats().hungUp.too_slow, 1);
    const message = 'a stream was cut off, its reader too far behind';
    assert.deepEqual(log.lines, [{ level: 'info', message, fields: { address: '192.168.1.20' } }]);
    write(9);
    assert.deepEqual([written.length, log.lines.length], [2, 1], 'it has gone');
  });

  it('is not written to once its answer has ended', () => {
    const { response, serve, write, written } = createRig();
    serve();
    response.writableEnded = true;
    write(1);
    assert.deepEqual(written, []);
  });

  it('has no minute in which it must read: that is for answers with an end', () => {
    const { socket, serve, waitFor } = createRig();
    serve();
    socket.holds(1_000_000, 1_000_000);
    waitFor(3 * LIMITS.stallMs);
    assert.equal(socket.destroyed, false);
  });

  it('is none where the connection has gone already', () => {
    const { socket, serve, gone } = createRig();
    socket.destroy();
    serve();
    socket.emit('close');
    assert.equal(gone(), 0);
  });

  it('is told of the end at the stop, and hung up on where it would hear of it late', () => {
    const [prompt, late] = [createRig(), createRig()];
    late.response.writableLength = 1;
    for (const { serve, readers } of [prompt, late]) {
      serve();
      readers.endAll();
    }
    assert.deepEqual([prompt.response.writableEnded, prompt.socket.destroyed], [true, false]);
    assert.deepEqual([late.response.writableEnded, late.socket.destroyed], [false, true]);
  });

  it('that comes only at the stop is ended at once, and one that has gone no more', () => {
    const { readers, serve, response } = createRig();
    readers.endAll();
    serve();
    assert.equal(response.writableEnded, true);
    const other = createRig();
    other.serve();
    other.socket.destroy();
    other.readers.endAll();
    assert.deepEqual([other.response.writableEnded, other.gone()], [false, 1]);
  });
});

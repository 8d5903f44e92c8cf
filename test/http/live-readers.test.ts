/** Answers that go on, over real sockets: a reader that is slow, one that pipelines, one that comes at the stop. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../src/domain/limits.ts';
import type { HttpServer } from '../../src/http/server.ts';
import type { TestApp } from '../support/app.ts';
import { connectStream } from '../support/event-stream.ts';
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
    const stopped = server.stop(5_000);
    slow.write(request('/api/stream'));
    const startedMs = performance.now();
    await stopped;
    assert.ok(performance.now() - startedMs < 1_000, 'the stop took long');
    await until(() => stream.isEnded(), 'the end');
    assert.equal(app.streams.count(), 0);
    slow.destroy();
  });
});

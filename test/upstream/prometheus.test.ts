/** Against a server of our own that answers as a Prometheus should, and as none should. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { createUpstream } from '../../src/upstream/prometheus.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/log.ts';
import { refusedAs } from '../support/refused.ts';
import { until } from '../support/until.ts';

const QUESTION = { method: 'GET', target: '/api/v1/query?query=up', headers: {} } as const;

describe('the Prometheus behind the hub', () => {
  let answer: RequestListener = () => undefined;
  let server: Server;
  let url = '';
  const log = createMemoryLog();
  const clock = createFakeClock();

  before(async () => {
    server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => void (log.lines.length = 0));
  const upstream = (base = url) => createUpstream({ url: base, clock, log });

  it('is asked below its address, whatever slashes that ends in, and answers with a stream', async () => {
    let asked: IncomingMessage | undefined;
    let form = '';
    answer = (request, response) => {
      asked = request;
      request.setEncoding('utf8').on('data', (chunk: string) => (form += chunk));
      request.on('end', () => {
        response.setHeader('X-Twice', ['a', 'b']).writeHead(422).end('{}');
      });
    };
    const answered = await upstream(`${url}/prom//`).ask({
      method: 'POST',
      target: '/api/v1/query',
      headers: { 'X-Asked': 'by us' },
      body: 'query=up',
    });
    assert.deepEqual([asked?.method, asked?.url], ['POST', '/prom/api/v1/query']);
    assert.deepEqual([asked?.headers['x-asked'], form], ['by us', 'query=up']);
    assert.equal(answered.status, 422);
    assert.equal(answered.header('x-twice'), 'a, b');
    assert.equal(answered.header('x-none'), undefined);
    assert.equal(await text(answered.body), '{}');
  });

  it('that cannot be reached is named by the error of the system', async () => {
    await assert.rejects(upstream('http://127.0.0.1:1').ask(QUESTION), (error: Error) => {
      assert.ok(refusedAs('upstream_failed')(error));
      assert.match(error.message, /ECONNREFUSED/);
      return true;
    });
  });

  it('that hangs up without a word has failed', async () => {
    answer = (request) => void request.socket.destroy();
    await assert.rejects(upstream().ask(QUESTION), refusedAs('upstream_failed'));
  });

  it('is waited for as long as LIMITS.upstreamMs', async () => {
    const arrived = new Promise<void>((resolve) => (answer = () => resolve()));
    const asked = upstream().ask(QUESTION);
    const failed = assert.rejects(asked, /took longer than/);
    await arrived;
    clock.advance(LIMITS.upstreamMs);
    await failed;
  });

  it('may be asked so much at a time, and again once an answer is over', async () => {
    const waiting: (() => void)[] = [];
    const arrived = new Promise<void>((resolve) => {
      answer = (_, response) => {
        waiting.push(() => response.end('x'));
        if (waiting.length === LIMITS.upstreamRequests) resolve();
      };
    });
    const to = upstream();
    const asked = Array.from({ length: LIMITS.upstreamRequests }, async () => to.ask(QUESTION));
    await arrived;
    await assert.rejects(to.ask(QUESTION), refusedAs('unavailable'));
    waiting.forEach((end) => end());
    for (const one of asked) assert.equal(await text((await one).body), 'x');
    answer = (_, response) => void response.end('y');
    const again = async () => text((await to.ask(QUESTION)).body).then((body) => body === 'y');
    await until(async () => again().catch(() => false), 'an answer');
  });

  it('has an answer cut off that is larger than may be, and the log says why', async () => {
    answer = (_, response) => void response.end(Buffer.alloc(LIMITS.upstreamAnswerBytes + 1));
    const { body } = await upstream().ask(QUESTION);
    await assert.rejects(buffer(body));
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0]?.fields['reason'] as string, /more than/);
  });
});

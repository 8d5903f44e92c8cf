import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import type { Connections } from '../../src/http/connection-limits.ts';
import { NodeIncoming } from '../../src/http/node-incoming.ts';
import { refusedAs } from '../support/refused.ts';

const HEADERS = ['Host', 'aris.local', 'X', 'y'];

/** A connection whose requests are what the test says. */
function createRig() {
  const socket = { remoteAddress: '192.168.1.20' } as unknown as Socket;
  const proved: Socket[] = [];
  const connections = { prove: (one: Socket) => void proved.push(one) } as unknown as Connections;
  function come(parts: object = {}, body: Iterable<Buffer> | Readable = []) {
    const stream = body instanceof Readable ? body : Readable.from(body);
    const request = { method: 'PUT', url: '/api/a?b', socket, rawHeaders: HEADERS };
    const message = Object.assign(stream, request, parts) as unknown as IncomingMessage;
    return new NodeIncoming(message, connections);
  }
  return { socket, proved, come };
}

describe('a request as it comes', () => {
  it('has its method, its target, its headers and where it is from', () => {
    const { come } = createRig();
    const { method, target, head, peerAddress } = come();
    assert.deepEqual([method, target, peerAddress], ['PUT', '/api/a?b', '192.168.1.20']);
    assert.equal(head.get('host'), 'aris.local');
  });

  it('is from nowhere where its connection has gone', () => {
    const { come } = createRig();
    assert.equal(come({ socket: {} }).peerAddress, '');
  });

  it('has the very head of the one before it on its connection, where all of it is the same', () => {
    const { come } = createRig();
    const first = come().head;
    assert.equal(come({ rawHeaders: [...HEADERS] }).head, first);
    const other = come({ rawHeaders: [...HEADERS, 'Z', 'z'] }).head;
    assert.notEqual(other, first);
    assert.equal(other.get('z'), 'z');
    assert.notEqual(come().head, first, 'the last one alone is kept');
    assert.notEqual(createRig().come().head, first);
  });

  it('proves its own connection', () => {
    const { come, proved, socket } = createRig();
    come().noteProof();
    assert.deepEqual(proved, [socket]);
  });
});

describe('the body of a request', () => {
  it('is all of it, up to the very limit', async () => {
    const { come } = createRig();
    const body = [Buffer.from('ab'), Buffer.from('cde')];
    assert.equal(Buffer.from(await come({}, body).readBody(5)).toString(), 'abcde');
    await assert.rejects(come({}, body).readBody(4), refusedAs('too_large'));
    assert.equal((await come().readBody(0)).length, 0);
  });

  it('that breaks off is the fault of who sent it, and any other fault is none of theirs', async () => {
    const { come } = createRig();
    const failing = (error: Error) =>
      new Readable({
        read() {
          this.destroy(error);
        },
      });
    const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    await assert.rejects(come({}, failing(reset)).readBody(9), refusedAs('invalid'));
    const broken = new Error('broken');
    await assert.rejects(come({}, failing(broken)).readBody(9), (error) => error === broken);
  });
});

/** Short texts as bodies, on a real server, whose every write is seen. */
import assert from 'node:assert/strict';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import { sendShortText, textBody } from '../../src/http/short-text.ts';

const SHORT_BYTES = 16 * 1024;
const ANY_LENGTH = 'grün, 21,5 °C, 🔥\n';

describe('a text as a body', () => {
  it('has a character for each byte of it in UTF-8', () => {
    for (const text of ['', 'plain\n', ANY_LENGTH, 'x'.repeat(SHORT_BYTES)]) {
      const bytes = Buffer.from(text);
      assert.deepEqual(textBody(text), { body: bytes.toString('latin1'), length: bytes.length });
    }
  });

  it('is bytes where it is long: many readers hold the same', () => {
    for (const text of ['x'.repeat(SHORT_BYTES + 1), 'ü'.repeat(SHORT_BYTES / 2 + 1)]) {
      const bytes = Buffer.from(text);
      assert.deepEqual(textBody(text), { body: bytes, length: bytes.length });
    }
  });
});

describe('an answer with a short text', () => {
  let server: Server;
  afterEach(() => server.close());

  const { body, length } = textBody(ANY_LENGTH);
  function answer(response: ServerResponse): void {
    response.writeHead(200, ['Content-Length', String(length)]);
    sendShortText(response, body as string);
  }

  async function serve(onRequest: (response: ServerResponse) => void): Promise<number> {
    server = createServer((_, response) => onRequest(response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('is the text to the byte', async () => {
    const port = await serve(answer);
    const [response] = (await once(request({ port }).end(), 'response')) as [AsyncIterable<Buffer>];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), ANY_LENGTH);
  });

  it('leaves in one write, head and all', async () => {
    const writes: unknown[] = [];
    const port = await serve((response) => {
      const { socket } = response;
      assert.ok(socket);
      const original = socket._write.bind(socket);
      socket._write = (chunk: string, encoding, done) => {
        writes.push(`${encoding}: ${chunk.slice(0, 15)}`);
        original(chunk, encoding, done);
      };
      const list = socket._writev?.bind(socket);
      socket._writev = (chunks, done) => {
        writes.push(`a list of ${chunks.length}`);
        list?.(chunks, done);
      };
      answer(response);
    });
    await once(request({ port }).end(), 'response');
    assert.deepEqual(writes, ['latin1: HTTP/1.1 200 OK']);
  });

  it('has no body for HEAD, and waits for the answers before it on its connection', async () => {
    const waiting: ServerResponse[] = [];
    const port = await serve((response) => {
      waiting.push(response);
      if (waiting.length < 3) return;
      for (const late of waiting.toReversed()) answer(late);
    });
    const socket = connect(port, '127.0.0.1');
    let seen = '';
    socket.setEncoding('utf8').on('data', (text: string) => (seen += text));
    const head = 'Host: a\r\n';
    const get = `GET / HTTP/1.1\r\n${head}\r\n`;
    socket.write(
      `${get}${get.replace('GET', 'HEAD')}GET / HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    );
    await once(socket, 'close');
    const bodies = seen.split(/HTTP\/1\.1 200 OK\r\n.*?\r\n\r\n/s).slice(1);
    assert.deepEqual(bodies, [ANY_LENGTH, '', ANY_LENGTH]);
  });
});

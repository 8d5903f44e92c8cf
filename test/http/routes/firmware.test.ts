import { Readable } from 'node:stream';
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, readlink, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { HubError } from '../../../src/domain/errors.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createFirmwareFolder } from '../../../src/firmware/folder.ts';
import type { Reply, Request } from '../../../src/http/exchange.ts';
import { createDownloads } from '../../../src/http/downloads.ts';
import { serveFirmware } from '../../../src/http/routes/firmware.ts';
import { until } from '../../support/until.ts';

const CONTENT = '0123456789';
const LAST_MODIFIED = 'Tue, 14 Nov 2023 22:13:20 GMT';
const MODIFIED_S = 1_700_000_000;

type Headers = Readonly<Record<string, string>>;

function requestOf(method: string, path: string, headers: Headers): Request {
  return {
    method,
    path: `/firmware/${path}`,
    query: '',
    params: {},
    header: (name) => headers[name],
    client: { address: '192.168.1.7', isLocal: false, isSecure: false },
    principal: undefined,
    askerNow: () => undefined,
    readFile: () => Promise.reject(new Error('no body')),
    readJson: async () => Promise.reject(new Error('GET has no body')),
    readForm: async () => Promise.reject(new Error('GET has no body')),
  };
}

function headersOf(reply: Reply): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < reply.headers.length; i += 2) {
    const name = (reply.headers[i] ?? '').toLowerCase();
    assert.equal(headers[name], undefined, `${name} is sent twice`);
    headers[name] = reply.headers[i + 1] ?? '';
  }
  return headers;
}

async function bodyOf({ body }: Reply): Promise<string> {
  if (body === undefined) return '';
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body).toString();
  return (await buffer(body)).toString();
}

describe('GET and HEAD /firmware', () => {
  let root: string;
  let etag: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'aris-firmware-'));
    await mkdir(join(root, 'room'));
    await writeFile(join(root, 'room', 'image.bin'), CONTENT);
    await utimes(join(root, 'room', 'image.bin'), MODIFIED_S, MODIFIED_S);
    for (const name of [
      'manifest.json',
      'notes.txt',
      'README.md',
      'page.md.html',
      'bare',
      'empty',
      'OLD.TXT',
    ]) {
      await writeFile(join(root, name), name === 'empty' ? '' : '{}');
      await utimes(join(root, name), MODIFIED_S, MODIFIED_S);
    }
    etag = headersOf(await serve('GET', 'room/image.bin'))['etag'] ?? '';
  });
  after(async () => {
    await until(async () => (await openFiles()) === 0, 'every file to be closed');
    await rm(root, { recursive: true });
  });

  async function openFiles(): Promise<number> {
    const fds = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      fds.map(async (fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return targets.filter((target) => target.startsWith(root)).length;
  }

  const downloads = createDownloads();
  async function serve(method: string, path: string, headers: Headers = {}) {
    const reply = await serveFirmware(
      { folder: createFirmwareFolder(root, systemClock), downloads },
      requestOf(method, path, headers),
      path,
    );
    return { ...reply, text: await bodyOf(reply) };
  }

  it('answers with the whole file', async () => {
    const reply = await serve('GET', 'room/image.bin', { 'accept-encoding': 'gzip, br' });
    assert.equal(reply.status, 200);
    assert.equal(reply.text, CONTENT);
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    assert.deepEqual(headersOf(reply), {
      'content-type': 'application/octet-stream',
      'content-length': '10',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      etag,
      'last-modified': LAST_MODIFIED,
      'accept-ranges': 'bytes',
    });
  });

  const types = [
    ['manifest.json', 'application/json'],
    ['notes.txt', 'text/plain; charset=utf-8'],
    ['README.md', 'text/plain; charset=utf-8'],
    ['OLD.TXT', 'text/plain; charset=utf-8'],
    ['page.md.html', 'application/octet-stream'],
    ['bare', 'application/octet-stream'],
  ] as const;
  for (const [path, type] of types) {
    it(`sends ${path} as ${type}`, async () => {
      assert.equal(headersOf(await serve('GET', path))['content-type'], type);
    });
  }

  // [headers, status, body of a GET, Content-Range]; E stands for the tag
  const exchanges = [
    [{ range: 'bytes=0-3' }, 206, '0123', 'bytes 0-3/10'],
    [{ range: 'bytes=4-' }, 206, '456789', 'bytes 4-9/10'],
    [{ range: 'bytes=-2' }, 206, '89', 'bytes 8-9/10'],
    [{ range: 'bytes=8-99' }, 206, '89', 'bytes 8-9/10'],
    [{ range: 'bytes=0-' }, 206, CONTENT, 'bytes 0-9/10'],
    [{ range: 'bytes=0-1,4-5' }, 200, CONTENT, undefined],
    [{ range: 'bytes=x' }, 200, CONTENT, undefined],
    [{ range: 'lines=0-1' }, 200, CONTENT, undefined],
    [{ range: 'bytes=10-' }, 416, undefined, 'bytes */10'],
    [{ range: 'bytes=0-3', 'if-range': 'E' }, 206, '0123', 'bytes 0-3/10'],
    [{ range: 'bytes=0-3', 'if-range': '"other"' }, 200, CONTENT, undefined],
    [{ range: 'bytes=0-3', 'if-range': 'W/E' }, 200, CONTENT, undefined],
    [{ range: 'bytes=0-3', 'if-range': LAST_MODIFIED }, 206, '0123', 'bytes 0-3/10'],
    [{ range: 'bytes=0-3', 'if-range': 'Tue, 14 Nov 2023 22:13:21 GMT' }, 200, CONTENT, undefined],
    [{ range: 'bytes=99-', 'if-range': '"other"' }, 200, CONTENT, undefined],
    [{ range: 'bytes=0-3', 'if-none-match': 'E' }, 304, '', undefined],
    [{ range: 'bytes=0-3', 'if-match': 'E' }, 206, '0123', 'bytes 0-3/10'],
    [{ range: 'bytes=99-', 'if-match': '"other"' }, 412, undefined, undefined],
    [{ 'if-none-match': 'W/E, "x"' }, 304, '', undefined],
    [{ 'if-none-match': '"other"' }, 200, CONTENT, undefined],
    [{ 'if-modified-since': LAST_MODIFIED }, 304, '', undefined],
    [{ 'if-match': '"other"' }, 412, undefined, undefined],
    [{ 'if-unmodified-since': 'Tue, 14 Nov 2023 22:13:19 GMT' }, 412, undefined, undefined],
  ] as const;
  for (const [given, status, body, contentRange] of exchanges) {
    it(`answers ${JSON.stringify(given)} with ${status}`, async () => {
      const headers = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          value.replace(/^(W\/)?E/, `$1${etag}`),
        ]),
      );
      const reply = await serve('GET', 'room/image.bin', headers);
      const sent = headersOf(reply);
      assert.equal(reply.status, status);
      if (body !== undefined) assert.equal(reply.text, body);
      assert.equal(sent['content-range'], contentRange);
      assert.equal(sent['etag'], etag);
      assert.equal(sent['last-modified'], LAST_MODIFIED);
      assert.equal(sent['content-length'], status === 304 ? undefined : String(reply.text.length));
      if (status >= 400) assert.equal(typeof JSON.parse(reply.text), 'object');
    });
  }

  for (const path of ['room/image.bin', 'empty', '']) {
    for (const headers of [{}, { 'if-none-match': '*' }, { 'if-match': '"other"' }]) {
      it(`answers HEAD of "${path}" ${JSON.stringify(headers)} as GET, without the body`, async () => {
        const [get, head] = [await serve('GET', path, headers), await serve('HEAD', path, headers)];
        assert.equal(head.status, get.status);
        assert.deepEqual(head.headers, get.headers);
        // The server leaves out what is not a stream; a stream would keep the file open.
        assert.ok(!(head.body instanceof Readable));
      });
    }
  }

  it('answers HEAD with the length of the whole, also where a range is asked', async () => {
    const reply = await serve('HEAD', 'room/image.bin', { range: 'bytes=0-3' });
    assert.equal(reply.status, 200);
    assert.equal(headersOf(reply)['content-length'], '10');
  });

  it('answers an empty file, and 416 for any range of it', async () => {
    const reply = await serve('GET', 'empty');
    assert.equal(reply.status, 200);
    assert.equal(headersOf(reply)['content-length'], '0');
    const part = await serve('GET', 'empty', { range: 'bytes=0-' });
    assert.equal(part.status, 416);
    assert.equal(headersOf(part)['content-range'], 'bytes */0');
  });

  it('says what is wrong with a part that is asked for, and is asked for anew each time', async () => {
    const beyond = await serve('GET', 'room/image.bin', { range: 'bytes=10-' });
    assert.deepEqual(JSON.parse(beyond.text), { error: 'Range Not Satisfiable', sizeBytes: 10 });
    const other = await serve('GET', 'room/image.bin', { 'if-match': '"other"' });
    assert.deepEqual(JSON.parse(other.text), { error: 'Precondition Failed' });
    const part = await serve('GET', 'room/image.bin', { range: 'bytes=0-3' });
    const same = await serve('GET', 'room/image.bin', { 'if-none-match': etag });
    for (const reply of [beyond, other, part, same])
      assert.equal(headersOf(reply)['cache-control'], 'no-cache');
  });

  it('takes no place of a download where there is nothing to load', async () => {
    for (let asked = 0; asked <= LIMITS.downloadsPerAddress; asked++) {
      await assert.rejects(serve('GET', 'missing.bin'), { code: 'not_found' });
      assert.equal((await serve('HEAD', 'room/image.bin')).status, 200);
    }
    assert.equal((await serve('GET', 'room/image.bin')).text, CONTENT);
  });

  it('lists what there is', async () => {
    const reply = await serve('GET', '');
    assert.equal(reply.status, 200);
    assert.ok(reply.text.endsWith('}\n'));
    const { files, metadata } = JSON.parse(reply.text) as {
      files: { path: string }[];
      metadata: unknown;
    };
    assert.deepEqual(metadata, { count: 8 });
    assert.equal(files.length, 8);
    assert.deepEqual(files.at(-1), {
      path: 'room/image.bin',
      sizeBytes: 10,
      lastModified: '2023-11-14T22:13:20Z',
    });
  });

  it('is 404 for what is not there, naming it', async () => {
    for (const path of ['missing.bin', 'room', 'room/', '../image.bin']) {
      await assert.rejects(
        serve('GET', path),
        (error) =>
          error instanceof HubError && error.code === 'not_found' && error.context['path'] === path,
      );
    }
  });
});

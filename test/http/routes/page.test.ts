import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Reply } from '../../../src/http/exchange.ts';
import { pageRoutes } from '../../../src/http/routes/page.ts';
import { createPageFolder } from '../../../src/page/folder.ts';
import { createTestApp } from '../../support/app.ts';
import { createMemoryLog } from '../../support/log.ts';

const HTML = '<!doctype html><title>Aris</title>';
const GERMAN = '<!doctype html><html lang="de"><title>Aris</title>';
const SCRIPT = 'console.log("here")';

function builtPage(): URL {
  const folder = mkdtempSync(join(tmpdir(), 'aris-page-'));
  const files = {
    'index.en.html': HTML,
    'index.de.html': GERMAN,
    'main-1A2B.js': SCRIPT,
    'worker.js': SCRIPT,
    'notes.txt': 'not the page’s',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'main-1A2B.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'main-1A2B.js.br'), 'as Brotli');
  return pathToFileURL(`${folder}/`);
}

function pageApp() {
  const routes = pageRoutes(createPageFolder(createMemoryLog(), builtPage()));
  const app = createTestApp({ extraRoutes: routes });
  const get = async (target: string, headers: Readonly<Record<string, string>> = {}) =>
    app.replyTo({ target, headers: Object.entries(headers) });
  return { ...app, get };
}

const headerOf = ({ headers }: Reply, name: string) => headers[headers.indexOf(name) + 1];
const textOf = ({ body }: Reply) => Buffer.from(body as Uint8Array).toString();

describe('the page', () => {
  const { get, ask } = pageApp();

  for (const address of [
    '/',
    '/zones/living',
    '/plant',
    '/energy',
    '/events',
    '/settings',
    '/settings/tokens',
  ])
    it(`is the same document at ${address}, for anybody`, async () => {
      const reply = await get(address);
      assert.equal(reply.status, 200);
      assert.equal(textOf(reply), HTML);
      assert.equal(headerOf(reply, 'Content-Type'), 'text/html; charset=utf-8');
      assert.equal(headerOf(reply, 'Cache-Control'), 'no-cache');
      assert.equal(headerOf(reply, 'Content-Length'), String(HTML.length));
      assert.equal(headerOf(reply, 'X-Content-Type-Options'), 'nosniff');
    });

  it('may run nothing and ask nothing but what is this hub’s, and stand in no other page', async () => {
    const policy = headerOf(await get('/'), 'Content-Security-Policy') ?? '';
    const parts = policy.split('; ').map((part) => part.replace(' ', ': '));
    assert.deepEqual(parts, [
      ...["default-src: 'none'", "script-src: 'self'", "style-src: 'self'"],
      ...["img-src: 'self' data:", "connect-src: 'self'", "manifest-src: 'self'"],
      ...["base-uri: 'none'", "form-action: 'none'", "frame-ancestors: 'none'"],
    ]);
  });

  it('is not sent again to who has it', async () => {
    const etag = headerOf(await get('/'), 'ETag') ?? '';
    const again = await get('/', { 'If-None-Match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.body, undefined);
    const vary = 'Accept-Encoding, Accept-Language, Cookie';
    assert.deepEqual([headerOf(again, 'ETag'), headerOf(again, 'Vary')], [etag, vary]);
  });

  it('is in the language that the browser likes best, and has another ETag in each', async () => {
    const german = await get('/', { 'Accept-Language': 'xx, de-AT;q=0.8, en;q=0.5' });
    assert.equal(textOf(german), GERMAN);
    assert.notEqual(headerOf(german, 'ETag'), headerOf(await get('/'), 'ETag'));
    for (const liked of ['en-US,de;q=0.9', 'de;q=0.1,en', 'fr', '*', 'de;q=0', '../de', ''])
      assert.equal(textOf(await get('/', { 'Accept-Language': liked })), HTML, liked);
  });

  it('is in the language that was chosen, where it has that', async () => {
    const chosen = async (cookie: string) =>
      textOf(await get('/', { Cookie: `x=1; ${cookie}`, 'Accept-Language': 'de' }));
    assert.equal(await chosen('aris_language=en'), HTML);
    for (const other of ['aris_language=xx', 'aris_language=../../x', 'aris_language='])
      assert.equal(await chosen(other), GERMAN, other);
  });

  it('is nowhere else, and on no other host', async () => {
    assert.equal((await get('/zones')).status, 404);
    assert.equal((await get('/zones/living/more')).status, 404);
    assert.equal((await get('/', { Host: 'evil.example.com' })).status, 421);
    assert.equal((await ask({ method: 'POST', target: '/' })).status, 405);
  });
});

describe('a file of the page', () => {
  const { get, ask } = pageApp();
  const FILE = '/assets/main-1A2B.js';

  it('is kept for ever under its name', async () => {
    const reply = await get(FILE);
    assert.equal(textOf(reply), SCRIPT);
    assert.equal(headerOf(reply, 'Content-Type'), 'text/javascript; charset=utf-8');
    assert.equal(headerOf(reply, 'Cache-Control'), 'public, max-age=31536000, immutable');
    assert.ok(!reply.headers.includes('Content-Encoding'));
  });

  it('that a browser knows by one name is looked at anew each time', async () => {
    const reply = await get('/worker.js');
    assert.equal(textOf(reply), SCRIPT);
    assert.equal(headerOf(reply, 'Cache-Control'), 'no-cache');
  });

  it('that there is not is not found, by its path', async () => {
    const { status, json } = await ask({ target: '/assets/other.js' });
    assert.equal(status, 404);
    assert.deepEqual(json, { error: 'Not found', path: '/assets/other.js' });
  });

  it('is compressed as the client can read it', async () => {
    const gzipped = await get(FILE, { 'Accept-Encoding': 'gzip, deflate' });
    assert.equal(headerOf(gzipped, 'Content-Encoding'), 'gzip');
    assert.equal(gunzipSync(gzipped.body as Uint8Array).toString(), SCRIPT);
    const best = await get(FILE, { 'Accept-Encoding': 'gzip, deflate, BR' });
    assert.equal(headerOf(best, 'Content-Encoding'), 'br');
    assert.equal(headerOf(best, 'Vary'), 'Accept-Encoding');
    const refused = await get(FILE, { 'Accept-Encoding': 'gzip;q=0, br; q=0.0' });
    assert.ok(!refused.headers.includes('Content-Encoding'));
  });

  for (const name of [
    'other.js',
    'main-1A2B.js.gz',
    'notes.txt',
    '..%2fpackage.json',
    '%2e%2e/x',
    'a/b',
  ])
    it(`is not ${name}`, async () => {
      assert.ok([400, 404].includes((await get(`/assets/${name}`)).status));
    });
});

describe('a page that was not built', () => {
  it('is not found, and the log says so', async () => {
    const log = createMemoryLog();
    const folder = createPageFolder(log, pathToFileURL('/nowhere/at/all/'));
    assert.equal(await folder.read('index.en.html', []), undefined);
    assert.deepEqual(
      log.lines.map(({ message }) => message),
      ['the page is missing'],
    );
  });
});

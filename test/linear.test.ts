/** Nothing that a stranger sends takes longer than in proportion to its length: no header, path, body, token, message. */
import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { redact } from '../src/app/base/redaction.ts';
import { questionOf } from '../src/app/served/upstream.ts';
import { createAccessTokens } from '../src/auth/access-token.ts';
import { createRefreshTokens } from '../src/auth/refresh-token.ts';
import { digest } from '../src/crypto/digest.ts';
import { PERMISSIONS } from '../src/domain/access.ts';
import { emailKey, parseEmail, parseName } from '../src/domain/account.ts';
import { canonicalAddress, parseAddressRange } from '../src/domain/address.ts';
import { cleanName } from '../src/domain/found/names.ts';
import { idFrom } from '../src/domain/ids.ts';
import { readCommandTemplate } from '../src/domain/found/command-template.ts';
import { readTemplate } from '../src/domain/found/value-template.ts';
import { checkPassword } from '../src/domain/password.ts';
import { checkPin } from '../src/domain/pin.ts';
import { parseExpiry } from '../src/domain/token.ts';
import { LIMITS } from '../src/domain/limits.ts';
import { parseInstant, SECOND_MS } from '../src/domain/units.ts';
import { readFormBody } from '../src/http/body.ts';
import { evaluateConditions, rangeApplies } from '../src/http/conditional.ts';
import { encodingsOf } from '../src/http/encoding.ts';
import { Head } from '../src/http/head.ts';
import { parseByteRange } from '../src/http/range.ts';
import { formatFor } from '../src/metrics/exposition.ts';
import { serveControl, type ControlServer } from '../src/system/control-socket.ts';
import { createLog } from '../src/system/log.ts';
import {
  bearer,
  createTestApp,
  JSON_HEADER,
  OWNER,
  type Ask,
  type TestApp,
} from './support/app.ts';
import { hallWith, RELAY, THERMOMETER } from './support/bound-house.ts';
import { createFakeClock } from './support/fake-clock.ts';
import { excessOf, JSON_SHAPES, shapesOf, type Reader, type Shape } from './support/linear.ts';
import { createSeededRandom } from './support/seeded-random.ts';
import { tempFolder } from './support/temp-folder.ts';

const KEY = new Uint8Array(32).fill(1);
const clock = createFakeClock(Date.parse('2026-01-15T10:00:00Z'));
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1In0.c2lnbmF0dXJl';
const TOKEN = 'aris_tok_0123456789abcdefghijABCDEFGHIJ0123456789abcdef';
const REFRESH = 'rt_01234567_1_0123456789012345678901234567890123456789012';
const TAG = 'W/"abc", "def"';

const FAULTS_SHOWN = 5;

/** Fails with the first shapes that cost more than in proportion. */
async function assertLinear(read: Reader, shapes: ReadonlyMap<string, Shape>): Promise<void> {
  const faults: string[] = [];
  for (const [name, shape] of shapes) {
    const excess = await excessOf(read, shape);
    if (excess === undefined) continue;
    const { smallMs, largeMs } = excess;
    if (faults.length >= FAULTS_SHOWN) break;
    faults.push(`${name}: ${smallMs.toFixed(2)} ms for 4 KiB, ${largeMs.toFixed(2)} ms for 16`);
  }
  assert.deepEqual(faults, []);
}

describe('what a request brings costs no more than it is long', () => {
  let app: TestApp;
  let token: string;
  before(async () => {
    app = createTestApp({ house: hallWith(THERMOMETER, RELAY) });
    ({ token } = await app.tokens.create(OWNER, { name: 'all', permissions: [...PERMISSIONS] }));
  });

  /** A stranger that asks too often would wait for the answer. */
  const askAtOnce = async (asked: Ask) => {
    app.clock.advance(SECOND_MS / LIMITS.strangers.perSecond);
    return app.ask(asked);
  };
  const ask =
    (target: string, header: string, { isKnown = true, method = 'GET', from = '10.0.0.1' } = {}) =>
    async (text: string) =>
      askAtOnce({
        method,
        target,
        from,
        body: method === 'GET' ? '' : '{}',
        headers: [...(isKnown ? [bearer(token)] : []), [header, text]],
      });

  /** Header → one that is good, and where it is read. */
  const headers: Readonly<Record<string, readonly [good: string, read: Reader]>> = {
    Host: ['[fe80::1%25eth0]:8080', ask('/api/zones', 'Host')],
    Authorization: [`Bearer ${JWT}`, ask('/api/zones', 'Authorization', { isKnown: false })],
    'X-Api-Key': [TOKEN, ask('/api/zones', 'X-Api-Key', { isKnown: false })],
    'X-Auth-Key': [TOKEN, ask('/v1/zones', 'X-Auth-Key', { isKnown: false })],
    'X-Admin-Secret': ['a secret', ask('/api/admin/settings', 'X-Admin-Secret')],
    Cookie: [`a=b; aris_session=${TOKEN}`, ask('/api/zones', 'Cookie', { isKnown: false })],
    'X-Forwarded-For': ['1.2.3.4:56, [::1]:78', ask('/api/zones', 'X-Forwarded-For')],
    'X-Forwarded-Proto': ['https, http', ask('/api/zones', 'X-Forwarded-Proto')],
    Forwarded: ['for="[::1]:78";proto=https', ask('/api/zones', 'Forwarded')],
    'User-Agent': ['Mozilla/5.0 (X11; Linux)', ask('/api/zones', 'User-Agent')],
    Origin: ['http://aris.local:80/', ask('/api/auth/login', 'Origin', { method: 'POST' })],
    Referer: ['http://aris.local/a?b#c', ask('/api/auth/login', 'Referer', { method: 'POST' })],
    'Content-Type': [
      'application/json; charset="utf-8"',
      ask('/api/zones/hall/command', 'Content-Type', { method: 'POST' }),
    ],
    'Content-Encoding': [
      'identity',
      ask('/api/zones/hall/command', 'Content-Encoding', { method: 'POST' }),
    ],
    'Content-Length': ['12', ask('/api/zones/hall/command', 'Content-Length', { method: 'POST' })],
    'If-None-Match': [TAG, ask('/api/state', 'If-None-Match')],
    'If-Match': [TAG, ask('/api/state', 'If-Match')],
    Traceparent: ['00-0123456789abcdef-01', ask('/api/zones', 'Traceparent')],
    'Accept-Encoding': ['gzip;q=0.5, br ; q=0', encodingsOf],
    Accept: ['text/plain;version=0.0.4;q=0.5, */*', formatFor],
    Range: ['bytes=0-499, -5', (text) => parseByteRange(text, 1_000)],
    'If-Range': [TAG, (text) => rangeApplies(text, { etag: '"a"' })],
    'If-Modified-Since': [
      'Thu, 15 Jan 2026 10:00:00 GMT',
      (text) =>
        evaluateConditions((name) => (name === 'if-modified-since' ? text : undefined), {
          etag: '"a"',
          lastModified: 'Thu, 15 Jan 2026 10:00:00 GMT',
        }),
    ],
    'Last-Event-ID': [
      '0123abcd-12',
      async (text) => {
        const reply = await app.replyTo({
          target: '/api/stream',
          headers: [bearer(token), ['Last-Event-ID', text]],
        });
        reply.live?.({ write: () => undefined, end: () => undefined })();
      },
    ],
  };
  for (const [name, [good, read]] of Object.entries(headers))
    it(`the header ${name}`, async () => assertLinear(read, shapesOf(good)));

  it('many header lines, of one name and of many', async () => {
    const read: Reader = (text) => {
      const head = new Head(text.split(':'));
      return [head.get('a')?.length, head.get('cookie')?.length];
    };
    const shapes: [string, Shape][] = ['a:b:', 'cookie:a=b:', ':'].map((line) => [
      line,
      (chars) => line.repeat(chars / line.length),
    ]);
    shapes.push([
      'names',
      (chars) => Array.from({ length: chars / 8 }, (_, i) => `n${i}:`).join(''),
    ]);
    await assertLinear(read, new Map(shapes));
  });

  /** LIMITS.requestTargetBytes refuses longer ones before they are read. */
  const targets: Readonly<Record<string, string>> = {
    path: '/api/zones/hall',
    'encoded path': '/api/%7Aones/h%C3%A4ll',
    query: '/api/events?type=device_offline,fault_raised&limit=10&search=a+b',
    'query of times': '/api/events?from=2026-01-15T10:00:00+01:00&to=2026-01-16T00:00:00.5Z',
    'query of a history': '/api/zones/hall/history?fields=tempC,rhPercent&hours=5',
    'query with a key': `/api/v1/zones?_auth_key=${TOKEN}`,
  };
  for (const [what, good] of Object.entries(targets))
    it(`the ${what}`, async () => {
      const read = async (text: string) =>
        askAtOnce({ target: text.slice(0, 8_000), headers: [bearer(token)] });
      const halves: [string, Shape][] = [...shapesOf(good)].map(([name, shape]) => [
        name,
        (chars) => shape(chars / 2).slice(0, chars / 2),
      ]);
      await assertLinear(read, new Map(halves));
    });

  /** Of another stranger each time: what is open may be asked only so often. */
  let strangers = 0;
  const stranger = () => {
    strangers++;
    return `172.16.${(strangers >> 8) & 0xff}.${strangers & 0xff}`;
  };
  const body =
    (target: string, method = 'POST'): Reader =>
    async (text) =>
      askAtOnce({
        method,
        target,
        from: stranger(),
        body: text,
        headers: [bearer(token), JSON_HEADER],
      });
  for (const [method, target] of [
    ['POST', '/api/zones/hall/command'],
    ['PUT', '/api/zones/hall/schedule'],
    ['POST', '/api/auth/login'],
    ['PATCH', '/api/settings'],
  ] as const)
    it(`JSON in the body of ${method} ${target}`, async () =>
      assertLinear(body(target, method), JSON_SHAPES));

  it('the texts in a body', async () => {
    const read =
      (target: string, make: (text: string) => object): Reader =>
      (text) =>
        body(target)(JSON.stringify(make(text)));
    const command = '/api/zones/hall/command';
    const until = read(command, (text) => ({ mode: 'off', until: text }));
    await assertLinear(until, shapesOf('2026-01-15T10:00:00+01:00'));
    const mode = read(command, (text) => ({ [text]: text }));
    await assertLinear(mode, shapesOf('heat'));
    const refresh = read('/api/auth/refresh', (text) => ({ refresh_token: text }));
    await assertLinear(refresh, shapesOf(REFRESH));
  });

  it('a form, with keys among its fields', async () => {
    const head = new Head(['Content-Type', 'application/x-www-form-urlencoded']);
    const read: Reader = async (text) => {
      const form = await readFormBody(head, {
        readBody: () => Promise.resolve(Buffer.from(text)),
        bodyChunks: () => {
          throw new Error('no file');
        },
      });
      questionOf({ path: 'query', params: {}, query: text, form, acceptsGzip: false });
    };
    await assertLinear(read, shapesOf('query=up&_auth_key=a&time=%20+1'));
  });
});

describe('what is read of a text costs no more than it is long', () => {
  const access = createAccessTokens({ key: KEY, clock, random: createSeededRandom(), digest });
  const refresh = createRefreshTokens({ key: KEY, digest });
  const log = createLog({ clock, level: 'info', isHuman: true, write: () => undefined });
  const readers: Readonly<Record<string, readonly [good: string, read: Reader]>> = {
    'an access token': [JWT, (text) => access.verify(text)],
    'a refresh token': [REFRESH, (text) => refresh.read(text)],
    'an e-mail address': [' ada@example.com', parseEmail],
    'an e-mail address that is looked for': ['Ada@example.com', emailKey],
    'a name': ['Ada Lovelace', parseName],
    'a password': [
      'correct horse',
      async (text) => checkPassword(text, { email: 'a@b', name: 'Ada' }, () => false),
    ],
    'a PIN': ['482913', checkPin],
    'an address': ['[fe80::1.2.3.4%eth0]', canonicalAddress],
    'a range of addresses': ['fd00:1::/48', parseAddressRange],
    'a template of discovery': ["{{ value_json['a'] | round(1) }}", readTemplate],
    'a template of a command': ['{"a": {{ value }}}', readCommandTemplate],
    'the name of a found device': ['Küche <b>', (text) => idFrom(cleanName(text, text))],
    'an expiry': ['2026-01-15T10:00:00Z', (text) => parseExpiry(text, clock.nowMs(), 'expiresIn')],
    'an instant': ['2026-01-15T10:00:00+01:00', parseInstant],
    'what the log redacts': [`at ${JWT} ${TOKEN} ${REFRESH}`, (text) => log.info('a', { text })],
    'what a report redacts': [
      `http://a:b@c.de/ a.b@c.de Bearer ${JWT} 192.168.1.1/24 [::1]`,
      (text) => redact(text),
    ],
  };
  for (const [what, [good, read]] of Object.entries(readers))
    it(what, async () => assertLinear(read, shapesOf(good)));
});

describe('what a message brings costs no more than it is long', () => {
  let app: TestApp;
  before(() => {
    app = createTestApp({ house: hallWith(THERMOMETER, RELAY) });
  });

  const send = (topic: string, payload: string) =>
    app.messageRouter.accept({ topic, payload: Buffer.from(payload), retained: false });

  it('its topic', async () =>
    assertLinear((topic) => send(topic, '21'), shapesOf('aris/zone/hall/temp_heat/set')));

  const topics: Readonly<Record<string, string>> = {
    'aris/zone/hall/temp_heat/set': '21.11111111111111',
    'aris/zone/hall/mode/set': 'heat_cool',
    'aris/system/surplus/set': '3',
    'aris/hub/status': '{"status":"online","serial":"own"}',
    'aris/sensor/hall_air/status': 'online',
    'aris/sensor/hall_air/telemetry': '{"tempC":21.5,"hardwareId":"a"}',
    'z/Hall': '{"temperature":21.5}',
    'z/Hall humidity': '45.5',
    'z/Hall/availability': '{"state":"online"}',
    'stat/RESULT': '{"POWER":"ON"}',
  };
  for (const [topic, good] of Object.entries(topics))
    it(`its payload on ${topic}`, async () => {
      const shapes = new Map([...shapesOf(good), ...JSON_SHAPES]);
      await assertLinear((payload) => send(topic, payload.slice(0, 16 * 1024)), shapes);
    });
});

describe('what comes over the control socket', () => {
  const folder = tempFolder();
  let server: ControlServer;
  before(async () => {
    server = await serveControl(folder.path, async () => Promise.resolve(1));
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  it('costs no more than it is long', async () => {
    const read: Reader = async (text) =>
      new Promise<void>((resolve, reject) => {
        const socket = createConnection(join(folder.path, 'control.sock'));
        socket
          .resume()
          .on('error', reject)
          .on('close', () => resolve());
        socket.end(`{"operation":"a","input":${text}}\n`);
      });
    await assertLinear(read, JSON_SHAPES);
  });
});

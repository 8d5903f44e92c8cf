/** The live stream of the built program: read by real curl and by a hundred sockets, over revocation, kill and stop. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { end, lastingFolder, start } from '../support/child.ts';
import { curl } from '../support/curl.ts';
import { connectStream, parseEvents, type SocketStream } from '../support/event-stream.ts';
import { startHub, type TestHub } from '../support/hub.ts';
import { metric } from '../support/metrics.ts';
import { until } from '../support/until.ts';

const CLIENTS = 100;
const SECOND_MS = 1_000;
/** Past the time that is promised, for a machine that is busy. */
const SLACK_MS = 500;

const bearing = (token: string) => ({ Authorization: `Bearer ${token}` });

describe('the stream of a hub', () => {
  let hub: TestHub;
  let token: string;
  const dataFolder = lastingFolder();
  const startVirtual = async () => startHub({ dataFolder, args: ['--virtual'] });

  before(async () => {
    hub = await startVirtual();
    token = await hub.token();
  });
  after(async () => hub.stop());

  const open = (credential: Readonly<Record<string, string>> = bearing(token), options = {}) =>
    connectStream(hub.port, credential, options);
  /** One client may have no more than some: they come with several tokens, from several addresses. */
  async function openAll(): Promise<SocketStream[]> {
    const tokens = await Promise.all(Array.from({ length: 7 }, async () => hub.token()));
    return Array.from({ length: CLIENTS }, (_, index) =>
      open(bearing(tokens[index % tokens.length] ?? ''), { from: `127.0.0.${2 + (index % 4)}` }),
    );
  }
  const command = async (zoneId: string, body: object) => {
    const reply = await curl(`${hub.url}/api/zones/${zoneId}/command`, { token, body });
    assert.equal(reply.status, 200, reply.body);
  };
  const greeted = async (stream: SocketStream) =>
    until(() => stream.names()[0] === 'snapshot', 'a snapshot');
  const ended = async (stream: SocketStream) =>
    until(() => stream.isEnded(), 'the end of the stream', SECOND_MS + SLACK_MS);
  const openCount = async () => metric(hub, token, 'aris_http_streams');

  it('is read by curl as it comes, with a command of another curl in it', async () => {
    const reader = start('curl', [
      '-sN',
      '--include',
      '--noproxy',
      '*',
      `${hub.url}/api/stream`,
      '-H',
      `Authorization: Bearer ${token}`,
    ]);
    let text = '';
    reader.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const events = () => parseEvents(text.slice(text.indexOf('\r\n\r\n') + 4));
    await until(() => events()[0]?.event === 'snapshot', 'the snapshot');
    assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(text, /\r\nContent-Type: text\/event-stream\r\n/);
    assert.match(text, /\r\nCache-Control: no-store\r\n/);
    const state = await curl(`${hub.url}/api/state`, { token });
    assert.deepEqual(Object.keys(events()[0]?.data as object), Object.keys(state.json() as object));
    await command('kitchen', { mode: 'heat', tempHeatSetC: 24.5 });
    const isCommanded = (data: unknown) => {
      const { zoneId, tempHeatSetC } = data as ZoneView;
      return zoneId === 'kitchen' && tempHeatSetC === 24.5;
    };
    await until(
      () => events().some(({ event, data }) => event === 'zone' && isCommanded(data)),
      'the zone',
      SECOND_MS,
    );
    await end(reader);
  });

  it('tells what the devices of the house report', async () => {
    const stream = open();
    await until(
      () => ['zone', 'fcu'].every((kind) => stream.names().includes(kind)),
      'a change of each',
      60 * SECOND_MS,
    );
    stream.leave();
  });

  it(`tells ${CLIENTS} clients the same, and forgets those that go`, async () => {
    await until(async () => (await openCount()) === 0, 'the other readers to be gone');
    const streams = await openAll();
    await Promise.all(streams.map(greeted));
    assert.equal(await openCount(), CLIENTS);
    await command('kitchen', { tempHeatSetC: 19 });
    const changeIn = (stream: SocketStream) =>
      stream.events().find(({ data }) => (data as { type?: string }).type === 'setpoint_change');
    await until(() => streams.every((stream) => changeIn(stream)), 'the event with everybody');
    assert.equal(new Set(streams.map((stream) => JSON.stringify(changeIn(stream)))).size, 1);
    streams.slice(1).forEach((stream) => stream.socket.resetAndDestroy());
    await until(async () => (await openCount()) === 1, 'the others to be forgotten');
    streams[0]?.leave();
  });

  it('answers HEAD without a stream', async () => {
    const stream = open(bearing(token), { method: 'HEAD' });
    await until(() => stream.status() === 200, 'the answer');
    await until(async () => (await openCount()) === 0, 'no reader');
    stream.leave();
  });

  it('ends within a second of a revocation by the command line', async () => {
    const other = await hub.token('zones:read');
    const stream = open(bearing(other));
    const lasting = open();
    await Promise.all([stream, lasting].map(greeted));
    const [, id = ''] = /^aris_tok_(\w{8})/.exec(other) ?? [];
    const { code, stderr } = await hub.cli('token', 'revoke', `tok_${id}`);
    assert.equal(code, 0, stderr);
    await ended(stream);
    assert.equal(lasting.isEnded(), false);
    lasting.leave();
  });

  it('ends within a second when the session behind its cookie does', async () => {
    const person = { email: 'ada@example.com', password: 'a rather long passphrase', name: 'Ada' };
    const registered = await curl(`${hub.url}/api/auth/register`, { body: person });
    assert.equal(registered.status, 201, registered.body);
    const { email, password } = person;
    const session = await curl(`${hub.url}/api/auth/session`, { body: { email, password } });
    const Cookie = session.headers['set-cookie']?.split(';')[0] ?? '';
    const stream = open({ Cookie });
    await greeted(stream);
    const headers = { Cookie, Origin: hub.url };
    const out = await curl(`${hub.url}/api/auth/session`, { method: 'DELETE', headers });
    assert.equal(out.status, 200, out.body);
    await ended(stream);
  });

  it('goes on from where its client was, or anew after a kill of the hub', async () => {
    const first = open();
    await greeted(first);
    const lastId = first.lastId();
    first.leave();
    await command('kitchen', { tempHeatSetC: 20.5 });
    const second = open(bearing(token), { lastId });
    await until(() => second.names().includes('event'), 'what was missed');
    assert.ok(!second.names().includes('snapshot'));
    await hub.kill9();
    await ended(second);
    hub = await startVirtual();
    const third = open(bearing(token), { lastId: second.lastId() });
    await greeted(third);
    const [snapshot] = third.events();
    const { zones } = snapshot?.data as { zones: ZoneView[] };
    assert.equal(zones.find(({ zoneId }) => zoneId === 'kitchen')?.tempHeatSetC, 20.5);
    third.leave();
  });

  it('keeps no stop waiting, whether its reader reads or not', async () => {
    const streams = await openAll();
    await Promise.all(streams.map(greeted));
    streams.slice(CLIENTS / 2).forEach(({ socket }) => socket.pause());
    const startedMs = performance.now();
    assert.equal(await hub.stop(), 0);
    assert.ok(performance.now() - startedMs < 2 * SECOND_MS, 'the stop took long');
    await Promise.all(streams.slice(0, CLIENTS / 2).map(ended));
    streams.forEach((stream) => stream.leave());
    hub = await startVirtual();
  });
});

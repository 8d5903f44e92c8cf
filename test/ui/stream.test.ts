import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { browserAheadMs, hubNowMs } from '../../src/ui/now.ts';
import { asOfMs, closeStream, connection, lookNow, openStream } from '../../src/ui/stream.ts';
import { settled } from '../support/settled.ts';
import { page, PlayedStream, playStreams } from './support/played-stream.ts';

const NOW_MS = Date.parse('2026-01-15T03:58:00Z');
const BEAT_MS = LIMITS.streamHeartbeatMs;

/** Answers to `/api/state` in turn; the last one for good. `undefined`: none comes. */
let states: (Response | undefined)[];
let asked: number;
let told: string[];
let giveBack: () => void;
let atMs: number;

const state = (text: string, date = new Date(NOW_MS).toUTCString()) =>
  new Response(text, { headers: { Date: date, 'Content-Type': 'application/json' } });

async function answer(path: string, signal?: AbortSignal): Promise<Response> {
  if (path !== '/api/state') return Response.json({}, { status: 503 });
  asked++;
  const next = states.length > 1 ? states.shift() : states[0];
  if (next !== undefined) return next.clone();
  return new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('too late'))),
  );
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: NOW_MS });
  [atMs, asked, told, states] = [0, 0, [], [state('{}')]];
  mock.method(performance, 'now', () => atMs);
  mock.method(AbortSignal, 'timeout', (ms: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), ms);
    return controller.signal;
  });
  giveBack = playStreams(answer);
});
afterEach(() => {
  closeStream();
  giveBack();
  mock.restoreAll();
  mock.timers.reset();
});

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    atMs += 1_000;
    mock.timers.tick(1_000);
    await settled();
  }
}

async function opened(): Promise<PlayedStream> {
  const first = openStream({
    names: ['zone'],
    onEvent: (name, text) => told.push(`${name} ${text}`),
    onState: (text) => told.push(`state ${text}`),
  });
  await settled();
  void first;
  const stream = PlayedStream.all.at(-1);
  assert.ok(stream !== undefined);
  return stream;
}
const beat = (stream: PlayedStream) =>
  stream.say('heartbeat', { ts: new Date(NOW_MS + atMs).toISOString() });

describe('the way from the hub', () => {
  it('is there as long as the hub says something, be it that there is nothing new', async () => {
    const stream = await opened();
    for (let beats = 0; beats < 8; beats++) {
      beat(stream);
      await pass(BEAT_MS);
    }
    stream.say('zone', { zoneId: 'a' });
    assert.deepEqual([connection.value, asked], ['live', 1], 'nothing is asked for besides');
    assert.deepEqual(told, ['state {}', 'zone {"zoneId":"a"}']);
  });

  it('is lost where a hub hangs: then it is said of when what is shown is, until it is back', async () => {
    const stream = await opened();
    beat(stream);
    states = [undefined];
    await pass(2 * BEAT_MS - 1_000);
    assert.equal(connection.value, 'live', 'a heartbeat may be late');
    await pass(6_000);
    assert.equal(connection.value, 'lost');
    assert.equal(asOfMs.value, NOW_MS);
    states = [state('{"a":1}')];
    await pass(15_000);
    assert.equal(connection.value, 'live');
    assert.equal(told.at(-1), 'state {"a":1}');
  });

  it('is another stream where the one that is open says nothing for two heartbeats', async () => {
    const stream = await opened();
    beat(stream);
    await pass(2 * BEAT_MS + 5_000);
    assert.equal(PlayedStream.all.length, 2);
    assert.equal(stream.readyState, PlayedStream.CLOSED);
  });

  it('is the state asked for where a proxy holds the stream back', async () => {
    await opened();
    for (let times = 0; times < 12; times++) {
      states = [state(`{"a":${times}}`)];
      await pass(10_000);
      assert.equal(connection.value, 'live');
    }
    assert.ok(told.length >= 5, `told ${told.length} times`);
  });

  it('takes no state that is older than what the stream has said', async () => {
    const stream = await opened();
    states = [undefined];
    lookNow();
    stream.say('zone', { zoneId: 'new' });
    await pass(10_000);
    assert.deepEqual(told, ['state {}', 'zone {"zoneId":"new"}']);
  });

  it('is looked at when the network is back, and when a page that slept is seen again', async () => {
    await opened();
    page.dispatchEvent(new Event('online'));
    await settled();
    assert.equal(asked, 2);
    page.dispatchEvent(new Event('visibilitychange'));
    assert.equal(asked, 2, 'it was here just now');
    atMs += 3_600_000;
    page.dispatchEvent(new Event('visibilitychange'));
    assert.equal(asked, 3);
    await settled();
  });

  it('is let go of by a page that is put aside, and there again once that is back', async () => {
    const stream = await opened();
    beat(stream);
    page.dispatchEvent(new Event('pagehide'));
    assert.equal(stream.readyState, PlayedStream.CLOSED);
    assert.equal(PlayedStream.all.length, 1);
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    assert.equal(PlayedStream.all.length, 1, 'a page that has just come');
    states = [state('{"a":1}')];
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await settled();
    assert.equal(PlayedStream.all.length, 2);
    assert.equal(told.at(-1), 'state {"a":1}');
  });

  it('leaves a break to the browser, and is not called back once nobody looks', async () => {
    const stream = await opened();
    states = [new Response('', { status: 503 })];
    stream.dispatchEvent(new Event('error'));
    await settled();
    assert.equal(connection.value, 'lost');
    await pass(4_000);
    assert.equal(PlayedStream.all.length, 1, 'the browser tries again by itself after a break');
    stream.close();
    stream.dispatchEvent(new Event('error'));
    await pass(2_000);
    assert.equal(PlayedStream.all.length, 2, 'not after a refusal');
    closeStream();
    const before = asked;
    await pass(60_000);
    assert.deepEqual([PlayedStream.all.length, asked], [2, before]);
  });

  it('is not there where somebody else answers, as a network that wants a sign-in', async () => {
    states = [new Response('<p>Sign in</p>', { headers: { 'Content-Type': 'text/html' } })];
    await opened();
    assert.deepEqual([told, connection.value], [[], 'connecting']);
  });

  it('is not lost by the late news of a stream that was closed', async () => {
    const stream = await opened();
    closeStream();
    stream.dispatchEvent(new Event('error'));
    assert.equal(connection.value, 'connecting');
  });

  it('is there without a stream where the state can be had', async () => {
    const stream = await opened();
    stream.dispatchEvent(new Event('error'));
    await settled();
    assert.deepEqual([connection.value, asked], ['live', 2]);
  });

  it('tells the hub’s time, whatever the browser’s clock shows', async () => {
    const stream = await opened();
    assert.deepEqual([hubNowMs(), browserAheadMs()], [NOW_MS, 0]);
    stream.say('heartbeat', { ts: new Date(NOW_MS - 3_600_000).toISOString() });
    assert.deepEqual([hubNowMs(), browserAheadMs()], [NOW_MS - 3_600_000, 3_600_000]);
    beat(stream);
    assert.equal(browserAheadMs(), 0);
  });
});

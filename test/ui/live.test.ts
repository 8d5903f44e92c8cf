import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, describe, it, mock } from 'node:test';
import {
  connection,
  house,
  newestEvent,
  outdoorTempC,
  startLive,
  stopLive,
  zones,
} from '../../src/ui/live.ts';

/** The browser's stream, as far as the page uses it. */
class PlayedStream extends EventTarget {
  static readonly CLOSED = 2;
  static all: PlayedStream[] = [];
  readyState = 1;
  constructor() {
    super();
    PlayedStream.all.push(this);
  }
  close(): void {
    this.readyState = PlayedStream.CLOSED;
  }
  say(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const own = { fetch: globalThis.fetch, source: globalThis.EventSource };
/** What `/api/state` answers, as text. */
let state: () => Promise<Response>;
beforeEach(() => {
  PlayedStream.all = [];
  state = async () => Promise.resolve(new Response('', { status: 503 }));
  Object.assign(globalThis, {
    fetch: async (path: string) =>
      path === '/api/state' ? state() : Promise.resolve(Response.json({}, { status: 503 })),
    EventSource: PlayedStream,
  });
});
afterEach(() => stopLive());
after(() => void Object.assign(globalThis, { fetch: own.fetch, EventSource: own.source }));

const zone = (zoneId: string, order?: number) => ({
  zoneId,
  friendlyName: zoneId,
  ...(order !== undefined && { order }),
});
const ids = () => zones.value.map(({ zoneId }) => zoneId);
async function begun(): Promise<PlayedStream> {
  await startLive();
  const [stream] = PlayedStream.all;
  assert.ok(stream !== undefined);
  return stream;
}

describe('the house on the page', () => {
  it('is the state that was asked for, until the stream tells of it', async () => {
    state = async () => Promise.resolve(Response.json({ zones: [zone('a')] }));
    const stream = await begun();
    assert.deepEqual(ids(), ['a']);
    stream.say('snapshot', { zones: [zone('b')] });
    assert.deepEqual(ids(), ['b']);
    assert.deepEqual(house.value?.faults, []);
  });

  it('is not an older state that comes after the stream', async () => {
    let give: (response: Response) => void = () => undefined;
    state = async () => new Promise((resolve) => (give = resolve));
    const started = startLive();
    PlayedStream.all[0]?.say('snapshot', { zones: [zone('new')] });
    give(Response.json({ zones: [zone('old')] }));
    await started;
    assert.deepEqual(ids(), ['new']);
  });

  it('comes by the stream where there is no state to be had', async () => {
    state = async () => Promise.reject(new TypeError('no way'));
    const stream = await begun();
    assert.equal(house.value, undefined);
    stream.say('snapshot', {});
    assert.deepEqual(ids(), []);
  });

  it('follows what changes: in its place, by its order, new at the end, and gone', async () => {
    const stream = await begun();
    stream.say('snapshot', { zones: [zone('a'), zone('b')] });
    stream.say('zone', { ...zone('a'), tempC: 21 });
    assert.deepEqual(ids(), ['a', 'b']);
    assert.equal(zones.value[0]?.tempC, 21);
    stream.say('zone', zone('c'));
    stream.say('zone', zone('b', 1));
    assert.deepEqual(ids(), ['b', 'a', 'c']);
    stream.say('removed', { kind: 'zone', id: 'a' });
    assert.deepEqual(ids(), ['b', 'c']);
  });

  it('follows devices of which there is one, and of which there are many', async () => {
    const stream = await begun();
    stream.say('hcu', { hcuId: 'main', outdoorTempC: -3 });
    assert.equal(outdoorTempC.value, -3);
    stream.say('fcu', { fcuId: 'f1' });
    stream.say('fcu', { fcuId: 'f2' });
    stream.say('removed', { kind: 'fcu', id: 'f1' });
    assert.deepEqual(house.value?.fcus, [{ fcuId: 'f2' }]);
    stream.say('removed', { kind: 'hcu', id: 'main' });
    assert.equal(outdoorTempC.value, undefined);
  });

  it('has faults as a whole, and the newest event', async () => {
    const stream = await begun();
    stream.say('faults', [{ code: 'E1' }]);
    assert.deepEqual(house.value?.faults, [{ code: 'E1' }]);
    stream.say('event', { id: 5 });
    assert.deepEqual(newestEvent.value, { id: 5 });
  });

  it('leaves a break to the browser, and is not called back once nobody looks', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const stream = await begun();
    stream.dispatchEvent(new Event('open'));
    assert.equal(connection.value, 'live');
    // The browser tries again by itself after a break.
    stream.dispatchEvent(new Event('error'));
    assert.equal(connection.value, 'lost');
    mock.timers.tick(60_000);
    assert.equal(PlayedStream.all.length, 1);
    stream.close();
    stream.dispatchEvent(new Event('error'));
    mock.timers.tick(999);
    stopLive();
    mock.timers.tick(60_000);
    assert.equal(PlayedStream.all.length, 1, 'who has left is not called back');
    mock.timers.reset();
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { time } from '../../src/ui/format.ts';
import {
  house,
  newestEvent,
  outdoorTempC,
  roomPlaces,
  startLive,
  stopLive,
  zones,
} from '../../src/ui/live.ts';
import { PlayedStream, playStreams } from './support/played-stream.ts';

/** What `/api/state` answers, as text. */
let state: () => Promise<Response>;
let giveBack: () => void;
beforeEach(() => {
  state = async () => Promise.resolve(new Response('', { status: 503 }));
  giveBack = playStreams(async (path) =>
    path === '/api/state' ? state() : Promise.resolve(Response.json({}, { status: 503 })),
  );
});
afterEach(() => {
  stopLive();
  giveBack();
});

const zone = (zoneId: string, order?: number) => ({
  zoneId,
  friendlyName: zoneId.toUpperCase(),
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

  it('lists its rooms anew only where one comes, goes, or has another name or place', async () => {
    const stream = await begun();
    const told: string[] = [];
    const textOf = (all: typeof roomPlaces.value) =>
      all.map(({ friendlyName, floor = '' }) => friendlyName + floor).join();
    const stop = roomPlaces.subscribe((all) => void told.push(textOf(all)));
    stream.say('snapshot', { zones: [zone('a'), zone('b')] });
    stream.say('zone', { ...zone('a'), tempC: 21 });
    stream.say('zone', zone('b', 1));
    stream.say('zone', { ...zone('b', 1), floor: '1' });
    stream.say('zone', { ...zone('b', 1), floor: '1', friendlyName: 'C' });
    stream.say('removed', { kind: 'zone', id: 'a' });
    stop();
    assert.deepEqual(told, ['', 'A,B', 'B,A', 'B1,A', 'C1,A', 'C1']);
  });

  it('has its time by the clocks of the place where it is', async () => {
    const stream = await begun();
    stream.say('snapshot', { system: { timeZone: 'Asia/Kathmandu' } });
    assert.equal(time('2026-01-15T12:00:00Z'), '17:45');
  });
});

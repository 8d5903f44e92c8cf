import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  isMachineSilent,
  newPresence,
  presenceOf,
  takeAlive,
  takePresence,
  trust,
  type BoundPresence,
} from '../../../src/app/devices/bound-presence.ts';
import type { BoundAlive, BoundAvailability } from '../../../src/domain/binding/binding.ts';
import type { ReadingRefusal } from '../../../src/domain/equipment/refused.ts';
import { THERMOMETER } from '../../support/bound-house.ts';

const BRIDGE: BoundAvailability = { topic: 'bridge', pointer: '/state' };
const OWN: BoundAvailability = { topic: 'own', values: { 1: 'online', 0: 'offline' } };
const ALIVE: BoundAlive = { topic: 'alive', pointer: '/uptime', withinSeconds: 60 };

let presence: BoundPresence;
let refused: Map<string, ReadingRefusal>;
beforeEach(() => {
  presence = newPresence(0);
  refused = new Map();
});

const having = (more: { availability?: BoundAvailability[]; alive?: BoundAlive } = {}) => ({
  binding: { ...THERMOMETER, availability: undefined, ...more },
  presence,
  refused,
});
const BOTH = { availability: [BRIDGE, OWN] };
const say = (place: BoundAvailability, document: unknown, retained = false) =>
  takePresence(having(BOTH), [place], document, retained);

describe('a bound device with places that say whether it is there', () => {
  const now = () => presenceOf(having(BOTH), 0);

  it('is online where all of them say so, offline where one does', () => {
    assert.equal(now(), undefined);
    say(BRIDGE, { state: 'online' });
    assert.equal(now(), undefined, 'one has said nothing yet');
    say(OWN, 1);
    assert.equal(now(), 'online');
    say(BRIDGE, { state: 'offline' });
    assert.equal(now(), 'offline');
  });

  it('is nothing that is known where it has none', () =>
    assert.equal(presenceOf(having(), 0), undefined));

  it('has a farewell doubted that the broker had kept, until it is heard', () => {
    say(OWN, 1);
    say(BRIDGE, { state: 'offline' }, true);
    assert.equal(now(), undefined);
    trust(having(BOTH));
    assert.equal(now(), 'online');
  });

  it('has a farewell that was heard stand, though the broker repeats it and it is heard', () => {
    say(OWN, 1);
    say(BRIDGE, { state: 'offline' });
    say(BRIDGE, { state: 'offline' }, true);
    trust(having(BOTH));
    assert.equal(now(), 'offline');
  });

  it('is believed that it is there, kept or not', () => {
    say(OWN, 1, true);
    say(BRIDGE, { state: 'online' }, true);
    assert.equal(now(), 'online');
  });

  it('has what it cannot say refused until it says something else', () => {
    const { isSaid, refused: of } = say(OWN, 'maybe');
    assert.deepEqual([isSaid, of.map(({ value }) => value)], [false, ['"maybe"']]);
    assert.deepEqual([...refused.keys()], ['own ']);
    assert.deepEqual(say(OWN, null), { refused: [], isSaid: false }, 'nothing is said');
    assert.equal(refused.size, 1);
    assert.deepEqual(say(OWN, 0), { refused: [], isSaid: true });
    assert.equal(refused.size, 0);
  });
});

describe('a bound device that has to show that it is alive', () => {
  const at = { alive: ALIVE };
  const now = (nowMs: number) => presenceOf(having(at), nowMs);

  it('is offline once it was silent for too long, from the start on', () => {
    assert.equal(now(59_999), undefined);
    assert.equal(now(60_000), 'offline');
    takeAlive(having(at), { uptime: 1 }, 60_000);
    assert.equal(now(119_999), 'online');
    assert.equal(now(120_000), 'offline');
  });

  it('shows nothing by a message without it', () => {
    for (const document of [{}, { uptime: null }, { uptime: '' }, 'text'])
      takeAlive(having(at), document, 30_000);
    assert.equal(presence.isAliveHeard, false);
    assert.equal(now(60_000), 'offline');
    takeAlive(having(at), { uptime: 0 }, 60_000);
    assert.equal(now(60_000), 'online', 'a zero is a word');
  });

  it('is the machine that is silent where its gateway is there', () => {
    const both = { alive: ALIVE, availability: [OWN] };
    const isSilent = (nowMs: number) => isMachineSilent(having(both), nowMs);
    assert.equal(isSilent(59_999), false);
    assert.equal(isSilent(60_000), true, 'the gateway has said nothing else');
    takePresence(having(both), [OWN], 1, false);
    assert.equal(isSilent(60_000), true);
    takePresence(having(both), [OWN], 0, false);
    assert.equal(isSilent(60_000), false, 'the gateway itself is gone');
  });
});

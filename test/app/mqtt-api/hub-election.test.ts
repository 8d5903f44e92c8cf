/** Which of several hubs commands: each here with a bus of its own, whose words the test passes on. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { NOTHING_REFUSED, type Publication } from '../../../src/app/base/ports/bus.ts';
import { createTopics } from '../../../src/app/messages/topics.ts';
import { createHubElection, type HubElection } from '../../../src/app/mqtt-api/hub-election.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

const TOPICS = createTopics('aris');
/** Of instances: those of lower bytes are lower. */
const LOW = 1;
const HIGH = 9;

interface Hub {
  readonly election: HubElection;
  readonly said: Publication[];
  readonly wills: Publication[];
  readonly events: string[];
  commands: number;
  isConnected: boolean;
}
let clock: FakeClock;
beforeEach(() => (clock = createFakeClock()));

function start(instance: number, serial = `serial ${instance}`): Hub {
  let drawn = 0;
  const said: Publication[] = [];
  const wills: Publication[] = [];
  const events: string[] = [];
  const election = createHubElection({
    bus: {
      start: () => undefined,
      alsoListen: () => undefined,
      stop: () => Promise.resolve(),
      refused: () => NOTHING_REFUSED,
      isConnected: () => hub.isConnected,
      changeWill: (will) => void wills.push(will),
      publish: async (publication) => {
        said.push(publication);
        return Promise.resolve();
      },
    },
    topics: TOPICS,
    serial,
    version: '0.0.0',
    journal: { later: ({ type }) => void events.push(type) },
    clock,
    // The first is its instance, the others are nonces.
    random: { bytes: (count) => new Uint8Array(count).fill(drawn++ === 0 ? instance : drawn) },
    log: createMemoryLog(),
  });
  const hub: Hub = { election, said, wills, events, commands: 0, isConnected: true };
  election.onCommand(() => {
    hub.commands++;
  });
  return hub;
}

const on = ({ said }: Hub, topic: string) => said.filter((one) => one.topic === topic);
const WORDS = {
  [TOPICS.hubStatus]: 'hub_status',
  [TOPICS.hubChallenge]: 'hub_challenge',
  [TOPICS.hubAnswer]: 'hub_answer',
} as const;
/** What one has said since is heard by the other. */
function pass(from: Hub, to: Hub): void {
  for (const { topic, payload } of from.said.splice(0)) {
    const word = WORDS[topic];
    if (word !== undefined) to.election.hear(word, payload, false);
  }
}
const wordOf = (serial: string, status = 'online') =>
  JSON.stringify({ status, serial, instance: 'another' });

/** One that commands, and one that finds its word kept by the broker. */
function two(): { first: Hub; second: Hub } {
  const first = start(HIGH);
  first.election.connected();
  const second = start(LOW);
  second.election.hear('hub_status', on(first, TOPICS.hubStatus).at(-1)?.payload ?? '', true);
  second.election.connected();
  first.said.length = 0;
  return { first, second };
}

describe('a hub that starts', () => {
  it('commands at once where nobody has said a word, and says so', () => {
    const hub = start(LOW);
    assert.deepEqual([hub.election.isCommanding(), hub.election.isStandby()], [false, false]);
    hub.election.connected();
    assert.deepEqual([hub.election.isCommanding(), hub.commands], [true, 1]);
    assert.match(on(hub, TOPICS.hubStatus)[0]?.payload ?? '', /"status":"online"/);
    assert.equal(on(hub, TOPICS.hubStatus)[0]?.retain, true);
  });

  it('commands where the other has said farewell', () => {
    const hub = start(LOW);
    hub.election.hear('hub_status', wordOf('x', 'offline'), true);
    hub.election.connected();
    assert.equal(hub.election.isCommanding(), true);
  });

  it('commands over a word that nobody answers for, which is told of', () => {
    const hub = start(LOW);
    hub.election.hear('hub_status', wordOf('x'), true);
    hub.election.connected();
    clock.advance(LIMITS.hubAnswerMs - 1);
    assert.equal(hub.election.isCommanding(), false);
    clock.advance(1);
    assert.deepEqual([hub.election.isCommanding(), hub.events], [true, ['hub_word_stale']]);
  });

  it('stands by where another answers, and finds that', () => {
    const { first, second } = two();
    assert.equal(second.election.isCommanding(), false);
    pass(second, first);
    pass(first, second);
    assert.deepEqual([second.election.isStandby(), first.election.isCommanding()], [true, true]);
    assert.deepEqual(
      second.election.findings().map(({ code }) => code),
      ['hub_standby'],
    );
    assert.deepEqual(first.election.findings(), []);
    assert.match(second.wills.at(-1)?.topic ?? '', /^aris\/hub\/standby\//);
  });

  it('finds that the other has its own serial', () => {
    const first = start(HIGH, 'one');
    first.election.connected();
    const second = start(LOW, 'one');
    second.election.hear('hub_status', first.said[0]?.payload ?? '', true);
    second.election.connected();
    pass(second, first);
    pass(first, second);
    assert.deepEqual(
      second.election.findings().map(({ code }) => code),
      ['hub_twin'],
    );
  });

  it('takes no answer to another question, nor one that the broker has kept', () => {
    const hub = start(LOW);
    hub.election.hear('hub_status', wordOf('x'), true);
    hub.election.connected();
    const { nonce } = JSON.parse(on(hub, TOPICS.hubChallenge)[0]?.payload ?? '{}') as {
      nonce: string;
    };
    const answer = (of: string) => JSON.stringify({ nonce: of, instance: 'another', serial: 'x' });
    hub.election.hear('hub_answer', answer('0000'), false);
    hub.election.hear('hub_answer', answer(nonce), true);
    for (const junk of ['', '[', 'null', '"x"', '{"nonce":1}'])
      hub.election.hear('hub_answer', junk, false);
    assert.equal(hub.election.isStandby(), false);
    hub.election.hear('hub_answer', answer(nonce), false);
    assert.equal(hub.election.isStandby(), true);
  });

  it('is not asked by its own words', () => {
    const hub = start(LOW);
    hub.election.connected();
    const own = on(hub, TOPICS.hubStatus)[0]?.payload ?? '';
    hub.said.length = 0;
    hub.election.hear('hub_status', own, true);
    assert.deepEqual(hub.said, []);
  });
});

describe('a hub that stands by', () => {
  function standing() {
    const both = two();
    pass(both.second, both.first);
    pass(both.first, both.second);
    both.second.said.length = 0;
    return both;
  }

  it('asks again and again, and takes over once nobody has answered for long', () => {
    const { second } = standing();
    clock.advance(LIMITS.hubTakeoverMs);
    assert.equal(
      on(second, TOPICS.hubChallenge).length,
      LIMITS.hubTakeoverMs / LIMITS.hubChallengeMs,
    );
    assert.equal(second.election.isCommanding(), false);
    clock.advance(LIMITS.hubAnswerMs);
    assert.deepEqual([second.election.isCommanding(), second.commands], [true, 1]);
    const [back] = second.said.filter(({ topic }) => topic.startsWith('aris/hub/standby/'));
    assert.deepEqual([back?.payload, back?.retain], ['', true], 'its word there is taken back');
    assert.equal(second.wills.at(-1)?.topic, TOPICS.hubStatus);
  });

  it('goes on standing by while it is answered', () => {
    const { first, second } = standing();
    for (let ms = 0; ms < 3 * LIMITS.hubTakeoverMs; ms += LIMITS.hubChallengeMs) {
      clock.advance(LIMITS.hubChallengeMs);
      pass(second, first);
      pass(first, second);
    }
    assert.equal(second.election.isStandby(), true);
  });

  it('does not take over for a time in which the broker was away', () => {
    const { second } = standing();
    second.isConnected = false;
    clock.advance(2 * LIMITS.hubTakeoverMs);
    second.isConnected = true;
    second.election.connected();
    clock.advance(LIMITS.hubChallengeMs + LIMITS.hubAnswerMs);
    assert.equal(second.election.isStandby(), true);
  });

  it('does not answer for the house, and asks nobody after it was stopped', () => {
    const { first, second } = standing();
    second.election.hear('hub_challenge', JSON.stringify({ nonce: 'n', instance: 'x' }), false);
    assert.deepEqual(on(second, TOPICS.hubAnswer), []);
    first.election.hear('hub_challenge', JSON.stringify({ nonce: 'n', instance: 'x' }), false);
    assert.equal(on(first, TOPICS.hubAnswer).length, 1);
    second.election.stop();
    second.said.length = 0;
    clock.advance(LIMITS.hubTakeoverMs);
    assert.deepEqual(second.said, []);
  });
});

describe('two hubs that both command', () => {
  function parted() {
    const [low, high] = [start(LOW), start(HIGH)];
    for (const { election } of [low, high]) election.connected();
    return { low, high };
  }

  it('are one again: the lower stays, whoever asks first', () => {
    for (const asker of ['low', 'high'] as const) {
      const hubs = parted();
      const other = asker === 'low' ? hubs.high : hubs.low;
      // The word of the other is heard, so that it is asked.
      pass(other, hubs[asker]);
      pass(hubs[asker], other);
      pass(other, hubs[asker]);
      pass(hubs[asker], other);
      pass(other, hubs[asker]);
      assert.deepEqual(
        [hubs.low.election.isCommanding(), hubs.high.election.isStandby()],
        [true, true],
        asker,
      );
    }
  });

  it('have a word overwritten that nobody answers for', () => {
    const { low } = parted();
    low.said.length = 0;
    low.election.hear('hub_status', wordOf('y'), false);
    clock.advance(LIMITS.hubAnswerMs);
    assert.deepEqual([low.events, on(low, TOPICS.hubStatus).length], [['hub_word_stale'], 1]);
  });

  it('leave their word by the topic that they speak on', () => {
    const { low } = parted();
    assert.deepEqual(
      [low.election.farewell().topic, low.election.farewell().payload.includes('"offline"')],
      [TOPICS.hubStatus, true],
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventRecord } from '../../../src/app/records/event-record.ts';
import { createWaitingEvents } from '../../../src/app/records/waiting-events.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const record = (message: string): EventRecord => ({
  timestampMs: 0,
  type: 'device_online',
  severity: 'info',
  source: 'test',
  message,
});

function begin() {
  const clock = createFakeClock();
  const asked = { writes: 0, losses: 0 };
  const waiting = createWaitingEvents({
    clock,
    writeNow: () => asked.writes++,
    onLoss: () => asked.losses++,
  });
  const put = (from: number, to: number) => {
    for (let id = from; id < to; id++) waiting.put([id, record('once')]);
  };
  return { clock, asked, waiting, put };
}

describe('events that wait', () => {
  it('ask once to be written, before they are many', () => {
    const { asked, put } = begin();
    put(0, LIMITS.eventsWrittenAt - 1);
    assert.equal(asked.writes, 0);
    put(LIMITS.eventsWrittenAt, LIMITS.eventsWrittenAt + 2);
    assert.equal(asked.writes, 1);
  });

  it('ask a disk that took none only after a while', () => {
    const { clock, asked, waiting, put } = begin();
    put(0, LIMITS.eventsWrittenAt);
    waiting.gather();
    waiting.settle(false);
    put(LIMITS.eventsWrittenAt, LIMITS.eventsWrittenAt + 1);
    assert.equal(asked.writes, 1);
    clock.advance(LIMITS.lazySoonMs);
    put(LIMITS.eventsWrittenAt + 1, LIMITS.eventsWrittenAt + 2);
    assert.equal(asked.writes, 2);
  });

  it('are written a slice at a time, the oldest first, and wait no more', () => {
    const { waiting, put } = begin();
    put(0, LIMITS.eventWriteSlice + 1);
    assert.deepEqual(
      [waiting.gather().length, waiting.gather()[0]?.[0]],
      [LIMITS.eventWriteSlice, 0],
    );
    assert.equal(waiting.hasMore(), true);
    waiting.settle(true);
    assert.deepEqual(
      waiting.gather().map(([id]) => id),
      [LIMITS.eventWriteSlice],
    );
    assert.equal(waiting.hasMore(), false);
  });

  it('wait on where they were told anew while they were written', () => {
    const { waiting } = begin();
    waiting.put([1, record('once')]);
    waiting.gather();
    waiting.put([1, record('twice')]);
    waiting.settle(true);
    assert.deepEqual(
      [...waiting].map(([, { message }]) => message),
      ['twice'],
    );
  });

  it('are lost where there are too many, the oldest first, which is counted and told once', () => {
    const { asked, waiting, put } = begin();
    put(0, LIMITS.eventsWaiting + 3);
    assert.deepEqual([[...waiting].length, [...waiting][0]?.[0]], [LIMITS.eventsWaiting, 3]);
    assert.equal(asked.losses, 1);
    waiting.gather();
    assert.equal(waiting.settle(false), 0);
    waiting.gather();
    assert.equal(waiting.settle(true), 3);
    waiting.lose();
    assert.deepEqual([waiting.lostCount(), asked.losses, waiting.settle(true)], [4, 2, 1]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIntakeTally } from '../../../src/app/mqtt-api/message-tally.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createMemoryLog } from '../../support/log.ts';

describe('the tally of messages', () => {
  it('counts what was accepted, and what was not, by why', () => {
    const log = createMemoryLog();
    const tally = createIntakeTally(log);
    tally.accept();
    tally.refuse('a', 'malformed', 'no JSON');
    tally.refuse('a', 'malformed', 'no JSON');
    tally.supersede();
    assert.equal(log.lines.length, 1);
    const { accepted, refused } = tally.counts();
    assert.deepEqual(
      [accepted, refused.malformed, refused.superseded, refused.unknown],
      [1, 2, 1, 0],
    );
  });

  it('counts each value that could not be, by the kind of device', () => {
    const tally = createIntakeTally(createMemoryLog());
    const values = [
      { field: 'roomTempC', why: 'too large' },
      { field: 'fanPercent', why: 'no number' },
    ] as never;
    tally.refuseReadings('aris/fcu/f1/telemetry', 'fcu', values);
    const { fcu, hcu } = tally.counts().refusedReadings;
    assert.deepEqual([fcu, hcu], [2, 0]);
  });

  it('has each topic in the log once, and no more of them than there may be', () => {
    const log = createMemoryLog();
    const tally = createIntakeTally(log);
    for (let times = 0; times < 2; times++)
      for (let at = 0; at < LIMITS.mqttNotedSources + 5; at++)
        tally.refuse(`topic/${at}`, 'unknown', '');
    assert.equal(log.lines.length, LIMITS.mqttNotedSources);
    assert.equal(tally.counts().refused.unknown, 2 * (LIMITS.mqttNotedSources + 5));
  });

  it('cuts a long topic in the log', () => {
    const log = createMemoryLog();
    createIntakeTally(log).refuse('t'.repeat(1_000), 'oversized', '');
    assert.equal(log.lines[0]?.fields['topic'], 't'.repeat(200));
  });
});

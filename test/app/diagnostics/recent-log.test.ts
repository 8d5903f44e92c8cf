import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRecentLog } from '../../../src/app/diagnostics/recent-log.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

describe('the last warnings', () => {
  const rig = () => {
    const under = createMemoryLog();
    const clock = createFakeClock();
    return { under, clock, recent: createRecentLog({ log: under, clock }) };
  };

  it('are kept with their time and fields, and go on to the log as they were', () => {
    const { under, clock, recent } = rig();
    const fields = { topic: 'a b', count: 2, list: ['x'], reason: undefined };
    recent.log.debug('one', fields);
    recent.log.info('two', fields);
    recent.log.warn('three', fields);
    clock.advance(1_000);
    recent.log.error('four');
    assert.deepEqual(recent.entries(), [
      {
        timestamp: '2026-01-15T12:00:00Z',
        level: 'warn',
        message: 'three topic=a b count=2 list=["x"]',
      },
      { timestamp: '2026-01-15T12:00:01Z', level: 'error', message: 'four' },
    ]);
    assert.deepEqual(under.lines, [
      { level: 'debug', message: 'one', fields },
      { level: 'info', message: 'two', fields },
      { level: 'warn', message: 'three', fields },
      { level: 'error', message: 'four', fields: {} },
    ]);
  });

  it('are so many, the oldest of which go, and none is longer than so much', () => {
    const { recent } = rig();
    for (let n = 0; n < LIMITS.recentLogEntries; n++) recent.log.warn(`line ${n}`);
    assert.equal(recent.entries()[0]?.message, 'line 0');
    recent.log.error('x'.repeat(LIMITS.recentLogChars + 1));
    assert.deepEqual(
      [recent.entries().length, recent.entries()[0]?.message],
      [LIMITS.recentLogEntries, 'line 1'],
    );
    assert.equal(recent.entries().at(-1)?.message, 'x'.repeat(LIMITS.recentLogChars));
  });
});

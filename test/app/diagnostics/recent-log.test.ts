import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRecentLog } from '../../../src/app/diagnostics/recent-log.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/log.ts';

describe('the last lines of the log', () => {
  const rig = (level = 'info') => {
    const under = createMemoryLog();
    const clock = createFakeClock();
    return { under, clock, recent: createRecentLog({ log: under, clock, level }) };
  };
  const shown = ({ recent }: ReturnType<typeof rig>) =>
    recent.entries().map(({ level, message }) => [level, message]);

  it('are kept with their time and fields, and go on to the log as they were', () => {
    const { under, clock, recent } = rig();
    const fields = { topic: 'a b', count: 2, list: ['x'], reason: undefined };
    recent.log.warn('three', fields);
    clock.advance(1_000);
    recent.log.error('four');
    const told = recent
      .entries()
      .map(({ timestamp, level, message }) => [timestamp, level, message]);
    assert.deepEqual(told, [
      ['2026-01-15T12:00:00Z', 'warn', 'three topic="a b" count=2 list=["x"]'],
      ['2026-01-15T12:00:01Z', 'error', 'four'],
    ]);
    assert.deepEqual(under.lines, [
      { level: 'warn', message: 'three', fields },
      { level: 'error', message: 'four', fields: {} },
    ]);
  });

  it('are those of the levels that are logged', () => {
    for (const [level, levels] of [
      ['debug', ['debug', 'info', 'warn', 'error']],
      ['info', ['info', 'warn', 'error']],
      ['error', ['error']],
    ] as const) {
      const test = rig(level);
      const { log } = test.recent;
      for (const of of ['debug', 'info', 'warn', 'error'] as const) log[of]('x');
      assert.deepEqual(
        shown(test).map(([of]) => of),
        levels,
      );
    }
  });

  it('have no secret in them, as the log has none', () => {
    const test = rig();
    test.recent.log.info('in', { password: 'hunter2', said: 'Bearer aris_tok_abcdEFGHijkl' });
    assert.deepEqual(shown(test), [
      ['info', 'in password=[redacted] said="Bearer aris_tok_abcd…"'],
    ]);
  });

  it('have for a report no person and no address in them either', () => {
    const { recent } = rig();
    recent.log.info('signed in ada@example.com', {
      address: 'phone',
      from: '192.168.1.7',
      room: 'a',
    });
    const [entry] = recent.entries();
    assert.equal(entry?.message, 'signed in ada@example.com address=phone from=192.168.1.7 room=a');
    assert.equal(entry.forReport, 'signed in [redacted] address=[redacted] from=[redacted] room=a');
  });

  it('are so many, the oldest of which go, and none is longer than so much', () => {
    const { recent } = rig();
    for (let n = 0; n < LIMITS.recentLogEntries; n++) recent.log.info(`line ${n}`);
    assert.equal(recent.entries()[0]?.message, 'line 0');
    recent.log.error('x'.repeat(LIMITS.recentLogChars + 1));
    assert.deepEqual(
      [recent.entries().length, recent.entries()[0]?.message],
      [LIMITS.recentLogEntries, 'line 1'],
    );
    const last = recent.entries().at(-1);
    assert.equal(last?.message, 'x'.repeat(LIMITS.recentLogChars));
    assert.ok(last.forReport.length <= LIMITS.recentLogChars);
  });

  it('drive no warning out, of which so many are kept', () => {
    const { recent } = rig();
    recent.log.warn('kept');
    for (let n = 0; n < LIMITS.recentLogEntries; n++) recent.log.info('much');
    assert.deepEqual(
      recent.errors().map(({ message }) => message),
      ['kept'],
    );
    for (let n = 0; n < LIMITS.recentErrorEntries; n++) recent.log.error(`error ${n}`);
    assert.deepEqual(
      [recent.errors().length, recent.errors()[0]?.message],
      [LIMITS.recentErrorEntries, 'error 0'],
    );
  });
});

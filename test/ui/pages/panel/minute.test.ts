import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { minute, minuteMs, useMinute } from '../../../../src/ui/pages/panel/minute.ts';
import { settled } from '../../../support/settled.ts';
import { runHook } from '../../support/hook.ts';

const NOON_MS = Date.parse('2026-01-15T12:00:00Z');

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOON_MS + 30_500 }));
afterEach(() => mock.timers.reset());

describe('the minute that a panel shows', () => {
  it('is another one when the hub’s is, once in each, and none when nobody shows it', async () => {
    const hook = await runHook(useMinute);
    let turns = -1;
    const end = minute.subscribe(() => turns++);
    assert.equal(minuteMs(), NOON_MS);
    mock.timers.tick(29_499);
    assert.equal(minuteMs(), NOON_MS);
    mock.timers.tick(1);
    assert.equal(minuteMs(), NOON_MS + 60_000);
    for (let seconds = 0; seconds < 120; seconds++) mock.timers.tick(1_000);
    assert.equal(minuteMs(), NOON_MS + 180_000);
    assert.equal(turns, 3);
    hook.end();
    await settled();
    mock.timers.tick(60_000);
    assert.equal(turns, 3);
    end();
  });
});

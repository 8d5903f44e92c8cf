import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRateLimit } from '../../../src/app/base/rate-limit.ts';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function createRig({ limit = 60, keys = 100 } = {}) {
  const clock = createFakeClock();
  return { clock, rate: createRateLimit({ clock, limit, windowMs: MINUTE_MS, keys }) };
}

describe('a limit of 60 requests a minute', () => {
  it('lets 60 through at once, then one a second', () => {
    const { clock, rate } = createRig();
    for (let remaining = 59; remaining >= 0; remaining--) {
      const state = rate.take('a');
      assert.deepEqual([state.isAllowed, state.remaining], [true, remaining]);
    }
    assert.deepEqual(rate.take('a'), {
      isAllowed: false,
      limit: 60,
      remaining: 0,
      resetMs: MINUTE_MS,
      retryAfterSeconds: 1,
    });
    clock.advance(SECOND_MS);
    assert.equal(rate.take('a').isAllowed, true);
    assert.equal(rate.take('a').isAllowed, false);
    clock.advance(MINUTE_MS);
    assert.equal(rate.take('a').remaining, 59);
  });

  it('counts for each key alone, and not what it refuses', () => {
    const { clock, rate } = createRig({ limit: 1 });
    assert.equal(rate.take('a').isAllowed, true);
    for (let i = 0; i < 10; i++) assert.equal(rate.take('a').retryAfterSeconds, 60);
    assert.equal(rate.take('b').isAllowed, true);
    clock.advance(MINUTE_MS);
    assert.equal(rate.take('a').isAllowed, true);
  });

  it('goes by no clock that can be set', () => {
    const { clock, rate } = createRig({ limit: 1 });
    rate.take('a');
    clock.jumpWall(MINUTE_MS);
    assert.equal(rate.take('a').isAllowed, false);
  });

  it('can be another for one key', () => {
    const { rate } = createRig();
    assert.equal(rate.take('a', 2).remaining, 1);
    assert.equal(rate.take('a', 2).remaining, 0);
    assert.equal(rate.take('a', 2).isAllowed, false);
    assert.equal(rate.take('b').remaining, 59);
  });

  it('forgets the key asked about longest ago where there are too many', () => {
    const { rate } = createRig({ limit: 1, keys: 2 });
    for (const key of ['a', 'b', 'a', 'c']) rate.take(key);
    assert.equal(rate.take('a').isAllowed, false);
    assert.equal(rate.take('b').isAllowed, true);
  });
});

describe('any limit', () => {
  const limits = fc.integer({ min: 1, max: 100 });

  it('lets all of it through at once, and no more', () => {
    fc.assert(
      fc.property(limits, (limit) => {
        const { rate } = createRig({ limit });
        const allowed = Array.from({ length: limit + 5 }, () => rate.take('a').isAllowed);
        assert.equal(allowed.filter(Boolean).length, limit);
      }),
    );
  });

  it('does as a bucket does that is counted in whole numbers', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(limits, steps, (limit, waits) => {
        const { clock, rate } = createRig({ limit });
        // In parts of a request: a ms gives `limit` of them back, a request takes MINUTE_MS.
        let used = 0;
        for (const waitMs of waits) {
          clock.advance(waitMs);
          used = Math.max(0, used - waitMs * limit);
          const isAllowed = used + MINUTE_MS <= limit * MINUTE_MS;
          if (isAllowed) used += MINUTE_MS;
          const state = rate.take('a');
          const free = limit * MINUTE_MS - used;
          assert.equal(state.isAllowed, isAllowed);
          assert.equal(state.remaining, Math.floor(free / MINUTE_MS));
          assert.ok(Math.abs(state.resetMs - used / limit) < 1);
          const waitSeconds = Math.max(0, MINUTE_MS - free) / limit / SECOND_MS;
          assert.ok(Math.abs(state.retryAfterSeconds - waitSeconds) <= 1);
        }
      }),
    );
  });

  it('lets the next one through after the time that it names', () => {
    fc.assert(
      fc.property(limits, fc.nat(10_000), (limit, waitMs) => {
        const { clock, rate } = createRig({ limit });
        while (rate.take('a').remaining > 0) clock.advance(waitMs % 100);
        const refused = rate.take('a');
        clock.advance(refused.retryAfterSeconds * SECOND_MS);
        assert.equal(rate.take('a').isAllowed, true);
      }),
    );
  });
});

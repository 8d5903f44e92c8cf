/** How many tokens there are by their state, and which of them expires next. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LiveToken } from '../../../src/app/tokens/live-token.ts';
import { usageTables } from '../../../src/app/tokens/token-usage.ts';
import { TokenBook } from '../../../src/app/tokens/token-book.ts';
import { createTokenStats } from '../../../src/app/tokens/token-stats.ts';
import { digest } from '../../../src/crypto/digest.ts';
import type { TokenRecord } from '../../../src/domain/token.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/units.ts';
import { createTestApp } from '../../support/app.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function createRig() {
  const clock = createFakeClock();
  const createdAtMs = clock.nowMs();
  const tables = usageTables(createTestApp().store);
  const book = new TokenBook(digest);
  const state = { version: 1 };
  let count = 0;
  /** @param lastsMs undefined for one that never expires */
  function add(lastsMs?: number, more: Partial<TokenRecord> = {}): LiveToken {
    const record: TokenRecord = {
      id: String(count++).padStart(8, '0'),
      name: 'x',
      prefix: 'ares',
      hash: `${'A'.repeat(43)}=`,
      createdAtMs,
      createdBy: 'cli',
      ...(lastsMs !== undefined && { expiresAtMs: createdAtMs + lastsMs }),
      ...more,
    };
    const token = new LiveToken(record, { clock, tables });
    book.put(token);
    return token;
  }
  const stats = createTokenStats({ entries: book, clock, version: () => state.version });
  return { clock, book, createdAtMs, state, add, stats };
}

describe('the count of tokens', () => {
  it('is by state', () => {
    const { clock, add, stats } = createRig();
    assert.deepEqual(stats().states, { active: 0, disabled: 0, expired: 0, revoked: 0 });
    add();
    add(DAY_MS);
    add(HOUR_MS);
    add(DAY_MS, { isDisabled: true });
    add(undefined, { revokedAtMs: clock.nowMs() });
    clock.advance(HOUR_MS);
    assert.deepEqual(stats().states, { active: 2, disabled: 1, expired: 1, revoked: 1 });
  });

  it('has the next expiry of those that were made to last, and are good', () => {
    const { createdAtMs, add, stats } = createRig();
    add();
    add(14 * DAY_MS - 1);
    add(15 * DAY_MS, { isDisabled: true });
    add(15 * DAY_MS, { revokedAtMs: createdAtMs });
    assert.equal(stats().nextExpiryMs, undefined);
    add(90 * DAY_MS);
    add(30 * DAY_MS);
    assert.equal(stats().nextExpiryMs, createdAtMs + 30 * DAY_MS);
    add(14 * DAY_MS);
    assert.equal(stats().nextExpiryMs, createdAtMs + 14 * DAY_MS);
  });

  it('is anew with each change, at an expiry and where the clock was set back, and else is kept', () => {
    const { clock, book, state, add, stats } = createRig();
    const token = add();
    add(HOUR_MS, { isDisabled: true });
    const first = stats();
    clock.advance(HOUR_MS - 1);
    assert.equal(stats(), first);
    clock.advance(1);
    assert.equal(stats().states.expired, 1);
    clock.jumpWall(-HOUR_MS);
    assert.equal(stats().states.expired, 0);
    token.take({ ...token.record, isDisabled: true });
    assert.equal(stats().states.disabled, 1);
    state.version++;
    assert.equal(stats().states.disabled, 2);
    book.delete(new Set([token]));
    assert.equal(stats().states.disabled, 1);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenView } from '../../../../../src/app/tokens/live-token.ts';
import { addressesIn, careOf, inOrder } from '../../../../../src/ui/pages/settings/tokens/care.ts';
import { lastDays } from '../../../../../src/ui/pages/settings/tokens/days.ts';

const NOW_MS = Date.parse('2026-06-01T12:00:00Z');

const DAY_MS = 24 * 60 * 60 * 1_000;

const inDays = (days: number) => new Date(NOW_MS + days * DAY_MS).toISOString();

const token = (own: Partial<TokenView> = {}): TokenView => ({
  id: 'tok_1',
  name: 'x',
  tokenPrefix: 'aris_tok_1...',
  createdBy: 'usr_1',
  heldBy: 'usr_1',
  under: { kind: 'unknown' },
  createdAt: inDays(-200),
  lastUsed: inDays(-1),
  state: 'active',
  requestCount: 1,
  ...own,
});

describe('tokens that want a look', () => {
  for (const [what, own, care] of [
    ['used yesterday', {}, 'fine'],
    ['unused for three months', { lastUsed: inDays(-90) }, 'unused'],
    ['unused for a little less', { lastUsed: inDays(-89.9) }, 'fine'],
    ['ends in a week', { expiresAt: inDays(7) }, 'expiring'],
    ['ends in a month', { expiresAt: inDays(30) }, 'fine'],
    ['made for a week, today', { createdAt: inDays(0), expiresAt: inDays(7) }, 'fine'],
    ['made for a week, nearly over', { createdAt: inDays(-6), expiresAt: inDays(1) }, 'expiring'],
    ['disabled', { state: 'disabled', lastUsed: inDays(-300) }, 'fine'],
    ['expired', { state: 'expired', expiresAt: inDays(-1) }, 'fine'],
  ] as const)
    it(what, () => assert.equal(careOf(token(own), NOW_MS), care));

  it('counts from its making where it was never used', () => {
    const { lastUsed, ...unused } = token();
    assert.ok(lastUsed);
    assert.equal(careOf(unused, NOW_MS), 'unused');
    assert.equal(careOf({ ...unused, createdAt: inDays(-5) }, NOW_MS), 'fine');
  });

  it('come after those that work, the newest first', () => {
    const all = [
      token({ id: 'old' }),
      token({ id: 'expired', state: 'expired' }),
      token({ id: 'new', createdAt: inDays(-1) }),
      token({ id: 'disabled', state: 'disabled' }),
    ];
    assert.deepEqual(
      inOrder(all).map(({ id }) => id),
      ['new', 'old', 'disabled', 'expired'],
    );
  });

  it('have their days without use shown as such', () => {
    const daily = [{ date: '2026-05-31', requests: 7, statuses: { 200: 7 } }];
    const days = lastDays(daily, NOW_MS);
    assert.equal(days.length, 14);
    assert.deepEqual(days.slice(-2), [
      { day: '2026-05-31', requests: 7 },
      { day: '2026-06-01', requests: 0 },
    ]);
  });

  it('take addresses however they are written', () => {
    assert.deepEqual(addressesIn(' 10.0.0.1,fd00::/8\n10.0.0.2 ;'), [
      '10.0.0.1',
      'fd00::/8',
      '10.0.0.2',
    ]);
    assert.deepEqual(addressesIn('  '), []);
  });
});

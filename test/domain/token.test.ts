import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import {
  heldBy,
  holderBy,
  holderOf,
  MACHINE,
  movedToken,
  parseExpiry,
  tokenState,
} from '../../src/domain/token.ts';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../src/domain/units.ts';
import { refusedAs } from '../support/refused.ts';
import { tokenRecord } from '../support/token-parts.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 12);

describe('whom a token stands under', () => {
  it('is a person, a token, or else this machine', () => {
    for (const id of ['usr_a', 'tok_a']) assert.equal(holderBy(id), id);
    for (const id of ['cli', 'admin@::1', 'panel', 'x_usr_a']) assert.equal(holderBy(id), MACHINE);
  });

  it('is who made it until another holds it, and is not named twice', () => {
    const made = tokenRecord('a0000000', { createdBy: 'usr_a' });
    assert.equal(holderOf(made), 'usr_a');
    const taken = heldBy(made, 'usr_b');
    assert.deepEqual([taken.heldBy, holderOf(taken)], ['usr_b', 'usr_b']);
    const back = heldBy(taken, 'usr_a');
    assert.deepEqual([back.heldBy, holderOf(back)], [undefined, 'usr_a']);
    assert.equal(heldBy(tokenRecord('b0000000', { createdBy: 'cli' }), MACHINE).heldBy, undefined);
  });
});

describe('the state of a token', () => {
  it('is the gravest of what there is to say', () => {
    const stateOf = (more: object) => tokenState(tokenRecord('a0000000', more), NOW_MS);
    assert.equal(stateOf({}), 'active');
    assert.equal(stateOf({ expiresAtMs: NOW_MS + 1 }), 'active');
    assert.equal(stateOf({ expiresAtMs: NOW_MS }), 'expired');
    assert.equal(stateOf({ isDisabled: true }), 'disabled');
    assert.equal(stateOf({ isDisabled: true, expiresAtMs: NOW_MS }), 'expired');
    assert.equal(stateOf({ revokedAtMs: 0, isDisabled: true, expiresAtMs: NOW_MS }), 'revoked');
  });
});

describe('a token, with a clock that was wrong', () => {
  it('has each stamp moved that was made meanwhile, and no other', () => {
    const record = tokenRecord('a0000000', { createdAtMs: 10, rotatedAtMs: 30, revokedAtMs: 40 });
    assert.equal(movedToken(record, 40, 5), record);
    assert.deepEqual(movedToken(record, 30, 5), { ...record, revokedAtMs: 45 });
    assert.deepEqual(movedToken(record, 29, 5), { ...record, rotatedAtMs: 35, revokedAtMs: 45 });
    const all = { createdAtMs: 15, rotatedAtMs: 35, revokedAtMs: 45 };
    assert.deepEqual(movedToken(record, 0, 5), { ...record, ...all });
    const plain = tokenRecord('a0000000', { createdAtMs: 10 });
    assert.deepEqual(movedToken(plain, 0, 5), { ...plain, createdAtMs: 15 });
  });

  it('lasts as long as it was to last where that was a period that began meanwhile', () => {
    const made = { createdAtMs: 10, expiresAtMs: 100 };
    const expiryOf = (more: object, sinceMs: number) =>
      movedToken(tokenRecord('a0000000', { ...made, ...more }), sinceMs, 5).expiresAtMs;
    assert.equal(expiryOf({ isPeriod: true }, 0), 105);
    assert.equal(expiryOf({}, 0), 100, 'a day of the calendar');
    assert.equal(expiryOf({ isPeriod: true, rotatedAtMs: 30 }, 20), 100, 'it began before');
  });
});

describe('an expiry', () => {
  const parse = (text: string) => parseExpiry(text, NOW_MS, 'expiresIn');

  it('is never, a period, or an instant with a zone', () => {
    assert.equal(parse('never'), undefined);
    for (const [text, ms] of [
      ['1m', MINUTE_MS],
      ['2h', 2 * HOUR_MS],
      ['90d', 90 * DAY_MS],
      ['3w', 21 * DAY_MS],
      ['1y', 365 * DAY_MS],
      ['99999d', 99_999 * DAY_MS],
      ['2026-01-15T12:05:00Z', 5 * MINUTE_MS],
      ['2026-01-15T14:05:00.5+02:00', 5 * MINUTE_MS + 500],
    ] as const)
      assert.equal(parse(text), NOW_MS + ms, text);
  });

  it('is refused where it is none of these, or too soon', () => {
    const form = { code: 'invalid', message: /^expiresIn must be a period/ };
    const none = ['', '0d', '1', 'd', '1s', '01d', '100000d', '1d ', ' never', '2026-01-15'];
    const instants = ['2026-01-15T12:05:00', '2026-13-01T00:00:00Z', 'x2026-01-15T12:05:00Z'];
    for (const text of [...none, ...instants]) assert.throws(() => parse(text), form, text);
    const { tokenExpiryMinMs } = LIMITS;
    assert.throws(() => parse(isoTime(NOW_MS)), refusedAs('invalid', { field: 'expiresIn' }));
    assert.throws(() => parse(isoTime(NOW_MS + tokenExpiryMinMs - 1_000)), /at least a minute/);
    assert.equal(parse(isoTime(NOW_MS + tokenExpiryMinMs)), NOW_MS + tokenExpiryMinMs);
  });
});

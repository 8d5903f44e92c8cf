import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextRest } from '../../../../src/ui/pages/zone/rest.ts';

describe('until tonight', () => {
  const at = (instant: string) => {
    const { is, atMs } = nextRest(Date.parse(instant), 'Europe/Berlin');
    return `${is} ${new Date(atMs).toISOString()}`;
  };
  it('is the night of the house, and from the evening on the morning', () => {
    assert.equal(at('2026-01-15T05:00:00Z'), 'tonight 2026-01-15T21:00:00.000Z');
    assert.equal(at('2026-01-15T19:59:00Z'), 'tonight 2026-01-15T21:00:00.000Z');
    assert.equal(at('2026-01-15T20:00:00Z'), 'morning 2026-01-16T05:00:00.000Z');
    assert.equal(at('2026-01-15T23:30:00Z'), 'morning 2026-01-16T05:00:00.000Z');
    assert.equal(at('2026-01-16T04:59:00Z'), 'morning 2026-01-16T05:00:00.000Z');
  });
  it('is right where an hour is skipped or doubled', () => {
    assert.equal(at('2026-03-28T21:30:00Z'), 'morning 2026-03-29T04:00:00.000Z');
    assert.equal(at('2026-10-24T21:30:00Z'), 'morning 2026-10-25T05:00:00.000Z');
  });
});

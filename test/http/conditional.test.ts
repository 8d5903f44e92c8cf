import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateConditions, rangeApplies } from '../../src/http/conditional.ts';

const BEFORE = 'Thu, 15 Jan 2026 09:59:59 GMT';
const THEN = 'Thu, 15 Jan 2026 10:00:00 GMT';
const AFTER = 'Thu, 15 Jan 2026 10:00:01 GMT';
const FILE = { etag: '"a"', lastModified: THEN };
const statusOf = (
  headers: Readonly<Record<string, string>>,
  what: typeof FILE | { etag: string },
) => evaluateConditions((name) => headers[name], what) ?? 200;

describe('a condition (RFC 9110 section 13)', () => {
  for (const [headers, status] of [
    [{}, 200],
    ...['"a"', ' "b" , "a"', '*', ' * ', '"a",'].map(
      (list) => [{ 'if-match': list }, 200] as const,
    ),
    ...['"b"', 'W/"a"', 'a', '', '"a" "b"', '"a', '** '].map(
      (list) => [{ 'if-match': list }, 412] as const,
    ),
    ...['"a"', 'W/"a"', '"b", W/"a"', '"b","c","a"', '*', ' *', ', "a"'].map(
      (list) => [{ 'if-none-match': list }, 304] as const,
    ),
    ...['"b"', 'a', '', '"a" "b"', '"W/"a"', 'W/"b"', '"aW/"'].map(
      (list) => [{ 'if-none-match': list }, 200] as const,
    ),
    [{ 'if-unmodified-since': BEFORE }, 412],
    [{ 'if-unmodified-since': THEN }, 200],
    [{ 'if-unmodified-since': AFTER }, 200],
    [{ 'if-modified-since': BEFORE }, 200],
    [{ 'if-modified-since': THEN }, 304],
    [{ 'if-modified-since': AFTER }, 304],
    // A date in another form, or of no day, is no condition.
    ...[
      '2026-01-15T10:00:01Z',
      AFTER.toLowerCase(),
      'soon',
      '',
      'Fri, 15 Jan 2026 10:00:01 GMT',
    ].map((date) => [{ 'if-modified-since': date }, 200] as const),
    // Tags count before dates.
    [{ 'if-match': '"a"', 'if-unmodified-since': BEFORE }, 200],
    [{ 'if-none-match': '"b"', 'if-modified-since': AFTER }, 200],
    [{ 'if-none-match': '"a"', 'if-modified-since': BEFORE }, 304],
    [{ 'if-match': '"b"', 'if-none-match': '"a"' }, 412],
    [{ 'if-match': '"a"', 'if-none-match': '"a"' }, 304],
  ] as const)
    it(`${JSON.stringify(headers)} makes ${status} of a file`, () =>
      assert.equal(statusOf(headers, FILE), status));

  it('by date is none of what has no date', () => {
    for (const name of ['if-modified-since', 'if-unmodified-since'])
      for (const date of [BEFORE, AFTER])
        assert.equal(statusOf({ [name]: date }, { etag: '"a"' }), 200);
  });
});

describe('a range', () => {
  it('counts without If-Range, and with that of this very version', () => {
    for (const ifRange of [undefined, '"a"', THEN]) assert.equal(rangeApplies(ifRange, FILE), true);
    for (const ifRange of ['"b"', 'W/"a"', BEFORE, AFTER, ''])
      assert.equal(rangeApplies(ifRange, FILE), false);
  });
});

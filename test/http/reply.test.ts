import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HubError } from '../../src/domain/errors.ts';
import { rateHeaders } from '../../src/http/rate-headers.ts';
import { errorReply } from '../../src/http/reply.ts';
import { replyText } from '../support/reply-text.ts';

const headersOf = (headers: readonly string[]) =>
  Object.fromEntries(
    headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : [])),
  ) as Record<string, string>;

describe('an error that passes with time', () => {
  it('is 429 with the documented body, and no other member', () => {
    const error = new HubError('too_many_requests', 'too many wrong tries', {
      retryAfterSeconds: 30,
    });
    const reply = errorReply(error, ['X-Other', 'stays']);
    assert.equal(reply.status, 429);
    assert.equal(replyText(reply), '{"error":"Too Many Requests","retryAfterSeconds":30}\n');
    const headers = headersOf(reply.headers);
    assert.equal(headers['Retry-After'], '30');
    assert.equal(headers['X-Other'], 'stays');
    assert.equal(headers['WWW-Authenticate'], undefined);
  });

  it('is 503 with the wait beside the words', () => {
    const context = { retryAfterSeconds: 5 };
    const reply = errorReply(new HubError('unavailable', 'too many passwords', context));
    assert.equal(reply.status, 503);
    assert.deepEqual(JSON.parse(replyText(reply)), {
      error: 'Service Unavailable',
      message: 'too many passwords',
      retryAfterSeconds: 5,
    });
    assert.equal(headersOf(reply.headers)['Retry-After'], '5');
  });

  it('has no such header where nobody knows when', () => {
    const reply = errorReply(new HubError('unavailable', 'starting'));
    assert.equal(headersOf(reply.headers)['Retry-After'], undefined);
  });
});

describe('the headers of a limit', () => {
  it('say how much is left, and when all of it is there again', () => {
    const state = {
      isAllowed: true,
      limit: 60,
      remaining: 58,
      resetMs: 1_500,
      retryAfterSeconds: 0,
    };
    assert.deepEqual(headersOf(rateHeaders(state, Date.UTC(2026, 0, 15, 12))), {
      'X-RateLimit-Limit': '60',
      'X-RateLimit-Remaining': '58',
      'X-RateLimit-Reset': '2026-01-15T12:00:02Z',
    });
  });
});

describe('the answer to a fault', () => {
  for (const [code, status, error] of [
    ['invalid', 400, 'Bad Request'],
    ['forbidden', 403, 'Forbidden'],
    ['method_not_allowed', 405, 'Method Not Allowed'],
    ['precondition_failed', 412, 'Precondition Failed'],
    ['too_large', 413, 'Content Too Large'],
    ['unsupported_type', 415, 'Unsupported Media Type'],
    ['misdirected', 421, 'Misdirected Request'],
    ['headers_too_large', 431, 'Request Header Fields Too Large'],
    ['upstream_failed', 502, 'Bad Gateway'],
    ['unavailable', 503, 'Service Unavailable'],
    ['storage_full', 507, 'Insufficient Storage'],
    ['storage_unwritable', 507, 'Insufficient Storage'],
    ['storage_damaged', 507, 'Insufficient Storage'],
    ['not_found', 404, 'in words'],
    ['conflict', 409, 'in words'],
    ['unauthorized', 401, 'in words'],
  ] as const)
    it(`that is ${code} is ${status} ${error}`, () => {
      const reply = errorReply(new HubError(code, 'in words'));
      const { status: answered, headers } = reply;
      assert.equal(answered, status);
      const { error: title, message } = JSON.parse(replyText(reply)) as {
        error: string;
        message?: string;
      };
      assert.deepEqual([title, message], [error, error === 'in words' ? undefined : 'in words']);
      // RFC 9110 section 15.5.2: no 401 without a challenge.
      assert.equal(headers.includes('WWW-Authenticate'), code === 'unauthorized');
      assert.equal(headers.includes('Bearer realm="aris"'), code === 'unauthorized');
    });
});

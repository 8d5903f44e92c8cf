import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, UNREAD } from '../../src/ui/api.ts';
import { attempt, failureText, refusedText, unreadText } from '../../src/ui/failure.ts';
import { common } from '../../src/ui/strings/common.ts';
import { toasts } from '../../src/ui/toasts.ts';

const text = (status: number, body: ApiError['body'] = {}) =>
  failureText(new ApiError(status, body));

describe('what went wrong, in words,', () => {
  it('is the hub’s own of a field, and begins like a sentence', () => {
    const body = { error: 'Bad Request', message: 'name is too long', field: 'name' };
    assert.equal(text(400, body), 'Name is too long');
    assert.equal(text(403, body), 'Name is too long');
  });

  it('is ours where the status says all', () => {
    assert.equal(text(0), common.failed[0]);
    assert.equal(text(401), common.failed[401]);
    assert.equal(text(403, { error: 'Forbidden', message: 'no' }), common.failed[403]);
    assert.equal(text(507, { message: 'nothing was changed' }), common.failed[507]);
  });

  it('is the hub’s otherwise, but not of a fault of its own', () => {
    assert.equal(text(404, { error: 'Zone not found' }), 'Zone not found');
    assert.equal(text(409, { message: 'it is there already' }), 'It is there already');
    assert.equal(text(404), common.failed.other);
    assert.equal(text(500, { message: 'request 17' }), common.failed.other);
    assert.equal(failureText(new TypeError('a fault of the page')), common.failed.other);
  });

  it('says what was not changed, but not where that may have been done', () => {
    assert.equal(refusedText('Study', new ApiError(0, {})), `Study was not changed. ${text(0)}`);
    assert.equal(refusedText('Study', new ApiError(-1, {})), `Study: ${text(-1)}`);
    assert.equal(text(-1), common.failed[-1]);
  });

  it('of a read names what it was, that it is asked again, and no change', () => {
    const said = unreadText('Members', new ApiError(UNREAD, {}));
    assert.equal(
      said,
      'Could not be read: Members. The hub does not answer now. It is asked again.',
    );
    assert.doesNotMatch(said, /chang/);
  });

  it('says who was faster', () => {
    assert.match(text(412, { by: { name: 'Max' } }), /^Max changed this meanwhile/);
    for (const by of [null, 'x', {}, { name: 7 }])
      assert.match(text(412, { by }), /^Somebody else changed this meanwhile/);
    assert.match(text(412), /^Somebody else/);
  });

  it('says how long to wait', () => {
    assert.equal(text(429, { retryAfterSeconds: 30 }), 'Too many tries. Wait 30 seconds.');
    assert.equal(text(503, { retryAfterSeconds: 130 }), 'Too many tries. Wait 3 minutes.');
    assert.equal(text(429), common.failed[429]);
  });

  it('tells a wrong password from a wrong code', () => {
    assert.equal(text(401, { code: 'AUTH_INVALID_CREDENTIALS' }), common.failed.credentials);
    assert.equal(text(401, { code: 'AUTH_OTP_INVALID' }), common.failed.otp);
  });
});

describe('what a button does', () => {
  it('says so where it fails, and nothing where it does not', async () => {
    const said = () => toasts.value.map((toast) => toast.text);
    assert.equal(await attempt(async () => Promise.resolve()), true);
    assert.deepEqual(said(), []);
    const fails = async () => Promise.reject(new ApiError(404, { error: 'gone' }));
    assert.equal(await attempt(fails), false);
    assert.deepEqual(said(), ['Gone']);
  });
});

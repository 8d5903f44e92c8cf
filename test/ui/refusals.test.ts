import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { because } from '../../src/domain/refusals.ts';
import { ApiError } from '../../src/ui/api.ts';
import { failureText } from '../../src/ui/failure.ts';
import { lacksWords, refusalText, sayRefusals } from '../../src/ui/refusals.ts';
import { refusals } from '../../src/ui/strings/de/hub-refusals.ts';

const refused = (body: ApiError['body'], status = 400) => new ApiError(status, body);
const SHORT = refused({
  field: 'password',
  message: 'too short',
  ...because('password_too_short', { min: 8 }),
});

describe('what the hub refuses', () => {
  after(() => sayRefusals({}));

  it('is said by the hub itself in English, which waits for no words', () => {
    assert.equal(lacksWords(SHORT), false);
    assert.equal(refusalText(SHORT), undefined);
    assert.equal(failureText(SHORT), 'Too short');
  });

  it('is said by its code where there are words, and else by the hub', () => {
    sayRefusals(refusals);
    assert.equal(failureText(SHORT), 'Ein Passwort hat mindestens 8 Zeichen.');
    assert.equal(failureText(refused({ error: 'Zone not found' }, 404)), refusals.not_found());
    for (const code of ['of a later version', 'constructor', 7])
      assert.equal(failureText(refused({ message: 'so it is', code })), 'So it is');
    assert.equal(refusalText(refused({ code: 'required', data: 'none' })), refusals.required({}));
  });

  it('has the time of the hub as people write it', () => {
    sayRefusals(refusals);
    const said = refusalText(
      refused({ ...because('otp_wrong', { hubTime: '2026-11-21T09:30:00Z' }) }),
    );
    assert.match(said ?? '', /2026/);
    assert.doesNotMatch(said ?? '', /T09:30:00Z/);
  });
});

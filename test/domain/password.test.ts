import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isCommonPassword } from '../../src/crypto/common-passwords.ts';
import { checkPassword, normaliseSecret } from '../../src/domain/password.ts';
import { refusedAs } from '../support/refused.ts';

const OWNER = { email: 'Grace.Hopper@example.org', name: 'Grace Hopper' };
const check = (password: string, owner = OWNER) => checkPassword(password, owner, isCommonPassword);
const isRefused = refusedAs('invalid', { field: 'password' });

describe('a password', () => {
  const good = [
    ['of 8 characters', 'nrzkqtvw'],
    ['of words and spaces', 'correct horse battery staple'],
    ['of letters outside ASCII', 'пароль-каша'],
    ['of 8 characters outside the first plane', '🦆🦉🦚🦜🦩🐓🦃🐦'],
    ['with the name in it', 'grace hopper 1906'],
    ['of 1,024 bytes', 'ab'.repeat(512)],
    ['with what JSON escapes in it', '123456","password'],
  ] as const;
  for (const [what, password] of good) it(`${what} is taken`, () => check(password));

  const bad = [
    ['of 7 characters', 'nrzkqtv'],
    ['of 8 code units but 4 characters', '🦆🦉🦚🦜'],
    ['of 8 characters that are 4 in normal form', 'e\u0301'.repeat(4)],
    ['of 1,025 bytes', 'a'.repeat(1_025)],
    ['of 1,025 bytes in 342 characters', '€'.repeat(342)],
    ['that is longer in normal form', '\ufdfa'.repeat(100)],
    ['that is the e-mail address', 'grace.hopper@EXAMPLE.org'],
    ['that is the part before the @', 'grace.hopper'],
    ['that is the name', 'GRACE HOPPER'],
    ['that many have', 'iloveyou'],
    ['that many have, in other letters', 'Trustno1'],
    ['that many have, in wide letters', 'ｐａｓｓｗｏｒｄ'],
    ['empty', ''],
  ] as const;
  for (const [what, password] of bad)
    it(`${what} is refused`, () => assert.rejects(check(password), isRefused));

  it('is the same however a keyboard sends it', () => {
    assert.equal(normaliseSecret('cafe\u0301'), normaliseSecret('caf\u00e9'));
  });
});

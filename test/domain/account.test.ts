import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWithin } from '../../src/domain/access.ts';
import { emailKey, parseEmail, parseName, permissionsOf } from '../../src/domain/account.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { refusedAs } from '../support/accounts.ts';

describe('a role', () => {
  it('owner may do everything, and the others less and less', () => {
    const [owner, member, panel] = (['owner', 'member', 'panel'] as const).map(permissionsOf);
    assert.ok(owner && member && panel);
    assert.ok(isWithin(member, owner) && !isWithin(owner, member));
    assert.ok(isWithin(panel, member) && !isWithin(member, panel));
    for (const permission of ['users:read', 'tokens:read', 'audit:read', 'backup:read'] as const)
      assert.ok(owner.has(permission) && !member.has(permission));
  });

  it('panel reads of the house; what it may command, the routes say', () => {
    assert.deepEqual(
      [...permissionsOf('panel')].sort(),
      ['equipment:read', 'events:read', 'history:read', 'system:read', 'zones:read'].sort(),
    );
  });
});

describe('an e-mail address', () => {
  it('is trimmed and kept as it was typed, and is one in all its spellings', () => {
    assert.equal(parseEmail('  Ada@Example.com '), 'Ada@Example.com');
    assert.equal(emailKey(' ADA@example.COM '), emailKey('ada@example.com'));
    // Composed and decomposed.
    assert.equal(parseEmail('jose\u0301@example.com'), 'jos\u00e9@example.com');
    assert.equal(emailKey('JOSE\u0301@example.com'), emailKey('jos\u00e9@example.com'));
  });

  const longest = `${'a'.repeat(LIMITS.emailChars - 4)}@b.c`;
  it('may have as many characters as a mail server takes', () =>
    assert.equal(parseEmail(longest), longest));

  for (const text of [
    '',
    'ada',
    '@example.com',
    'ada@',
    'a@b@c',
    'a b@c.d',
    'a@b c',
    'ada@exa\u0000mple.com',
    'a\r\nBcc: x@y.z',
    '<ada@example.com>',
    'a\u200bda@example.com',
    'a\u3164da@example.com',
    `a${longest}`,
  ]) {
    it(`is not ${JSON.stringify(text.slice(0, 30))}`, () =>
      assert.throws(() => parseEmail(text), refusedAs('invalid', /^email/)));
  }
});

describe('a name', () => {
  it('is trimmed', () => assert.equal(parseName('  Ada Lovelace '), 'Ada Lovelace'));
  it('may be in any script', () => assert.equal(parseName('アダ 👩‍🔧'), 'アダ 👩‍🔧'));

  const longest = 'a'.repeat(LIMITS.userNameChars);
  it('has its longest', () => assert.equal(parseName(longest), longest));
  for (const text of ['', '   ', `${longest}a`, 'a\nb', 'a\u202eb', 'a\u0007']) {
    it(`is not ${JSON.stringify(text.slice(0, 30))}`, () =>
      assert.throws(() => parseName(text), refusedAs('invalid', /^name/)));
  }
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestedPassword } from '../../../../src/ui/pages/settings/suggested-password.ts';

describe('a password that is suggested', () => {
  it('is of legible characters, in groups, and another each time', () => {
    const passwords = Array.from({ length: 50 }, () => suggestedPassword());
    for (const password of passwords)
      assert.match(password, /^[a-hjkmnp-z2-9]{4}(?:-[a-hjkmnp-z2-9]{4}){3}$/);
    assert.equal(new Set(passwords).size, passwords.length);
  });

  it('makes no character likelier than another', () => {
    let next = 0;
    const counts = new Map<string, number>();
    // Each byte as often as any other, over and over.
    const password = () => suggestedPassword(() => next++ % 256);
    for (let n = 0; n < 31 * 16; n++)
      for (const character of password().replaceAll('-', ''))
        counts.set(character, (counts.get(character) ?? 0) + 1);
    assert.equal(counts.size, 31);
    const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())];
    assert.ok(most - least <= 1, `${least} to ${most}`);
  });
});

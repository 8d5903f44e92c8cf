import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choicesIn, STANDARD } from '../../../../src/ui/pages/panel/choices.ts';

describe('what was chosen on a panel', () => {
  it('is read as it was kept', () => {
    const kept = { zoneId: 'bath', dim: 'always', nightFrom: '21:30', nightTo: '07:15' };
    assert.deepEqual(choicesIn(JSON.stringify(kept)), kept);
  });

  it('is the standard where nothing was, or what makes no sense', () => {
    for (const text of [null, '', '{', 'null', '7', '"x"', '[]'])
      assert.deepEqual(choicesIn(text), STANDARD, String(text));
    const wrong = { zoneId: 7, dim: 'sometimes', nightFrom: '24:00', nightTo: '6' };
    assert.deepEqual(choicesIn(JSON.stringify(wrong)), STANDARD);
    // While somebody types a time there is none.
    assert.deepEqual(choicesIn(JSON.stringify({ dim: 'never', nightFrom: '' })), {
      ...STANDARD,
      dim: 'never',
    });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folded } from '../../src/cli/fold.ts';

const WORDS = 'the disk is full and nothing more can be kept on it from now on';

describe('a sentence on a terminal', () => {
  it('is broken between words, each further line indented', () =>
    assert.deepEqual(folded(WORDS, 30, '  '), [
      'the disk is full and nothing',
      '  more can be kept on it from',
      '  now on',
    ]));

  it('keeps the indent that it has', () =>
    assert.deepEqual(folded('      a word and another', 20, '      '), [
      '      a word and',
      '      another',
    ]));

  it('is one line where it fits, where no person reads, and where nothing would fit', () => {
    for (const columns of [WORDS.length, undefined, 12])
      assert.deepEqual(folded(WORDS, columns), [WORDS]);
  });

  it('has its commands whole, to be copied', () =>
    assert.deepEqual(
      folded('nobody listens there: sudo systemctl enable --now aris.socket; then look', 30),
      ['nobody listens there:', 'sudo systemctl enable --now aris.socket;', 'then look'],
    ));
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bytes, writtenText } from '../../../../src/ui/pages/settings/bytes.ts';

describe('words for what is technical', () => {
  it('show amounts of bytes, and what is written in a day', () => {
    assert.equal(bytes(0), '0\u00a0B');
    assert.equal(bytes(999), '999\u00a0B');
    assert.equal(bytes(68_788_224), '68.8\u00a0MB');
    assert.equal(bytes(123_456_789), '123\u00a0MB');
    assert.equal(writtenText(1_000_000, 7_200), 'at most 12.0\u00a0MB a day');
    assert.equal(writtenText(1_000_000, 60), 'at most 1.0\u00a0MB since the start');
  });
});

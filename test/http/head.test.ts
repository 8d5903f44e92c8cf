import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { Head } from '../../src/http/head.ts';
import { refusedAs } from '../support/refused.ts';

const BLOCK = ['Authorization', 'Bearer x', 'Host', 'aris.local'];

describe('a header block', () => {
  it('is the very same where each name and value is, and no other', () => {
    const head = new Head(BLOCK);
    assert.ok(head.equals([...BLOCK]));
    for (let at = 0; at < BLOCK.length; at++)
      assert.ok(!head.equals(BLOCK.with(at, 'other')), `${at}`);
    assert.ok(!head.equals([...BLOCK, 'Accept', '*/*']));
    assert.ok(!head.equals(BLOCK.slice(0, 2)));
  });

  it('has each header by its name, several lines of one together', () => {
    const head = new Head(['X-A', 'one', 'x-a', 'two', 'X-B', 'three']);
    assert.deepEqual(
      [head.get('x-a'), head.get('x-b'), head.get('x-c')],
      ['one, two', 'three', undefined],
    );
  });

  it('has a header that may stand once no second time, whatever either says', () => {
    const head = new Head(['Host', 'a', 'host', 'a', 'X-A', 'one']);
    assert.throws(() => head.single('host'), refusedAs('invalid', { field: 'host' }));
    assert.equal(head.single('x-a'), 'one');
  });

  it('has so many lines and no more', () => {
    const lines = (count: number) =>
      new Head(Array.from({ length: count }, (_, at) => [`X-${at}`, 'x']).flat());
    lines(LIMITS.requestHeaderLines).refuseTooMany();
    assert.throws(
      () => lines(LIMITS.requestHeaderLines + 1).refuseTooMany(),
      refusedAs('headers_too_large'),
    );
  });
});

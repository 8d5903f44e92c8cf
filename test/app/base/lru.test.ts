import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLru } from '../../../src/app/base/lru.ts';

function filled(limit: number, ...keys: string[]) {
  const lru = createLru<number>(limit);
  keys.forEach((key, index) => lru.set(key, index));
  return lru;
}

describe('a bounded map', () => {
  it('forgets the key that was used longest ago, and no more than it has to', () => {
    const lru = filled(3, 'a', 'b', 'c');
    assert.deepEqual([...lru.keys()], ['a', 'b', 'c']);
    lru.set('d', 3);
    assert.deepEqual([...lru.keys()], ['b', 'c', 'd']);
    assert.equal(lru.size, 3);
    assert.equal(lru.get('a'), undefined);
  });

  it('counts it as a use where a value is got or set, and not where it is only looked at', () => {
    const lru = filled(3, 'a', 'b', 'c');
    assert.equal(lru.get('a'), 0);
    lru.set('b', 7);
    assert.equal(lru.peek('c'), 2);
    lru.set('d', 3);
    assert.deepEqual([...lru.keys()], ['a', 'b', 'd']);
    assert.equal(lru.peek('b'), 7);
  });

  it('does not make a key of one that is asked for', () => {
    const lru = filled(2, 'a', 'b');
    lru.get('none');
    lru.peek('none');
    assert.deepEqual([...lru.keys()], ['a', 'b']);
  });

  it('has room again where a key is deleted', () => {
    const lru = filled(2, 'a', 'b');
    assert.equal(lru.delete('a'), true);
    assert.equal(lru.delete('a'), false);
    lru.set('c', 2);
    assert.deepEqual([...lru.keys()], ['b', 'c']);
  });
});

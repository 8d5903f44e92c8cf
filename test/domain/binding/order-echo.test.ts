import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { echoNames, echoSaid } from '../../../src/domain/binding/order-echo.ts';
import type { MappedValue } from '../../../src/domain/binding/place.ts';

const RELAYS = {
  cases: [
    { if: { block: true, raise: false }, then: '1' },
    { if: { block: false, raise: false }, then: '2' },
    { if: { block: false, raise: true }, then: '3' },
  ],
} as const;

const at = (places: Readonly<Record<string, readonly [MappedValue, number]>>) => (name: string) => {
  const [value, atMs] = places[name] ?? [];
  return value === undefined || atMs === undefined ? undefined : { value, atMs };
};

describe('what a machine shows of an order', () => {
  it('is the word of its place', () => {
    assert.deepEqual(echoNames({ place: 'relay' }), ['relay']);
    assert.deepEqual(echoSaid({ place: 'relay' }, at({ relay: ['heat', 5] })), {
      value: 'heat',
      atMs: 5,
    });
    assert.equal(echoSaid({ place: 'relay' }, at({})), undefined);
  });

  it('is what its places show together, as new as the newest of them', () => {
    assert.deepEqual(echoNames(RELAYS), ['block', 'raise']);
    for (const [block, raise, value, atMs] of [
      [[true, 7], [false, 3], '1', 7],
      [[false, 2], [false, 3], '2', 3],
      [[false, 2], [true, 9], '3', 9],
    ] as const)
      assert.deepEqual(echoSaid(RELAYS, at({ block, raise })), { value, atMs });
  });

  it('is not known where one of them is not, or they show what nobody orders', () => {
    assert.equal(echoSaid(RELAYS, at({ raise: [true, 1] })), undefined);
    assert.equal(echoSaid(RELAYS, at({ block: [true, 1], raise: [true, 1] })), undefined);
  });
});

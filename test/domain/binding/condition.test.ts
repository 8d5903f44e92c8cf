import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { holds } from '../../../src/domain/binding/condition.ts';
import type { Condition, MappedValue } from '../../../src/domain/binding/place.ts';

const NOW: Readonly<Record<string, MappedValue | undefined>> = {
  hz: 43,
  mode: 'heat',
  active: true,
  silent: null,
};

describe('a condition', () => {
  const cases: readonly (readonly [Condition, boolean])[] = [
    [{ mode: 'heat' }, true],
    [{ mode: 'cool' }, false],
    [{ mode: ['dhw', 'heat'] }, true],
    [{ mode: ['dhw', 'cool'] }, false],
    [{ hz: 43 }, true],
    [{ hz: '43' }, true],
    [{ hz: [0, 43] }, true],
    [{ hz: { above: 42.9 } }, true],
    [{ hz: { above: 43 } }, false],
    [{ hz: { below: 43.1 } }, true],
    [{ hz: { below: 43 } }, false],
    [{ mode: { above: 0 } }, false],
    [{ mode: { below: 0 } }, false],
    [{ active: true }, true],
    [{ active: 'true' }, true],
    [{ active: false }, false],
    [{ hz: 43, mode: 'heat' }, true],
    [{ hz: 43, mode: 'cool' }, false],
    [{ mode: 'cool', hz: 43 }, false],
    // What is not known is none of it.
    [{ unknown: 'heat' }, false],
    [{ unknown: { below: 1 } }, false],
    [{ silent: 'null' }, false],
    [{ silent: null }, false],
    [{ silent: [null, 1] }, false],
  ];
  for (const [condition, expected] of cases)
    it(`${JSON.stringify(condition)} ${expected ? 'stands' : 'does not stand'}`, () =>
      assert.equal(
        holds(condition, (name) => NOW[name]),
        expected,
      ));
});

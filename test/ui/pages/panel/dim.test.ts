import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDimmed, isNight } from '../../../../src/ui/pages/panel/dim.ts';

const NIGHT = { dim: 'night', nightFrom: '22:00', nightTo: '06:00' } as const;

describe('the night of a panel', () => {
  const among = (clocks: readonly string[], night: typeof NIGHT | object) =>
    clocks.filter((clock) => isNight(clock, { ...NIGHT, ...night }));
  const CLOCKS = ['00:00', '05:59', '06:00', '12:00', '21:59', '22:00', '23:59'];

  it('goes over midnight, and ends as it begins to be day', () => {
    assert.deepEqual(among(CLOCKS, {}), ['00:00', '05:59', '22:00', '23:59']);
  });

  it('may lie within a day', () => {
    assert.deepEqual(among(CLOCKS, { nightFrom: '06:00', nightTo: '21:59' }), ['06:00', '12:00']);
  });

  it('that ends as it begins is none', () => {
    assert.deepEqual(among(CLOCKS, { nightFrom: '12:00', nightTo: '12:00' }), []);
  });
});

describe('a panel', () => {
  it('is dim at night where nobody is at it, or whenever nobody is, or never, as it was chosen', () => {
    const when = (clock: string, isIdle: boolean) =>
      (['night', 'always', 'never'] as const).filter((dim) =>
        isDimmed(clock, isIdle, { ...NIGHT, dim }),
      );
    assert.deepEqual(when('23:00', true), ['night', 'always']);
    assert.deepEqual(when('12:00', true), ['always']);
    assert.deepEqual(when('23:00', false), []);
    assert.deepEqual(when('12:00', false), []);
  });
});

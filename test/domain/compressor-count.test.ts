import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addCounts,
  compressorBetween,
  isCompressorRunning,
} from '../../src/domain/compressor-count.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { MINUTE_MS } from '../../src/domain/units.ts';

type Hcu = Parameters<typeof isCompressorRunning>[0];
type HeatPumps = Parameters<typeof isCompressorRunning>[1];

describe('whether a compressor runs', () => {
  const cases: [what: string, hcu: Hcu, heatPumps: HeatPumps, boolean | undefined][] = [
    ['is what the unit says', { state: 'running' }, [], true],
    ['is so in a defrost', { state: 'defrost' }, [], true],
    ['is not so of a unit that waits', { state: 'standby' }, [], false],
    ['is not so of one with a fault', { state: 'fault' }, [], false],
    ['is not known of one that says nothing', {}, [], undefined],
    ['is what the heat pump says', {}, [{ compressorSpeedPercent: 30 }], true],
    ['is what it says by its frequency', {}, [{ compressorHz: 40 }], true],
    ['is so of one that thaws', {}, [{ compressorHz: 0, defrostActive: true }], true],
    [
      'is not so where the unit’s pump runs on',
      { state: 'running' },
      [{ compressorSpeedPercent: 0 }],
      false,
    ],
    [
      'is so where one of two runs',
      { state: 'standby' },
      [{ compressorHz: 0 }, { compressorHz: 9 }],
      true,
    ],
    [
      'is the unit’s to say where one of two says nothing',
      { state: 'standby' },
      [{ compressorHz: 0 }, {}],
      false,
    ],
    ['is not known where nobody says', {}, [{ defrostActive: false }], undefined],
    [
      'is no question where there is none',
      { state: 'running', sourceType: 'district_interface' },
      [],
      undefined,
    ],
  ];
  for (const [what, hcu, heatPumps, expected] of cases)
    it(what, () => assert.equal(isCompressorRunning(hcu, heatPumps), expected));
});

describe('what a compressor did between two reports', () => {
  it('is a start where it stood and runs, and the time where it ran', () => {
    const of = (before?: boolean, after?: boolean) => compressorBetween(before, after, MINUTE_MS);
    assert.deepEqual(of(false, true), { starts: 1, runMs: 0 });
    assert.deepEqual(of(true, true), { starts: 0, runMs: MINUTE_MS });
    assert.deepEqual(of(true, false), { starts: 0, runMs: MINUTE_MS });
    assert.deepEqual(of(false, false), { starts: 0, runMs: 0 });
    // One that is heard of for the first time may have run for long.
    assert.deepEqual(of(undefined, true), { starts: 0, runMs: 0 });
    assert.deepEqual(of(true, undefined), { starts: 0, runMs: MINUTE_MS });
    assert.equal(of(), undefined);
  });

  it('is no time of a silence, and yet the start that must have been in it', () => {
    const { energyGapMs } = LIMITS;
    assert.equal(compressorBetween(true, true, energyGapMs)?.runMs, energyGapMs);
    assert.deepEqual(compressorBetween(true, true, energyGapMs + 1), { starts: 0, runMs: 0 });
    assert.deepEqual(compressorBetween(false, true, energyGapMs + 1), { starts: 1, runMs: 0 });
  });

  it('adds up, also to nothing', () => {
    const one = { starts: 1, runMs: 5 };
    assert.deepEqual(addCounts(one, { starts: 2, runMs: 7 }), { starts: 3, runMs: 12 });
    assert.deepEqual([addCounts(one, undefined), addCounts(undefined, one)], [one, one]);
    assert.equal(addCounts(undefined, undefined), undefined);
  });
});

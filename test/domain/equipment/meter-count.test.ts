import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counted, withCounts, type MeterCount } from '../../../src/domain/equipment/meter-count.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { MINUTE_MS } from '../../../src/domain/units.ts';

/** What counts after each of the words, which are told a minute apart. */
function shownOf(words: readonly number[], everyMs = MINUTE_MS): readonly (number | undefined)[] {
  let count: MeterCount | undefined;
  return words.map((said, index) => {
    count = counted(count, said, index * everyMs);
    return count.value;
  });
}

describe('what a meter has counted', () => {
  it('stands over a short 0 and a jump back', () => {
    assert.deepEqual(shownOf([5060, 0, 0, 5060.1]), [5060, 5060, 5060, 5060.1]);
    assert.deepEqual(shownOf([5060, 5059, 5061]), [5060, 5060, 5061]);
  });

  it('is lower once it has stayed so for long enough', () => {
    const words = [5060, ...Array.from({ length: 11 }, (_, minute) => minute / 10)];
    const shown = shownOf(words);
    assert.deepEqual(shown.slice(0, -1), Array(11).fill(5060));
    assert.equal(shown.at(-1), 1);
  });

  it('is lower once it was said often enough', () => {
    assert.deepEqual(shownOf([5060, 3, 4, 5], LIMITS.meterResetMs), [5060, 5060, 5060, 5]);
  });

  it('waits anew where it runs back further, or was right in between', () => {
    const eachFive = 5 * MINUTE_MS;
    assert.deepEqual(shownOf([90, 50, 51, 1, 2, 3], eachFive), [90, 90, 90, 90, 90, 3]);
    assert.deepEqual(shownOf([90, 50, 51, 90, 50, 51], eachFive), [90, 90, 90, 90, 90, 90]);
  });

  it('does not begin with a 0 that does not stay', () => {
    assert.deepEqual(shownOf([0, 5060]), [undefined, 5060]);
    assert.deepEqual(shownOf([0, 0, 0], 5 * MINUTE_MS), [undefined, undefined, 0]);
  });

  it('is said once however often it is read', () => {
    let count = counted(undefined, 5060, 0);
    for (let times = 0; times < 10; times++) count = counted(count, 0, 1);
    assert.equal(count.lower?.times, 1);
  });

  it('stands in a report for what the meter says, which is shown as refused', () => {
    const counts = new Map<string, MeterCount>();
    const report = (energyKwh: number, atMs: number) =>
      withCounts('meter', { powerKw: 1, energyKwh }, counts, () => atMs);
    assert.deepEqual(report(5060, 0).readings, { powerKw: 1, energyKwh: 5060 });
    const { readings, held } = report(0, 1);
    assert.deepEqual(readings, { powerKw: 1, energyKwh: 5060 });
    assert.deepEqual(
      held.map(({ field, value }) => [field, value]),
      [['energyKwh', '0']],
    );
    assert.deepEqual(report(5061, 2), { readings: { powerKw: 1, energyKwh: 5061 }, held: [] });
  });

  it('is left out of a report while nothing counts yet', () => {
    const first = withCounts('hcu', { mode: 'idle', lifetimeElecKwh: 0 }, new Map(), () => 0);
    assert.deepEqual(first, { readings: { mode: 'idle' }, held: [] });
  });
});

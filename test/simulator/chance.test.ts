import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chanceOf, noiseOf } from '../../src/simulator/chance.ts';

const COUNT = 10_000;
const many = (one: (index: number) => number) => Array.from({ length: COUNT }, (_, at) => one(at));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / COUNT;

describe('chance that can be asked again', () => {
  it('answers the same each time, and otherwise for another seed and another place', () => {
    assert.equal(chanceOf(1, 2, 3), chanceOf(1, 2, 3));
    const answers = [chanceOf(1, 2, 3), chanceOf(2, 2, 3), chanceOf(1, 3, 2), chanceOf(1, 2)];
    assert.equal(new Set(answers).size, 4);
  });

  it('is even from 0 to 1, also of places that lie side by side', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const chance of many((at) => chanceOf(7, at))) {
      assert.ok(chance >= 0 && chance < 1);
      tenths[Math.floor(chance * 10)] = (tenths[Math.floor(chance * 10)] ?? 0) + 1;
    }
    assert.ok(
      tenths.every((count) => Math.abs(count - COUNT / 10) < COUNT / 100),
      tenths.join(' '),
    );
  });

  it('makes noise around 0 with a standard deviation of 1', () => {
    const noise = many((at) => noiseOf(7, 1, at));
    assert.ok(Math.abs(mean(noise)) < 0.03, `${mean(noise)}`);
    const deviation = Math.sqrt(mean(noise.map((value) => value ** 2)));
    assert.ok(Math.abs(deviation - 1) < 0.03, `${deviation}`);
    const next = mean(noise.map((value, at) => value * (noise[at + 1] ?? 0)));
    assert.ok(Math.abs(next) < 0.03, `one follows from the other by ${next}`);
  });
});

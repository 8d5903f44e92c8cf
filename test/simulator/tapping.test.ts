import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/units.ts';
import { COLD_SUPPLY_C, TAP_C, TAPPING, litersDrawn } from '../../src/simulator/tapping.ts';
import { WATER_J_PER_LK } from '../../src/simulator/water.ts';

const kwh = (liters: number) => (liters * WATER_J_PER_LK * (TAP_C - COLD_SUPPLY_C)) / 3.6e6;
const near = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) < 1e-9, `${found} and not ${wanted}`);

describe('the tapping profiles of EN 16147', () => {
  // Reference energies of Regulation (EU) No 812/2013, annex VII, table 3, and how many draws it lists.
  for (const [profile, wantedKwh, draws] of [
    ['M', 5.845, 23],
    ['L', 11.655, 24],
  ] as const) {
    it(`draw as much as the standard says in a day: ${profile}`, () => {
      assert.equal(TAPPING[profile].length, draws);
      near(kwh(litersDrawn(profile, 0, DAY_MS)), wantedKwh);
    });

    it(`draw the same in however many steps a day is looked at: ${profile}`, () => {
      for (const stepMs of [30 * SECOND_MS, 7 * MINUTE_MS, 61 * MINUTE_MS]) {
        let liters = 0;
        for (let atMs = 0; atMs < DAY_MS; atMs += stepMs)
          liters += litersDrawn(profile, atMs / HOUR_MS, Math.min(stepMs, DAY_MS - atMs));
        near(kwh(liters), wantedKwh);
      }
    });
  }

  it('draw at the hours of the standard, as fast as it says', () => {
    near(kwh(litersDrawn('L', 8 + 5 / 60, 15 * MINUTE_MS)), 3.605);
    near(kwh(litersDrawn('M', 7 + 5 / 60, 15 * MINUTE_MS)), 1.4);
    near(kwh(litersDrawn('M', 20.5, 10 * MINUTE_MS)), 0.735);
    near(litersDrawn('L', 21, MINUTE_MS), 10);
    near(litersDrawn('M', 21.5, MINUTE_MS), 6);
    assert.equal(litersDrawn('L', 0, 7 * HOUR_MS), 0);
    assert.equal(litersDrawn('M', 22, 2 * HOUR_MS), 0);
  });
});

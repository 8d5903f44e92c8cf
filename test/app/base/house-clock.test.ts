import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHouseClock } from '../../../src/app/base/house-clock.ts';
import { HOUR_MS, MINUTE_MS } from '../../../src/domain/units.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START = Date.UTC(2026, 0, 15, 12);

function open() {
  const machine = createFakeClock(START);
  const clock = createHouseClock(machine);
  const told: [byMs: number, nowMs: number][] = [];
  clock.onSet((byMs) => told.push([byMs, clock.nowMs() - START]));
  return { machine, clock, told };
}

describe('the clock of the house', () => {
  it('tells of nothing while time goes on', () => {
    const { machine, clock, told } = open();
    for (let minute = 0; minute < 60; minute++) {
      machine.advance(MINUTE_MS);
      clock.nowMs();
    }
    assert.equal(clock.nowMs(), START + HOUR_MS);
    assert.deepEqual(told, []);
  });

  it('tells by how much it was set before anybody sees the new time', () => {
    const { machine, clock, told } = open();
    machine.advance(MINUTE_MS);
    machine.jumpWall(2 * HOUR_MS);
    assert.equal(clock.nowMs(), START + 2 * HOUR_MS + MINUTE_MS);
    machine.jumpWall(-3 * HOUR_MS);
    machine.advance(MINUTE_MS);
    clock.nowMs();
    clock.nowMs();
    assert.deepEqual(told, [
      [2 * HOUR_MS, 2 * HOUR_MS + MINUTE_MS],
      [-3 * HOUR_MS, -HOUR_MS + 2 * MINUTE_MS],
    ]);
  });

  it('tells of nothing where it was set and set back between two looks', () => {
    const { machine, clock, told } = open();
    machine.jumpWall(HOUR_MS);
    machine.jumpWall(-HOUR_MS);
    clock.nowMs();
    assert.deepEqual(told, []);
  });

  it('tells of many small steps together', () => {
    const { machine, clock, told } = open();
    for (let step = 0; step < 25; step++) {
      machine.jumpWall(100);
      clock.nowMs();
    }
    assert.deepEqual(
      told.map(([byMs]) => byMs),
      [1_000, 1_000],
    );
  });

  it('goes by what its machine takes for the time of the house', () => {
    const machine = createFakeClock(START);
    const clock = createHouseClock({ ...machine, houseMs: () => machine.nowMs() - HOUR_MS });
    assert.equal(clock.nowMs(), START - HOUR_MS);
  });
});

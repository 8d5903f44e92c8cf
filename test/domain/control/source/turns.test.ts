import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  TURN_DEFAULTS,
  turnNext,
  type TurnInputs,
  type TurnMemory,
} from '../../../../src/domain/control/source/turns.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const BOTH: TurnInputs = {
  tankWants: true,
  isTankUrgent: false,
  canTankWait: true,
  houseWants: true,
  lackK: 0.4,
  isTankServed: true,
};
const URGENT: TurnInputs = { ...BOTH, isTankUrgent: true, canTankWait: false };
const COLD: TurnInputs = { ...BOTH, lackK: 0.5 };
const COLD_AND_URGENT: TurnInputs = { ...URGENT, lackK: 0.5 };
const COLD_AND_STILL: TurnInputs = { ...COLD, houseWants: false };
const UNSERVED: TurnInputs = { ...BOTH, isTankServed: false };
const TANK_ALONE: TurnInputs = { ...BOTH, houseWants: false };
const HOUSE_ALONE: TurnInputs = { ...BOTH, tankWants: false };
const since = (owner: TurnMemory['owner'], minutes: number): TurnMemory => ({
  owner,
  sinceMs: NOW_MS - minutes * MINUTE_MS,
});

describe('the turn of the source', () => {
  // [what, memory, inputs, owner, how long the tank waits in minutes]
  const cases = [
    ['is the tank’s at first', undefined, BOTH, 'tank', undefined],
    ['stays the tank’s for its time', since('tank', 24.9), BOTH, 'tank', undefined],
    ['goes to rooms that wait then', since('tank', 25), BOTH, 'house', 25],
    ['is not over before it has begun', since('tank', 60), UNSERVED, 'tank', undefined],
    ['stays with a tank that is about to run out', since('tank', 59), URGENT, 'tank', undefined],
    ['leaves that tank, too, in the end', since('tank', 60), URGENT, 'house', 25],
    ['stays where no room waits', since('tank', 600), TANK_ALONE, 'tank', undefined],
    ['stays the rooms’ for their time', since('house', 10), BOTH, 'house', 15],
    ['goes back to the tank then', since('house', 25), BOTH, 'tank', undefined],
    ['stays theirs while they lack much', since('house', 25), COLD, 'house', 120],
    ['is the tank’s after two hours of that', since('house', 145), COLD, 'tank', undefined],
    ['is not theirs before a tank in need', since('house', 25), COLD_AND_URGENT, 'tank', undefined],
    ['is not theirs where none calls', since('house', 25), COLD_AND_STILL, 'tank', undefined],
    ['is not taken from a tank that has begun', since('tank', 1), COLD, 'tank', undefined],
    ['leaves content rooms at once', since('house', 1), TANK_ALONE, 'tank', undefined],
    ['is the rooms’ with a content tank', since('tank', 1), HOUSE_ALONE, 'house', undefined],
  ] as const;
  for (const [what, memory, inputs, owner, waitMinutes] of cases)
    it(what, () => {
      const turn = turnNext(TURN_DEFAULTS, memory, inputs, NOW_MS);
      assert.equal(turn.memory.owner, owner);
      const waitMs = waitMinutes === undefined ? undefined : NOW_MS + waitMinutes * MINUTE_MS;
      assert.equal(turn.houseUntilMs, waitMs);
    });

  it('counts from when the tank is served', () => {
    const { memory } = turnNext(
      TURN_DEFAULTS,
      since('tank', 60),
      UNSERVED,
      NOW_MS - 24 * MINUTE_MS,
    );
    assert.equal(turnNext(TURN_DEFAULTS, memory, BOTH, NOW_MS).memory.owner, 'tank');
    const { tankMaxMs } = TURN_DEFAULTS;
    const later = turnNext(TURN_DEFAULTS, memory, BOTH, NOW_MS - 24 * MINUTE_MS + tankMaxMs);
    assert.equal(later.memory.owner, 'house');
  });

  it('has been had by the rooms when a content tank comes back', () => {
    const { memory } = turnNext(TURN_DEFAULTS, since('house', 1), HOUSE_ALONE, NOW_MS);
    assert.equal(turnNext(TURN_DEFAULTS, memory, BOTH, NOW_MS).memory.owner, 'tank');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  roomLackK,
  SHIFT_DEFAULTS,
  shiftNext,
  type ShiftInputs,
  type ShiftMemory,
} from '../../../../src/domain/control/source/curve-shift.ts';
import { MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS, zone } from '../house.ts';

const BOUNDS = { minK: -2, maxK: 3, stepK: 1 };
const CONTENT: ShiftInputs = { lackK: 0, raiseK: 0, isBlocked: false };
const lack = (lackK: number | undefined): ShiftInputs => ({ lackK, raiseK: 0, isBlocked: false });
const shiftedBy = (byK: number, minutes: number, isTold = true): ShiftMemory => ({
  byK,
  sinceMs: NOW_MS - minutes * MINUTE_MS,
  isTold,
});
const next = (memory: ShiftMemory | undefined, inputs: ShiftInputs, bounds = BOUNDS) =>
  shiftNext(SHIFT_DEFAULTS, bounds, memory, inputs, NOW_MS);

describe('what the rooms lack', () => {
  const cases = [
    ['is that of the coldest', [zone('a', { tempC: 20 }), zone('b', { tempC: 20.5 })], 1],
    ['may be less than nothing', [zone('a', { tempC: 22 })], -1],
    ['leaves out rooms that are off', [zone('a', { mode: 'off', tempC: 15 })], undefined],
    ['leaves out rooms that are cooled', [zone('a', { mode: 'cool', tempC: 15 })], undefined],
    ['leaves out what cannot be warmed', [zone('a', { supportsHeat: false })], undefined],
    ['leaves out what nobody measures', [zone('a', { tempC: undefined })], undefined],
    ['leaves out nonsense', [zone('a', { tempC: -85 })], undefined],
  ] as const;
  for (const [what, zones, lackK] of cases) it(what, () => assert.equal(roomLackK(zones), lackK));
});

describe('the shift of a curve', () => {
  // [what, memory, inputs, shift]
  const cases = [
    ['is not told before there is a need', undefined, lack(2), undefined],
    ['goes one step at a time', shiftedBy(0, 30), lack(2), 1],
    ['waits between two steps', shiftedBy(1, 29), lack(2), 1],
    ['goes back as slowly', shiftedBy(2, 30), CONTENT, 1],
    ['stays where it is less than a step away', shiftedBy(1, 60), lack(0.4), 1],
    ['goes no colder than a house bears', shiftedBy(-2, 60), lack(-5), -2],
    ['goes no warmer than the machine may', shiftedBy(3, 60), lack(5), 3],
    ['stands by nothing where none is to be warm', shiftedBy(0, 60), lack(undefined), 0],
    [
      'has energy to spare at once',
      shiftedBy(0, 1, false),
      { lackK: 0, raiseK: 3, isBlocked: false },
      3,
    ],
    [
      'takes off for a block, within its bounds',
      shiftedBy(0, 1, false),
      { lackK: 0, raiseK: 0, isBlocked: true },
      -2,
    ],
    ['is told to end, once it was told', shiftedBy(0, 1), CONTENT, 0],
  ] as const;
  for (const [what, memory, inputs, shiftK] of cases)
    it(what, () => assert.equal(next(memory, inputs).shiftK, shiftK));

  it('has its first step ten minutes after the hub came', () => {
    const { memory } = next(undefined, lack(1));
    const after = (minutes: number) =>
      shiftNext(SHIFT_DEFAULTS, BOUNDS, memory, lack(1), NOW_MS + minutes * MINUTE_MS).shiftK;
    assert.deepEqual([after(9), after(10)], [undefined, 1]);
  });

  it('comes in the steps of the machine', () => {
    const halves = { minK: -5, maxK: 5, stepK: 0.5 };
    assert.equal(next(shiftedBy(1, 30), lack(5), halves).shiftK, 1.5);
  });
});

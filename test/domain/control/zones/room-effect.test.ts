import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  hasNoEffect,
  isLeaking,
  isStuck,
  ROOM_EFFECT_DEFAULTS,
  roomEffectNext,
  stuckRestUntilMs,
  type RoomEffectMemory,
  type RoomSeen,
} from '../../../../src/domain/control/zones/room-effect.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../src/domain/units.ts';
import { NOW_MS } from '../house.ts';

const { fanCoilMs, valveMs, forgetMs, riseK } = ROOM_EFFECT_DEFAULTS;
const ago = (ms: number) => NOW_MS - ms;
const next = (memory: RoomEffectMemory | undefined, of: Partial<RoomSeen> = {}) =>
  roomEffectNext(
    ROOM_EFFECT_DEFAULTS,
    memory,
    {
      tempC: 18,
      heatSet: 210,
      hasFans: true,
      call: 'heat',
      isServed: true,
      isCircuitHeated: true,
      localHour: 3,
      ...of,
    },
    ago(MINUTE_MS),
    NOW_MS,
  );
const heated = (forMs: number): RoomEffectMemory => ({
  heating: { fromC: 18, sinceMs: ago(forMs) },
});

describe('a room that is heated', () => {
  // [what, memory, seen, whether it has no effect]
  const cases = [
    ['is given three hours by fan coils', heated(fanCoilMs - 1), {}, false],
    ['has no effect after them', heated(fanCoilMs), {}, true],
    ['is given half a day by valves', heated(valveMs - 1), { hasFans: false }, false],
    ['has none after that', heated(valveMs), { hasFans: false }, true],
    ['has its effect once it is warmer', heated(fanCoilMs), { tempC: 18 + riseK }, false],
    ['is not heated while it waits', heated(fanCoilMs - 1), { isServed: false }, false],
    ['is heated no more', heated(fanCoilMs), { call: 'none' }, false],
    ['is nothing where nobody measures it', heated(fanCoilMs), { tempC: undefined }, false],
    ['stands while it does not call', { noEffectMs: ago(HOUR_MS) }, { call: 'none' }, true],
    ['stands at the next call', { noEffectMs: ago(HOUR_MS) }, {}, true],
    [
      'ends with the first rise',
      { ...heated(HOUR_MS), noEffectMs: ago(HOUR_MS) },
      { tempC: 18 + riseK },
      false,
    ],
    ['is forgotten', { noEffectMs: ago(forgetMs) }, { call: 'none' }, false],
  ] as const;
  for (const [what, memory, seen, expected] of cases)
    it(what, () => assert.equal(hasNoEffect(next(memory, seen)), expected));

  it('is remembered anew once an hour, and nothing is written between', () => {
    const told = { ...heated(fanCoilMs + HOUR_MS), noEffectMs: ago(HOUR_MS - 1) };
    assert.equal(next(told), told);
    assert.equal(next({ ...told, noEffectMs: ago(HOUR_MS) })?.noEffectMs, NOW_MS);
  });

  it('leaves nothing to remember where all is well', () => {
    assert.equal(next(undefined, { call: 'none', localHour: 12 }), undefined);
  });
});

describe('a thermometer that says the very same while its room is heated', () => {
  const LONG = { unmovedMs: fanCoilMs };
  it('is stuck once that has lasted as long as heat without effect, which nobody can say then', () => {
    const found = (memory: RoomEffectMemory, of: Partial<RoomSeen>) => {
      const effect = next(memory, of);
      return [isStuck(effect), hasNoEffect(effect)];
    };
    assert.deepEqual(found(heated(fanCoilMs), LONG), [true, false]);
    assert.deepEqual(found(heated(fanCoilMs), { unmovedMs: fanCoilMs / 3 }), [false, false]);
    assert.deepEqual(found(heated(fanCoilMs), { unmovedMs: fanCoilMs / 3 - 1 }), [false, true]);
    assert.deepEqual(found(heated(fanCoilMs - 1), LONG), [false, false]);
  });

  it('is so until it moves, also while the room is not heated', () => {
    const stuck = { ...heated(fanCoilMs), stuckMs: ago(HOUR_MS) };
    assert.equal(next(stuck, { ...LONG, call: 'none' })?.stuckMs, ago(HOUR_MS));
    assert.equal(next(stuck, LONG)?.stuckMs, ago(HOUR_MS));
    assert.equal(isStuck(next(stuck, { unmovedMs: 0 })), false);
  });

  it('has its room rest for the first half of each hour', () => {
    const restMs = (stuckMs: number) =>
      stuckRestUntilMs(ROOM_EFFECT_DEFAULTS, { stuckMs: ago(stuckMs) }, NOW_MS);
    assert.equal(restMs(0), NOW_MS + 30 * MINUTE_MS);
    assert.equal(restMs(29 * MINUTE_MS), NOW_MS + MINUTE_MS);
    assert.equal(restMs(30 * MINUTE_MS), undefined);
    assert.equal(restMs(60 * MINUTE_MS), NOW_MS + 30 * MINUTE_MS);
    assert.equal(stuckRestUntilMs(ROOM_EFFECT_DEFAULTS, {}, NOW_MS), undefined);
  });
});

describe('a room that is closed', () => {
  const CLOSED = { call: 'none', tempC: 22.6 } as const;
  // [what, memory, seen, whether it gets warm nonetheless]
  const cases = [
    ['leaks where it gains two kelvins by night', { closedFromC: 20.6 }, {}, true],
    ['does not at less', { closedFromC: 20.7 }, {}, false],
    ['does not near its setpoint', { closedFromC: 20 }, { heatSet: 212 }, false],
    ['does not by day, when the sun shines', { closedFromC: 20 }, { localHour: 6 }, false],
    ['does not where nobody knows the hour', { closedFromC: 20 }, { localHour: undefined }, false],
    ['does not in a circuit at rest', { closedFromC: 20 }, { isCircuitHeated: false }, false],
    ['does not while it calls', { closedFromC: 20 }, { call: 'cool' }, false],
    ['stands by day', { isLeaking: true }, { localHour: 12 }, true],
    ['ends at its setpoint', { isLeaking: true }, { localHour: 12, tempC: 21 }, false],
  ] as const;
  for (const [what, memory, seen, expected] of cases)
    it(what, () => assert.equal(isLeaking(next(memory, { ...CLOSED, ...seen })), expected));

  it('is watched from its lowest, once the circuit heats', () => {
    const resting = { ...CLOSED, isCircuitHeated: false };
    assert.equal(next(undefined, resting), undefined);
    assert.deepEqual(next(undefined, CLOSED), { closedFromC: 22.6 });
    assert.deepEqual(next({ closedFromC: 22.6 }, { ...CLOSED, tempC: 22 }), { closedFromC: 22 });
  });
});

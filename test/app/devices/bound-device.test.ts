import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  age,
  allFaults,
  forgetOld,
  isAllRestored,
  knownOf,
  newBound,
  restore,
  take,
  takeNamed,
  type Bound,
} from '../../../src/app/devices/bound-device.ts';
import type { Device } from '../../../src/app/devices/device-registry.ts';
import type { DeviceBinding } from '../../../src/domain/binding/binding.ts';
import { refusal } from '../../../src/domain/equipment/refused.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { RELAY, THERMOMETER, VALVE } from '../../support/bound-house.ts';

const boundTo = (binding: DeviceBinding): Bound => newBound(binding, {} as Device, 0);
const at = (nowMs: number, retained = false) => ({ nowMs, retained });
const FRESH_MS = LIMITS.readingFreshMs;

describe('what a bound device says', () => {
  it('is known with its time, and how long after the last word it came', () => {
    const bound = boundTo(THERMOMETER);
    take(bound, 'tempC', { value: 20 }, at(1_000));
    take(bound, 'tempC', { value: 21, ageMs: 200 }, at(5_000));
    assert.deepEqual(bound.said.get('tempC'), { value: 21, atMs: 4_800, everyMs: 3_800 });
    assert.equal(bound.heardMs, 4_800);
  });

  it('is taken back by null, and was heard then', () => {
    const bound = boundTo(THERMOMETER);
    take(bound, 'tempC', { value: 20 }, at(1_000));
    take(bound, 'tempC', { value: null }, at(2_000));
    assert.deepEqual([bound.said.has('tempC'), bound.heardMs], [false, 2_000]);
  });

  it('that is old already has not been heard now', () => {
    const bound = boundTo(THERMOMETER);
    take(bound, 'tempC', { value: 20 }, at(5_000));
    take(bound, 'rhPercent', { value: 40, ageMs: 4_000 }, at(6_000));
    assert.equal(bound.heardMs, 5_000);
  });

  it('that cannot be is a sign of life, and stands until something else is said of it', () => {
    const bound = boundTo(THERMOMETER);
    const refused = refusal('tempC', 85, 'no');
    take(bound, 'tempC', { refused }, at(1_000, true));
    assert.equal(bound.heardMs, -Infinity, 'what the broker had kept is none');
    take(bound, 'tempC', { refused }, at(2_000));
    assert.deepEqual([bound.heardMs, bound.refused.get('tempC')], [2_000, refused]);
    take(bound, 'tempC', { value: null }, at(3_000));
    assert.equal(bound.refused.size, 0);
  });

  it('grows old by itself, each reading for itself', () => {
    const bound = boundTo(THERMOMETER);
    take(bound, 'tempC', { value: 20 }, at(0));
    take(bound, 'rhPercent', { value: 40 }, at(1));
    assert.equal(forgetOld(bound, FRESH_MS - 1), false);
    assert.equal(forgetOld(bound, FRESH_MS), true);
    assert.deepEqual([...bound.said.keys()], ['rhPercent']);
  });

  it('stands where its binding says so', () => {
    const bound = boundTo({ ...RELAY, standsWhileOnline: true });
    take(bound, 'on', { value: true }, at(0));
    assert.equal(forgetOld(bound, 100 * FRESH_MS), false);
  });

  it('of a named place is let go by null', () => {
    const bound = boundTo(THERMOMETER);
    takeNamed(bound, 'hz', { value: 43, atMs: 1_000 }, 1_000);
    takeNamed(bound, 'hz', null, 500);
    assert.deepEqual([bound.places.size, bound.heardMs], [0, 1_000]);
  });
});

describe('what is known of a terminal', () => {
  const modeOf = (binding: DeviceBinding, isOn: boolean, asked?: string) => {
    const bound = boundTo(binding);
    take(bound, 'on', { value: isOn }, at(0));
    return knownOf(bound, asked).readings['mode'];
  };
  const cooling = (...modes: ('heat' | 'cool')[]): DeviceBinding => ({
    ...RELAY,
    switch: { topic: 'c', on: 1, off: 0, modes },
  });

  it('follows from its relay: heating, where nobody says that it may cool', () => {
    assert.equal(modeOf(RELAY, true), 'heat');
    assert.equal(modeOf(RELAY, true, 'cool'), 'heat');
    assert.equal(modeOf(RELAY, false, 'cool'), 'idle');
  });

  it('is cooling where that was asked of one that may, or where it can do nothing else', () => {
    assert.equal(modeOf(cooling('heat', 'cool'), true, 'cool'), 'cool');
    assert.equal(modeOf(cooling('heat', 'cool'), true, 'heat'), 'heat');
    assert.equal(modeOf(cooling('cool'), true), 'cool');
  });

  it('is what it says of its mode itself, where it does', () => {
    const mode = { field: 'mode', topic: 'm' };
    const own: DeviceBinding = { ...RELAY, readings: [...RELAY.readings, mode] };
    assert.equal(modeOf(own, true), undefined, 'and nothing before that');
  });

  it('has what it says of its command apart from its readings', () => {
    const bound = boundTo(VALVE);
    take(bound, 'tempHeatSetC', { value: 21 }, at(0));
    take(bound, 'roomTempC', { value: 19 }, at(0));
    assert.deepEqual(knownOf(bound, undefined), {
      known: { tempHeatSetC: 21, roomTempC: 19 },
      readings: { roomTempC: 19 },
    });
  });
});

describe('faults at several places', () => {
  const fault = (code: string) => ({ code, severity: 'warning', message: code }) as const;
  const codes = (bound: Bound, place: string, of: readonly string[], atMs: number) =>
    allFaults(bound, place, of.map(fault), atMs).map(({ code }) => code);

  it('are those of all that still count, and each place takes its own back', () => {
    const bound = boundTo(THERMOMETER);
    assert.deepEqual(codes(bound, 'a', ['E1'], 0), ['E1']);
    assert.deepEqual(codes(bound, 'b', ['E2', 'E3'], 1), ['E1', 'E2', 'E3']);
    assert.deepEqual(codes(bound, 'a', [], 2), ['E2', 'E3']);
    assert.deepEqual(codes(bound, 'a', ['E4'], FRESH_MS), ['E4', 'E2', 'E3']);
    assert.deepEqual(codes(bound, 'a', ['E4'], FRESH_MS + 1), ['E4'], 'those of the other are old');
  });

  it('that a place said later than this one count', () => {
    const bound = boundTo(THERMOMETER);
    codes(bound, 'a', ['E1'], 2 * FRESH_MS);
    assert.deepEqual(codes(bound, 'b', ['E2'], 0), ['E1', 'E2']);
  });
});

describe('what was said in an earlier life', () => {
  const before = new Map([['tempC', { value: 20, atMs: -1_000 }]]);

  it('is known, and as old as it is found to be', () => {
    const bound = boundTo(THERMOMETER);
    assert.equal(isAllRestored(bound), false, 'there is nothing');
    restore(bound, before);
    assert.deepEqual([isAllRestored(bound), bound.heardMs], [true, -1_000]);
    age(bound, 5_000);
    assert.deepEqual([bound.said.get('tempC')?.atMs, bound.heardMs], [-6_000, -6_000]);
  });

  it('is no older beside what was said since, which is as old as it is', () => {
    const bound = boundTo(THERMOMETER);
    restore(bound, before);
    take(bound, 'rhPercent', { value: 40 }, at(100));
    assert.equal(isAllRestored(bound), false);
    age(bound, 5_000);
    assert.deepEqual(
      [bound.said.get('tempC')?.atMs, bound.said.get('rhPercent')?.atMs, bound.heardMs],
      [-6_000, 100, 100],
    );
  });

  it('does not tell how often it is said', () => {
    const bound = boundTo(THERMOMETER);
    restore(bound, before);
    take(bound, 'tempC', { value: 21 }, at(100));
    assert.equal(bound.said.get('tempC')?.everyMs, undefined);
  });
});

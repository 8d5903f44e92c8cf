import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  filled,
  parameterFaults,
  placeholdersOf,
  valueFault,
  type ParameterValues,
} from '../../../src/app/house/profile-parameters.ts';
import type { Profile } from '../../../src/app/house/profile.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const PROFILE: Profile = {
  name: 'box',
  title: 'Box',
  source: 'https://example.org',
  parameters: {
    base: { help: 'Its first levels' },
    unit: { help: 'Of several', default: '' },
    watts: { help: 'What it takes', default: 5, min: 1, max: 10 },
  },
  places: {},
  devices: {},
};

describe('the parameters of a profile', () => {
  it('are named anywhere in its texts', () => {
    const names = placeholdersOf({ a: '{base}/x/{unit}', b: ['{watts}', 1, null], '{no}': '{1}' });
    assert.deepEqual([...names], ['base', 'unit', 'watts']);
  });

  it('become what the binding says, else what is usual', () => {
    const fill = (value: unknown, given: ParameterValues = { base: 'p' }) =>
      filled(value, PROFILE, given);
    assert.deepEqual(fill({ topic: '{base}/{unit}/x', list: ['{watts}', 'of {watts}', 7] }), {
      topic: 'p//x',
      list: [5, 'of 5', 7],
    });
    assert.equal(fill('{watts}', { watts: 8 }), 8, 'a number stays one');
    assert.equal(fill('{base}', {}), '{base}', 'what nobody says stays as it is');
    assert.equal(fill('{constructor}'), '{constructor}', 'nor what objects inherit');
    assert.equal(fill('{base}', { base: '$&{unit}' }), '$&{unit}', 'what is said is text alone');
  });

  it('are numbers within their bounds, or text that a topic may have', () => {
    const { watts, base, unit } = PROFILE.parameters;
    assert.ok(watts && base && unit);
    for (const value of [1, 10]) assert.equal(valueFault(watts, value), undefined);
    for (const value of [0, 11]) assert.equal(valueFault(watts, value), 'must be from 1 to 10');
    assert.equal(valueFault(watts, '5'), 'must be a number');
    assert.equal(valueFault({ help: '', min: 1 }, 'x'), 'must be a number');
    assert.equal(valueFault(base, 'a/b'), undefined);
    assert.equal(valueFault(base, 5), 'must be text');
    assert.equal(valueFault(base, ''), 'must not be empty');
    assert.equal(valueFault(unit, ''), undefined);
    assert.match(valueFault(base, 'a/#') ?? '', /wildcards/);
    assert.equal(valueFault(base, 'x'.repeat(LIMITS.bindingTopicBytes)), undefined);
    assert.match(valueFault(base, 'é'.repeat(LIMITS.bindingTopicBytes / 2 + 1)) ?? '', /bytes/);
    assert.ok(valueFault(base, 'a\u0000'));
  });

  it('are those that the profile has, with all that its places need', () => {
    const faults = (given: ParameterValues, ...needed: string[]) =>
      parameterFaults(PROFILE, given, new Set(needed)).map(({ path, message }) => [path, message]);
    assert.deepEqual(faults({ base: 'p' }, 'base', 'unit', 'watts'), []);
    assert.deepEqual(faults({ bass: 'p' }), [
      ['bass', 'is no parameter of profile box, which has base, unit, watts'],
    ]);
    assert.deepEqual(faults({}, 'base', 'other'), [
      ['base', 'is required by profile box: Its first levels'],
      ['other', 'is required by profile box: it names it'],
    ]);
    assert.deepEqual(faults({ base: '' }, 'base'), [['base', 'must not be empty']]);
  });
});

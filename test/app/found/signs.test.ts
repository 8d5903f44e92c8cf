import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bearsSign, createSigns } from '../../../src/app/found/signs.ts';
import { createProfileReader } from '../../../src/app/house/profile-reader.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

/** A gateway that says its flow temperature below a base and the name of the machine. */
const PROFILE = {
  version: 1,
  name: 'gateway',
  title: 'Gateway (any release): over MQTT',
  source: 'https://example.org/gateway',
  sign: { topic: '{base}/{unit}/Flow', pointer: '/value' },
  parameters: {
    base: { default: 'gw', help: 'First level' },
    unit: { default: 'main', help: 'Second level' },
  },
  devices: { hcu: { readings: [{ field: 'supplyTempC', topic: '{base}/{unit}/Flow' }] } },
};

const signsOf = (...profiles: readonly object[]) => {
  const texts = new Map(
    profiles.map((one) => [(one as { name: string }).name, JSON.stringify(one)]),
  );
  const reader = createProfileReader({
    names: () => [...texts.keys()],
    read: (name) => texts.get(name),
  });
  return createSigns([...texts.keys(), 'none of these'], reader);
};

describe('the signs of gateways', () => {
  it('are found at their topic, with what the profile calls its levels', () => {
    const signs = signsOf(PROFILE);
    const [note, ...more] = signs.matching('gw/main/Flow');
    assert.deepEqual(note, {
      profile: 'gateway',
      parameters: { base: 'gw', unit: 'main' },
      pointer: '/value',
    });
    assert.deepEqual(more, []);
    for (const topic of ['gw/main/Return', 'gw/main', 'gw//Flow', 'Flow'])
      assert.deepEqual(signs.matching(topic), [], topic);
  });

  it('may lie below as many levels as a base may have, and are listened for there', () => {
    const signs = signsOf(PROFILE);
    assert.equal(signs.filters.length, LIMITS.foundBaseLevels);
    assert.deepEqual(signs.filters.slice(0, 2), ['+/+/Flow', '+/+/+/Flow']);
    const base = Array.from({ length: LIMITS.foundBaseLevels }, (_, level) => `b${level}`);
    assert.equal(
      signs.matching(`${base.join('/')}/main/Flow`)[0]?.parameters['base'],
      base.join('/'),
    );
    assert.deepEqual(signs.matching(`more/${base.join('/')}/main/Flow`), []);
  });

  it('begin nowhere else where their first level is a word', () => {
    const signs = signsOf({ ...PROFILE, sign: { topic: 'fixed/{unit}/Flow' } });
    assert.deepEqual(signs.filters, ['fixed/+/Flow']);
    assert.deepEqual(signs.matching('more/fixed/main/Flow'), []);
    assert.equal(signs.matching('fixed/main/Flow').length, 1);
  });

  it('are of no profile without one', () => {
    assert.deepEqual(signsOf({ ...PROFILE, sign: undefined }).filters, []);
  });

  it('become a device of each kind, that says of its parameters what is not as usual', () => {
    const signs = signsOf(PROFILE);
    const [note] = signs.matching('attic/main/Flow');
    assert.ok(note !== undefined);
    const sighting = signs.sighting(note);
    assert.deepEqual(sighting?.offers, [
      { kind: 'hcu', binding: { use: 'gateway', base: 'attic' } },
    ]);
    assert.deepEqual(
      [sighting.key, sighting.name, sighting.covers],
      ['profile/gateway/attic/main', 'Gateway', ['attic']],
    );
    assert.equal(signs.sighting({ ...note, profile: 'gone' }), undefined);
  });

  it('are borne by a message that has something where they ask for it', () => {
    assert.ok(bearsSign(undefined, 'anything'));
    assert.ok(bearsSign('/value', { value: 35 }));
    assert.ok(!bearsSign('/value', { other: 35 }));
  });
});

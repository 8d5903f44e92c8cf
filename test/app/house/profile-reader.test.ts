import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProfileReader } from '../../../src/app/house/profile-reader.ts';

const BOX = {
  version: 1,
  name: 'box',
  title: 'A box',
  source: 'https://example.org/box',
  parameters: {},
  places: {},
  devices: { sensor: { readings: [{ field: 'tempC', topic: 'box/temp' }] } },
};

/** A reader of profiles by their file's name, and how often each was read. */
function reading(files: Readonly<Record<string, string>>) {
  const times = { box: 0 } as Record<string, number>;
  const read = createProfileReader({
    names: () => Object.keys(files),
    read: (name) => {
      times[name] = (times[name] ?? 0) + 1;
      return files[name];
    },
  });
  const faultOf = (name: unknown) => {
    const use = read(name);
    return 'faults' in use ? use.faults.map(({ message }) => message).join('; ') : undefined;
  };
  return { read, times, faultOf };
}

describe('a profile that a binding names', () => {
  it('is read once, whether it is good or not', () => {
    const { read, times } = reading({ box: JSON.stringify(BOX), bad: '{' });
    const use = read('box');
    assert.ok('profile' in use && use.profile.title === 'A box');
    assert.equal(read('box'), use);
    assert.equal(read('bad'), read('bad'));
    assert.deepEqual(times, { box: 1, bad: 1 });
  });

  it('is one that there is', () => {
    const { faultOf } = reading({ box: '', crate: '' });
    assert.equal(faultOf('chest'), 'there is no profile "chest", only box, crate');
    assert.equal(reading({}).faultOf('box'), 'there is no profile "box", only none at all');
  });

  it('has a name that is one: nothing else is looked for', () => {
    const { faultOf, times } = reading({});
    for (const name of ['../box', '', 5, undefined, { name: 'box' }])
      assert.equal(faultOf(name), 'must be the name of a profile');
    assert.deepEqual(times, { box: 0 });
  });

  it('has every fault told with the place in its file, and is called as its file is', () => {
    const broken = JSON.stringify({ ...BOX, title: 5, devices: { boiler: {} } });
    const { faultOf } = reading({
      cut: '{',
      broken,
      box: JSON.stringify({ ...BOX, name: 'crate' }),
    });
    assert.match(faultOf('cut') ?? '', /^profile cut: not JSON/);
    assert.match(faultOf('broken') ?? '', /profile broken, title: .*; profile broken, devices/);
    assert.equal(faultOf('box'), 'profile box, name: must be that of its file');
  });
});

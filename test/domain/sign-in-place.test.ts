import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LIMITS } from '../../src/domain/limits.ts';
import { signInFrom, type SignInPlaces } from '../../src/domain/sign-in-place.ts';
import { DAY_MS } from '../../src/domain/units.ts';

const NOWHERE: SignInPlaces = { networks: {}, programs: {} };
const FIREFOX = 'Firefox on Android';

/** Whether each of the sign-ins came from a new place, one after the other. */
function newPlaces(...signIns: (readonly [address: string, program?: string])[]): boolean[] {
  let places = NOWHERE;
  return signIns.map(([address, program]) => {
    const result = signInFrom(places, { address, program }, 0);
    ({ places } = result);
    return result.isNew;
  });
}

describe('a place to sign in from', () => {
  const cases: [what: string, signIns: Parameters<typeof newPlaces>, isNew: boolean][] = [
    ['the first of all', [['10.0.0.1', FIREFOX]], false],
    [
      'the same again',
      [
        ['10.0.0.1', FIREFOX],
        ['10.0.0.1', FIREFOX],
      ],
      false,
    ],
    [
      'a known browser elsewhere',
      [
        ['10.0.0.1', FIREFOX],
        ['10.0.0.2', FIREFOX],
      ],
      false,
    ],
    [
      'another browser at a known address',
      [
        ['10.0.0.1', FIREFOX],
        ['10.0.0.1', 'curl'],
      ],
      false,
    ],
    [
      'another browser elsewhere',
      [
        ['10.0.0.1', FIREFOX],
        ['10.0.0.2', 'curl'],
      ],
      true,
    ],
    ['no browser elsewhere', [['10.0.0.1'], ['10.0.0.2']], true],
    [
      'the neighbour in a /64',
      [
        ['2001:db8::1', FIREFOX],
        ['2001:db8::ffff', 'curl'],
      ],
      false,
    ],
    [
      'the next /64',
      [
        ['2001:db8::1', FIREFOX],
        ['2001:db8:0:1::1', 'curl'],
      ],
      true,
    ],
    [
      'one that was new before',
      [
        ['10.0.0.1', 'a'],
        ['10.0.0.2', 'b'],
        ['10.0.0.2', 'c'],
      ],
      false,
    ],
  ];
  for (const [what, signIns, isNew] of cases)
    it(`that is ${what} is ${isNew ? '' : 'not '}new`, () =>
      assert.equal(newPlaces(...signIns).at(-1), isNew));

  it('is not called __proto__', () =>
    assert.deepEqual(newPlaces(['10.0.0.1', 'a'], ['10.0.0.2', 'constructor']), [false, true]));

  it('is forgotten after LIMITS.knownPlaces others, the oldest first', () => {
    let places = NOWHERE;
    for (let day = 0; day <= LIMITS.knownPlaces; day++)
      ({ places } = signInFrom(
        places,
        { address: `10.0.0.${day}`, program: `p${day}` },
        day * DAY_MS,
      ));
    for (const known of [places.networks, places.programs])
      assert.equal(Object.keys(known).length, LIMITS.knownPlaces);
    assert.ok(!Object.hasOwn(places.networks, '10.0.0.0'));
    assert.ok(Object.hasOwn(places.programs, `p${LIMITS.knownPlaces}`));
  });

  it('is written down once a day', () => {
    const { places } = signInFrom(NOWHERE, { address: '10.0.0.1', program: 'a' }, 0);
    const again = (nowMs: number) =>
      signInFrom(places, { address: '10.0.0.1', program: 'a' }, nowMs).places;
    assert.equal(again(DAY_MS - 1), places);
    assert.equal(again(DAY_MS).networks['10.0.0.1'], DAY_MS);
  });
});

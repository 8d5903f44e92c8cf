import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHouse } from '../../../src/app/house/house-file.ts';
import type { ProfileTexts } from '../../../src/app/house/profile.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { plantWith } from '../../support/bound-house.ts';

/** A gateway as a profile has it. */
const BOX = {
  version: 1,
  name: 'box',
  title: 'A box',
  source: 'https://example.org/box',
  withoutHub: 'It goes by its own curve.',
  parameters: {
    base: { default: 'box', help: 'Its first topic' },
    node: { help: 'Its number' },
    maxSupplyC: { default: 50, min: 30, max: 60, help: 'The warmest water' },
  },
  places: {
    pump: { topic: '{base}/{node}/pump' },
    setting: { topic: '{base}/{node}/set' },
    shift: { topic: '{base}/{node}/shift' },
  },
  devices: {
    hcu: {
      readings: [
        { field: 'supplyTempC', topic: '{base}/{node}/flow', none: [-78] },
        { field: 'returnTempC', topic: '{base}/{node}/return' },
        { field: 'mode', cases: [{ if: { pump: 0 }, then: 'idle' }] },
      ],
      availability: [{ topic: '{base}/LWT' }],
      needs: { steer: { setting: { above: 0 } } },
      orders: {
        supplyTempC: {
          level: 'steer',
          number: { topic: '{base}/set/{node}', min: 25, max: '{maxSupplyC}', step: 1 },
          echo: { place: 'setting' },
        },
      },
    },
    heatpump: { readings: [{ field: 'compressorHz', topic: '{base}/{node}/hz' }] },
  },
};

const textsOf = (...profiles: readonly { name: string }[]): ProfileTexts => ({
  names: () => profiles.map(({ name }) => name),
  read: (name) => {
    const profile = profiles.find((one) => one.name === name);
    return profile && JSON.stringify(profile);
  },
});

const USE = { kind: 'hcu', id: 'hcu_main', use: 'box', node: '7' };

const parse = (bindings: readonly object[], profiles = textsOf(BOX)) =>
  parseHouse(JSON.stringify(plantWith(...(bindings as []))), 'aris', profiles);
const faultsOf = (bindings: readonly object[], profiles?: ProfileTexts) => {
  const result = parse(bindings, profiles);
  return 'faults' in result ? result.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};
function bindingsOf(...bindings: readonly object[]) {
  const result = parse(bindings);
  assert.ok('house' in result, JSON.stringify(result));
  return result.house.bindings ?? [];
}

describe('a binding that uses a profile', () => {
  it('becomes one that says everything, with the parameters in place', () => {
    assert.deepEqual(bindingsOf({ ...USE, base: 'cellar', maxSupplyC: 45, level: 'steer' }), [
      {
        kind: 'hcu',
        id: 'hcu_main',
        level: 'steer',
        withoutHub: 'It goes by its own curve.',
        readings: [
          { field: 'supplyTempC', topic: 'cellar/7/flow', none: [-78] },
          { field: 'returnTempC', topic: 'cellar/7/return' },
          { field: 'mode', cases: [{ if: { pump: 0 }, then: 'idle' }] },
        ],
        // What the device does not name it does not listen to.
        places: { pump: { topic: 'cellar/7/pump' }, setting: { topic: 'cellar/7/set' } },
        availability: [{ topic: 'cellar/LWT' }],
        needs: { steer: { setting: { above: 0 } } },
        orders: {
          supplyTempC: {
            level: 'steer',
            number: { topic: 'cellar/set/7', min: 25, max: 45, step: 1 },
            echo: { place: 'setting' },
          },
        },
      },
    ]);
  });

  it('takes the defaults, and of a device that is told nothing no word on that', () => {
    assert.deepEqual(bindingsOf({ kind: 'heatpump', id: 'hp_1', use: 'box', node: '7' }), [
      { kind: 'heatpump', id: 'hp_1', readings: [{ field: 'compressorHz', topic: 'box/7/hz' }] },
    ]);
  });

  it('lets what stands beside it go before what the profile says of the same', () => {
    const [binding] = bindingsOf({
      ...USE,
      readings: [
        { field: 'returnTempC', topic: 'shelf/a' },
        { field: 'returnTempC', topic: 'shelf/b' },
      ],
      places: { pump: { topic: 'shelf/pump' }, own: { topic: 'shelf/own' } },
      availability: [{ topic: 'shelf/LWT' }],
      staleAfterMinutes: 5,
    });
    assert.ok(binding);
    assert.deepEqual(
      binding.readings.map((one) => ('topic' in one ? one.topic : one.field)),
      ['box/7/flow', 'mode', 'shelf/a', 'shelf/b'],
    );
    assert.deepEqual(binding.places, {
      pump: { topic: 'shelf/pump' },
      setting: { topic: 'box/7/set' },
      own: { topic: 'shelf/own' },
    });
    assert.deepEqual(binding.availability, [{ topic: 'shelf/LWT' }]);
    assert.equal(binding.staleAfterMinutes, 5);
    assert.ok(binding.orders !== undefined);
  });

  it('stands beside bindings that use none', () => {
    const own = { kind: 'meter', id: 'grid', readings: [{ field: 'powerKw', topic: 'm' }] };
    assert.deepEqual(bindingsOf(own, USE)[0], own);
  });

  const cases: readonly (readonly [string, readonly object[], readonly string[]])[] = [
    [
      'an unknown profile',
      [{ ...USE, use: 'crate' }],
      ['bindings[0].use: there is no profile "crate", only box'],
    ],
    [
      'a name that would lead out of the folder',
      [{ ...USE, use: '../box' }],
      ['bindings[0].use: must be the name of a profile'],
    ],
    ['no name', [{ ...USE, use: 7 }], ['bindings[0].use: must be the name of a profile']],
    [
      'a kind that the profile does not have',
      [{ ...USE, kind: 'dhw' }],
      ['bindings[0].kind: profile box has no dhw, only hcu, heatpump'],
    ],
    [
      'a kind that is none',
      [{ ...USE, kind: 'constructor' }],
      ['bindings[0].kind: profile box has no constructor, only hcu, heatpump'],
    ],
    [
      'parameters that are unknown, wrong or missing, all of them',
      [{ kind: 'hcu', id: 'hcu_main', use: 'box', bse: 'x', maxSupplyC: 90 }],
      [
        'bindings[0].bse: is no parameter of profile box, which has base, node, maxSupplyC',
        'bindings[0].maxSupplyC: must be from 30 to 60',
        'bindings[0].node: is required by profile box: Its number',
      ],
    ],
    [
      'a number as text',
      [{ ...USE, maxSupplyC: '45' }],
      ['bindings[0].maxSupplyC: must be a number'],
    ],
    [
      'wildcards',
      [{ ...USE, base: 'a/#' }],
      ['bindings[0].base: must not have the wildcards + and #'],
    ],
    [
      'a text that is required and empty',
      [{ ...USE, node: '' }],
      ['bindings[0].node: must not be empty'],
    ],
    [
      'a level for which there are no orders',
      [{ ...USE, level: 'nudge' }],
      ['bindings[0].level: must be watch, or another for which there are orders: nudge has none'],
    ],
    [
      'two profiles for one machine',
      [USE, { ...USE, node: '8' }],
      ['bindings[1].use: hcu "hcu_main" has a profile already, at bindings[0]'],
    ],
    [
      'a fault of the binding itself',
      [{ ...USE, staleAfterMinutes: 0 }],
      ['bindings[0].staleAfterMinutes: must be at least 1, not 0'],
    ],
    [
      'a fault of what stands beside the profile',
      [
        {
          ...USE,
          readings: [
            { field: 'returnTempC', topic: 'a' },
            { field: 'flow', topic: 'b' },
          ],
        },
      ],
      [
        'bindings[0].readings[1].field: must be one of sourceType, mode, state, supplyTempC, returnTempC, flowRateLpm, thermalPowerKw, electricalPowerKw, lifetimeThermalKwh, lifetimeElecKwh, copInstant, outdoorTempC, systemPressureBar, backupHeaterActive, activeFaults',
      ],
    ],
    [
      "what is the hub's own",
      [{ ...USE, base: 'aris', readings: [{ field: 'supplyTempC', topic: 'a' }] }],
      [
        "bindings[0].use: profile box, devices.hcu.readings[1].topic: lies below aris/, which is the hub's own",
        "bindings[0].use: profile box, places.pump.topic: lies below aris/, which is the hub's own",
        "bindings[0].use: profile box, places.setting.topic: lies below aris/, which is the hub's own",
        "bindings[0].use: profile box, devices.hcu.availability[0].topic: lies below aris/, which is the hub's own",
        "bindings[0].use: profile box, devices.hcu.orders.supplyTempC.number.topic: lies below aris/, which is the hub's own",
      ],
    ],
  ];
  for (const [what, bindings, faults] of cases)
    it(`is refused with ${what}`, () => assert.deepEqual(faultsOf(bindings), faults));

  it('is refused with a profile that cannot be read, and the file says where', () => {
    assert.deepEqual(faultsOf([USE], { names: () => ['box'], read: () => '{"version":1,' }), [
      'bindings[0].use: profile box: not JSON: it ends too early',
    ]);
  });

  it('is refused with a profile whose devices cannot be, by the place in the profile', () => {
    const wrong = structuredClone(BOX);
    Object.assign(wrong.devices.hcu.readings[1] ?? {}, { scale: 0 });
    assert.deepEqual(faultsOf([USE], textsOf(wrong)), [
      'bindings[0].use: profile box, devices.hcu.readings[1].scale: must not be 0',
    ]);
  });

  it('leaves the other faults of the house to be told with its own', () => {
    const house = { ...plantWith(), timeZone: 'Mars', bindings: [{ ...USE, use: 'crate' }] };
    const result = parseHouse(JSON.stringify(house), 'aris', textsOf(BOX));
    assert.ok('faults' in result);
    assert.deepEqual(
      result.faults.map(({ path }) => path),
      ['timeZone', 'bindings[0].use'],
    );
  });

  it('is refused where all of them together grow too large', () => {
    const large = structuredClone(BOX);
    large.withoutHub = 'x'.repeat(LIMITS.profileSentenceChars);
    const many = Array.from({ length: LIMITS.bindings }, (_, i) => ({
      ...USE,
      id: `hcu_${i}`,
      base: 'b'.repeat(LIMITS.bindingTopicBytes - 20),
    }));
    const faults = faultsOf(many, textsOf(large));
    assert.deepEqual(
      faults
        .filter((fault) => !fault.includes('.id:'))
        .map((fault) => fault.replace(/\d{5,}/, 'n')),
      [`bindings: come to n bytes with their profiles, over ${LIMITS.houseBytes}`],
    );
  });

  it('is refused where the house has no profiles at all', () =>
    assert.deepEqual(faultsOf([USE], textsOf()), [
      'bindings[0].use: there is no profile "box", only none at all',
    ]));
});

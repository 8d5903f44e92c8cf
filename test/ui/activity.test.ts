import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ZoneView } from '../../src/domain/zone-view.ts';
import { activitiesOf, houseSentence } from '../../src/ui/activity.ts';
import type { ShownHouse } from '../../src/ui/live.ts';
import { headline } from '../../src/ui/pages/plant/headline.ts';
import { picture } from '../../src/ui/pages/plant/picture.ts';
import { plant } from '../../src/ui/strings/plant.ts';
import { zone } from './support/heating-house.ts';

const ZONE: ZoneView = {
  ...zone('z'),
  mode: 'heat',
  tempHeatSetC: 21,
  supportsCool: false,
  reason: { code: 'satisfied', text: 'The room needs neither heat nor cold now.' },
};
const houseOf = (zones: readonly ZoneView[], more: Partial<ShownHouse> = {}): ShownHouse => ({
  zones,
  fcus: [],
  heatpumps: [],
  meters: [],
  faults: [],
  ...more,
});
const COIL = { fcuId: 'f', zoneId: 'z', supplyTempC: 30, mode: 'heat' };
const STILL = { fcus: [COIL], hcu: { hcuId: 'h', flowRateLpm: 0 } };
const after = (change: Partial<ZoneView>, more: Partial<ShownHouse> = {}) =>
  activitiesOf(houseOf([{ ...ZONE, ...change }], more)).get('z');

describe('what happens in a room', () => {
  it('is told by what control does and wants', () => {
    assert.equal(after({}), 'comfortable');
    assert.equal(after({ effectiveMode: 'heat', mode: 'off' }), 'heating');
    assert.equal(after({ activeCall: 'cool' }), 'wantsCool');
    assert.equal(after({ mode: 'off' }), 'off');
    assert.equal(after({ reason: { code: 'minimum_off', text: '' } }), 'resting');
    const { tempC, ...blind } = ZONE;
    assert.equal(tempC, 20);
    assert.equal(activitiesOf(houseOf([blind])).get('z'), 'blind');
  });

  it('is no heating by water that stands', () => {
    assert.equal(after({ effectiveMode: 'heat' }, STILL), 'wantsHeat');
    assert.equal(after({ effectiveMode: 'cool' }, STILL), 'wantsCool');
    assert.equal(
      houseSentence(houseOf([{ ...ZONE, effectiveMode: 'heat' }], STILL)),
      'One room waits.',
    );
  });

  it('is no ease while a fan blows', () => {
    const blown = (fcu: object) => after({}, { fcus: [{ ...COIL, ...fcu }] });
    assert.equal(blown({ fanPercent: 40 }), 'blowing');
    // Of water that goes round by itself it takes what it can use.
    const warm = { hcuId: 'h', mode: 'heat', state: 'running' };
    const inIt = (...fcus: object[]) =>
      after({ activeCall: 'none' }, { hcu: warm, fcus: fcus.map((fcu) => ({ ...COIL, ...fcu })) });
    assert.equal(inIt({ fanPercent: 40 }), 'heating');
    assert.equal(inIt({ fanPercent: 40 }, { fanPercent: 40, mode: 'fan' }), 'heating');
    assert.equal(inIt({ fanPercent: 40, mode: 'cool' }), 'blowing');
    assert.equal(blown({ fanPercent: 0 }), 'comfortable');
    assert.equal(blown({ fanPercent: 40, online: false }), 'comfortable');
    assert.equal(
      after({ effectiveMode: 'heat' }, { fcus: [{ ...COIL, fanPercent: 40 }] }),
      'heating',
    );
  });

  it('comes to a sentence on the house, and on its hot water', () => {
    const heated = { ...ZONE, effectiveMode: 'heat' } as const;
    assert.equal(houseSentence(houseOf([ZONE, zone('y', ZONE)])), 'Every room is as it should be.');
    assert.equal(
      houseSentence(houseOf([{ ...ZONE, zoneId: 'y' }, heated])),
      'One room is being heated.',
    );
    const hcu = { hcuId: 'h', mode: 'dhw_charge', state: 'running' };
    assert.equal(houseSentence(houseOf([ZONE], { hcu })), 'Hot water is being made.');
  });
});

const HOUSES: fc.Arbitrary<ShownHouse> = fc
  .record({
    hcu: fc.option(
      fc.record({
        hcuId: fc.constant('h'),
        mode: fc.constantFrom('heat', 'cool', 'dhw_charge', 'idle'),
        state: fc.constantFrom('running', 'standby', 'defrost', 'fault'),
        flowRateLpm: fc.constantFrom(0, 20),
        online: fc.boolean(),
      }),
      { nil: undefined },
    ),
    rooms: fc.array(
      fc.record({
        effectiveMode: fc.constantFrom('heat', 'cool', 'idle', 'off'),
        activeCall: fc.constantFrom('heat', 'cool', 'none'),
        mode: fc.constantFrom('heat', 'cool', 'idle'),
        fanPercent: fc.constantFrom(0, 40),
        online: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ hcu, rooms }) =>
    houseOf(
      rooms.map(({ effectiveMode, activeCall }, index) =>
        zone(`z${index}`, { effectiveMode, activeCall }),
      ),
      {
        fcus: rooms.map(({ mode, fanPercent, online }, index) => ({
          fcuId: `f${index}`,
          zoneId: `z${index}`,
          supplyTempC: 30,
          mode,
          fanPercent,
          online,
        })),
        ...(hcu && { hcu }),
      },
    ),
  );

describe('Home and the drawing of the plant', () => {
  const { headline: words } = plant;

  it('say the same of each room, and of all of them', () => {
    fc.assert(
      fc.property(HOUSES, (house) => {
        const told = [...activitiesOf(house).values()];
        const { rooms, unit, circuit } = picture(house, 'C');
        const sentence = headline(house);
        const isTold = (activity: string) => told.some((one) => one === activity);
        for (const [index, { flow }] of rooms.entries()) {
          if (told[index] === 'heating') assert.equal(flow, 'heat');
          else if (told[index] === 'cooling') assert.equal(flow, 'cool');
          else if (told[index] !== 'blowing') assert.equal(flow, 'none');
          if (flow !== 'none') assert.notEqual(circuit, 'none');
        }
        if (sentence === words.heat) assert.ok(isTold('heating') && unit?.flow === 'heat');
        if (sentence === words.heatLeft) assert.ok(isTold('heating') && unit?.flow === 'none');
        if (sentence === words.heatUnused) assert.ok(!isTold('heating'));
        if (sentence === words.rests)
          assert.ok(unit?.flow === 'none' && !isTold('heating') && !isTold('cooling'));
        assert.equal(sentence === words.hotWater, houseSentence(house).includes(words.hotWater));
      }),
    );
  });

  it('move nothing where the unit measures that nothing flows', () => {
    fc.assert(
      fc.property(HOUSES, (house) => {
        const hcu = { hcuId: 'h', mode: 'heat', state: 'running', flowRateLpm: 0 };
        const fcus = house.fcus.map((fcu) => ({ ...fcu, online: true, fanPercent: 0 }));
        const { rooms, unit, circuit } = picture({ ...house, hcu, fcus }, 'C');
        assert.deepEqual([unit?.flow, circuit], ['none', 'none']);
        assert.ok(rooms.every(({ flow }) => flow === 'none'));
      }),
    );
  });
});

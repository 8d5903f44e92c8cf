import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EnergyView } from '../../../../src/app/energy/energy-view.ts';
import {
  barsOf,
  changeOf,
  scaleTop,
  sumsOf,
  wholeChangeOf,
  type Energies,
} from '../../../../src/ui/pages/energy/sums.ts';

const heated = (electricalKwh: number, cop = 4): EnergyView => ({
  electricalKwh,
  thermalKwh: electricalKwh * cop,
  cop,
  uses: { heating: { electricalKwh, thermalKwh: electricalKwh * cop, cop } },
});
const DAY: EnergyView = {
  electricalKwh: 10,
  thermalKwh: 30,
  cop: 3,
  uses: {
    heating: { electricalKwh: 6, thermalKwh: 24, cop: 4 },
    defrost: { electricalKwh: 1, thermalKwh: 2 },
    hotWater: { electricalKwh: 2, thermalKwh: 8, cop: 4 },
    standby: { electricalKwh: 1, thermalKwh: 0 },
  },
};
const by = (entries: Readonly<Record<string, EnergyView>>): Energies =>
  new Map(Object.entries(entries));
const NOTHING = { slots: [], energies: by({}) };

describe('bars', () => {
  it('are stacked by use: thawing takes power, and heat back', () => {
    const [bar] = barsOf(['d1'], by({ d1: DAY }), NOTHING, 'electrical');
    assert.deepEqual(bar, {
      slot: 'd1',
      kwh: 10,
      parts: { heating: 7, cooling: 0, hotWater: 2, other: 1 },
      cop: 3,
      beforeKwh: undefined,
    });
    const [heat] = barsOf(['d1'], by({ d1: DAY }), NOTHING, 'thermal');
    assert.deepEqual(heat?.parts, { heating: 22, cooling: 0, hotWater: 8, other: 0 });
  });

  it('stand before the same place of the stretch before, and are none where nothing was counted', () => {
    const before = { slots: ['c1', 'c2'], energies: by({ c2: heated(3) }) };
    const bars = barsOf(['d1', 'd2', 'd3'], by({ d1: heated(2) }), before, 'electrical');
    assert.deepEqual(
      bars.map(({ kwh, beforeKwh }) => [kwh, beforeKwh]),
      [
        [2, undefined],
        [undefined, 3],
        [undefined, undefined],
      ],
    );
  });

  it('have a round scale that is no lower than the highest', () => {
    assert.deepEqual(
      [0, 0.3, 1, 7, 12, 180, 501].map((most) => scaleTop([most])),
      [1, 0.3, 1, 8, 15, 200, 600],
    );
  });
});

describe('sums', () => {
  it('are of all parts, by use, with how well the plant did by the power it took', () => {
    const { electricalKwh, thermalKwh, cop, uses } = sumsOf(
      by({ d1: heated(1, 2), d2: heated(3, 4) }),
    );
    assert.deepEqual([electricalKwh, thermalKwh, cop], [4, 14, 3.5]);
    assert.deepEqual(uses, [{ use: 'heating', electricalKwh: 4, thermalKwh: 14, cop: 3.5 }]);
    // What a defrost takes makes heating dearer, and not the less efficient: it is no output.
    const [heating] = sumsOf(by({ d1: DAY })).uses;
    assert.deepEqual(heating, { use: 'heating', electricalKwh: 7, thermalKwh: 22, cop: 4 });
  });

  it('say nothing of what nobody measures', () => {
    const { electricalKwh, thermalKwh, cop } = sumsOf(by({ d1: { thermalKwh: 5, uses: {} } }));
    assert.deepEqual([electricalKwh, thermalKwh, cop], [undefined, 5, undefined]);
    assert.deepEqual(sumsOf(by({})).uses, []);
  });
});

describe('a change', () => {
  const slots = ['d1', 'd2', 'd3'];
  const before = {
    slots: ['c1', 'c2'],
    energies: by({ c1: heated(2), c2: heated(8) }),
  };
  it('is of the whole where it is over, however long the other was', () => {
    const now = by({ d1: heated(2), d2: heated(4), d3: heated(6) });
    const change = changeOf(slots, now, before, 'electrical', 'd4');
    assert.deepEqual([change?.share.toFixed(2), change?.isPartly], ['0.20', false]);
  });
  it('is of the same parts where it is not over, without the one under way', () => {
    const now = by({ d1: heated(3), d2: heated(0.1) });
    assert.deepEqual(changeOf(slots, now, before, 'electrical', 'd2'), {
      share: 0.5,
      isPartly: true,
    });
  });
  it('is none on the first day, and none where a part of the other was not counted', () => {
    const now = by({ d1: heated(3), d2: heated(3), d3: heated(3) });
    assert.equal(changeOf(slots, now, before, 'electrical', 'd1'), undefined);
    const gap = { ...before, energies: by({ c2: heated(8) }) };
    assert.equal(changeOf(slots, now, gap, 'electrical', 'd4'), undefined);
    assert.equal(changeOf(slots, now, gap, 'electrical', 'd2'), undefined);
  });
  it('may be of whole months, where the other was counted from its first day', () => {
    const names = { now: 'm14', other: 'm2', beforeOther: 'm1' };
    const of = (months: Energies) => wholeChangeOf(names, months, 'electrical');
    const both = { m2: heated(20), m14: heated(30) };
    assert.deepEqual(of(by({ m1: heated(1), ...both })), { share: 0.5, isPartly: false });
    assert.equal(of(by(both)), undefined);
    assert.equal(of(by({ m1: heated(1), m14: heated(30) })), undefined);
    assert.equal(of(by({ m1: heated(1), ...both, m2: heated(0.9) })), undefined);
  });
});

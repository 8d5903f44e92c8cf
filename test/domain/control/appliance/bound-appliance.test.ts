import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applianceOf } from '../../../../src/domain/control/appliance/bound-appliance.ts';
import type { DeviceBinding } from '../../../../src/domain/binding/binding.ts';
import type { MappedValue } from '../../../../src/domain/binding/place.ts';
import { OWN_TOPICS } from '../../../../src/domain/control/appliance/appliance.ts';

const MACHINE: DeviceBinding = {
  kind: 'hcu',
  id: 'hcu_main',
  readings: [],
  level: 'steer',
  needs: {
    steer: { heatingMode: 1, sensor: ['0', 'water'] },
    nudge: { outdoor: { below: 20 } },
  },
  orders: {
    supplyTempC: {
      level: 'steer',
      number: { topic: 'cmd/z1', min: 25, max: 55, step: 0.5 },
      echo: { place: 'z1' },
    },
    curveShiftK: {
      level: 'nudge',
      number: { topic: 'cmd/z1', min: -5, max: 5, step: 1 },
      echo: { place: 'z1' },
    },
    surplusLevel: { level: 'nudge', values: { '2': [], '3': [] } },
  },
};

const at = (said: Readonly<Record<string, MappedValue>>, binding = MACHINE, isReleased = false) => {
  const { orders, surplusLevels, ...rest } = applianceOf(binding, (name) => said[name], isReleased);
  return {
    ...rest,
    orders: [...orders],
    ...(surplusLevels && { surplusLevels: [...surplusLevels] }),
  };
};
const WELL = { heatingMode: '1', sensor: 'water', outdoor: 5 };

describe('a machine of another make', () => {
  it('is what its owner chose while what that needs stands', () => {
    assert.deepEqual(at(WELL), {
      level: 'steer',
      chosen: 'steer',
      orders: ['supplyTempC', 'surplusLevel'],
      surplusLevels: ['2', '3'],
      supply: { minC: 25, maxC: 55, stepK: 0.5 },
    });
  });

  it('is lowered to the next level by a need that fails, or that nobody knows, and says which', () => {
    assert.deepEqual(at({ ...WELL, heatingMode: 0 }), {
      level: 'nudge',
      chosen: 'steer',
      orders: ['curveShiftK', 'surplusLevel'],
      surplusLevels: ['2', '3'],
      shift: { minK: -5, maxK: 5, stepK: 1 },
      unmet: [{ level: 'steer', place: 'heatingMode', wanted: 1, said: 0 }],
    });
    const { level, unmet } = at({ heatingMode: 1, outdoor: 5 });
    assert.deepEqual(
      [level, unmet],
      ['nudge', [{ level: 'steer', place: 'sensor', wanted: ['0', 'water'], said: undefined }]],
    );
    const cold = at({ ...WELL, heatingMode: 0, outdoor: 21.5 });
    assert.deepEqual([cold.level, cold.orders, cold.unmet?.length], ['watch', [], 2]);
  });

  it('passes over a level that its binding does not offer', () => {
    const { supplyTempC } = MACHINE.orders ?? {};
    const binding = { ...MACHINE, orders: { ...(supplyTempC && { supplyTempC }) } };
    assert.equal(at(WELL, binding).level, 'steer');
    assert.equal(at({ ...WELL, heatingMode: 0 }, binding).level, 'watch');
    assert.equal(at(WELL, { ...binding, level: 'nudge' }).level, 'watch');
  });

  it('says what keeps it from the levels that were not chosen', () => {
    const chosen = (level: 'watch' | 'nudge' | 'steer') =>
      applianceOf({ ...MACHINE, level }, (name) => ({ ...WELL, heatingMode: 0 })[name]);
    const missing = [{ level: 'steer', place: 'heatingMode', wanted: 1, said: 0 }];
    assert.deepEqual(chosen('nudge').unmetElsewhere, missing);
    assert.deepEqual(chosen('watch').unmetElsewhere, missing);
    assert.equal(chosen('steer').unmetElsewhere, undefined, 'that is why it is lower');
  });

  it('is only watched where nobody has raised it, or somebody has let go of it', () => {
    assert.deepEqual(at(WELL, { ...MACHINE, level: undefined }), {
      level: 'watch',
      chosen: 'watch',
      orders: [],
    });
    assert.deepEqual(at(WELL, MACHINE, true), {
      level: 'watch',
      chosen: 'steer',
      orders: [],
      isReleased: true,
    });
  });

  it('that speaks the hub’s own topics does all that it is told', () => {
    assert.equal(
      applianceOf(undefined, () => undefined),
      OWN_TOPICS,
    );
  });
});

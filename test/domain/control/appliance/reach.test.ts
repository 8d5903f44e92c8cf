import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceBinding } from '../../../../src/domain/binding/binding.ts';
import type { Level } from '../../../../src/domain/binding/level.ts';
import type { OrderName } from '../../../../src/domain/binding/order.ts';
import { OWN_TOPICS, type Appliance } from '../../../../src/domain/control/appliance/appliance.ts';
import {
  canDisinfect,
  canMake,
  chargesTank,
  couldDisinfect,
  foreign,
  leftReason,
  onlyDirection,
  seenWork,
  steers,
  steersBuffer,
  steersSource,
} from '../../../../src/domain/control/appliance/reach.ts';
import type { HcuSnapshot } from '../../../../src/domain/control/appliance/machine.ts';

const at = (level: Level, orders: readonly OrderName[], modes?: readonly string[]): Appliance => ({
  level,
  chosen: level,
  orders: new Set(orders),
  modes: modes && new Set(modes),
});
const hcu = (appliance?: Appliance, mode?: HcuSnapshot['mode']) =>
  ({ appliance, mode }) as HcuSnapshot;

describe('how far control may go', () => {
  it('with the source: all the way with one of its own, else where it is steered by mode or water', () => {
    assert.equal(steersSource(hcu()), true);
    const cases: readonly (readonly [Level, OrderName[], boolean])[] = [
      ['steer', ['mode'], true],
      ['steer', ['supplyTempC'], true],
      ['steer', ['curveShiftK'], false],
      ['nudge', ['mode', 'supplyTempC'], false],
    ];
    for (const [level, orders, isSteered] of cases)
      assert.equal(steersSource(hcu(at(level, orders))), isSteered, `${level} ${orders.join()}`);
  });

  it('with a tank: where it is its own, or steered', () => {
    const steered = [undefined, at('steer', []), at('nudge', ['heat']), at('watch', [])].map(
      (appliance) => steers({ appliance }),
    );
    assert.deepEqual(steered, [true, true, false, false]);
  });

  it('with a buffer: where it is its own, or steered and told a mode', () => {
    const steered = [undefined, at('steer', ['mode']), at('steer', []), at('nudge', ['mode'])].map(
      (appliance) => steersBuffer({ appliance }),
    );
    assert.deepEqual(steered, [true, true, false, false]);
  });

  it('with the heating of the tank: where both are steered and the source can be told to', () => {
    const charges = (source: HcuSnapshot | undefined, tank: object | undefined) =>
      chargesTank({ hcu: source, dhw: tank });
    const told = at('steer', ['mode'], ['heat', 'dhw_charge']);
    assert.equal(charges(hcu(), {}), true);
    assert.equal(charges(hcu(told), {}), true);
    assert.equal(charges(undefined, {}), false);
    assert.equal(charges(hcu(), undefined), false);
    assert.equal(charges(hcu(at('steer', ['mode'], ['heat'])), {}), false);
    assert.equal(charges(hcu({ ...told, level: 'nudge' }), {}), false);
    assert.equal(charges(hcu(), { appliance: at('nudge', ['heat']) }), false);
  });

  it('with a disinfection: where it can be told to, or steered to a target', () => {
    const can = [
      undefined,
      at('nudge', ['sanitize']),
      at('steer', ['targetTempC']),
      at('nudge', ['targetTempC']),
      at('steer', ['heat']),
    ].map((appliance) => canDisinfect({ appliance }));
    assert.deepEqual(can, [true, true, true, false, false]);
  });

  it('with a disinfection as far as a binding goes, whatever its needs say now', () => {
    const target = { topic: 't', min: 40, max: 65, step: 1 };
    const binding: DeviceBinding = {
      kind: 'dhw',
      id: 'dhw_main',
      readings: [],
      level: 'steer',
      needs: { steer: { mode: 'auto' } },
      orders: { targetTempC: { level: 'steer', number: target } },
    };
    assert.equal(couldDisinfect(undefined), true);
    assert.equal(couldDisinfect(binding), true);
    assert.equal(couldDisinfect({ ...binding, level: 'nudge' }), false);
    assert.equal(couldDisinfect({ ...binding, level: undefined }), false);
    assert.equal(couldDisinfect({ ...binding, orders: undefined }), false);
  });
});

describe('the way that a source can be made to work', () => {
  it('is each that it can be told, and what it is set to where it is told none', () => {
    const makes = (one: HcuSnapshot) => [canMake(one, 'heat'), canMake(one, 'cool')];
    assert.deepEqual(makes(hcu()), [true, true]);
    assert.deepEqual(makes(hcu(at('steer', ['mode'], ['heat', 'idle']))), [true, false]);
    assert.deepEqual(makes(hcu(at('steer', ['supplyTempC']), 'cool')), [false, true]);
    assert.deepEqual(makes(hcu(at('steer', ['supplyTempC']), 'idle')), [true, false]);
    assert.deepEqual(makes(hcu(at('steer', ['supplyTempC']))), [true, false]);
  });

  it('is one where there is no other', () => {
    assert.equal(onlyDirection(hcu()), undefined);
    assert.equal(onlyDirection(hcu(at('steer', ['mode'], ['idle']))), undefined);
    assert.equal(onlyDirection(hcu(at('steer', ['mode'], ['heat']))), 'heat');
    assert.equal(onlyDirection(hcu(at('steer', ['mode'], ['cool']))), 'cool');
  });

  it('shows in its mode', () => {
    const modes = ['heat', 'cool', 'dhw_charge', 'idle', undefined] as const;
    const works = modes.map((mode) => seenWork(hcu(undefined, mode)));
    assert.deepEqual(works, ['heat', 'cool', 'hot_water', 'none', undefined]);
  });
});

describe('a machine of another make', () => {
  it('is shown as one, and what speaks the hub’s own topics is not', () => {
    const appliance = at('watch', []);
    assert.deepEqual(foreign(appliance), { appliance });
    assert.deepEqual([foreign(undefined), foreign(OWN_TOPICS)], [{}, {}]);
  });

  it('is left to itself for the first reason of these: released, lowered, watched, its own judge', () => {
    const unmet = [{ level: 'steer', place: 'mode', wanted: 'auto', said: undefined }] as const;
    const steered = at('steer', ['mode']);
    const codes = [
      { ...steered, unmet, isReleased: true },
      { ...steered, unmet },
      at('watch', ['mode']),
      at('steer', []),
      steered,
    ].map((appliance) => leftReason(appliance).code);
    assert.deepEqual(codes, [
      'appliance_released',
      'level_lowered',
      'appliance_watched',
      'appliance_watched',
      'appliance_decides',
    ]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeviceRef } from '../../src/domain/house.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import { carryOut, leaveAlone, parseCommand } from '../../src/simulator/commands.ts';
import { newPlant } from '../../src/simulator/plant.ts';
import { createWeather } from '../../src/simulator/weather.ts';
import { refusedAs } from '../support/refused.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { LAYOUT, PLACEMENT, WINTER_MS } from './lived-plant.ts';

const PLANT = newPlant(LAYOUT, createWeather(createSeededRandom(1), 0).at(WINTER_MS));
const FCU_2 = PLACEMENT.emitterOfFcu.get('fcu_2') ?? -1;

const parse = (kind: DeviceRef['kind'], message: unknown) =>
  parseCommand(kind, JSON.stringify(message));
/** The house after an order to a device. */
const told = (kind: DeviceRef['kind'], id: string, message: object, plant = PLANT) =>
  carryOut(PLACEMENT, plant, id, parse(kind, { commandId: 'c', ...message }));

describe('a command to a simulated device', () => {
  const cases: readonly (readonly [string, DeviceRef['kind'], unknown, string?])[] = [
    ['no object', 'fcu', []],
    ['no commandId', 'fcu', { mode: 'off' }, 'commandId'],
    ['an empty one', 'fcu', { commandId: '', mode: 'off' }, 'commandId'],
    [
      'one too long',
      'fcu',
      { commandId: 'c'.repeat(LIMITS.idChars + 1), mode: 'off' },
      'commandId',
    ],
    ['an unknown mode', 'fcu', { commandId: 'c', mode: 'dry' }, 'mode'],
    [
      'a setpoint too high',
      'fcu',
      { commandId: 'c', mode: 'heat', tempHeatSetC: 30.1 },
      'tempHeatSetC',
    ],
    [
      'a setpoint too low',
      'fcu',
      { commandId: 'c', mode: 'cool', tempCoolSetC: 9.9 },
      'tempCoolSetC',
    ],
    ['a fan over 100 %', 'fcu', { commandId: 'c', mode: 'heat', fanPercent: 101 }, 'fanPercent'],
    ['text for a number', 'fcu', { commandId: 'c', mode: 'heat', fanPercent: '70' }, 'fanPercent'],
    ['ice for water', 'hcu', { commandId: 'c', mode: 'heat', supplyTempC: 4.9 }, 'supplyTempC'],
    ['another kind’s mode', 'tes', { commandId: 'c', mode: 'dhw_charge' }, 'mode'],
    ['no word of heat', 'dhw', { commandId: 'c' }, 'heat'],
    ['text for a flag', 'dhw', { commandId: 'c', heat: true, recirc: 'yes' }, 'recirc'],
    ['a scalding target', 'dhw', { commandId: 'c', heat: true, targetTempC: 65.1 }, 'targetTempC'],
    ['a device that takes none', 'heatpump', { commandId: 'c', mode: 'heat' }],
  ];
  for (const [what, kind, message, field] of cases)
    it(`is refused: ${what}`, () =>
      assert.throws(
        () => parse(kind, message),
        refusedAs('invalid', field === undefined ? undefined : { field }),
      ));

  it('may be as high, low and long as it just may', () => {
    const commandId = 'c'.repeat(LIMITS.idChars);
    const fcu = { commandId, mode: 'heat', fanPercent: 100, tempHeatSetC: 30, tempCoolSetC: 10 };
    assert.deepEqual(parse('fcu', fcu), { kind: 'fcu', command: fcu });
    const hcu = { commandId, mode: 'heat', supplyTempC: 70, backupHeater: true };
    assert.deepEqual(parse('hcu', hcu), { kind: 'hcu', command: hcu });
  });

  it('to a fan coil is for that one, and leaves the setpoints that it does not name', () => {
    const plant = told('fcu', 'fcu_2', { mode: 'heat', fanPercent: 40, tempHeatSetC: 25 });
    const emitter = plant.emitters[FCU_2];
    const before = PLANT.emitters[FCU_2];
    assert.deepEqual(emitter?.settings, {
      mode: 'heat',
      fanPercent: 40,
      tempHeatSetC: 25,
      tempCoolSetC: before?.settings.tempCoolSetC,
    });
    assert.ok(plant.emitters.every((one, at) => at === FCU_2 || one === PLANT.emitters[at]));
    // Without a fan speed it judges for itself again.
    const again = told('fcu', 'fcu_2', { mode: 'heat' }, plant);
    assert.equal(again.emitters[FCU_2]?.settings.fanPercent, undefined);
    assert.equal(again.emitters[FCU_2]?.settings.tempHeatSetC, 25);
  });

  it('to one that the house has not changes nothing', () =>
    assert.deepEqual(told('fcu', 'stranger', { mode: 'off' }).emitters, PLANT.emitters));

  it('to the tank leaves what it does not name, but the heater, which is asked each time', () => {
    const first = told('dhw', 'dhw_main', {
      heat: true,
      targetTempC: 60,
      recirc: false,
      sanitize: true,
      backupHeater: true,
    });
    const { tank } = told('dhw', 'dhw_main', { heat: false }, first);
    assert.equal(tank.isSanitizing, true);
    assert.deepEqual(tank.settings, {
      heat: false,
      targetTempC: 60,
      recirc: false,
      backupHeater: undefined,
    });
  });

  it('to hydronic unit and buffer is what they are told', () => {
    assert.deepEqual(told('hcu', 'hcu_main', { mode: 'cool', supplyTempC: 12 }).hcu.settings, {
      mode: 'cool',
      supplyTempC: 12,
      backupHeater: undefined,
    });
    const heated = { mode: 'heat', backupHeater: true };
    assert.equal(told('hcu', 'hcu_main', heated).hcu.settings?.backupHeater, true);
    assert.equal(told('tes', 'tes_main', { mode: 'idle' }).buffer.commanded, 'idle');
  });
});

describe('a house without its hub', () => {
  it('judges for itself, towards what it was last told to aim for', () => {
    const ordered = [
      ['fcu', 'fcu_2', { mode: 'heat', fanPercent: 40, tempHeatSetC: 25 }],
      ['hcu', 'hcu_main', { mode: 'cool' }],
      ['dhw', 'dhw_main', { heat: true, targetTempC: 60, backupHeater: true }],
      ['tes', 'tes_main', { mode: 'heat' }],
    ] as const;
    const plant = leaveAlone(
      ordered.reduce((before, [kind, id, message]) => told(kind, id, message, before), PLANT),
    );
    const emitter = plant.emitters[FCU_2]?.settings;
    assert.deepEqual(
      [emitter?.mode, emitter?.tempHeatSetC, emitter?.fanPercent],
      ['heat', 25, undefined],
    );
    assert.equal(plant.hcu.settings, undefined);
    const { heat, targetTempC, backupHeater } = plant.tank.settings;
    assert.deepEqual([heat, targetTempC, backupHeater], [undefined, 60, undefined]);
    assert.equal(plant.buffer.commanded, undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confirms } from '../../../src/app/messages/command.ts';

const COMMAND = { commandId: 'c1', mode: 'heat', tempHeatSetC: 21 } as const;

describe('telemetry confirms a command', () => {
  // [what, message, whether]
  const cases = [
    ['by its id', { commandId: 'c1', commandedMode: 'cool' }, true],
    ['not by another id', { commandId: 'c0' }, false],
    ['not where it says nothing of it', { mode: 'heat' }, undefined],
    ['by mode and setpoints', { commandedMode: 'heat', tempHeatSetC: 21 }, true],
    ['not by another mode', { commandedMode: 'cool', tempHeatSetC: 21 }, false],
    ['not by another setpoint', { commandedMode: 'heat', tempHeatSetC: 20 }, false],
    [
      'not by one that was not asked',
      { commandedMode: 'heat', tempHeatSetC: 21, tempCoolSetC: 25 },
      false,
    ],
    ['perhaps where a setpoint is missing', { commandedMode: 'heat' }, undefined],
    ['perhaps where it is null', { commandedMode: null }, undefined],
  ] as const;
  for (const [what, message, answer] of cases)
    it(what, () => {
      assert.equal(confirms(COMMAND, message), answer);
    });

  it('not by a mode where none was asked', () => {
    assert.equal(confirms({ commandId: 'c1', heat: true }, { commandedMode: 'heat' }), undefined);
  });
});

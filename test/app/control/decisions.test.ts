import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDecisions } from '../../../src/app/control/decisions.ts';
import { reason } from '../../../src/domain/control/base/reasons.ts';
import type { ControlDecision, ZoneDecision } from '../../../src/domain/control/cycle/decision.ts';

type Units = ZoneDecision['fcu']['mode'];

function decisionOf(activeCall: ZoneDecision['activeCall'], units: Units): ControlDecision {
  return {
    zones: [
      {
        zoneId: 'living',
        asked: 'auto',
        activeCall,
        effectiveMode: 'idle',
        reason: reason('changeover'),
        fcu: { mode: units, fanPercent: 0 },
      },
    ],
    surplus: { asked: 2, effective: 2, reason: reason('changeover') },
  };
}

describe('what a zone demands', () => {
  const cases = [
    ['heat', 'off', 'heat'],
    ['cool', 'off', 'cool'],
    ['none', 'heat', 'heat'],
    ['none', 'cool', 'cool'],
    ['none', 'off', undefined],
  ] as const;
  for (const [call, units, demand] of cases)
    it(`is ${String(demand)} where it calls for ${call} and its units are on ${units}`, () => {
      const decisions = createDecisions();
      decisions.take(decisionOf(call, units));
      assert.equal(decisions.demandOf('living'), demand);
    });

  it('is not known before control has looked at it', () => {
    assert.equal(createDecisions().demandOf('living'), undefined);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { troublesOf } from '../../../../src/ui/pages/home/troubles.ts';

describe('trouble', () => {
  it('is told the gravest first, by the names of the house', () => {
    const fault = { code: 'E1', source: 'fcu', objectId: 'f1', sinceTs: '2026-01-15T11:00:00Z' };
    const troubles = troublesOf({
      fcus: [{ fcuId: 'f1', friendlyName: 'Sofa' }],
      heatpumps: [],
      meters: [],
      dhw: { dhwId: 'd', online: false },
      faults: [
        { ...fault, severity: 'warning', message: 'The filter is full.' },
        { ...fault, code: 'E2', source: 'hcu', severity: 'critical', message: 'No flow.' },
        { ...fault, code: 'E3', source: 'system', severity: 'critical', message: 'No room.' },
      ],
    });
    assert.deepEqual(
      troubles.map(({ what, text }) => `${what} ${text}`),
      [
        'The hydronic unit: No flow.',
        'The hub: No room.',
        'Sofa: The filter is full.',
        'The hot water tank does not answer. ',
      ],
    );
  });

  it('of a device that is silent is told once, by why it is', () => {
    const fault = { objectId: 'd', severity: 'warning', sinceTs: '2026-01-15T11:00:00Z' } as const;
    const house = { fcus: [], heatpumps: [], meters: [], dhw: { dhwId: 'd', online: false } };
    const told = (code: string) =>
      troublesOf({ ...house, faults: [{ ...fault, source: 'dhw', code, message: 'Why.' }] }).map(
        ({ what }) => what,
      );
    assert.deepEqual(told('gateway_offline'), ['The hot water tank:']);
    assert.deepEqual(told('frost'), ['The hot water tank:', 'The hot water tank does not answer.']);
  });
});

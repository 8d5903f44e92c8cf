import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { troublesOf } from '../../src/ui/troubles.ts';

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
        'The hot water tank does not report. ',
      ],
    );
  });

  it('is told once where several devices have the same, with how many they are', () => {
    const fcus = Array.from({ length: 48 }, (_, n) => ({
      fcuId: `f${n}`,
      friendlyName: `Coil ${n}`,
      online: n < 2 || n >= 40,
      lastSeenTs: `2026-01-15T10:${59 - n}:00Z`,
    }));
    const faultOf = (n: number, message: string) => ({
      code: 'never_heard',
      source: 'fcu',
      objectId: `f${n}`,
      severity: 'warning' as const,
      sinceTs: `2026-01-15T11:0${9 - n}:00Z`,
      message,
    });
    const troubles = troublesOf({
      fcus,
      heatpumps: [],
      meters: [],
      dhw: { dhwId: 'd', online: false },
      faults: [
        faultOf(0, 'Nothing was heard (a/b)'),
        faultOf(1, 'Nothing was heard (a/c)'),
        faultOf(2, 'Something else'),
      ],
    });
    assert.deepEqual(
      troubles.map(({ what, text, count, sinceTs }) => [what, text, count, sinceTs]),
      [
        ['Coil 0 and Coil 1:', 'Nothing was heard', 2, '2026-01-15T11:08:00Z'],
        ['Coil 2:', 'Something else', 1, '2026-01-15T11:07:00Z'],
        ['Hot water tank, Coil 3 and 36 more do not report.', '', 38, '2026-01-15T10:20:00Z'],
      ],
    );
    assert.equal(new Set(troubles.map(({ key }) => key)).size, troubles.length);
  });

  it('of a device that is silent is told once, by why it is', () => {
    const fault = { objectId: 'd', severity: 'warning', sinceTs: '2026-01-15T11:00:00Z' } as const;
    const house = { fcus: [], heatpumps: [], meters: [], dhw: { dhwId: 'd', online: false } };
    const told = (code: string) =>
      troublesOf({ ...house, faults: [{ ...fault, source: 'dhw', code, message: 'Why.' }] }).map(
        ({ what }) => what,
      );
    assert.deepEqual(told('gateway_offline'), ['The hot water tank:']);
    assert.deepEqual(told('frost'), ['The hot water tank:', 'The hot water tank does not report.']);
  });
});

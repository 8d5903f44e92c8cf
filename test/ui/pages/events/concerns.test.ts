import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ShownHouse } from '../../../../src/ui/live.ts';
import { concernsOf } from '../../../../src/ui/pages/events/concerns.ts';

const NOW_MS = Date.parse('2026-01-15T12:00:00Z');

const HOUSE: ShownHouse = {
  zones: [
    {
      zoneId: 'living',
      friendlyName: 'Living Room',
      mode: 'auto',
      activeCall: 'none',
      supportsHeat: true,
      supportsCool: true,
    },
  ],
  fcus: [{ fcuId: 'f1', friendlyName: 'South' }],
  heatpumps: [],
  meters: [],
  hcu: { hcuId: 'hcu_main' },
  dhw: { dhwId: 'dhw_main' },
  faults: [],
};

describe('what needs attention', () => {
  it('has the gravest first, with since when', () => {
    const concerns = concernsOf(
      {
        ...HOUSE,
        hcu: { hcuId: 'hcu_main', online: false, lastSeenTs: '2026-01-15T09:00:00Z' },
        dhw: {
          dhwId: 'dhw_main',
          hygiene: { overdue: true, running: false, nextDue: '2026-01-13T12:00:00Z' },
        },
        faults: [
          {
            source: 'fcu',
            objectId: 'f1',
            code: 'E1',
            severity: 'info',
            message: 'Filter is old',
            sinceTs: '2026-01-15T08:00:00Z',
          },
        ],
      },
      NOW_MS,
    );
    assert.deepEqual(
      concerns.map(({ severity, text, since, more }) => [severity, text, since ?? more]),
      [
        [
          'critical',
          'The disinfection of the hot water is overdue',
          'it should have been done 2 days ago',
        ],
        ['warning', 'Hydronic unit does not report', '2026-01-15T09:00:00Z'],
        ['info', 'South: Filter is old', '2026-01-15T08:00:00Z'],
      ],
    );
  });

  it('tells of many silent devices together, and of none where all is well', () => {
    const fcus = [1, 2, 3, 4].map((n) => ({
      fcuId: `f${n}`,
      friendlyName: `F${n}`,
      online: false,
    }));
    const [only, ...others] = concernsOf({ ...HOUSE, fcus }, NOW_MS);
    assert.deepEqual(others, []);
    assert.equal(only?.text, '4 devices do not report');
    assert.equal(only.more, 'F1, F2, F3, F4');
    assert.deepEqual(concernsOf(HOUSE, NOW_MS), []);
  });
});

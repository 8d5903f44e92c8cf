import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonsOf } from '../../../../src/ui/pages/plant/reasons.ts';
import { HEATING, zone } from '../../support/heating-house.ts';

describe('reasons on the plant', () => {
  it('group the rooms that have the same reason', () => {
    const reason = { code: 'satisfied', text: 'The room needs neither heat nor cold now.' };
    const house = {
      ...HEATING,
      zones: [
        zone('A', { reason }),
        zone('B', { reason: { code: 'off', text: 'Switched off.' } }),
        zone('C', { reason }),
      ],
      hcu: { hcuId: 'h', reason: { code: 'no_demand', text: 'Nobody asks for heat or cold.' } },
    };
    assert.deepEqual(
      reasonsOf(house).map(({ name, text }) => [name, text]),
      [
        ['Hydronic unit', 'Nobody asks for heat or cold.'],
        ['A and C', 'The room needs neither heat nor cold now.'],
        ['B', 'Switched off.'],
      ],
    );
  });

  it('have a power limit and quiet hours, with their ends', () => {
    const until = '2026-01-15T12:00:00Z';
    const reason = { code: 'power_limit', text: 'It has to wait.' };
    const system = {
      ...HEATING.system,
      powerLimit: { askedKw: 4.2, until, source: 'mqtt', effective: 'stopped', reason },
      quietUntil: until,
    };
    const shown = reasonsOf({ ...HEATING, system } as typeof HEATING).filter(
      ({ key }) => key === 'power_limit' || key === 'quiet',
    );
    assert.deepEqual(
      shown.map(({ text, until: end }) => [text, end]),
      [
        ['At most 4.2\u00a0kW. It has to wait.', until],
        ['Fans blow softly, and hot water waits unless it runs out.', until],
      ],
    );
  });
});

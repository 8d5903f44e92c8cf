import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScheduleEntry } from '../../../../src/domain/schedule.ts';
import { checkSchedule, fittingEntries } from '../../../../src/domain/schedule-check.ts';
import { fitting } from '../../../../src/ui/pages/zone/fitting.ts';

describe('a schedule in a room', () => {
  it('is of one kept for any room what this room can have, as the hub would', () => {
    const all: readonly ScheduleEntry[] = [
      { days: ['mon'], at: '06:00', tempHeatSetC: 21, tempCoolSetC: 25, mode: 'auto' },
      { days: ['mon'], at: '12:00', tempHeatSetC: 20, mode: 'heat' },
      { days: ['mon'], at: '14:00', tempCoolSetC: 26 },
      { days: ['mon'], at: '22:00', mode: 'off' },
    ];
    for (const supportsHeat of [true, false])
      for (const supportsCool of [true, false]) {
        if (!supportsHeat && !supportsCool) continue;
        const room = { supportsHeat, supportsCool };
        assert.deepEqual(
          fitting(all, room).map((entry) => ({ ...entry })),
          fittingEntries(all, room),
        );
        assert.deepEqual(checkSchedule(fitting(all, room), room), []);
      }
    assert.equal(fitting(all, { supportsHeat: true, supportsCool: false }).length, 3);
  });
});

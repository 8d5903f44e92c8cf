import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCurrentHouse } from '../../../src/app/house/current-house.ts';
import { createDhwSchedule, type DhwEntry } from '../../../src/app/house/dhw-schedule.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { WEEKDAYS } from '../../../src/domain/local-time.ts';
import { HOUR_MS } from '../../../src/domain/units.ts';
import { doer } from '../../support/doers.ts';
import { SMALL_HOUSE } from '../../support/house.ts';
import { createKept } from '../../support/kept.ts';

/** A house an hour ahead of UTC. */
function begin(kept = createKept(), home = SMALL_HOUSE) {
  const house = createCurrentHouse(home);
  const schedule = createDhwSchedule({ ...kept, house, offsetOf: () => HOUR_MS });
  return { kept, house, schedule };
}
const MORNING: DhwEntry = { days: [...WEEKDAYS], at: '06:00', level: 'comfort' };
const NIGHT: DhwEntry = { days: [...WEEKDAYS], at: '22:30', level: 'reduced' };
const BY = doer('tok_a');

describe('the schedule of the hot water', () => {
  it('is comfort all the time until somebody sets one', () => {
    const { schedule } = begin();
    assert.equal(schedule.level(), 'comfort');
    assert.deepEqual(schedule.get(), { dhwId: SMALL_HOUSE.dhw?.dhwId, entries: [] });
  });

  it('holds by the clock of the house, says what is next, and is kept', async () => {
    const { kept, schedule } = begin();
    kept.clock.jumpWall(Date.parse('2026-01-15T20:00:00Z') - kept.clock.nowMs());
    const view = await schedule.put([MORNING, NIGHT], BY);
    assert.deepEqual(view.next, { at: '2026-01-15T21:30:00Z', level: 'reduced' });
    const levels = [0, 90, 8.9 * 60, 9 * 60].map((minutes) => {
      kept.clock.jumpWall(
        Date.parse('2026-01-15T20:00:00Z') + minutes * 60_000 - kept.clock.nowMs(),
      );
      return begin(kept.again()).schedule.level();
    });
    assert.deepEqual(levels, ['comfort', 'reduced', 'reduced', 'comfort']);
  });

  it('is an event, and told of', async () => {
    const { kept, schedule } = begin();
    let told = 0;
    schedule.onChange(() => {
      told++;
    });
    await schedule.put([MORNING], BY);
    const [{ type, source, objectId, by, data } = {}] = kept.told;
    assert.deepEqual(
      [told, type, source, objectId, by?.id, data],
      [1, 'schedule_changed', 'dhw', undefined, 'tok_a', { name: 'Hot water', entries: 1 }],
    );
  });

  const wrong: [string, DhwEntry[], RegExp][] = [
    ['no time', [{ ...MORNING, at: '24:00' }], /^HubError: entries\[0\]\.at must be a time/],
    ['no day', [{ ...MORNING, days: [] }], /entries\[0\]\.days must name at least one day/],
    ['the same time twice', [MORNING, { ...NIGHT, at: '06:00' }], /is already in entries\[0\]/],
    [
      'too many',
      Array.from({ length: LIMITS.scheduleEntries + 1 }, () => MORNING),
      /entries must be at most 100, not 101/,
    ],
  ];
  for (const [what, entries, message] of wrong)
    it(`with ${what} is refused, and changes nothing`, async () => {
      const { kept, schedule } = begin();
      await assert.rejects(schedule.put(entries, BY), message);
      assert.deepEqual([schedule.get().entries, kept.told], [[], []]);
    });

  it('is not there where the house has no tank', async () => {
    const { schedule } = begin(createKept(), { ...SMALL_HOUSE, dhw: undefined });
    assert.throws(() => schedule.get(), { code: 'not_found' });
    await assert.rejects(schedule.put([], BY), { code: 'not_found' });
    assert.equal(schedule.level(), 'comfort');
  });

  it('is replaced only where it is as it was looked at', async () => {
    const { schedule } = begin();
    await schedule.put([MORNING], BY);
    const asked: unknown[] = [];
    await schedule.put([], BY, (members) => void asked.push(members));
    assert.deepEqual(asked, [{ entries: [MORNING] }]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createScheduler } from '../../../src/app/base/scheduler.ts';
import { createSetpointShifts, SETPOINT_SHIFTS } from '../../../src/app/house/setpoint-shifts.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { HOUR_MS, isoTime } from '../../../src/domain/units.ts';
import { doer } from '../../support/doers.ts';
import { createKept } from '../../support/kept.ts';
import { refusedAs } from '../../support/refused.ts';
import { settled } from '../../support/settled.ts';

function rig(kept = createKept()) {
  const shifts = createSetpointShifts({
    ...kept,
    scheduler: createScheduler(kept),
    allChangedMs: (nowMs) => nowMs + 5 * HOUR_MS,
  });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= LIMITS.agendaMaxMs) {
      kept.clock.advance(Math.min(left, LIMITS.agendaMaxMs));
      await settled();
    }
  };
  const stored = () => kept.store.get(SETPOINT_SHIFTS, 'house');
  return { kept, shifts, pass, stored };
}
const TWO_HOURS = { shiftK: 2, durationMinutes: 120 };

describe('the shift of all setpoints', () => {
  it('is none until somebody asks for one, and is kept with who did', async () => {
    const { kept, shifts } = rig();
    assert.deepEqual([shifts.get(), shifts.view()], [undefined, undefined]);
    const until = isoTime(kept.clock.nowMs() + 2 * HOUR_MS);
    const applied = await shifts.command(TWO_HOURS, doer('tok_a'));
    assert.deepEqual(applied, { shiftK: 2, until, source: 'tok_a' });
    assert.deepEqual(rig(kept.again()).shifts.view(), applied);
    const [{ type, objectId, by, data } = {}] = kept.told;
    assert.deepEqual(
      [kept.told.length, type, objectId, by?.id, data],
      [1, 'setpoint_shift_changed', 'system', 'tok_a', { shiftK: 2, until }],
    );
  });

  it('lasts until the schedules have changed', async () => {
    const { kept, shifts } = rig();
    const applied = await shifts.command({ shiftK: -1, until: 'next_schedule' }, doer('tok_a'));
    const until = isoTime(kept.clock.nowMs() + 5 * HOUR_MS);
    assert.deepEqual(applied, { shiftK: -1, until, endsWithSchedule: true, source: 'tok_a' });
  });

  it('ends by itself, as an event of the hub, and is gone from the disk then', async () => {
    const { kept, shifts, pass, stored } = rig();
    await shifts.command(TWO_HOURS, doer('tok_a'));
    let told = 0;
    shifts.onChange(() => {
      told++;
    });
    await pass(2 * HOUR_MS - 1);
    assert.equal(shifts.get()?.shiftK, 2);
    await pass(1);
    assert.deepEqual([shifts.get(), stored(), told], [undefined, undefined, 1]);
    const { by, data } = kept.told.at(-1) ?? {};
    assert.deepEqual([by?.id, Object.keys(data ?? {})], ['hub', ['before']]);
  });

  it('is ended by a word, which waits for who listens; where there is none that is no news', async () => {
    const { kept, shifts, stored } = rig();
    await shifts.command({ cancelShift: true }, doer('tok_b'));
    assert.deepEqual(kept.told, []);
    await shifts.command(TWO_HOURS, doer('tok_a'));
    let isDone = false;
    shifts.onChange((awaits) => awaits(settled().then(() => void (isDone = true))));
    const applied = await shifts.command({ cancelShift: true }, doer('tok_b'));
    assert.deepEqual([applied, isDone, stored()], [{ cancelShift: true }, true, undefined]);
    assert.equal(kept.told.length, 2);
  });

  it('lasts as long where the clock is set, on the disk too', async () => {
    const { kept, shifts, stored } = rig();
    await shifts.command(TWO_HOURS, doer('tok_a'));
    const untilMs = stored()?.untilMs ?? 0;
    kept.clock.set(3 * HOUR_MS);
    await settled();
    assert.equal(shifts.get()?.untilMs, untilMs + 3 * HOUR_MS);
    assert.equal(stored()?.untilMs, untilMs + 3 * HOUR_MS);
  });

  it('is refused as a whole, and changes nothing', async () => {
    const { kept, shifts, stored } = rig();
    await assert.rejects(
      shifts.command({ shiftK: 9, durationMinutes: 1 }, doer('tok_a')),
      refusedAs('invalid', { field: 'shiftK' }),
    );
    assert.deepEqual([stored(), kept.told], [undefined, []]);
  });
});

/** When hot water is kept at its target, and when at what is set for an absence: a weekly schedule, shown and set as a whole. */
import * as v from 'valibot';
import type { Doer } from '../../domain/doer.ts';
import { HubError, invalid } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { WEEKDAYS, type OffsetOf } from '../../domain/local-time.ts';
import { createSchedule, nextChange, settingsAt, type EntryTime } from '../../domain/schedule.ts';
import { checkEntries } from '../../domain/schedule-check.ts';
import { SCHEDULED_DHW_LEVELS, type ScheduledDhwLevel } from '../../domain/system-mode.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import { createMutex } from '../base/mutex.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type Precondition } from '../base/precondition.ts';
import { recordValue } from '../base/schema.ts';
import type { CurrentHouse } from './current-house.ts';

export interface DhwEntry extends EntryTime {
  /** `comfort`: its target; `reduced`: what is set for an absence. */
  readonly level: ScheduledDhwLevel;
}

const ENTRIES = v.pipe(
  v.array(
    v.strictObject({
      days: v.pipe(v.array(v.picklist(WEEKDAYS)), v.maxLength(WEEKDAYS.length)),
      at: v.string(),
      level: v.picklist(SCHEDULED_DHW_LEVELS),
    }),
  ),
  v.maxLength(LIMITS.scheduleEntries),
);
/** The body of `PUT /api/dhw/schedule`. */
export const DHW_SCHEDULE = v.strictObject({ entries: ENTRIES });
/** By the id of the tank. */
export const DHW_SCHEDULES: Table<readonly DhwEntry[]> = {
  name: 'dhw_schedules',
  version: 1,
  parse: (value) => recordValue(ENTRIES, value),
};

export interface DhwScheduleView {
  readonly dhwId: string;
  readonly entries: readonly DhwEntry[];
  /** What is next, and when. */
  readonly next?: { readonly at: string; readonly level: ScheduledDhwLevel };
}

export interface DhwSchedule {
  /** What it has the hot water kept for now: without entries its comfort. */
  level(): ScheduledDhwLevel;
  /** @throws HubError `not_found` where the house has no tank */
  get(): DhwScheduleView;
  /**
   * Replaces the schedule; without entries there is none.
   * @param precondition of its entries
   * @throws HubError `not_found`, `invalid` naming the field, `storage_full`
   */
  put(
    entries: readonly DhwEntry[],
    doer: Doer,
    precondition?: Precondition,
  ): Promise<DhwScheduleView>;
  onChange(listener: Listener<void>): Cancel;
}

export function createDhwSchedule(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
  offsetOf: OffsetOf;
  clock: Clock;
}): DhwSchedule {
  const { house, store, journal, offsetOf, clock } = deps;
  const mutex = createMutex();
  const listeners = createListeners();
  /** Of the one tank that the house may have. */
  const own = house.derive(({ dhw }) => {
    const id = dhw?.dhwId;
    const stored = id === undefined ? undefined : store.get(DHW_SCHEDULES, id);
    return { id, schedule: createSchedule<DhwEntry>(stored ?? []) };
  });

  function tank() {
    const { id, schedule } = own();
    if (id === undefined) throw new HubError('not_found', 'DHW tank not found');
    return { id, schedule };
  }

  function view(): DhwScheduleView {
    const { id, schedule } = tank();
    const next = nextChange(schedule, clock.nowMs(), offsetOf);
    return {
      dhwId: id,
      entries: schedule.entries,
      ...(next && { next: { at: isoTime(next.atMs), level: next.entry.level } }),
    };
  }

  return {
    level: () => settingsAt(own().schedule, clock.nowMs(), offsetOf)?.entry.level ?? 'comfort',
    get: view,
    put: async (entries, doer, precondition = UNCONDITIONALLY) =>
      mutex(async () => {
        const { id, schedule } = tank();
        const [fault] = checkEntries(entries);
        if (fault !== undefined) throw invalid(fault.path, `${fault.path} ${fault.message}`);
        precondition({ entries: schedule.entries });
        const data = { name: 'Hot water', entries: entries.length };
        await journal.commit(
          [{ put: DHW_SCHEDULES, key: id, value: entries }],
          [{ type: 'schedule_changed', severity: 'info', source: 'dhw', ...doer, data }],
        );
        // The house may have been read anew meanwhile.
        const current = own();
        if (current.id === id) current.schedule = createSchedule(entries);
        listeners.tell();
        return view();
      }),
    onChange: listeners.add,
  };
}

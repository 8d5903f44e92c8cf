/** The whole house warmer or cooler for a while: kept over a restart, and over by itself. */
import * as v from 'valibot';
import { BY_HUB, type Doer } from '../../domain/doer.ts';
import { messageOf } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  begunShift,
  commandShift,
  movedShift,
  shiftAt,
  type SetpointShift,
  type SetpointShiftCommand,
} from '../../domain/setpoint-shift.ts';
import { isoTime, MINUTE_MS } from '../../domain/units.ts';
import { createListeners, tellAndWait, type Awaits, type Listener } from '../base/listeners.ts';
import type { Cancel, HouseClock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { Scheduler } from '../base/scheduler.ts';
import { recordValue } from '../base/schema.ts';
import { createTimedValue } from '../base/timed-value.ts';

const SHIFT = v.strictObject({
  shiftK: v.number(),
  sinceMs: v.number(),
  untilMs: v.number(),
  isDuration: v.optional(v.literal(true)),
  endsWithSchedule: v.optional(v.literal(true)),
  source: v.string(),
});
/** Its one key is `house`; without a record there is none. */
export const SETPOINT_SHIFTS: Table<SetpointShift> = {
  name: 'setpoint_shift',
  version: 1,
  parse: (value) => recordValue(SHIFT, value),
};
const KEY = 'house';

/** In the body of `POST /api/system/command`, with `until`. */
export const SHIFT_COMMAND = v.strictObject({
  shiftK: v.optional(
    v.pipe(
      v.number(),
      v.description('All setpoints warmer (or cooler, below 0) by it, for a time'),
    ),
  ),
  durationMinutes: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(LIMITS.holdMs / MINUTE_MS),
      v.description('So long the shift holds'),
    ),
  ),
  cancelShift: v.optional(v.pipe(v.literal(true), v.description('Ends it; stands alone'))),
});

/** As it is shown. */
export interface SetpointShiftView {
  readonly shiftK: number;
  /** ISO 8601. */
  readonly until: string;
  /** In each zone it ends with the next change of that zone's schedule already. */
  readonly endsWithSchedule?: true;
  /** Who asked for it: the id of a token or a person. */
  readonly source: string;
}

export type AppliedShift = SetpointShiftView | { readonly cancelShift: true };

export interface SetpointShifts {
  /** What holds now. */
  get(): SetpointShift | undefined;
  view(): SetpointShiftView | undefined;
  /**
   * It is on the disk when the promise resolves, and the zones have heard.
   * @throws HubError `invalid`, `storage_full`
   */
  command(command: SetpointShiftCommand, doer: Doer): Promise<AppliedShift>;
  /** @param listener may hand over work: a command waits for it */
  onChange(listener: Listener<Awaits>): Cancel;
}

const viewOf = ({
  shiftK,
  untilMs,
  endsWithSchedule,
  source,
}: SetpointShift): SetpointShiftView => ({
  shiftK,
  until: isoTime(untilMs),
  ...(endsWithSchedule && { endsWithSchedule }),
  source,
});

const changeOf = (shift: SetpointShift | undefined) =>
  shift === undefined
    ? ({ remove: SETPOINT_SHIFTS, key: KEY } as const)
    : ({ put: SETPOINT_SHIFTS, key: KEY, value: shift } as const);

const told = ({ shiftK, untilMs }: SetpointShift) => ({ shiftK, until: isoTime(untilMs) });

function eventOf(
  before: SetpointShift | undefined,
  after: SetpointShift | undefined,
  doer: Doer,
): NewEvent {
  const data = { ...(after && told(after)), ...(before && { before: told(before) }) };
  return { type: 'setpoint_shift_changed', severity: 'info', objectId: 'system', ...doer, data };
}

export function createSetpointShifts(deps: {
  store: Store;
  journal: Journal;
  scheduler: Scheduler;
  /** When the schedules of all zones that have one will have changed; undefined where none has one. */
  allChangedMs: (nowMs: number) => number | undefined;
  clock: HouseClock;
  log: Log;
}): SetpointShifts {
  const { store, journal, scheduler, allChangedMs, clock, log } = deps;
  const listeners = createListeners<Awaits>();
  const shift = createTimedValue<SetpointShift | undefined>({
    clock,
    scheduler,
    value: begunShift(store.get(SETPOINT_SHIFTS, KEY), clock.nowMs()),
    moved: movedShift,
    at: shiftAt,
    nextMs: (value) => value?.untilMs,
    async write(value) {
      if (value !== undefined) await journal.commit([changeOf(value)], []);
    },
    onUnwritten(error) {
      log.error('the shift of the setpoints was not written by the clock as it is now', {
        reason: messageOf(error),
      });
    },
    async moveOn(next) {
      await commit(next, BY_HUB).catch((error: unknown) => {
        log.error('the end of the shift was not written', { reason: messageOf(error) });
      });
      await take(next);
    },
  });

  const commit = async (next: SetpointShift | undefined, doer: Doer) =>
    journal.commit([changeOf(next)], [eventOf(shift.get(), next, doer)]);

  async function take(next: SetpointShift | undefined): Promise<void> {
    shift.set(next);
    await tellAndWait(listeners);
  }

  return {
    get: () => shift.now(),
    view() {
      const now = shift.now();
      return now && viewOf(now);
    },
    command: async (command, doer) =>
      shift.turn(async (nowMs) => {
        const source = doer.by.id;
        const allChanged = allChangedMs(nowMs);
        const next = commandShift(command, { nowMs, source, allChangedMs: allChanged });
        if (next !== undefined || shift.get() !== undefined) {
          await commit(next, doer);
          log.info('shift of the setpoints', { by: source, ...command });
          await take(next);
        }
        return next === undefined ? { cancelShift: true } : viewOf(next);
      }),
    onChange: listeners.add,
  };
}

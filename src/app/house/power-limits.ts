/**
 * The power limit that is asked of the plant. It is kept over a restart, and ends by itself. What comes of it is
 * control's to say.
 */
import * as v from 'valibot';
import { BY_HUB, mqttSource, type Doer } from '../../domain/doer.ts';
import { messageOf } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import {
  commandPowerLimit,
  isSamePowerLimit,
  movedPowerLimit,
  powerLimitAt,
  restoredPowerLimit,
  type PowerLimit,
  type PowerLimitCommand,
} from '../../domain/power-limit.ts';
import { isoTime } from '../../domain/units.ts';
import { createClockSteps } from '../base/clock-steps.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import { createMutex } from '../base/mutex.ts';
import type { Cancel, HouseClock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { Scheduler } from '../base/scheduler.ts';
import { recordValue } from '../base/schema.ts';

const LIMIT = v.strictObject({
  limitKw: v.number(),
  untilMs: v.number(),
  isDuration: v.optional(v.literal(true)),
  source: v.string(),
});
/** Its one key is `house`; without a record there is no limit. */
export const POWER_LIMITS: Table<PowerLimit> = {
  name: 'power_limit',
  version: 1,
  parse: (value) => recordValue(LIMIT, value),
};
const KEY = 'house';

export interface AppliedPowerLimit {
  readonly powerLimitKw?: number;
  /** ISO 8601. */
  readonly until?: string;
  /** There is none any more. */
  readonly cancelPowerLimit?: true;
}

export interface PowerLimits {
  /** What holds now. */
  get(): PowerLimit | undefined;
  /**
   * It is on the disk when the promise resolves.
   * @throws HubError `invalid`, `storage_full`
   */
  command(command: PowerLimitCommand, doer: Doer): Promise<AppliedPowerLimit>;
  onChange(listener: Listener<void>): Cancel;
}

const shown = (limit: PowerLimit | undefined) =>
  limit && { powerLimitKw: limit.limitKw, until: isoTime(limit.untilMs) };

const changeOf = (limit: PowerLimit | undefined) =>
  limit === undefined
    ? ({ remove: POWER_LIMITS, key: KEY } as const)
    : ({ put: POWER_LIMITS, key: KEY, value: limit } as const);

function eventOf(
  before: PowerLimit | undefined,
  after: PowerLimit | undefined,
  doer: Doer,
): NewEvent {
  const was = shown(before);
  return {
    type: 'power_limit_changed',
    severity: 'info',
    ...mqttSource(doer),
    objectId: 'power_limit',
    ...doer,
    data: { ...shown(after), ...(was && { before: was }) },
  };
}

export function createPowerLimits(deps: {
  store: Store;
  journal: Journal;
  scheduler: Scheduler;
  clock: HouseClock;
  log: Log;
}): PowerLimits {
  const { store, journal, scheduler, clock, log } = deps;
  const mutex = createMutex();
  const listeners = createListeners();
  const stored = store.get(POWER_LIMITS, KEY);
  let limit = stored && restoredPowerLimit(stored, clock.nowMs());
  /** As the disk has it. */
  let written = limit;
  const clockSteps = createClockSteps(clock, () => {
    mutex(async () => {
      begin();
      if (limit?.isDuration === true) await journal.commit([changeOf(limit)], []);
      written = limit;
      scheduler.refresh();
    }).catch((error: unknown) => {
      log.error('the power limit was not written by the clock as it is now', {
        reason: messageOf(error),
      });
    });
  });

  /** Begins a turn: a duration has moved along with the clock then. @returns the time */
  function begin(): number {
    const nowMs = clock.nowMs();
    limit = movedPowerLimit(limit, clockSteps.takeMs());
    return nowMs;
  }

  async function take(next: PowerLimit | undefined, doer: Doer): Promise<void> {
    const before = powerLimitAt(limit, clock.nowMs());
    // Of one that only goes on nobody needs to be told.
    const isLonger = next?.isDuration === true && next.limitKw === before?.limitKw;
    const was = before ?? limit;
    await journal.commit([changeOf(next)], isLonger ? [] : [eventOf(was, next, doer)]);
    log.info('power limit', { by: doer.by.id, ...shown(next) });
    limit = written = next;
    scheduler.refresh();
    listeners.tell();
  }

  /** One whose time is over. Where the time may yet turn out wrong, it is not thrown away. */
  async function moveOn(): Promise<void> {
    const nowMs = begin();
    if (limit === undefined || powerLimitAt(limit, nowMs) !== undefined) return;
    if (clock.isProvisional?.() === true) return;
    await take(undefined, BY_HUB);
  }

  scheduler.add({ nextMs: () => limit?.untilMs, run: async () => mutex(moveOn) });
  scheduler.refresh();

  return {
    get: () => powerLimitAt(movedPowerLimit(limit, clockSteps.pendingMs()), clock.nowMs()),
    command: async (command, doer) =>
      mutex(async () => {
        const nowMs = begin();
        const next = commandPowerLimit(command, doer.by.id, nowMs);
        // Whoever says it again and again wears no card: the end moves on in memory, and now and then on the disk.
        const isAgain = doer.by.kind === 'mqtt' && isSamePowerLimit(written, next);
        if (isAgain && powerLimitAt(limit, nowMs) !== undefined) limit = next;
        else if (next !== undefined || limit !== undefined) await take(next, doer);
        return shown(next) ?? { cancelPowerLimit: true };
      }),
    onChange: listeners.add,
  };
}

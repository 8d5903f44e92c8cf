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
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, HouseClock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import type { Scheduler } from '../base/scheduler.ts';
import { recordValue } from '../base/schema.ts';
import { createTimedValue } from '../base/timed-value.ts';

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
  const listeners = createListeners();
  const stored = store.get(POWER_LIMITS, KEY);
  const restored = stored && restoredPowerLimit(stored, clock.nowMs());
  /** As the disk has it. */
  let written = restored;
  const limit = createTimedValue<PowerLimit | undefined>({
    clock,
    scheduler,
    value: restored,
    moved: movedPowerLimit,
    at: powerLimitAt,
    nextMs: (value) => value?.untilMs,
    async write(value) {
      if (value?.isDuration === true) await journal.commit([changeOf(value)], []);
      written = value;
    },
    onUnwritten(error) {
      log.error('the power limit was not written by the clock as it is now', {
        reason: messageOf(error),
      });
    },
    moveOn: async (next) => take(next, BY_HUB),
  });

  async function take(next: PowerLimit | undefined, doer: Doer): Promise<void> {
    const standing = limit.get();
    const before = powerLimitAt(standing, clock.nowMs());
    // Of one that only goes on nobody needs to be told.
    const isLonger = next?.isDuration === true && next.limitKw === before?.limitKw;
    const was = before ?? standing;
    await journal.commit([changeOf(next)], isLonger ? [] : [eventOf(was, next, doer)]);
    log.info('power limit', { by: doer.by.id, ...shown(next) });
    written = next;
    limit.set(next);
    listeners.tell();
  }

  return {
    get: () => limit.now(),
    command: async (command, doer) =>
      limit.turn(async (nowMs) => {
        const standing = limit.get();
        const next = commandPowerLimit(command, doer.by.id, nowMs);
        // Whoever says it again and again wears no card: the end moves on in memory, and now and then on the disk.
        const isAgain = doer.by.kind === 'mqtt' && isSamePowerLimit(written, next);
        if (isAgain && powerLimitAt(standing, nowMs) !== undefined) limit.set(next);
        else if (next !== undefined || standing !== undefined) await take(next, doer);
        return shown(next) ?? { cancelPowerLimit: true };
      }),
    onChange: listeners.add,
  };
}

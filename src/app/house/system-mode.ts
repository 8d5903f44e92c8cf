/** The house as a whole: what it is, and whether somebody is home. */
import * as v from 'valibot';
import { BY_HUB, mqttSource, type Doer } from '../../domain/doer.ts';
import { messageOf } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import {
  commandSystem,
  INITIAL_SYSTEM,
  movedSystem,
  nextSystemChange,
  saysTheSame,
  SYSTEM_MODES,
  systemAt,
  type ModePeriod,
  type SystemCommand,
  type SystemMode,
  type SystemState,
} from '../../domain/system-mode.ts';
import { isoTime } from '../../domain/units.ts';
import type { Scheduler } from '../base/scheduler.ts';
import { createListeners, tellAndWait, type Awaits, type Listener } from '../base/listeners.ts';
import type { Cancel, HouseClock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import { createTimedValue } from '../base/timed-value.ts';

const PERIOD = v.strictObject({
  mode: v.picklist(SYSTEM_MODES),
  sinceMs: v.number(),
  untilMs: v.optional(v.number()),
});
const STATE = v.strictObject({ current: PERIOD, planned: v.optional(PERIOD) });
export const SYSTEM: Table<SystemState> = {
  name: 'system_mode',
  version: 1,
  parse: (value) => recordValue(STATE, value),
};
const KEY = 'house';

/** The body of `POST /api/system/command`. */
export const SYSTEM_COMMAND = v.strictObject({
  mode: v.optional(v.picklist(SYSTEM_MODES)),
  from: v.optional(v.string()),
  until: v.optional(v.string()),
  cancelVacation: v.optional(v.literal(true)),
});

export interface SystemModeView {
  readonly mode: SystemMode;
  /** When the house is home again. */
  readonly until?: string;
  /** One that is planned. */
  readonly vacation?: { readonly from: string; readonly until?: string };
}

export interface SystemModeStore {
  /** As time has moved it on. */
  state(): SystemState;
  view(): SystemModeView;
  /**
   * It is on the disk when the promise resolves, and the zones have heard.
   * @throws HubError `invalid`, `storage_full`
   */
  command(command: SystemCommand, doer: Doer): Promise<SystemModeView>;
  /** @param listener may hand over work: a command waits for it */
  onChange(listener: Listener<Awaits>): Cancel;
}

const untilOf = ({ untilMs }: ModePeriod) =>
  untilMs === undefined ? {} : { until: isoTime(untilMs) };

function viewOf({ current, planned }: SystemState): SystemModeView {
  return {
    mode: current.mode,
    ...untilOf(current),
    ...(planned && { vacation: { from: isoTime(planned.sinceMs), ...untilOf(planned) } }),
  };
}

/** @param doer the hub where the mode's time was over */
function modeEvents(before: SystemState, after: SystemState, doer: Doer): NewEvent[] {
  const was = before.current.mode;
  const { mode } = after.current;
  if (mode === was) return [];
  const data = { mode, ...untilOf(after.current), before: { mode: was } };
  const told = { source: 'system', ...mqttSource(doer), ...doer };
  return [{ type: 'mode_change', severity: 'info', objectId: 'system', ...told, data }];
}

export function createSystemModeStore(deps: {
  store: Store;
  journal: Journal;
  scheduler: Scheduler;
  clock: HouseClock;
  log: Log;
}): SystemModeStore {
  const { store, journal, scheduler, clock, log } = deps;
  const listeners = createListeners<Awaits>();
  const system = createTimedValue<SystemState>({
    clock,
    scheduler,
    value: store.get(SYSTEM, KEY) ?? INITIAL_SYSTEM,
    moved: movedSystem,
    at: systemAt,
    nextMs: nextSystemChange,
    async write(state) {
      if (state.current.mode !== 'home') await commit(state, BY_HUB);
    },
    onUnwritten(error) {
      log.error('the mode was not written by the clock as it is now', { reason: messageOf(error) });
    },
    async moveOn(next) {
      await commit(next, BY_HUB).catch((error: unknown) => {
        log.error('the end of a mode was not written', { reason: messageOf(error) });
      });
      await take(next);
    },
  });

  async function take(next: SystemState): Promise<void> {
    system.set(next);
    await tellAndWait(listeners);
  }

  const commit = async (next: SystemState, doer: Doer) =>
    journal.commit([{ put: SYSTEM, key: KEY, value: next }], modeEvents(system.get(), next, doer));

  return {
    state: () => system.now(),
    view: () => viewOf(system.now()),
    command: async (command, doer) =>
      system.turn(async (nowMs) => {
        const state = system.get();
        const next = commandSystem(state, command, nowMs);
        // A script says again and again what it has said: that is no news.
        if (doer.by.kind === 'mqtt' && saysTheSame(state, next)) return viewOf(next);
        await commit(next, doer);
        log.info('system command', { by: doer.by.id, ...command });
        await take(next);
        return viewOf(next);
      }),
    onChange: listeners.add,
  };
}

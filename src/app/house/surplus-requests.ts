/**
 * What the grid or the roof asks for: one of the four levels of SG-Ready, perhaps for a time. It is kept over a
 * restart; without a word it is 2, normal. What comes of it, and for how long at least, is control's to say.
 */
import * as v from 'valibot';
import { SURPLUS_LEVELS, type SurplusLevel } from '../../domain/control/grid/surplus.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { futureInstant } from '../../domain/hold.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import { createMutex } from '../base/mutex.ts';

const NORMAL: SurplusLevel = 2;

interface Asked {
  readonly level: SurplusLevel;
  /** Then it is normal again; undefined: until told otherwise. */
  readonly untilMs?: number | undefined;
}
const ASKED = v.strictObject({
  level: v.picklist(SURPLUS_LEVELS),
  untilMs: v.optional(v.number()),
});
/** Its one key is `house`. */
export const SURPLUS_REQUESTS: Table<Asked> = {
  name: 'surplus',
  version: 1,
  parse: (value) => recordValue(ASKED, value),
};
const KEY = 'house';

export interface AppliedSurplus {
  readonly surplusLevel: SurplusLevel;
  /** ISO 8601. */
  readonly until?: string;
}

export interface SurplusRequests {
  /** What is asked now. */
  level(): SurplusLevel;
  view(): AppliedSurplus;
  /**
   * It is on the disk when the promise resolves.
   * @param until ISO 8601
   * @throws HubError `invalid`, `storage_full`
   */
  command(level: SurplusLevel, until: string | undefined, doer: Doer): Promise<AppliedSurplus>;
  onChange(listener: Listener<void>): Cancel;
}

export function createSurplusRequests(deps: {
  store: Store;
  journal: Journal;
  clock: Clock;
  log: Log;
}): SurplusRequests {
  const { store, journal, clock, log } = deps;
  const mutex = createMutex();
  const listeners = createListeners();
  let told: Asked = store.get(SURPLUS_REQUESTS, KEY) ?? { level: NORMAL };

  const now = (): Asked =>
    told.untilMs !== undefined && clock.nowMs() >= told.untilMs ? { level: NORMAL } : told;

  function view(): AppliedSurplus {
    const { level, untilMs } = now();
    return { surplusLevel: level, ...(untilMs !== undefined && { until: isoTime(untilMs) }) };
  }

  async function take(next: Asked, doer: Doer): Promise<void> {
    const before = now();
    // A script says again and again what it has said: that is no news, and wears no card.
    if (next.level === before.level && next.untilMs === before.untilMs) return;
    const { level, untilMs } = next;
    await journal.commit(
      [{ put: SURPLUS_REQUESTS, key: KEY, value: next }],
      [
        {
          type: 'surplus_changed',
          severity: 'info',
          ...mqttSource(doer),
          objectId: 'surplus',
          ...doer,
          data: {
            level,
            ...(untilMs !== undefined && { until: isoTime(untilMs) }),
            before: { level: before.level },
          },
        },
      ],
    );
    log.info('surplus command', { by: doer.by.id, level });
    told = next;
    listeners.tell();
  }

  return {
    level: () => now().level,
    view,
    command: async (level, until, doer) =>
      mutex(async () => {
        const untilMs =
          until === undefined ? undefined : futureInstant('until', until, clock.nowMs());
        await take({ level, ...(untilMs !== undefined && { untilMs }) }, doer);
        return view();
      }),
    onChange: listeners.add,
  };
}

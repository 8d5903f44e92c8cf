/** The hot water: what is asked of it, and taking a command. */
import * as v from 'valibot';
import type { TankSnapshot } from '../../domain/control/hot-water/tank.ts';
import type { EquipmentView } from '../../domain/equipment/view.ts';
import { mqttSource, type Doer } from '../../domain/doer.ts';
import { HubError, invalid, messageOf } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import {
  askedOfTank,
  asksTheSameOfTank,
  commandDhw,
  hasInstant,
  movedDhw,
  restoredDhw,
  type DhwAsk,
  type DhwRequest,
} from '../../domain/dhw-request.ts';
import { dhwLevel, systemAt, type DhwLevel } from '../../domain/system-mode.ts';
import { isoTime } from '../../domain/units.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, HouseClock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import { createClockSteps } from '../base/clock-steps.ts';
import { createMutex } from '../base/mutex.ts';
import type { CurrentHouse } from './current-house.ts';
import type { DhwSchedule } from './dhw-schedule.ts';
import type { HouseSettingsStore } from './house-settings.ts';
import type { SystemModeStore } from './system-mode.ts';

/** The body of `POST /api/dhw/command`. Ranges are rules of the domain. */
export const DHW_COMMAND = v.strictObject({
  targetTempC: v.optional(
    v.pipe(v.number(), v.description('As it is kept while somebody is home')),
  ),
  boostMinutes: v.optional(
    v.pipe(v.number(), v.description('More hot water for so long; 0 ends it')),
  ),
  sanitize: v.optional(
    v.pipe(v.literal(true), v.description('Asks for a disinfection as soon as may be')),
  ),
  recirc: v.optional(v.pipe(v.boolean(), v.description('Whether water is kept warm at the taps'))),
});

const OPTIONAL_NUMBER = v.optional(v.number());
const REQUEST = v.strictObject({
  target: v.optional(v.strictObject({ tempC: v.number(), insteadOfC: v.number() })),
  boostUntilMs: OPTIONAL_NUMBER,
  sanitizeAskedMs: OPTIONAL_NUMBER,
  recirc: v.optional(v.boolean()),
});
/** By the id of the tank. */
export const DHW_REQUESTS: Table<DhwRequest> = {
  name: 'dhw_requests',
  version: 1,
  parse: (value) => recordValue(REQUEST, value),
};

/** What a command came to, as it is echoed. */
export interface AppliedDhw extends DhwAsk {
  readonly dhwId: string;
  /** ISO 8601: when the boost ends. */
  readonly boostUntil?: string;
}

export interface DhwRequests {
  /** What the mode of the house makes of it now. */
  level(): DhwLevel;
  /** What control is to be told of it. */
  asked(): TankSnapshot;
  /** What a person asks, as the API shows it. */
  view(): EquipmentView;
  /**
   * It is on the disk, with its event, when the promise resolves.
   * @param dhwId of the tank that is meant; the house's only one where it is not given
   * @throws HubError `not_found`, `invalid`, `storage_full`
   */
  command(command: DhwAsk, doer: Doer, dhwId?: string): Promise<AppliedDhw>;
  /** @param listener is told the id of the tank */
  onChange(listener: Listener<string>): Cancel;
}

const LEFT =
  'cannot be asked of this tank: by its level and its profile the hub may not tell it, and its own control sees to it';

/** One command is one event: a `setpoint_change` where a target is among what is asked. */
function commandEvent(
  dhwId: string,
  { boostUntil, ...applied }: Omit<AppliedDhw, 'dhwId'>,
  doer: Doer,
): NewEvent {
  return {
    type: applied.targetTempC === undefined ? 'command_sent' : 'setpoint_change',
    severity: 'info',
    source: 'dhw',
    ...mqttSource(doer),
    objectId: dhwId,
    ...doer,
    data: { ...applied, ...(boostUntil !== undefined && { boostUntil }) },
  };
}

export function createDhwRequests(deps: {
  house: CurrentHouse;
  store: Store;
  journal: Journal;
  settings: Pick<HouseSettingsStore, 'get'>;
  system: Pick<SystemModeStore, 'state'>;
  schedule: Pick<DhwSchedule, 'level'>;
  /** Whether the tank can be disinfected by the hub: one of another make may see to that by itself. */
  canDisinfect: () => boolean;
  clock: HouseClock;
  log: Log;
}): DhwRequests {
  const { house, store, journal, settings, system, clock, log } = deps;
  const mutex = createMutex();
  const listeners = createListeners<string>();
  /** Of the one tank that the house may have. */
  const own = house.derive(({ dhw }): { id: string | undefined; request: DhwRequest } => {
    const id = dhw?.dhwId;
    const stored = (id === undefined ? undefined : store.get(DHW_REQUESTS, id)) ?? {};
    return { id, request: restoredDhw(stored, clock.nowMs()) };
  });
  const clockSteps = createClockSteps(clock, () => {
    mutex(moveOn).catch((error: unknown) => {
      log.error('what is asked of the hot water was not written by the clock as it is now', {
        reason: messageOf(error),
      });
    });
  });

  /** The time, and what is asked of the tank by that. */
  function now(): { readonly nowMs: number; readonly request: DhwRequest } {
    const nowMs = clock.nowMs();
    return { nowMs, request: movedDhw(own().request, clockSteps.pendingMs()) };
  }

  /** Begins a turn: what is asked has moved along with the clock then. */
  function begin(): { readonly nowMs: number; readonly request: DhwRequest } {
    const begun = now();
    own().request = begun.request;
    clockSteps.takeMs();
    return begun;
  }

  /** Has the disk know of it. */
  async function moveOn(): Promise<void> {
    const { request } = begin();
    const { id } = own();
    if (id === undefined || !hasInstant(request)) return;
    listeners.tell(id);
    await journal.commit([{ put: DHW_REQUESTS, key: id, value: request }], []);
  }

  function level(): DhwLevel {
    const nowMs = clock.nowMs();
    const { current } = systemAt(system.state(), nowMs);
    return dhwLevel(current, settings.get(), nowMs, deps.schedule.level());
  }
  const asked = () => askedOfTank(now().request, settings.get(), level());

  function idOf(dhwId: string | undefined): string {
    const { id: ownId } = own();
    if (ownId === undefined || (dhwId ?? ownId) !== ownId)
      throw new HubError('not_found', 'DHW tank not found', dhwId === undefined ? {} : { dhwId });
    return ownId;
  }

  return {
    level,
    asked,
    view() {
      const { targetTempC, boostUntilMs = -Infinity } = asked();
      const { recirc } = own().request;
      return {
        ...(targetTempC !== undefined && { targetTempC }),
        ...(boostUntilMs > clock.nowMs() && { boostUntil: isoTime(boostUntilMs) }),
        ...(recirc !== undefined && { recirc }),
      };
    },
    command: async (command, doer, dhwId) =>
      mutex(async () => {
        const id = idOf(dhwId);
        if (command.sanitize === true && !deps.canDisinfect()) throw invalid('sanitize', LEFT);
        const { nowMs, request } = begin();
        const next = commandDhw(request, command, settings.get(), nowMs);
        const { boostUntilMs } = next.request;
        const applied = {
          ...next.applied,
          ...(command.boostMinutes !== undefined &&
            boostUntilMs !== undefined && { boostUntil: isoTime(boostUntilMs) }),
        };
        // A script says again and again what it has said: that is no news.
        if (doer.by.kind === 'mqtt' && asksTheSameOfTank(request, next.request))
          return { dhwId: id, ...applied };
        await journal.commit(
          [{ put: DHW_REQUESTS, key: id, value: next.request }],
          [commandEvent(id, applied, doer)],
        );
        log.info('hot water command', { by: doer.by.id, ...applied });
        // The house may have been read anew meanwhile.
        const current = own();
        if (id === current.id) current.request = next.request;
        listeners.tell(id);
        return { dhwId: id, ...applied };
      }),
    onChange: listeners.add,
  };
}

/**
 * What clients set over MQTT. They may send more than can be written: what waits is carried out together, in one
 * commit of all zones, at most once in LIMITS.mqttCommandsIntervalMs, and of each topic the newest alone. So whoever
 * commands by other means waits for one such commit at most. The first word after a pause waits for nothing.
 */
import { OVER_MQTT } from '../../domain/doer.ts';
import { HubError, messageOf } from '../../domain/errors.ts';
import type { DhwAsk } from '../../domain/dhw-request.ts';
import { LIMITS } from '../../domain/limits.ts';
import {
  parseDhwSet,
  parsePowerLimitSet,
  parsePress,
  parseSettingSet,
  parseSurplusSet,
  parseSystemModeSet,
  parseZoneSet,
} from '../messages/sets.ts';
import { isSetting, type ClientTopic, type SystemSettable } from '../messages/topics.ts';
import type { Filters } from '../devices/filters.ts';
import type { DhwRequests } from '../house/dhw-requests.ts';
import type { HouseSettingsStore } from '../house/house-settings.ts';
import type { PowerLimits } from '../house/power-limits.ts';
import type { SurplusRequests } from '../house/surplus-requests.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { ZoneViews } from '../views/zone-views.ts';
import type { ZoneCommands, ZoneWord } from '../zones/zone-commands.ts';
import type { DeviceRegistry } from '../devices/device-registry.ts';
import type { IntakeTally, MessageRefusal } from './message-tally.ts';
import type { RefusedCommands } from './refused-commands.ts';
import type { SystemModeStore } from '../house/system-mode.ts';

export interface ClientCommands {
  /**
   * Has it carried out in its turn.
   * @throws HubError `invalid` or `not_found` where it is none
   */
  take(what: ClientTopic, topic: string, text: string): void;
  /** Carries out what waits, and resolves when it is done. Nothing is taken from then on. */
  stop(): Promise<void>;
}

type Command =
  | { readonly to: 'zone'; readonly word: ZoneWord }
  | { readonly to: 'dhw'; readonly dhwId: string; readonly command: DhwAsk }
  | { readonly to: 'other'; readonly run: () => Promise<unknown> };

interface Waiting {
  readonly topic: string;
  readonly what: ClientTopic;
  readonly command: Command;
}

interface Takers {
  readonly zones: Pick<ZoneViews, 'get'>;
  readonly zoneCommands: Pick<ZoneCommands, 'commandAll'>;
  readonly dhwRequests: Pick<DhwRequests, 'command'>;
  readonly surplus: Pick<SurplusRequests, 'command'>;
  readonly powerLimits: Pick<PowerLimits, 'command'>;
  readonly system: Pick<SystemModeStore, 'command'>;
  readonly settings: Pick<HouseSettingsStore, 'patch'>;
  readonly filters: Pick<Filters, 'reset'>;
  readonly devices: Pick<DeviceRegistry, 'get'>;
}

/** @throws HubError `invalid` */
function systemCommand(
  { surplus, powerLimits, system, settings }: Takers,
  settable: SystemSettable,
  text: string,
): () => Promise<unknown> {
  if (isSetting(settable)) {
    const patch = parseSettingSet(settable, text);
    return async () => settings.patch(patch, OVER_MQTT);
  }
  switch (settable) {
    case 'mode': {
      const mode = parseSystemModeSet(text);
      return async () => system.command({ mode }, OVER_MQTT);
    }
    case 'surplus': {
      const level = parseSurplusSet(text);
      return async () => surplus.command(level, undefined, OVER_MQTT);
    }
    case 'power_limit': {
      const command = parsePowerLimitSet(text);
      return async () => powerLimits.command(command, OVER_MQTT);
    }
  }
}

/** @throws HubError `invalid`, `not_found` */
function commandIn(takers: Takers, what: ClientTopic, text: string): Command {
  const { zones, filters, devices } = takers;
  const mustBe = (kind: 'dhw' | 'fcu', id: string) => {
    if (devices.get(kind, id) === undefined)
      throw new HubError('not_found', `there is no ${kind} ${id}`);
  };
  switch (what.to) {
    case 'zone_set': {
      const { zoneId } = zones.get(what.zoneId);
      return { to: 'zone', word: { zoneId, ask: parseZoneSet(what.settable, text) } };
    }
    case 'dhw_set': {
      mustBe('dhw', what.dhwId);
      return { to: 'dhw', dhwId: what.dhwId, command: parseDhwSet(what.settable, text) };
    }
    case 'fcu_set': {
      mustBe('fcu', what.fcuId);
      parsePress(text);
      return { to: 'other', run: async () => filters.reset(what.fcuId, OVER_MQTT) };
    }
    case 'system_set':
      return { to: 'other', run: systemCommand(takers, what.settable, text) };
  }
}

const failureOf = async (done: Promise<unknown>) =>
  done.then(
    () => undefined,
    (error: unknown) => error ?? new Error('unknown'),
  );

type Ended = readonly [Waiting, unknown];

async function commandZones({ zoneCommands }: Takers, batch: readonly Waiting[]): Promise<Ended[]> {
  const own = batch.flatMap((one) =>
    one.command.to === 'zone' ? [{ one, word: one.command.word }] : [],
  );
  if (own.length === 0) return [];
  try {
    const words = own.map(({ word }) => word);
    const failures = await zoneCommands.commandAll(words, OVER_MQTT);
    return own.map(({ one }, index) => [one, failures[index]]);
  } catch (error) {
    return own.map(({ one }) => [one, error]);
  }
}

/** A tank's words are one command where that can be; else each has its own. */
async function commandTank({ dhwRequests }: Takers, batch: readonly Waiting[]): Promise<Ended[]> {
  const own = batch.flatMap((one) => (one.command.to === 'dhw' ? [{ one, ...one.command }] : []));
  const [first] = own;
  if (first === undefined) return [];
  const whole = own.reduce<DhwAsk>((sum, { command }) => ({ ...sum, ...command }), {});
  const failure = await failureOf(dhwRequests.command(whole, OVER_MQTT, first.dhwId));
  if (failure === undefined || own.length === 1) return own.map(({ one }) => [one, failure]);
  return Promise.all(
    own.map(async ({ one, command, dhwId }): Promise<Ended> => [
      one,
      await failureOf(dhwRequests.command(command, OVER_MQTT, dhwId)),
    ]),
  );
}

async function commandRest(batch: readonly Waiting[]): Promise<Ended[]> {
  return Promise.all(
    batch.flatMap((one) =>
      one.command.to === 'other'
        ? [failureOf(one.command.run()).then((failure): Ended => [one, failure])]
        : [],
    ),
  );
}

export function createClientCommands(
  deps: Takers & {
    tally: IntakeTally;
    refusedCommands: Pick<RefusedCommands, 'refused' | 'done'>;
    clock: Clock;
    log: Log;
    /** Something was set, or tried to be: who did it awaits an answer. */
    onSet: (what: ClientTopic) => void;
  },
): ClientCommands {
  const { tally, refusedCommands, clock, log, onSet } = deps;
  /** The newest of each topic, in the order in which they came. */
  const waiting = new Map<string, Waiting>();
  let running: Promise<void> | undefined;
  let cancelTurn: Cancel | undefined;
  let lastTurnMs = -Infinity;
  let isStopped = false;
  let superseded = 0;
  let lastNoteMs = -Infinity;

  function noteSuperseded(): void {
    const nowMs = clock.monotonicMs();
    if (superseded === 0 || nowMs - lastNoteMs < LIMITS.mqttSupersededNoteMs) return;
    log.warn('commands over MQTT came faster than they are carried out: the newest counts', {
      superseded,
    });
    superseded = 0;
    lastNoteMs = nowMs;
  }

  function refuse(what: ClientTopic, topic: string, why: MessageRefusal, failure: unknown): void {
    const reason = messageOf(failure);
    tally.refuse(topic, why, reason);
    refusedCommands.refused(topic, reason);
    onSet(what);
  }

  async function carryOut(batch: readonly Waiting[]): Promise<void> {
    const ended = await Promise.all([
      commandZones(deps, batch),
      commandTank(deps, batch),
      commandRest(batch),
    ]);
    for (const [{ topic, what }, failure] of ended.flat()) {
      if (failure === undefined) {
        tally.accept();
        refusedCommands.done(topic);
        onSet(what);
      } else refuse(what, topic, failure instanceof HubError ? 'malformed' : 'refused', failure);
    }
    noteSuperseded();
  }

  async function turn(): Promise<void> {
    cancelTurn = undefined;
    lastTurnMs = clock.monotonicMs();
    const batch = [...waiting.values()];
    waiting.clear();
    running = carryOut(batch).finally(() => {
      running = undefined;
      soon();
    });
    return running;
  }

  function soon(): void {
    if (running !== undefined || cancelTurn !== undefined || waiting.size === 0) return;
    const delayMs = lastTurnMs + LIMITS.mqttCommandsIntervalMs - clock.monotonicMs();
    if (delayMs <= 0) void turn();
    else cancelTurn = clock.after(delayMs, () => void turn());
  }

  return {
    take(what, topic, text) {
      if (isStopped) {
        refuse(what, topic, 'refused', new Error('the hub is stopping'));
        return;
      }
      const command = commandIn(deps, what, text);
      if (waiting.delete(topic)) {
        tally.supersede();
        superseded++;
      } else if (waiting.size >= LIMITS.mqttCommandsWaiting) {
        refuse(what, topic, 'refused', new Error('too many commands wait'));
        return;
      }
      waiting.set(topic, { topic, what, command });
      soon();
    },
    async stop() {
      isStopped = true;
      await running;
      cancelTurn?.();
      if (waiting.size > 0) await turn();
    },
  };
}

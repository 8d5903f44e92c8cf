/**
 * Telling the fan coils what is asked of their zone. What stands is told again whenever a device or the broker comes
 * back, so that a lost message heals by itself; a device that does not confirm is reported.
 */
import { fromTenthsC } from '../domain/units.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Device } from './devices.ts';
import { confirms, type FcuCommand } from './messages/command.ts';
import type { EventJournal } from './journal.ts';
import type { Topics } from './messages/topics.ts';
import type { Bus, Cancel, Clock, Log, Random } from './ports.ts';
import type { Zones } from './zones.ts';

export interface FcuCommands {
  /** Tells the zone's fan coils what is asked of it. */
  sendZone(zoneId: string): void;
  /** Tells one fan coil, which has come back. */
  sendFcu(fcuId: string): void;
  /** Takes in what a fan coil reports: perhaps that it heard. */
  confirm(device: Device, message: Readonly<Record<string, unknown>>): void;
  /** How many commands wait for the broker or for a confirmation. */
  pendingCount(): number;
  /** How many were never confirmed since the start. */
  unconfirmedCount(): number;
  stop(): void;
}

interface Pending {
  readonly command: FcuCommand;
  readonly cancel: Cancel;
}

export function createFcuCommands(deps: {
  bus: Bus;
  topics: Topics;
  zones: Zones;
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
  random: Random;
  log: Log;
}): FcuCommands {
  const { bus, topics, zones, journal, clock, random, log } = deps;
  /** The newest command of each fan coil, until it is confirmed or given up. */
  const pending = new Map<string, Pending>();
  let unconfirmed = 0;

  function giveUp(fcuId: string, command: FcuCommand): void {
    pending.delete(fcuId);
    unconfirmed++;
    log.warn('command_unconfirmed', { fcuId, commandId: command.commandId, mode: command.mode });
    journal.later({
      type: 'command_unconfirmed',
      severity: 'warning',
      objectId: fcuId,
      message: `fcu ${fcuId} has not confirmed what it was told`,
      data: { ...command },
    });
  }

  function awaitConfirmation(fcuId: string, command: FcuCommand): void {
    pending.get(fcuId)?.cancel();
    const waitMs = bus.isConnected() ? LIMITS.commandConfirmMs : LIMITS.commandQueueMs;
    pending.set(fcuId, { command, cancel: clock.after(waitMs, () => giveUp(fcuId, command)) });
  }

  function commandFor(zoneId: string): FcuCommand | undefined {
    const standing = zones.standing(zoneId);
    if (standing === undefined) return undefined;
    const { mode, heatSet, coolSet } = standing.settings;
    return {
      commandId: Buffer.from(random.bytes(8)).toString('hex'),
      mode,
      ...(heatSet !== undefined && { tempHeatSetC: fromTenthsC(heatSet) }),
      ...(coolSet !== undefined && { tempCoolSetC: fromTenthsC(coolSet) }),
    };
  }

  function send(fcuId: string, zoneId: string): void {
    const command = commandFor(zoneId);
    if (command === undefined) return;
    awaitConfirmation(fcuId, command);
    if (!bus.isConnected()) return;
    const topic = topics.command({ kind: 'fcu', id: fcuId });
    bus.publish({ topic, payload: JSON.stringify(command), qos: 1 }).catch((error: unknown) => {
      // The connection broke meanwhile: it is sent anew when it is back, or reported when its time is over.
      log.debug('command not delivered', { fcuId, reason: String(error) });
    });
  }

  return {
    sendZone(zoneId) {
      for (const fcuId of zones.standing(zoneId)?.zone.terminals ?? []) send(fcuId, zoneId);
    },
    sendFcu(fcuId) {
      const zoneId = zones.zoneOfFcu(fcuId);
      if (zoneId !== undefined) send(fcuId, zoneId);
    },
    confirm({ ref }, message) {
      const waiting = ref.kind === 'fcu' ? pending.get(ref.id) : undefined;
      if (waiting === undefined || !confirms(waiting.command, message)) return;
      waiting.cancel();
      pending.delete(ref.id);
      log.debug('command confirmed', { fcuId: ref.id, commandId: waiting.command.commandId });
    },
    pendingCount: () => pending.size,
    unconfirmedCount: () => unconfirmed,
    stop: () => pending.forEach(({ cancel }) => cancel()),
  };
}

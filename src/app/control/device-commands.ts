/**
 * Telling the devices what control wants of them: what has changed, and what stands whenever a device or the broker
 * comes back, or a device says that it is otherwise than it was told, so that a lost message heals by itself. A device
 * that does not confirm is reported, once until it does, and told again now and then.
 */
import { LIMITS } from '../../domain/limits.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Device, DeviceRegistry } from '../devices/device-registry.ts';
import type { EventJournal } from '../records/journal.ts';
import { confirms, type SentCommand, type DeviceCommand } from '../messages/command.ts';
import {
  asFcuOrder,
  canConfirm,
  foreignCommands,
  foreignConfirms,
} from '../messages/foreign-commands.ts';
import type { Topics } from '../messages/topics.ts';
import type { Bus, Publication } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Random } from '../base/ports/random.ts';
import type { KnobTurns } from './knob-turns.ts';
import { createRetelling, type Retelling } from './retelling.ts';

export interface DeviceCommands {
  /**
   * What the device is to do from now on. It is sent where it differs from what the device was told last.
   * @param isAsked whether a person waits for it
   */
  set(device: Device, order: DeviceCommand, isAsked?: boolean): void;
  /** What the device is to do; undefined where nothing has been asked of it. */
  of(device: Device): DeviceCommand | undefined;
  /** Tells the device again what stands, at once or within `LIMITS.commandAgainMs`: it has come back. */
  resend(device: Device): void;
  /** Tells all of them again: the broker has come back. */
  resendAll(): void;
  /**
   * Takes in what a device reports: perhaps that it heard. Where it says that it is otherwise than it was told, somebody
   * has switched it by hand, or it has forgotten, and it is told again within `LIMITS.commandAgainMs`.
   * @param isBack whether it had been silent: it is told again then, where it does not know what stands
   */
  confirm(device: Device, message: Readonly<Record<string, unknown>>, isBack: boolean): void;
  /** Whether the device has heard what it was told last; undefined where that is not known yet. */
  isHeard(device: Device): boolean | undefined;
  /** Whether the device was told as often as it may be, and still says that it is otherwise. */
  isDisputed(device: Device): boolean;
  /** How many orders wait for the broker or for a confirmation. */
  pendingCount(): number;
  /** How many were not confirmed in time, since the start. */
  unconfirmedCount(): number;
  readonly stop: () => void;
}

interface Standing {
  order: DeviceCommand;
  /** The order as text, to compare with. */
  text: string;
  /** What was sent last, and whether its confirmation is awaited. */
  sent: SentCommand | undefined;
  isAwaited: boolean;
  /** Ends the waiting for the confirmation. */
  cancel: Cancel | undefined;
  readonly retelling: Retelling;
  /** Whether it has been reported that the device does not confirm. */
  isReported: boolean;
}

/** Whether the message shows that the command was heard, or that it does not stand; undefined where it does not tell. */
function answers(
  { binding }: Device,
  command: SentCommand,
  message: Readonly<Record<string, unknown>>,
): boolean | undefined {
  return binding === undefined
    ? confirms(command, message)
    : foreignConfirms(binding, asFcuOrder(command), message);
}

/** What changes nothing for the device is not told anew: a relay knows no fan levels. */
function textOf({ binding }: Device, order: DeviceCommand): string {
  return JSON.stringify(
    binding === undefined ? order : foreignCommands(binding, asFcuOrder(order)),
  );
}

export function createDeviceCommands(deps: {
  house: Pick<CurrentHouse, 'onChange'>;
  bus: Bus;
  topics: Topics;
  devices: DeviceRegistry;
  knobTurns: Pick<KnobTurns, 'told' | 'hear'>;
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
  random: Random;
  log: Log;
}): DeviceCommands {
  const { house, bus, topics, devices, knobTurns, journal, clock, random, log } = deps;
  const all = new Map<Device, Standing>();
  let pending = 0;
  let unconfirmed = 0;

  /** Ends a waiting for a confirmation, or begins another. */
  function wait(standing: Standing, isAwaited = false, cancel?: Cancel): void {
    standing.cancel?.();
    pending += Number(isAwaited) - Number(standing.isAwaited);
    standing.isAwaited = isAwaited;
    standing.cancel = cancel;
  }

  function report({ ref: { kind, id } }: Device, command: SentCommand): void {
    log.warn('command_unconfirmed', { kind, id, commandId: command.commandId });
    journal.later({
      type: 'command_unconfirmed',
      severity: 'warning',
      objectId: id,
      data: { kind, ...command },
    });
  }

  function giveUp(device: Device, standing: Standing, command: SentCommand): void {
    unconfirmed++;
    if (!standing.isReported) report(device, command);
    standing.isReported = true;
    wait(standing);
    standing.retelling.unanswered();
  }

  const publicationsOf = ({ ref, binding }: Device, command: SentCommand): Publication[] =>
    binding === undefined
      ? [{ topic: topics.command(ref), payload: JSON.stringify(command), qos: 1 }]
      : foreignCommands(binding, asFcuOrder(command));

  function publish(publication: Publication): void {
    bus.publish(publication).catch((error: unknown) => {
      // The connection broke meanwhile: it is sent anew when it is back, or reported when its time is over.
      log.debug('command not delivered', { topic: publication.topic, reason: String(error) });
    });
  }

  function awaitAnswer(device: Device, standing: Standing, command: SentCommand): void {
    if (device.binding !== undefined && !canConfirm(device.binding)) return;
    const waitMs = bus.isConnected() ? LIMITS.commandConfirmMs : LIMITS.commandQueueMs;
    const cancel = clock.after(waitMs, () => giveUp(device, standing, command));
    wait(standing, true, cancel);
  }

  /** @param isAgain whether it only repeats what is not confirmed yet: that is awaited no longer for it */
  function send(device: Device, standing: Standing, isAgain = false): void {
    const commandId = Buffer.from(random.bytes(8)).toString('hex');
    const command: SentCommand = { commandId, ...standing.order };
    standing.sent = command;
    knobTurns.told(device, command);
    standing.retelling.told();
    if (!(isAgain && standing.isAwaited)) awaitAnswer(device, standing, command);
    if (bus.isConnected()) publicationsOf(device, command).forEach(publish);
  }

  function newStanding(device: Device, order: DeviceCommand, text: string): Standing {
    const standing: Standing = {
      order,
      text,
      sent: undefined,
      isAwaited: false,
      cancel: undefined,
      isReported: false,
      retelling: createRetelling(clock, () => send(device, standing, true)),
    };
    all.set(device, standing);
    return standing;
  }

  /** With a compressor behind it control first sees whether it stands still, and what holds then. */
  const isSource = ({ ref }: Device) => ref.kind === 'hcu';

  function cease(standing: Standing): void {
    wait(standing);
    standing.retelling.stop();
  }

  // What is no part of the house any more is told nothing any more.
  house.onChange(() => {
    const present = new Set(devices.all());
    for (const [device, standing] of all) {
      if (present.has(device)) continue;
      cease(standing);
      all.delete(device);
    }
  });

  return {
    set(device, order) {
      const text = textOf(device, order);
      const before = all.get(device);
      if (before?.text === text) {
        before.order = order;
        return;
      }
      const standing = Object.assign(before ?? newStanding(device, order, text), { order, text });
      send(device, standing);
    },
    of: (device) => all.get(device)?.order,
    resend(device) {
      // What comes before the connection is made is what the broker has kept; all are told when it is.
      if (bus.isConnected()) all.get(device)?.retelling.back(isSource(device));
    },
    resendAll: () => all.forEach((standing, device) => send(device, standing)),
    confirm(device, message, isBack) {
      const standing = all.get(device);
      if (standing?.sent === undefined || knobTurns.hear(device, message)) return;
      const answer = answers(device, standing.sent, message);
      if (answer === true) {
        wait(standing);
        standing.isReported = false;
        standing.retelling.agreed();
      } else {
        if (isBack) standing.retelling.back(isSource(device));
        if (answer === false) standing.retelling.contradicted();
      }
    },
    isHeard(device) {
      const { isReported, isAwaited } = all.get(device) ?? { isReported: false, isAwaited: true };
      if (isReported) return false;
      return isAwaited ? undefined : true;
    },
    isDisputed: (device) => all.get(device)?.retelling.isDisputed() === true,
    pendingCount: () => pending,
    unconfirmedCount: () => unconfirmed,
    stop: () => all.forEach(cease),
  };
}

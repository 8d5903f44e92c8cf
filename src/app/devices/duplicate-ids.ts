/**
 * Two devices under one id. A device that sends a `hardwareId` of its own can be told from another that took its
 * name: the first is heard for as long as it is live, the other is refused. Those that send none show by coming online
 * again and again, as a broker throws out the one whenever the other signs in.
 */
import { deviceDoer } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Device } from './device-registry.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { EventJournal } from '../records/journal.ts';

export interface DuplicateIds {
  /** Why the report cannot count: another device is heard under this id. Undefined where none is. */
  conflict(device: Device, hardwareId: string | undefined): string | undefined;
  /** A device that is bound to other topics is claimed on the hub's own. */
  refuseOwnTopic(device: Device): void;
  /** The device has said that it is there. */
  noteOnline(device: Device): void;
}

const named = (hardwareId: string | undefined) => hardwareId ?? 'one without a hardwareId';

export function createDuplicateIds(deps: {
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
}): DuplicateIds {
  const { journal, clock } = deps;
  /** Whose reports are heard. */
  const heard = new WeakMap<Device, string | undefined>();
  /** When it was last told of, monotonic. */
  const toldMs = new WeakMap<Device, number>();
  /** Monotonic times at which it came online, newest last. */
  const onlineMs = new WeakMap<Device, number[]>();

  function tell(device: Device, message: string, more: NewEvent['data'] = {}): void {
    const nowMs = clock.monotonicMs();
    if (nowMs - (toldMs.get(device) ?? -Infinity) < LIMITS.refusalWindowMs) return;
    toldMs.set(device, nowMs);
    const { kind, id } = device.ref;
    journal.later({
      type: 'device_conflict',
      severity: 'warning',
      objectId: id,
      message,
      ...deviceDoer(device.ref),
      data: { kind, ...more },
    });
  }

  return {
    conflict(device, hardwareId) {
      const before = heard.get(device);
      if (before === hardwareId) return undefined;
      if (before === undefined || !device.isLive) {
        heard.set(device, hardwareId);
        return undefined;
      }
      const { kind, id } = device.ref;
      const message = `two devices claim to be ${kind} ${id}: ${before} is heard, ${named(hardwareId)} is not`;
      tell(device, message, { heard: before, refused: hardwareId });
      return message;
    },
    refuseOwnTopic(device) {
      const { kind, id } = device.ref;
      const message = `${kind} ${id} is bound to other topics, and another device claims to be it`;
      tell(device, message);
    },
    noteOnline(device) {
      const nowMs = clock.monotonicMs();
      const recent = [...(onlineMs.get(device) ?? []), nowMs]
        .filter((atMs) => nowMs - atMs < LIMITS.refusalWindowMs)
        .slice(-LIMITS.deviceReturns);
      onlineMs.set(device, recent);
      if (recent.length < LIMITS.deviceReturns) return;
      const { kind, id } = device.ref;
      const message = `${kind} ${id} comes online again and again: it restarts, or two devices share its name`;
      tell(device, message);
    },
  };
}

/**
 * Two devices under one id. A device that sends a `hardwareId` of its own can be told from another that took its
 * name: the first is heard for as long as it is live, the other is refused. Those that send none show by coming online
 * again and again, as a broker throws out the one whenever the other signs in.
 */
import { deviceDoer } from '../../domain/doer.ts';
import { sentenceOf, type NewEvent } from '../../domain/event.ts';
import type { Conflict } from '../../domain/sentences/event-data.ts';
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

const eventOf = ({ ref }: Device, conflict: Conflict): NewEvent => ({
  type: 'device_conflict',
  severity: 'warning',
  objectId: ref.id,
  ...deviceDoer(ref),
  data: { kind: ref.kind, ...conflict },
});

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

  function tell(device: Device, event: NewEvent): void {
    const nowMs = clock.monotonicMs();
    if (nowMs - (toldMs.get(device) ?? -Infinity) < LIMITS.refusalWindowMs) return;
    toldMs.set(device, nowMs);
    journal.later(event);
  }

  return {
    conflict(device, hardwareId) {
      const before = heard.get(device);
      if (before === hardwareId) return undefined;
      if (before === undefined || !device.isLive) {
        heard.set(device, hardwareId);
        return undefined;
      }
      const conflict = eventOf(device, { why: 'claimed', heard: before, refused: hardwareId });
      tell(device, conflict);
      return sentenceOf(conflict);
    },
    refuseOwnTopic(device) {
      tell(device, eventOf(device, { why: 'bound' }));
    },
    noteOnline(device) {
      const nowMs = clock.monotonicMs();
      const recent = [...(onlineMs.get(device) ?? []), nowMs]
        .filter((atMs) => nowMs - atMs < LIMITS.refusalWindowMs)
        .slice(-LIMITS.deviceReturns);
      onlineMs.set(device, recent);
      if (recent.length < LIMITS.deviceReturns) return;
      tell(device, eventOf(device, { why: 'returning' }));
    },
  };
}

/** Why a device is not there, or does not do as it is told, as far as the broker and the device's binding show it. */
import { heardTopics, toldTopics } from '../../domain/binding/topics.ts';
import type { FindingCode } from '../../domain/control/findings.ts';
import { isCommanded } from '../../domain/equipment/catalogue.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { BoundDevices } from '../devices/bound-devices.ts';
import type { Device } from '../devices/device-registry.ts';
import type { RefusalShare } from '../devices/refusal-share.ts';
import type { UnheardTopics } from '../devices/unheard-topics.ts';
import type { Topics } from '../messages/topics.ts';

/** A finding about a device. */
export interface Doubt {
  readonly code: FindingCode;
  readonly isCertain: boolean;
  /** What it is about: topics, readings. */
  readonly about?: string | undefined;
}

export interface DeviceDoubts {
  /** Why nothing fresh is heard of a device. */
  absence(device: Device): Doubt;
  /** What else stands between the hub and a device. */
  of(device: Device): readonly Doubt[];
  /** Whether the broker keeps from a device what it is told. */
  isCutOff(device: Device): boolean;
}

/** Named at most: it is to be read. */
const NAMED = 3;

function named(words: readonly string[]): string {
  const all = [...new Set(words)];
  const more = all.length - NAMED;
  return all.slice(0, NAMED).join(', ') + (more > 0 ? `, and ${more} more` : '');
}

export function createDeviceDoubts(deps: {
  bus: Pick<Bus, 'refused'>;
  topics: Pick<Topics, 'command'>;
  bound: Pick<BoundDevices, 'isMachineSilent'>;
  unheard: Pick<UnheardTopics, 'of'>;
  refusalShare: Pick<RefusalShare, 'of'>;
}): DeviceDoubts {
  const { bus, topics, bound, unheard, refusalShare } = deps;

  function refusedHeard({ binding }: Device): readonly string[] {
    const { heard } = bus.refused();
    if (binding === undefined || heard.size === 0) return [];
    return heardTopics(binding)
      .flat()
      .filter((topic) => heard.has(topic));
  }

  function refusedTold({ ref, binding }: Device): readonly string[] {
    const { told } = bus.refused();
    if (told.size === 0 || !isCommanded(ref.kind)) return [];
    const all = binding === undefined ? [topics.command(ref)] : toldTopics(binding);
    return all.filter((topic) => told.has(topic));
  }

  function unheardTopics(device: Device): readonly Doubt[] {
    const silent = unheard.of(device);
    const refused = refusedHeard(device);
    if (refused.length > 0)
      return [{ code: 'topic_refused', isCertain: true, about: named(refused) }];
    if (silent === undefined || silent.isAll) return [];
    const { isCertain } = silent;
    return [{ code: 'topic_silent', isCertain, about: named(silent.topics) }];
  }

  return {
    absence(device) {
      const { binding, presence } = device;
      const silent = unheard.of(device);
      if (silent?.isAll === true && silent.isCertain)
        return { code: 'never_heard', isCertain: true, about: named(silent.topics) };
      if (binding !== undefined && presence === 'offline') {
        const code = bound.isMachineSilent(device) ? 'machine_silent' : 'gateway_offline';
        return { code, isCertain: true };
      }
      return { code: 'device_offline', isCertain: true };
    },
    of(device) {
      const told = refusedTold(device);
      const fields = refusalShare.of(device);
      return [
        ...unheardTopics(device),
        ...(told.length === 0
          ? []
          : [{ code: 'order_refused', isCertain: true, about: named(told) } as const]),
        ...(fields.length === 0
          ? []
          : [{ code: 'reading_impossible', isCertain: true, about: named(fields) } as const]),
      ];
    },
    isCutOff: (device) => refusedTold(device).length > 0,
  };
}

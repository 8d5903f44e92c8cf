/** Topics that a device is bound to and that nobody has ever said anything on: a misspelt one, a gateway that is not there. */
import { freshMsOf } from '../../domain/binding/binding.ts';
import { heardTopics } from '../../domain/binding/topics.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Device, DeviceRegistry } from './device-registry.ts';

export interface Unheard {
  /** Of what the device says, each where nothing came on any of its topics. */
  readonly topics: readonly string[];
  /** Whether nothing ever came of it at all. */
  readonly isAll: boolean;
  /** Whether it was listened for long enough. */
  readonly isCertain: boolean;
}

export interface UnheardTopics {
  /** Somebody says something there. */
  heard(topic: string): void;
  /** Undefined where it has been heard on all that it is bound to, or is not bound. */
  of(device: Device): Unheard | undefined;
}

interface Awaited {
  readonly things: readonly (readonly string[])[];
  /** Monotonic. */
  readonly sinceMs: number;
}

interface Listening {
  readonly awaited: ReadonlyMap<Device, Awaited>;
  readonly silent: Set<string>;
}

export function createUnheardTopics(deps: {
  house: CurrentHouse;
  devices: Pick<DeviceRegistry, 'all'>;
  bus: Pick<Bus, 'isConnected'>;
  clock: Clock;
}): UnheardTopics {
  const { house, devices, bus, clock } = deps;
  /** Since when the broker is there, as far as was looked, monotonic. */
  let connectedMs: number | undefined;

  const listening = house.derive<Listening>((_now, before) => {
    const sinceMs = clock.monotonicMs();
    const bound = [...devices.all()].flatMap((device) =>
      device.binding === undefined ? [] : [[device, device.binding] as const],
    );
    const awaited = new Map(
      bound.map(([device, binding]) => [
        device,
        before?.awaited.get(device) ?? { things: heardTopics(binding), sinceMs },
      ]),
    );
    const topicsOf = (of: Iterable<Awaited>) => [...of].flatMap(({ things }) => things.flat());
    const known = new Set(topicsOf(before?.awaited.values() ?? []));
    const isSilent = (topic: string) => before?.silent.has(topic) === true || !known.has(topic);
    return { awaited, silent: new Set(topicsOf(awaited.values()).filter(isSilent)) };
  });

  function listenedMs(sinceMs: number): number {
    if (!bus.isConnected()) connectedMs = undefined;
    else connectedMs ??= clock.monotonicMs();
    return connectedMs === undefined ? 0 : clock.monotonicMs() - Math.max(connectedMs, sinceMs);
  }

  return {
    heard: (topic) => void listening().silent.delete(topic),
    of(device) {
      const { awaited, silent } = listening();
      if (silent.size === 0) return undefined;
      const { things = [], sinceMs = 0 } = awaited.get(device) ?? {};
      const topics = things
        .filter((alternatives) => alternatives.every((topic) => silent.has(topic)))
        .flat();
      if (topics.length === 0) return undefined;
      const isAll = things.flat().every((topic) => silent.has(topic));
      const freshMs = freshMsOf(device.binding);
      const least = isAll ? LIMITS.readingFreshMs : LIMITS.topicSilentMs;
      const waitMs = Number.isFinite(freshMs) ? Math.max(least, freshMs) : least;
      return { topics, isAll, isCertain: listenedMs(sinceMs) >= waitMs };
    },
  };
}

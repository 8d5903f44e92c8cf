/**
 * The retained states on the bus: each is told under its topic when it reads differently, and not more often than once
 * in LIMITS.stateIntervalMs, save where somebody waits for it. What is no more is taken back.
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Bus, Cancel, Clock, Log } from '../ports.ts';

export interface ToldSource {
  /** All there is to tell, by topic. A view is undefined while there is nothing to say. */
  list(): Iterable<readonly [topic: string, view: () => object | undefined]>;
  /** @param listener `isAwaited` where somebody waits for it: the effect of a command */
  onChange(listener: (topic: string, isAwaited: boolean) => void): void;
}

export interface ToldStates {
  /** Says it again, though it may not have changed: a client that set something awaits an answer. */
  echo(topic: string): void;
  /** Says everything again: the broker, or a client, may have lost it. */
  tellAll(): void;
  /** Whether there is such a state. */
  has(topic: string): boolean;
  /** Says now what has changed. Where the broker is away it waits until all is said again. */
  flush(): void;
}

/** What the broker holds, where nobody knows. */
const UNKNOWN = undefined;

export function createToldStates(deps: {
  sources: readonly ToldSource[];
  bus: Bus;
  clock: Clock;
  log: Log;
}): ToldStates {
  const { sources, bus, clock, log } = deps;
  /** What the broker holds under each topic. */
  const told = new Map<string, string | typeof UNKNOWN>();
  const dirty = new Set<string>();
  let pending: { readonly dueMs: number; readonly cancel: Cancel } | undefined;

  function publish(topic: string, payload: string): void {
    bus.publish({ topic, payload, retain: true }).catch((error: unknown) => {
      // All of it is said again when the broker is back.
      log.debug('not published', { topic, reason: messageOf(error) });
    });
  }

  function tell(topic: string, view: object | undefined): void {
    if (view === undefined) return;
    const text = JSON.stringify(view);
    if (told.get(topic) === text) return;
    told.set(topic, text);
    publish(topic, text);
  }

  function flush(): void {
    pending?.cancel();
    pending = undefined;
    if (!bus.isConnected()) return;
    const listed = new Set<string>();
    for (const source of sources) {
      for (const [topic, view] of source.list()) {
        listed.add(topic);
        if (dirty.has(topic)) tell(topic, view());
      }
    }
    dirty.clear();
    for (const topic of told.keys()) {
      if (listed.has(topic)) continue;
      told.delete(topic);
      // An empty retained message takes back what the broker holds.
      publish(topic, '');
    }
  }

  function soon(delayMs: number): void {
    const dueMs = clock.monotonicMs() + delayMs;
    if (pending !== undefined && pending.dueMs <= dueMs) return;
    pending?.cancel();
    pending = { dueMs, cancel: clock.after(delayMs, flush) };
  }

  for (const source of sources)
    source.onChange((topic, isAwaited) => {
      dirty.add(topic);
      soon(isAwaited ? LIMITS.stateEchoMs : LIMITS.stateIntervalMs);
    });

  return {
    echo(topic) {
      if (told.has(topic)) told.set(topic, UNKNOWN);
      dirty.add(topic);
      soon(LIMITS.stateEchoMs);
    },
    tellAll() {
      for (const topic of told.keys()) told.set(topic, UNKNOWN);
      for (const source of sources) for (const [topic] of source.list()) dirty.add(topic);
      flush();
    },
    has: (topic) => sources.some((source) => [...source.list()].some(([one]) => one === topic)),
    flush,
  };
}

/**
 * The retained states on the bus: each is told under its topic when it reads differently, and not more often than once
 * in LIMITS.stateIntervalMs, or at its source's own pace where nothing but measured values has changed, save where
 * somebody waits for it. What is no more is taken back.
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { ControlLoop } from '../control/control-loop.ts';
import type { Bus } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import { isSameButMeasures } from './measures.ts';

export interface PublishedState {
  /** By which its source tells of changes. */
  readonly id: string;
  readonly topic: string;
  /** Undefined while there is nothing to say. */
  readonly view: () => object | undefined;
}

export interface PublishedSource {
  /** How often it is told where nothing but measured values has changed; as all else where it is absent. */
  readonly measureIntervalMs?: number;
  /** All there is to tell. */
  list(): Iterable<PublishedState>;
  /** @param listener `isAwaited` where somebody waits for it: the effect of a command */
  onChange(listener: (id: string, isAwaited: boolean) => void): Cancel;
}

export interface PublishedStates {
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

/** What the broker holds under a topic. */
interface Told {
  readonly view: object;
  readonly text: string;
  readonly atMs: number;
}

export function createPublishedStates(deps: {
  sources: readonly PublishedSource[];
  /** What is asked is told with what control makes of it, and not once more a moment later. */
  controlLoop: Pick<ControlLoop, 'isDue' | 'onDecided'>;
  /** Whether somebody reads the state still, and takes it back once nobody does. */
  isRead: (topic: string) => boolean;
  bus: Bus;
  clock: Clock;
  log: Log;
}): PublishedStates {
  const { sources, controlLoop, isRead, bus, clock, log } = deps;
  /** What the broker holds under each topic. */
  const told = new Map<string, Told | typeof UNKNOWN>();
  // Devices report far more often than is told: of each report no more is kept than whose it was, and who waits for it.
  const parts = sources.map((source) => ({ source, touched: new Map<string, boolean>() }));
  let isAllDue = false;
  /** What is due waits for a decision. */
  let isHeld = false;
  let pending: { readonly dueMs: number; readonly cancel: Cancel } | undefined;

  function publish(topic: string, payload: string): void {
    bus.publish({ topic, payload, retain: true }).catch((error: unknown) => {
      // All of it is said again when the broker is back.
      log.debug('not published', { topic, reason: messageOf(error) });
    });
  }

  function tell(topic: string, view: object): void {
    const text = JSON.stringify(view);
    if (told.get(topic)?.text === text) return;
    told.set(topic, { view, text, atMs: clock.monotonicMs() });
    publish(topic, text);
  }

  /** How long what is measured has yet to wait for its turn. */
  function waitMs(topic: string, view: object, intervalMs = 0): number {
    const before = told.get(topic);
    if (before === undefined) return 0;
    const leftMs = before.atMs + intervalMs - clock.monotonicMs();
    return leftMs > 0 && isSameButMeasures(before.view, view) ? leftMs : 0;
  }

  function flush(): void {
    pending?.cancel();
    pending = undefined;
    isHeld = false;
    if (!bus.isConnected()) return;
    const listed = new Set<string>();
    let nextMs = Infinity;
    for (const { source, touched } of parts) {
      const later = new Map<string, boolean>();
      for (const { id, topic, view: read } of source.list()) {
        listed.add(topic);
        const isAwaited = isAllDue || touched.get(id);
        const view = isAwaited === undefined ? undefined : read();
        if (view === undefined) continue;
        const leftMs = isAwaited === true ? 0 : waitMs(topic, view, source.measureIntervalMs);
        if (leftMs === 0) tell(topic, view);
        else {
          later.set(id, false);
          nextMs = Math.min(nextMs, leftMs);
        }
      }
      touched.clear();
      for (const [id, isAwaited] of later) touched.set(id, isAwaited);
    }
    isAllDue = false;
    takeBack(listed);
    if (nextMs < Infinity) within(nextMs);
  }

  function takeBack(listed: ReadonlySet<string>): void {
    for (const topic of told.keys()) {
      if (listed.has(topic)) continue;
      told.delete(topic);
      // An empty retained message takes back what the broker holds.
      if (!isRead(topic)) publish(topic, '');
    }
  }

  function due(): void {
    isHeld = controlLoop.isDue();
    if (!isHeld) flush();
  }
  controlLoop.onDecided(() => {
    if (isHeld) flush();
  });

  function within(delayMs: number): void {
    const dueMs = clock.monotonicMs() + delayMs;
    if (pending !== undefined && pending.dueMs <= dueMs) return;
    pending?.cancel();
    pending = { dueMs, cancel: clock.after(delayMs, due) };
  }
  const soon = (isAwaited: boolean) =>
    within(isAwaited ? LIMITS.stateEchoMs : LIMITS.stateIntervalMs);

  for (const { source, touched } of parts)
    source.onChange((id, isAwaited) => {
      touched.set(id, isAwaited || touched.get(id) === true);
      soon(isAwaited);
    });

  /** What is told under the topic. */
  function* under(topic: string) {
    for (const { source, touched } of parts)
      for (const one of source.list()) if (one.topic === topic) yield { id: one.id, touched };
  }

  return {
    echo(topic) {
      if (told.has(topic)) told.set(topic, UNKNOWN);
      for (const { id, touched } of under(topic)) touched.set(id, true);
      soon(true);
    },
    tellAll() {
      for (const topic of told.keys()) told.set(topic, UNKNOWN);
      isAllDue = true;
      flush();
    },
    has: (topic) => under(topic).next().done === false,
    flush,
  };
}

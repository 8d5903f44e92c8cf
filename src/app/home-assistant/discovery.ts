/**
 * Telling Home Assistant what there is (home-assistant.io/integrations/mqtt, MQTT discovery): a retained description of each device, told when the
 * broker or Home Assistant comes back and when something in it is another, never twice in quick succession.
 *
 * What goes is taken back. A whole device: its description is emptied. An entity of one that stays: it is first told of
 * as nothing but its platform, and left out the next time. What is on the broker is remembered before it is told, and
 * forgotten once its end is acknowledged, so that nothing is left behind by a power cut or a broker that was away.
 */
import { messageOf } from '../../domain/errors.ts';
import { LIMITS } from '../../domain/limits.ts';
import { hexOf, type Digest } from '../base/credential-ports.ts';
import type { Bus, BusMessage } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Random } from '../base/ports/random.ts';
import type { Store } from '../base/ports/store.ts';
import { announcedChanges, platformsOf, readAnnounced, type Announced } from './announced.ts';
import type { Announcement } from './announcement.ts';
import type { Component } from './component.ts';

export interface Discovery {
  /** What it listens to. */
  readonly filters: readonly string[];
  /** Whether the message was meant for it: Home Assistant says that it has started. */
  hear(message: BusMessage): boolean;
  /** The broker has come back. */
  connected(): void;
  /** The house may read differently. */
  changed(): void;
  /** Whether a description that is on the broker reads the state: who takes the state back is then discovery. */
  isRead(stateTopic: string): boolean;
  stop(): void;
}

type Platforms = Announced['components'];

/** Those of `before` that `after` has no more, or has on another platform. */
function gone(before: Platforms, after: Platforms): Platforms {
  return Object.fromEntries(
    Object.entries(before).filter(([key, platform]) => after[key] !== platform),
  );
}

/** The description, with what goes reduced to its platform: so Home Assistant lets go of it. */
function textOf({ payload }: Announcement, going: Platforms): string {
  const reduced = Object.entries(going).map(([key, platform]): [string, Component] => [
    key,
    { platform },
  ]);
  const components = { ...payload.components, ...Object.fromEntries(reduced) };
  return JSON.stringify({ ...payload, components });
}

interface Deps {
  readonly bus: Bus;
  readonly store: Store;
  readonly digest: Pick<Digest, 'sha256'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** First levels of discovery's topics; undefined where it is off: then all that was told is taken back. */
  readonly prefix: string | undefined;
  announcements(): readonly Announcement[];
  /** Whether a state is told of whoever reads it. */
  isTold(stateTopic: string): boolean;
  /** Tells all states again: Home Assistant has forgotten them. */
  tellStates(): void;
}

interface Asked {
  /** Also what has not changed. */
  readonly isAll: boolean;
  readonly areStates: boolean;
}

/** One description on its way. */
interface Message {
  readonly topic: string;
  readonly text: string;
}

export function createDiscovery(deps: Deps): Discovery {
  const { bus, store, digest, clock, random, log, prefix } = deps;
  const birthTopic = prefix === undefined ? undefined : `${prefix}/status`;
  /** Topic → hash of what was told under it since the broker came back. */
  const told = new Map<string, string>();
  /** Topic → what is told of there as nothing but its platform. */
  const reduced = new Map<string, Platforms>();
  let due: { readonly atMs: number; readonly cancel: Cancel } | undefined;
  let lastMs = -Infinity;
  let isRunning = false;
  /** What the next time is to bring besides what has changed; undefined where nobody has asked for one. */
  let asked: Asked | undefined;

  const isAsked = () => asked !== undefined;
  const hashOf = (text: string) => hexOf(digest.sha256(text));

  async function sendOne({ topic, text }: Message): Promise<void> {
    await bus.publish({ topic, payload: text, retain: true, qos: 1 });
    if (text === '') told.delete(topic);
    else told.set(topic, hashOf(text));
  }

  /** One goes out for each that is acknowledged: a broker takes only so many at a time. */
  async function send(messages: readonly Message[]): Promise<void> {
    const waiting = messages.values();
    async function sendOn(): Promise<void> {
      for (const message of waiting) await sendOne(message);
    }
    await Promise.all(Array.from({ length: LIMITS.discoveryInFlight }, sendOn));
  }

  const takeBack = async (topics: readonly string[]) =>
    send(topics.map((topic) => ({ topic, text: '' })));

  async function remember(
    before: ReadonlyMap<string, Announced>,
    after: ReadonlyMap<string, Announced>,
  ): Promise<void> {
    const changes = announcedChanges(before, after);
    if (changes.length === 0) return;
    await store.commit(changes).catch((error: unknown) => {
      // To be announced matters more than to be taken back one day.
      log.warn('what was announced is not kept', { reason: messageOf(error) });
    });
  }

  /** What stays on the broker once `wanted` is told, where `before` was there. */
  function next(wanted: readonly Announcement[], before: ReadonlyMap<string, Announced>) {
    return wanted.map((one) => {
      const components = platformsOf(one.payload.components);
      const going = gone(before.get(one.topic)?.components ?? {}, components);
      const known = reduced.get(one.topic) ?? {};
      const isLastStep = Object.keys(gone(going, known)).length === 0;
      return { one, components, going, left: isLastStep ? {} : going };
    });
  }

  async function tell(isAll: boolean): Promise<void> {
    const before = readAnnounced(store);
    const plans = next(deps.announcements(), before);
    const removed = [...before].filter(([topic]) => plans.every(({ one }) => one.topic !== topic));
    const recordOf = (pick: 'going' | 'left') =>
      plans.map((plan): readonly [string, Announced] => [
        plan.one.topic,
        { components: { ...plan[pick], ...plan.components }, states: plan.one.states },
      ]);
    const during = new Map([...recordOf('going'), ...removed]);
    await remember(before, during);
    const messages = plans.map(({ one, left }) => ({ topic: one.topic, text: textOf(one, left) }));
    await send(messages.filter(({ topic, text }) => isAll || told.get(topic) !== hashOf(text)));
    const states = removed.flatMap(([, one]) => one.states).filter((topic) => !deps.isTold(topic));
    await takeBack(removed.map(([topic]) => topic));
    // Once nobody reads them: an empty state is no value to any template.
    await takeBack(states);
    await remember(during, new Map(recordOf('left')));
    for (const { one, left } of plans) {
      if (Object.keys(left).length > 0) reduced.set(one.topic, left);
      else reduced.delete(one.topic);
    }
  }

  async function run(): Promise<void> {
    due = undefined;
    if (isRunning || asked === undefined || !bus.isConnected()) return;
    const { isAll, areStates } = asked;
    asked = undefined;
    isRunning = true;
    try {
      await tell(isAll);
      if (areStates) deps.tellStates();
      if (reduced.size > 0) ask({ isAll: false, areStates: false }, 0);
    } catch (error) {
      // All of it is told again when the broker is back.
      log.warn('the house was not announced', { reason: messageOf(error) });
    }
    isRunning = false;
    lastMs = clock.monotonicMs();
    // What was asked meanwhile had to wait.
    if (isAsked()) schedule(0);
  }

  function ask({ isAll, areStates }: Asked, delayMs: number): void {
    asked = {
      isAll: isAll || asked?.isAll === true,
      areStates: areStates || asked?.areStates === true,
    };
    schedule(delayMs);
  }

  function schedule(delayMs: number): void {
    if (isRunning) return;
    const nowMs = clock.monotonicMs();
    const atMs = Math.max(nowMs + delayMs, lastMs + LIMITS.discoveryIntervalMs);
    if (due !== undefined && due.atMs <= atMs) return;
    due?.cancel();
    due = { atMs, cancel: clock.after(atMs - nowMs, () => void run()) };
  }

  /** Not all of the house's hubs and devices at the same moment. */
  function spreadMs(): number {
    const [byte = 0] = random.bytes(1);
    return (byte / 255) * LIMITS.discoverySpreadMs;
  }

  return {
    filters: birthTopic === undefined ? [] : [birthTopic],
    hear({ topic, payload, retained }) {
      if (topic !== birthTopic) return false;
      // A retained one is from before: what it asks for is told at each connection.
      if (retained || payload.toString() !== 'online') return true;
      ask({ isAll: true, areStates: true }, LIMITS.discoveryDelayMs + spreadMs());
      return true;
    },
    connected() {
      told.clear();
      reduced.clear();
      ask({ isAll: true, areStates: false }, LIMITS.discoveryDelayMs);
    },
    changed: () => ask({ isAll: false, areStates: false }, LIMITS.discoveryDelayMs),
    isRead: (stateTopic) =>
      [...readAnnounced(store).values()].some(({ states }) => states.includes(stateTopic)),
    stop: () => due?.cancel(),
  };
}

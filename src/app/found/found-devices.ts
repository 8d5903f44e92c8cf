/**
 * Devices on the broker that the house does not have yet. The hub listens for them while somebody looks, and for some
 * minutes after that, over a connection of its own that tells nobody anything: what a broker has of other things
 * costs nothing otherwise, and never makes the house's own messages wait.
 */
import { messageOf } from '../../domain/errors.ts';
import type { DeviceKind } from '../../domain/equipment/catalogue.ts';
import { takenIn } from '../../domain/found/proposal.ts';
import { LIMITS } from '../../domain/limits.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Bus, BusMessage } from '../base/ports/bus.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Log } from '../base/ports/log.ts';
import type { Faults } from '../faults/faults.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import { createProfileReader } from '../house/profile-reader.ts';
import type { ProfileTexts } from '../house/profile.ts';
import type { Topics } from '../messages/topics.ts';
import { createAllowance } from './allowance.ts';
import { createCandidates, type Candidates } from './candidates.ts';
import {
  foundDevicesView,
  type FoundDevicesView,
  type ListeningState,
} from './found-devices-view.ts';
import { createFoundListening, type FoundListening } from './listening.ts';
import { createFoundNotes } from './notes.ts';
import { createSigns } from './signs.ts';

export interface FoundDevices {
  /** What is found so far; listens from now on. Who looks first waits a moment for what the broker has kept. */
  look(): Promise<FoundDevicesView>;
  stop(): Promise<void>;
}

interface Deps {
  readonly house: CurrentHouse;
  /** What is known to be wrong: devices that are silent, rooms of which no temperature is known. */
  readonly faults: Pick<Faults, 'list'>;
  readonly topics: Topics;
  readonly mqttBase: string;
  /** First levels of Home Assistant's discovery. */
  readonly discoveryPrefix: string;
  readonly profiles: () => ProfileTexts;
  /** A connection of its own to the broker, that only listens. */
  readonly connect: () => Promise<Bus>;
  /** Reads in little memory what comes at once, until that is released. */
  readonly spare: () => void;
  /** Gives back memory that nobody needs any more. */
  readonly release: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** One time of listening, from the first look to some minutes after the last. */
interface Session {
  readonly listening: FoundListening;
  readonly readProfile: ReturnType<typeof createProfileReader>;
  bus: Bus | undefined;
  candidates: Candidates | undefined;
  state: ListeningState;
  reason?: string;
  /** Settled once what the broker has kept was heard, or it is known that nothing will be. */
  readonly ready: { readonly promise: Promise<void>; readonly resolve: () => void };
  cancelBuild: Cancel | undefined;
  buildMs: number;
  isStale: boolean;
}

function createReady(): Session['ready'] {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

export function createFoundDevices(deps: Deps): FoundDevices {
  const { house, topics, clock, log } = deps;
  const notes = createFoundNotes();
  let session: Session | undefined;
  let lastLookMs = -Infinity;
  let pausedUntilMs = -Infinity;
  let cancelSweep: Cancel | undefined;
  let cancelRelease: Cancel | undefined;
  let allowance = createAllowance(clock);
  // What stands there since is proposed no more.
  house.onChange(() => session !== undefined && buildSoon(session));

  function isInHouse(kind: DeviceKind, id: string): boolean {
    return takenIn(house.get()).devices.get(kind)?.has(id) === true;
  }

  function open(): Session {
    const texts = deps.profiles();
    const readProfile = createProfileReader(texts);
    const signs = createSigns(texts.names(), readProfile);
    const { discoveryPrefix } = deps;
    const opened: Session = {
      listening: createFoundListening({ notes, signs, topics, discoveryPrefix, isInHouse }),
      readProfile,
      bus: undefined,
      candidates: undefined,
      state: 'connecting',
      ready: createReady(),
      cancelBuild: undefined,
      buildMs: 0,
      isStale: false,
    };
    session = opened;
    allowance = createAllowance(clock);
    spare();
    deps.connect().then(
      (bus) => listen(opened, bus),
      (error: unknown) => fail(opened, 'unavailable', messageOf(error)),
    );
    cancelSweep ??= clock.every(LIMITS.foundPauseMs / 10, sweep);
    return opened;
  }

  /** The broker is about to tell all that it keeps; if it does not, others have waited for nothing long enough. */
  function spare(): void {
    deps.spare();
    releaseSoon();
  }

  function releaseSoon(): void {
    cancelRelease?.();
    cancelRelease = clock.after(LIMITS.foundReleaseMs, release);
  }

  function release(): void {
    cancelRelease?.();
    cancelRelease = undefined;
    deps.release();
  }

  function fail(of: Session, state: ListeningState, reason: string): void {
    Object.assign(of, { state, reason });
    of.ready.resolve();
  }

  function listen(of: Session, bus: Bus): void {
    if (session !== of) return;
    of.bus = bus;
    bus.alsoListen(of.listening.filters);
    bus.start({
      filters: [],
      onMessage: (message) => hear(of, message),
      onConnection(isConnected) {
        if (session !== of || of.bus !== bus) return;
        of.state = isConnected ? 'listening' : 'connecting';
        // What goes while nobody hears of it would stay for ever: all that is there is told anew.
        if (!isConnected) notes.clear();
        build(of);
        of.ready.resolve();
        if (isConnected) releaseSoon();
        else spare();
      },
    });
  }

  function hear(of: Session, message: BusMessage): void {
    if (session !== of) return;
    if (!allowance.take(message.payload.length + LIMITS.foundMessageBytes)) {
      pause(of);
      return;
    }
    const nowMs = clock.monotonicMs();
    of.candidates?.hear(message, nowMs);
    if (of.listening.hear(message, nowMs)) buildSoon(of);
  }

  /** The broker says more than is good for the house: it is left alone for a while. */
  function pause(of: Session): void {
    const minutes = LIMITS.foundPauseMs / (60 * SECOND_MS);
    log.warn('the broker says too much to look for devices', { pausedMinutes: minutes });
    pausedUntilMs = clock.monotonicMs() + LIMITS.foundPauseMs;
    const { bus } = of;
    of.bus = undefined;
    build(of);
    fail(
      of,
      'paused',
      `the broker says too much at once: the hub listens again in ${minutes} minutes`,
    );
    void bus?.stop();
  }

  /** Much that comes at once is worked out together, and takes a small part of the time. */
  function buildSoon(of: Session): void {
    of.isStale = true;
    const delayMs = Math.max(LIMITS.foundSoonMs, 10 * of.buildMs);
    of.cancelBuild ??= clock.after(delayMs, () => {
      of.cancelBuild = undefined;
      if (session === of && of.isStale) build(of);
    });
  }

  function build(of: Session): void {
    const nowMs = clock.monotonicMs();
    const { mqttBase } = deps;
    const { readProfile } = of;
    of.isStale = false;
    const made = { house: house.get(), readProfile, mqttBase, nowMs };
    of.candidates = createCandidates(made, of.listening.sightings(), of.candidates);
    of.bus?.alsoListen([...of.listening.filters, ...of.candidates.topics]);
    of.buildMs = clock.monotonicMs() - nowMs;
  }

  async function close(): Promise<void> {
    const closing = session;
    session = undefined;
    cancelSweep?.();
    cancelSweep = undefined;
    notes.clear();
    closing?.cancelBuild?.();
    closing?.ready.resolve();
    if (closing !== undefined) releaseSoon();
    await closing?.bus?.stop();
  }

  function sweep(): void {
    const nowMs = clock.monotonicMs();
    if (nowMs - lastLookMs >= LIMITS.foundLookMs) {
      void close();
      return;
    }
    if (session === undefined) return;
    session.candidates?.sweep(nowMs);
    if (notes.sweep(nowMs)) buildSoon(session);
    if (notes.takeRoom()) hearAnew(session);
  }

  /** What was left out has room now, and a broker tells what it keeps to who begins to listen. */
  function hearAnew(of: Session): void {
    spare();
    of.bus?.alsoListen(of.candidates?.topics ?? []);
    buildSoon(of);
  }

  const viewOf = (of: Session): FoundDevicesView =>
    foundDevicesView({
      heard: of,
      house: house.get(),
      faults: deps.faults.list(),
      leftOut: notes.leftOut(),
      clock,
    });

  return {
    async look() {
      const nowMs = clock.monotonicMs();
      lastLookMs = nowMs;
      const isOver = session?.state === 'paused' && nowMs >= pausedUntilMs;
      if (isOver || session?.state === 'unavailable') await close();
      const of = session ?? open();
      let cancel: Cancel = () => undefined;
      const late = new Promise<void>((resolve) => {
        cancel = clock.after(LIMITS.foundWaitMs, resolve);
      });
      await Promise.race([of.ready.promise, late]);
      cancel();
      if (of.isStale && of.candidates === undefined) build(of);
      return viewOf(of);
    },
    async stop() {
      lastLookMs = -Infinity;
      await close();
      // Whoever is next in this process is not to read in little memory for good.
      if (cancelRelease !== undefined) release();
    },
  };
}

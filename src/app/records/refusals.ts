/**
 * Refusals at the door: one event per address and LIMITS.refusalWindowMs, with a count, so that a flood neither wears
 * the card nor drives other events out.
 *
 * An event is there from the first refusal, and is told anew with the lazy batch for as long as its count rises.
 */
import { strangerAt } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { EventJournal, EventStamp } from './journal.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { AccessRefusal, Refusals } from '../base/ports/journal.ts';
import type { LazySource } from '../base/ports/store.ts';

/** Stands for the addresses that are no longer told apart. */
const OTHERS = 'other addresses';

/** What came from one address while its window is open. */
interface Window {
  readonly address: string;
  /** Monotonic. */
  readonly openedMs: number;
  readonly reasons: Map<string, number>;
  readonly principalIds: Set<string>;
  count: number;
  lastMs: number;
  /** Of its event. */
  stamp?: EventStamp | undefined;
  /** How many its event tells of. */
  toldCount: number;
}

function addTo(window: Window, { reason, principalId }: AccessRefusal, nowMs: number): void {
  window.count++;
  window.lastMs = nowMs;
  window.reasons.set(reason, (window.reasons.get(reason) ?? 0) + 1);
  if (principalId !== undefined && window.principalIds.size < LIMITS.refusalPrincipals)
    window.principalIds.add(principalId);
}

function eventOf({ address, count, lastMs, reasons, principalIds }: Window): NewEvent {
  return {
    type: 'access_refused',
    severity: 'warning',
    objectId: address,
    ...strangerAt(address === OTHERS ? undefined : address),
    data: {
      count,
      last: isoTime(lastMs),
      reasons: Object.fromEntries(reasons),
      ...(principalIds.size > 0 && { principalIds: [...principalIds] }),
    },
  };
}

/** A source of the lazy batch whose news rides with the journal's: it is added before the journal. */
export function createRefusals(deps: {
  clock: Clock;
  journal: Pick<EventJournal, 'later' | 'amend'>;
}): Refusals & LazySource {
  const { clock, journal } = deps;
  /** Those that opened first come first. */
  const open = new Map<string, Window>();

  function tell(window: Window): void {
    if (window.stamp === undefined) window.stamp = journal.later(eventOf(window));
    else if (window.count > window.toldCount) journal.amend(window.stamp, eventOf(window));
    window.toldCount = window.count;
  }

  function closeOld(nowMs: number): void {
    for (const [address, window] of open) {
      if (nowMs - window.openedMs < LIMITS.refusalWindowMs) return;
      tell(window);
      open.delete(address);
    }
  }

  function windowOf(address: string, openedMs: number): Window {
    const isKnown = open.has(address) || open.size < LIMITS.refusalAddresses;
    const key = isKnown ? address : OTHERS;
    const window = open.get(key) ?? {
      address: key,
      openedMs,
      count: 0,
      lastMs: 0,
      toldCount: 0,
      reasons: new Map<string, number>(),
      principalIds: new Set<string>(),
    };
    open.set(key, window);
    return window;
  }

  return {
    note(refusal) {
      const atMs = clock.monotonicMs();
      closeOld(atMs);
      const window = windowOf(refusal.address, atMs);
      addTo(window, refusal, clock.nowMs());
      if (window.stamp === undefined) tell(window);
    },
    gather() {
      open.forEach(tell);
      closeOld(clock.monotonicMs());
      return [];
    },
    // What could not be written is the journal's to keep.
    settle: () => undefined,
  };
}

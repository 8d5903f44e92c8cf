/** The faults that control finds: since when they stand, and as events. They end with what was found. */
import {
  FINDINGS,
  type Finding,
  type FindingCode,
  type FindingKind,
} from '../../domain/control/findings.ts';
import type { StandingFault } from '../../domain/equipment/standing-faults.ts';
import { FAULT_SENTENCES } from '../../domain/sentences/faults.ts';
import { LIMITS } from '../../domain/limits.ts';
import { isoTime } from '../../domain/units.ts';
import type { CurrentHouse } from '../house/current-house.ts';
import type { EventJournal } from '../records/journal.ts';
import type { Clock } from '../base/ports/clock.ts';
import { createThrottle, type Throttle } from '../base/throttle.ts';
import type { FaultBook } from './fault-book.ts';

export interface FoundFaults {
  /** Takes in all that is found now. */
  take(findings: readonly Finding[]): void;
}

interface Watched {
  /** In the book: `source/objectId`. */
  readonly owner: string;
  /** As it is told, or will be once it has lasted. */
  fault: StandingFault;
  /** Since when it is found, monotonic; undefined while it is not. */
  foundMs: number | undefined;
  isStanding: boolean;
  /** Of its events; undefined where others tell of it. */
  readonly throttle: Throttle | undefined;
}

const KINDS: Readonly<Record<string, FindingKind>> = FINDINGS;
const messageOf = (code: FindingCode, about: string | undefined): string =>
  about === undefined ? FAULT_SENTENCES[code] : `${FAULT_SENTENCES[code]} (${about})`;
const keyOf = (owner: string, code: string) => `${owner} ${code}`;

/** What is watched, by owner and code. */
interface Watch {
  readonly watched: Map<string, Watched>;
  /** How many of them stand. */
  standing: number;
}

export function createFoundFaults(deps: {
  house: CurrentHouse;
  book: FaultBook;
  journal: Pick<EventJournal, 'later'>;
  clock: Clock;
}): FoundFaults {
  const { house, book, journal, clock } = deps;
  const startedMs = clock.monotonicMs();

  function tell(owner: string, { code, severity, message }: StandingFault, isOn: boolean): void {
    const [source = '', objectId = ''] = owner.split('/');
    journal.later({
      type: isOn ? 'fault_raised' : 'fault_cleared',
      severity: isOn ? severity : 'info',
      source,
      objectId,
      data: { kind: source, code, message },
    });
  }

  function newWatched(owner: string, fault: StandingFault, isStanding: boolean): Watched {
    const throttle =
      KINDS[fault.code]?.hasOwnEvent === true
        ? undefined
        : createThrottle(
            clock,
            LIMITS.deviceEventIntervalMs,
            (isOn) => tell(owner, fault, isOn),
            // That all is well from the start is no news; nor is what was told of in an earlier life.
            isStanding,
          );
    return { owner, fault, foundMs: undefined, isStanding, throttle };
  }

  /** What stands in the book is watched, whether it stood before the start or is back with a part of the house. */
  const watch = house.derive<Watch>((_now, before) => {
    const watched = new Map<string, Watched>();
    for (const [key, entry] of before?.watched ?? []) {
      const { owner, fault, isStanding, throttle } = entry;
      if (!isStanding || book.of(owner).some(({ code }) => code === fault.code))
        watched.set(key, entry);
      else throttle?.stop();
    }
    let standing = 0;
    for (const [owner, faults] of book.entries()) {
      standing += faults.length;
      for (const fault of faults) {
        const key = keyOf(owner, fault.code);
        if (!watched.has(key)) watched.set(key, newWatched(owner, fault, true));
      }
    }
    return { watched, standing };
  });

  function raise(entry: Watched): void {
    const { owner, fault, throttle } = entry;
    entry.isStanding = true;
    watch().standing++;
    book.set(owner, [...book.of(owner), fault]);
    throttle?.set(true);
  }

  function clear(entry: Watched): void {
    const { owner, fault, throttle } = entry;
    entry.foundMs = undefined;
    if (entry.isStanding) {
      entry.isStanding = false;
      watch().standing--;
      book.set(
        owner,
        book.of(owner).filter(({ code }) => code !== fault.code),
      );
      throttle?.set(false);
    }
    if (throttle?.isAtRest() !== false) watch().watched.delete(keyOf(owner, fault.code));
  }

  function find(entry: Watched): void {
    const nowMs = clock.monotonicMs();
    if (entry.foundMs === undefined) {
      entry.foundMs = nowMs;
      if (!entry.isStanding) entry.fault = { ...entry.fault, sinceTs: isoTime(clock.nowMs()) };
    }
    const { afterMs = 0 } = KINDS[entry.fault.code] ?? {};
    if (entry.isStanding || nowMs - entry.foundMs < afterMs) return;
    if (watch().standing < LIMITS.foundFaults) raise(entry);
  }

  /** It is about something else as well, or no more. */
  function reword(entry: Watched, message: string): void {
    const { owner, fault, isStanding } = entry;
    if (fault.message === message) return;
    entry.fault = { ...fault, message };
    if (!isStanding) return;
    const all = book.of(owner).map((one) => (one.code === fault.code ? { ...one, message } : one));
    book.set(owner, all);
  }

  /** What counts of the findings, by key; true where it is certain. */
  function counted(findings: readonly Finding[]): Map<string, boolean> {
    const isNew = clock.monotonicMs() - startedMs < LIMITS.readingFreshMs;
    const found = new Map<string, boolean>();
    for (const { source, objectId, code, isCertain, about } of findings) {
      const kind: FindingKind = FINDINGS[code];
      const owner = `${source}/${objectId}`;
      const key = keyOf(owner, code);
      const counts = isCertain && !(isNew && kind.needsReports === true);
      found.set(key, counts);
      const message = messageOf(code, about);
      const known = watch().watched.get(key);
      if (counts && known !== undefined) reword(known, message);
      if (!counts || known !== undefined) continue;
      const { severity } = kind;
      watch().watched.set(key, newWatched(owner, { code, severity, message, sinceTs: '' }, false));
    }
    return found;
  }

  return {
    take(findings) {
      const found = counted(findings);
      for (const [key, entry] of watch().watched) {
        const isCertain = found.get(key);
        if (isCertain === undefined) clear(entry);
        else if (isCertain) find(entry);
      }
    },
  };
}

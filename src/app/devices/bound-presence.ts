/** Whether a bound device is there: by the places that say so, and by what has to be said again and again. */
import type { BoundAvailability, DeviceBinding } from '../../domain/binding/binding.ts';
import { readAvailability } from '../../domain/binding/bound-reading.ts';
import { saidAt } from '../../domain/binding/meaning.ts';
import { placeOf } from '../../domain/binding/place.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import { SECOND_MS } from '../../domain/units.ts';
import type { Presence } from '../messages/telemetry.ts';

export interface BoundPresence {
  /**
   * What each place said. The broker may have kept an "offline" of a gateway whose "online" it does not keep: that is
   * doubted, until anything is heard of the device.
   */
  readonly words: Map<BoundAvailability, Presence | 'doubted'>;
  /** When that was said which has to be said again and again, monotonic; at first since when it is waited for. */
  aliveMs: number;
  isAliveHeard: boolean;
  /** What others were told last. */
  told: Presence | undefined;
}

export const newPresence = (nowMs: number): BoundPresence => ({
  words: new Map(),
  aliveMs: nowMs,
  isAliveHeard: false,
  told: undefined,
});

interface Having {
  readonly binding: DeviceBinding;
  readonly presence: BoundPresence;
  readonly refused: Map<string, ReadingRefusal>;
}

/** A farewell that was heard stays one when the broker repeats it. */
const doubtedOf = (word: Presence, before: Presence | 'doubted' | undefined, retained: boolean) =>
  word === 'offline' && retained && before !== 'offline' ? 'doubted' : word;

/** Takes in whether it is there. @returns what of it cannot be, and whether it says anything that can */
export function takePresence(
  { presence: { words }, refused: standing }: Having,
  availability: readonly BoundAvailability[],
  document: unknown,
  retained: boolean,
): { readonly refused: readonly ReadingRefusal[]; readonly isSaid: boolean } {
  const refused: ReadingRefusal[] = [];
  let isSaid = false;
  for (const place of availability) {
    const word = readAvailability(place, document);
    if (word === undefined) continue;
    if (typeof word === 'object') {
      standing.set(placeOf(place), word);
      refused.push(word);
      continue;
    }
    standing.delete(placeOf(place));
    words.set(place, doubtedOf(word, words.get(place), retained));
    isSaid = true;
  }
  return { refused, isSaid };
}

/** What the broker has kept is no sign of life. */
export function takeAlive({ binding, presence }: Having, document: unknown, nowMs: number): void {
  const said = saidAt(document, binding.alive?.pointer);
  if (said === undefined || said === null || said === '') return;
  presence.aliveMs = nowMs;
  presence.isAliveHeard = true;
}

/** It was heard, so an "offline" that the broker had kept was none. */
export function trust({ presence: { words } }: Having): void {
  for (const [place, word] of words) if (word === 'doubted') words.set(place, 'online');
}

/** Undefined where it cannot be known yet. */
function aliveWord({ binding: { alive }, presence }: Having, nowMs: number): Presence | undefined {
  if (alive !== undefined && nowMs - presence.aliveMs >= alive.withinSeconds * SECOND_MS)
    return 'offline';
  return presence.isAliveHeard ? 'online' : undefined;
}

/** Whether its gateway is there, as far as it says, and nothing is heard of the machine behind it. */
export function isMachineSilent(having: Having, nowMs: number): boolean {
  const words = (having.binding.availability ?? []).map((place) =>
    having.presence.words.get(place),
  );
  return !words.includes('offline') && aliveWord(having, nowMs) === 'offline';
}

/** Offline where one place says so, or is silent for too long; online where all say that. */
export function presenceOf(having: Having, nowMs: number): Presence | undefined {
  const { binding, presence } = having;
  const words = (binding.availability ?? []).map((place) => presence.words.get(place));
  const all = binding.alive === undefined ? words : [...words, aliveWord(having, nowMs)];
  if (all.includes('offline')) return 'offline';
  return all.length > 0 && all.every((word) => word === 'online') ? 'online' : undefined;
}

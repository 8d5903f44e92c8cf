/** What a device that is bound to topics of its own has said there: each reading with its time, and what cannot be. */
import { COMMAND_ECHOES, freshMsOf, type DeviceBinding } from '../../domain/binding/binding.ts';
import type { BoundValue } from '../../domain/binding/bound-reading.ts';
import type { Fault, Readings, ReadingValue } from '../../domain/equipment/reading.ts';
import type { ReadingRefusal } from '../../domain/equipment/refused.ts';
import type { Members } from '../messages/members.ts';
import { newPresence, type BoundPresence } from './bound-presence.ts';
import type { Device } from './device-registry.ts';

export interface Said {
  readonly value: ReadingValue;
  /** Monotonic. */
  readonly atMs: number;
  /** Ms since it was said before; undefined where it was not. */
  readonly everyMs?: number | undefined;
  /** Whether it was said in an earlier life of the hub. */
  readonly isRestored?: boolean;
  /** Whether the broker had kept it, so that nobody knows how old it is. */
  readonly isRetained?: boolean;
}

export interface Bound {
  readonly binding: DeviceBinding;
  readonly device: Device;
  /** By field. */
  readonly said: Map<string, Said>;
  /** By the name of the place. */
  readonly places: Map<string, Said>;
  /** What each place that tells of faults said of them. */
  readonly faults: Map<string, { readonly faults: readonly Fault[]; readonly atMs: number }>;
  /** What cannot be, by field or place, until something else is said there. */
  readonly refused: Map<string, ReadingRefusal>;
  /** When it said anything last, monotonic. */
  heardMs: number;
  readonly presence: BoundPresence;
}

/** @param nowMs monotonic */
export const newBound = (binding: DeviceBinding, device: Device, nowMs: number): Bound => ({
  binding,
  device,
  heardMs: -Infinity,
  said: new Map(),
  places: new Map(),
  faults: new Map(),
  refused: new Map(),
  presence: newPresence(nowMs),
});

/** Whether what was said then counts now, both monotonic. */
export const isFresh = ({ binding }: Bound, atMs: number, nowMs: number): boolean =>
  nowMs - atMs < freshMsOf(binding);

/** What a relay's state comes to, where the device says nothing of its mode itself. */
function modeOf({ binding }: Bound, isOn: unknown, asked: unknown): Readings {
  if (typeof isOn !== 'boolean' || binding.readings.some(({ field }) => field === 'mode'))
    return {};
  const modes = binding.switch?.modes ?? ['heat'];
  const isCooling = modes.includes('cool') && (asked === 'cool' || !modes.includes('heat'));
  return { mode: isOn ? (isCooling ? 'cool' : 'heat') : 'idle' };
}

/**
 * What is known now: by field, with what the device says of its command, and the readings that come of it.
 * @param asked the mode that it was asked last
 */
export function knownOf(bound: Bound, asked: unknown): { known: Members; readings: Readings } {
  const known = Object.fromEntries([...bound.said].map(([field, { value }]) => [field, value]));
  const readings = Object.fromEntries(
    Object.entries(known).filter(([field]) => !(field in COMMAND_ECHOES)),
  );
  return { known, readings: { ...modeOf(bound, known['on'], asked), ...readings } };
}

/** @param nowMs monotonic */
export function take(
  bound: Bound,
  field: string,
  heard: BoundValue,
  { retained, nowMs }: { readonly retained: boolean; readonly nowMs: number },
): void {
  const { said, refused } = bound;
  if ('refused' in heard) {
    refused.set(field, heard.refused);
    // It is there, whatever it says; what was kept of it shows no such thing.
    if (!retained) bound.heardMs = nowMs;
    return;
  }
  const { value, ageMs = 0 } = heard;
  const atMs = nowMs - ageMs;
  refused.delete(field);
  const before = said.get(field);
  const everyMs = before === undefined || before.isRestored ? undefined : atMs - before.atMs;
  if (value === null) said.delete(field);
  else said.set(field, { value, atMs, everyMs });
  bound.heardMs = Math.max(bound.heardMs, atMs);
}

/** Takes in what a named place says: null where that is no value. */
export function takeNamed(bound: Bound, name: string, said: Said | null, atMs: number): void {
  if (said === null) bound.places.delete(name);
  else bound.places.set(name, said);
  bound.heardMs = Math.max(bound.heardMs, atMs);
}

/** All faults that its places tell of, where `place` now tells of these: one says of itself alone that it has none. */
export function allFaults(
  bound: Bound,
  place: string,
  faults: readonly Fault[],
  atMs: number,
): readonly Fault[] {
  bound.faults.set(place, { faults, atMs });
  return [...bound.faults.values()]
    .filter((one) => isFresh(bound, one.atMs, atMs))
    .flatMap((one) => one.faults);
}

export const isAllRestored = ({ said }: Bound): boolean =>
  said.size > 0 && [...said.values()].every(({ isRestored }) => isRestored === true);

/** Takes in what it said in an earlier life of the hub. */
export function restore(bound: Bound, said: ReadonlyMap<string, Said>): void {
  for (const [field, one] of said) {
    bound.said.set(field, { ...one, isRestored: true });
    bound.heardMs = Math.max(bound.heardMs, one.atMs);
  }
}

/** What it said in an earlier life is older by so many ms. */
export function age(bound: Bound, byMs: number): void {
  const older = [...bound.said]
    .filter(([, { isRestored }]) => isRestored)
    .map(([field, said]) => [field, { ...said, atMs: said.atMs - byMs }] as const);
  if (isAllRestored(bound)) bound.heardMs = -Infinity;
  restore(bound, new Map(older));
}

/** Lets go of readings that have grown old. @returns whether there was any */
export function forgetOld(bound: Bound, nowMs: number): boolean {
  const { binding } = bound;
  const old = [...bound.said].filter(
    ([field, said]) => nowMs - said.atMs >= freshMsOf(binding, field),
  );
  old.forEach(([field]) => bound.said.delete(field));
  return old.length > 0;
}

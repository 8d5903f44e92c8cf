/**
 * What was read of what devices say of themselves, as text: ten thousand documents lie in little memory so, and what
 * can be kept of all of them is known to the character.
 */
import type { FoundSource } from '../../domain/found/sighting.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createLeftOut } from './left-out.ts';

/** A device of whose documents notes are kept. */
interface KeptDevice {
  readonly id: string;
  count: number;
}

interface Note {
  readonly text: string;
  /** When it was heard, monotonic; absent of what stands until the broker keeps it no more. */
  readonly heardMs?: number | undefined;
  readonly device?: KeptDevice | undefined;
}

interface About {
  /** Monotonic, where it is forgotten once it is silent for long. */
  readonly heardMs?: number | undefined;
  /** The device that it is of, where others are of it too. */
  readonly deviceId?: string | undefined;
}

export interface FoundNotes {
  get(source: FoundSource, key: string): unknown;
  all(source: FoundSource): readonly unknown[];
  /**
   * @param value undefined: nothing is known of it any more
   * @returns whether what is known of it is another than before
   */
  put(source: FoundSource, key: string, value: object | undefined, about?: About): boolean;
  /** Forgets what was silent for too long. @returns whether there was any */
  sweep(nowMs: number): boolean;
  /** @returns whether something was left out that there is room for since it was last asked */
  takeRoom(): boolean;
  clear(): void;
  /** Documents that were left out, since there were too many. */
  leftOut(): number;
  count(): number;
}

export function createFoundNotes(): FoundNotes {
  const bySource = new Map<FoundSource, Map<string, Note>>();
  const devices = new Map<string, KeptDevice>();
  const leftOut = createLeftOut();
  let chars = 0;
  let count = 0;
  let hasRoom = false;

  function notesOf(source: FoundSource): Map<string, Note> {
    const before = bySource.get(source);
    if (before !== undefined) return before;
    const none = new Map<string, Note>();
    bySource.set(source, none);
    return none;
  }

  function forget(notes: Map<string, Note>, key: string): boolean {
    const before = notes.get(key);
    if (before === undefined) return false;
    const { text, device } = before;
    chars -= text.length + key.length;
    count--;
    if (device !== undefined && --device.count === 0) devices.delete(device.id);
    hasRoom ||= leftOut.count() > 0;
    return notes.delete(key);
  }

  function isTooMuch(size: number, deviceId: string | undefined): boolean {
    const isOfAnother =
      deviceId !== undefined && !devices.has(deviceId) && devices.size >= LIMITS.foundKeptDevices;
    const isTooLong = size > LIMITS.foundNoteChars || chars + size > LIMITS.foundKeptChars;
    return isOfAnother || isTooLong || count >= LIMITS.foundDocuments;
  }

  function deviceOf(id: string): KeptDevice {
    const device = devices.get(id) ?? { id, count: 0 };
    devices.set(id, device);
    device.count++;
    return device;
  }

  return {
    get(source, key) {
      const note = notesOf(source).get(key);
      return note === undefined ? undefined : (JSON.parse(note.text) as unknown);
    },
    all: (source) => [...notesOf(source).values()].map(({ text }) => JSON.parse(text) as unknown),
    put(source, key, value, { heardMs, deviceId } = {}) {
      const notes = notesOf(source);
      if (value === undefined) {
        leftOut.delete(source, key);
        return forget(notes, key);
      }
      const text = JSON.stringify(value);
      const before = notes.get(key);
      if (before?.text === text) {
        if (heardMs !== undefined) notes.set(key, { ...before, heardMs });
        return false;
      }
      const isChanged = forget(notes, key);
      const size = text.length + key.length;
      if (isTooMuch(size, deviceId)) {
        leftOut.add(source, key);
        return isChanged;
      }
      leftOut.delete(source, key);
      notes.set(key, {
        text,
        heardMs,
        device: deviceId === undefined ? undefined : deviceOf(deviceId),
      });
      chars += size;
      count++;
      return true;
    },
    sweep(nowMs) {
      let isChanged = false;
      for (const notes of bySource.values())
        for (const [key, { heardMs = Infinity }] of notes)
          if (nowMs - heardMs >= LIMITS.foundGoneMs) isChanged = forget(notes, key) || isChanged;
      return isChanged;
    },
    takeRoom() {
      const had = hasRoom;
      hasRoom = false;
      return had;
    },
    clear() {
      bySource.clear();
      devices.clear();
      leftOut.clear();
      [chars, count, hasRoom] = [0, 0, false];
    },
    leftOut: () => leftOut.count(),
    count: () => count,
  };
}

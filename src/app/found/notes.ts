/**
 * What was read of what devices say of themselves, as text: ten thousand documents lie in little memory so, and what
 * can be kept of all of them is known to the character.
 */
import type { FoundSource } from '../../domain/found/sighting.ts';
import { LIMITS } from '../../domain/limits.ts';

/** With when it was heard, monotonic. What stands until the broker keeps it no more is its text alone. */
type Note = string | { readonly text: string; readonly heardMs: number };

const textOf = (note: Note): string => (typeof note === 'string' ? note : note.text);
const noteOf = (text: string, heardMs: number | undefined): Note =>
  heardMs === undefined ? text : { text, heardMs };

export interface FoundNotes {
  get(source: FoundSource, key: string): unknown;
  all(source: FoundSource): readonly unknown[];
  /**
   * @param value undefined: nothing is known of it any more
   * @param heardMs monotonic, where it is forgotten once it is silent for long
   * @returns whether what is known of it is another than before
   */
  put(source: FoundSource, key: string, value: object | undefined, heardMs?: number): boolean;
  /** Forgets what was silent for too long. @returns whether there was any */
  sweep(nowMs: number): boolean;
  clear(): void;
  /** Documents that were left out, since there were too many. */
  leftOut(): number;
  count(): number;
}

export function createFoundNotes(): FoundNotes {
  const bySource = new Map<FoundSource, Map<string, Note>>();
  let chars = 0;
  let count = 0;
  let leftOut = 0;

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
    chars -= textOf(before).length + key.length;
    count--;
    return notes.delete(key);
  }

  return {
    get(source, key) {
      const note = notesOf(source).get(key);
      return note === undefined ? undefined : (JSON.parse(textOf(note)) as unknown);
    },
    all: (source) =>
      [...notesOf(source).values()].map((note) => JSON.parse(textOf(note)) as unknown),
    put(source, key, value, heardMs) {
      const notes = notesOf(source);
      if (value === undefined) return forget(notes, key);
      const text = JSON.stringify(value);
      const before = notes.get(key);
      if (before !== undefined && textOf(before) === text) {
        notes.set(key, noteOf(textOf(before), heardMs));
        return false;
      }
      const isChanged = forget(notes, key);
      const size = text.length + key.length;
      const isTooMuch = size > LIMITS.foundNoteChars || chars + size > LIMITS.foundKeptChars;
      if (count >= LIMITS.foundDocuments || isTooMuch) {
        leftOut++;
        return isChanged;
      }
      notes.set(key, noteOf(text, heardMs));
      chars += size;
      count++;
      return true;
    },
    sweep(nowMs) {
      let isChanged = false;
      for (const notes of bySource.values())
        for (const [key, note] of notes)
          if (typeof note !== 'string' && nowMs - note.heardMs >= LIMITS.foundGoneMs)
            isChanged = forget(notes, key) || isChanged;
      return isChanged;
    },
    clear() {
      bySource.clear();
      [chars, count, leftOut] = [0, 0, 0];
    },
    leftOut: () => leftOut,
    count: () => count,
  };
}

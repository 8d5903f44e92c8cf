/** Short messages that come and go. */
import { signal } from '@preact/signals';

/** A change that can be taken back. */
export interface Undoable {
  /** What was changed, such as a room: only the last change of each can be taken back. */
  readonly of: string;
  readonly undo: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undoable?: Undoable;
}

const SHOWN_MS = 7_000;
/** There is something to decide about it. */
const UNDOABLE_MS = 12_000;
let nextId = 1;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = signal<readonly Toast[]>([]);

export function dismiss(id: number): void {
  holdToast(id);
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** It stays, as long as somebody is at it. */
export function holdToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** Nobody is at it: it goes by itself after a while. */
export function releaseToast({ id, undoable }: Toast): void {
  holdToast(id);
  const shownMs = undoable === undefined ? SHOWN_MS : UNDOABLE_MS;
  timers.set(
    id,
    setTimeout(() => dismiss(id), shownMs),
  );
}

/** What can be taken back takes the place of what was told of the same thing before. */
export function tell(text: string, undoable?: Undoable): void {
  const toast = { id: nextId++, text, ...(undoable && { undoable }) };
  if (undoable !== undefined) endUndo(undoable.of);
  for (const { id } of toasts.value.slice(0, -2)) dismiss(id);
  toasts.value = [...toasts.value, toast];
  releaseToast(toast);
}

/** It is otherwise by now: what was told of it cannot be taken back any more. */
export function endUndo(of: string): void {
  for (const { id, undoable } of toasts.value) if (undoable?.of === of) dismiss(id);
}

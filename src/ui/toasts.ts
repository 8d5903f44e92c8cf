/** Short messages that come and go. */
import { signal } from '@preact/signals';

export interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 7_000;
let nextId = 1;

export const toasts = signal<readonly Toast[]>([]);

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function tell(text: string): void {
  const toast = { id: nextId++, text };
  toasts.value = [...toasts.value.slice(-2), toast];
  setTimeout(() => dismiss(toast.id), SHOWN_MS);
}

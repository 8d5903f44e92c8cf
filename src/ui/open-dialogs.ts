/**
 * The dialogs that are open. All outside of the topmost is inert: what lies there can neither be pressed nor is it read
 * aloud, so short messages and announcements go where it is.
 */
import { computed, signal } from '@preact/signals';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The topmost last. */
const open = signal<readonly object[]>([]);

/** None: the page itself is on top. */
export const topmost = computed(() => open.value.at(-1));

/** Of the dialog that asks, as long as it is shown. */
export function useOpenDialog(): object {
  const [dialog] = useState({});
  useLayoutEffect(() => {
    open.value = [...open.peek(), dialog];
    return () => {
      open.value = open.peek().filter((one) => one !== dialog);
    };
  }, []);
  return dialog;
}

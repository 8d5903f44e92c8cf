/** What a slow phone can do without in the first picture, and gets a moment later. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Whether there has been something to see and to press. */
export const isFirstPictureDone = signal(false);

/** @param isThere whether what is drawn now is the page, and not what it waits for */
export function useFirstPicture(isThere: boolean): void {
  useEffect(() => {
    if (!isThere || isFirstPictureDone.value) return;
    // The frame is drawn first: what follows is a task of its own.
    const frame = requestAnimationFrame(() => setTimeout(() => (isFirstPictureDone.value = true)));
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
}

/** Whether nobody has been at the panel for a while, and what the first touch after that does. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { createFirstTouch, TOUCH_EVENTS } from './first-touch.ts';

const IDLE_MS = 60_000;
/** Somebody is there. */
const SIGNS = ['pointerdown', 'click', 'keydown', 'wheel'];

export const isIdle = signal(false);

/** Looks after it while the panel is shown. @param isDim whether it is dim now */
export function useIdle(isDim: () => boolean): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const touch = () => {
      clearTimeout(timer);
      isIdle.value = false;
      timer = setTimeout(() => (isIdle.value = true), IDLE_MS);
    };
    const isOfFirstTouch = createFirstTouch(isDim, touch);
    const onTouch = (event: Event) => {
      if (isOfFirstTouch(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    };
    // Before whatever is on the panel hears of it, and before what counts as a sign.
    for (const name of TOUCH_EVENTS) addEventListener(name, onTouch, true);
    for (const name of SIGNS) addEventListener(name, touch, { capture: true, passive: true });
    touch();
    return () => {
      clearTimeout(timer);
      for (const name of TOUCH_EVENTS) removeEventListener(name, onTouch, true);
      for (const name of SIGNS) removeEventListener(name, touch, true);
    };
  }, []);
}

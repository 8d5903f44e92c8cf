/** The minute that the hub's clock shows, told as it begins. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { hubNowMs } from '../../now.ts';

const MINUTE_MS = 60_000;

const minuteNow = () => Math.floor(hubNowMs() / MINUTE_MS);

/** Counted from 1970. */
export const minute = signal(minuteNow());

/** When it began, which is what a clock shows. */
export const minuteMs = () => minute.value * MINUTE_MS;

/** Keeps it told while a component needs it. */
export function useMinute(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      minute.value = minuteNow();
      timer = setTimeout(tick, MINUTE_MS - (hubNowMs() % MINUTE_MS));
    };
    tick();
    return () => clearTimeout(timer);
  }, []);
}

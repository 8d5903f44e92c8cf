/** The hub's time, which counts on the page also where the browser's own clock is wrong. It moves on by itself. */
import { signal } from '@preact/signals';

const TICK_MS = 20_000;
/** The way of an answer takes time, and its `Date` has whole seconds. */
const SLACK_MS = 2_000;

/** Where the house is, as `Europe/Berlin`; undefined until the hub has told: then times are those of the browser's place. */
export const houseZone = signal<string | undefined>(undefined);

/** How far the hub's clock is ahead of the browser's. */
const aheadMs = signal(0);

/** This very moment, by the hub's clock. */
export const hubNowMs = (): number => Date.now() + aheadMs.peek();

export const nowMs = signal(hubNowMs());
const tick = () => (nowMs.value = hubNowMs());

/** The hub has told what time it is. */
export function setHubTime(atMs: number): void {
  if (Math.abs(atMs - hubNowMs()) <= SLACK_MS) return;
  aheadMs.value = atMs - Date.now();
  tick();
}

/** How far the browser's clock is ahead of the hub's. */
export const browserAheadMs = (): number => 0 - aheadMs.value;

export function startClock(): void {
  setInterval(tick, TICK_MS);
}

/** The time, for what is shown of it: it moves on by itself. */
import { signal } from '@preact/signals';

const TICK_MS = 20_000;

export const nowMs = signal(Date.now());
setInterval(() => (nowMs.value = Date.now()), TICK_MS);

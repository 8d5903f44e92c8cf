/** The thread of `slow-scrypt.ts`: started for a password, and ended when none has come for a while. */
import { scryptSync } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { ScryptJob } from './slow-scrypt.ts';

/** The most that Linux has: an answer goes before a password, which has all of a processor that nobody wants. */
const NICENESS = 19;

/** Linux has a priority for each thread, under its own number. */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICENESS);
  } catch {
    // Where that is not allowed, the hub answers more slowly while passwords are hashed.
  }
}

stepBack();
parentPort?.on('message', ({ secret, salt, bytes, cost: { N, r, p } }: ScryptJob) => {
  // Node refuses over 32 MiB unless told otherwise, and needs a little more than the 128·N·r of the standard.
  const maxmem = 128 * r * (N + p + 2) + 2 ** 20;
  parentPort?.postMessage(scryptSync(secret, salt, bytes, { N, r, p, maxmem }));
});

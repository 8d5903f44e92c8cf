/**
 * scrypt (RFC 7914) in a thread that gives way to the rest of the hub. In Node's own pool it would have as much of a
 * processor as the loop that answers requests, and the disk would wait behind it.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Cancel, Clock } from '../app/base/ports/clock.ts';
import { LIMITS } from '../domain/limits.ts';

const THREAD = new URL(
  typeof ARIS_SCRYPT_THREAD === 'string' ? ARIS_SCRYPT_THREAD : '../../dist/scrypt-thread.js',
  import.meta.url,
);

export interface ScryptJob {
  readonly secret: string;
  readonly salt: Uint8Array;
  /** How long the hash is. */
  readonly bytes: number;
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
}

export interface Scrypt {
  (job: ScryptJob): Promise<Uint8Array>;
  /** Gives back what it has taken; the next hash takes it anew. */
  rest?(): void;
}

/**
 * To be asked for one hash at a time. The thread has some MiB of its own: it ends when nobody has asked for a while.
 * @throws Error where scrypt refuses; the next one is asked of a new thread
 */
export function createSlowScrypt({ clock }: { clock: Clock }): Scrypt {
  let thread: Worker | undefined;
  let stopWaiting: Cancel | undefined;

  function end(): void {
    stopWaiting?.();
    void thread?.terminate();
    thread = undefined;
  }

  async function scrypt(job: ScryptJob): Promise<Uint8Array> {
    stopWaiting?.();
    const asked = (thread ??= new Worker(THREAD));
    // Only while somebody waits for it does it keep the program from ending.
    asked.ref();
    try {
      asked.postMessage(job);
      const [hash] = (await once(asked, 'message')) as [Uint8Array];
      asked.unref();
      stopWaiting = clock.after(LIMITS.scryptIdleMs, end);
      return hash;
    } catch (error) {
      end();
      throw error;
    }
  }
  return Object.assign(scrypt, { rest: end });
}

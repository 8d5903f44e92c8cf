/**
 * The setup code: it shows that whoever registers as the first owner can read the hub's log or run its command line.
 * It is worked out from a key and a number, so that it survives a restart and is in no file. After LIMITS.setupCodeMs, or
 * after LIMITS.setupCodeTries wrong ones, there is a new one, which the log shows.
 */
import * as v from 'valibot';
import { strangerAt } from '../../domain/doer.ts';
import { HubError, isStoreTrouble } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { asTyped, legible } from '../../domain/legible.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Client, Digest } from '../base/credential-ports.ts';
import { evaluating, type Guesses } from './lockout.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Journal, Refusals } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { recordValue } from '../base/schema.ts';
import type { Mutex } from '../base/mutex.ts';

/** 50 bits. */
const CHARS = 10;

const RECORD = v.strictObject({
  generation: v.number(),
  wrongTries: v.number(),
  /** Ms since 1970; 0.1.0 did not say. */
  issuedAtMs: v.optional(v.number()),
});
type SetupRecord = v.InferOutput<typeof RECORD>;
export const SETUP: Table<SetupRecord> = {
  name: 'setup',
  version: 2,
  parse: (value) => recordValue(RECORD, value),
};
const KEY = 'code';

/** Under the hub's setup key: at least ten bytes. */
export type Hmac = (text: string) => Uint8Array;

export interface SetupCode {
  /** Ten characters, for whoever may see it: a new one where the last is too old. */
  code(): Promise<string>;
  /**
   * Returns where it is the one that counts now, in whatever case, with or without dashes and spaces.
   * @throws HubError `forbidden` where it is not, `too_many_requests`, `storage_full`
   */
  check(text: string, client: Client): Promise<void>;
}

export function createSetupCode(deps: {
  store: Store;
  journal: Journal;
  clock: Clock;
  mutex: Mutex;
  log: Log;
  hmac: Hmac;
  digest: Digest;
  lockout: Guesses;
  refusals: Refusals;
}): SetupCode {
  const { store, journal, clock, mutex, log, hmac, digest, lockout, refusals } = deps;
  let state: SetupRecord = store.get(SETUP, KEY) ?? { generation: 1, wrongTries: 0 };
  /** Monotonic: whoever has just read it in the log loses it by no step of the clock. */
  let oldAtMs = oldAt(state.issuedAtMs);

  function oldAt(issuedAtMs = clock.nowMs()): number {
    const ageMs = Math.max(0, clock.nowMs() - issuedAtMs);
    return clock.monotonicMs() + LIMITS.setupCodeMs - ageMs;
  }

  function shown(): string {
    return legible(hmac(`setup code ${state.generation}`).subarray(0, CHARS));
  }

  /** The number of a code that is gone never comes back, not even where this cannot be written. */
  async function keep(next: SetupRecord, events: readonly NewEvent[] = []): Promise<void> {
    state = next;
    await mutex(() => journal.commit([{ put: SETUP, key: KEY, value: next }], events));
  }

  async function renew(event: Omit<NewEvent<'setup_code_renewed'>, 'type'>): Promise<void> {
    const { generation } = state;
    const next = { generation: generation + 1, wrongTries: 0, issuedAtMs: clock.nowMs() };
    oldAtMs = oldAt();
    const kept = keep(next, [{ type: 'setup_code_renewed', ...event }]);
    log.info(`no owner yet; register the first with the new setup code ${shown()}`);
    await kept;
  }

  /** What cannot be written holds all the same, for this process; the next one comes to the same number. */
  async function look(): Promise<void> {
    try {
      if (clock.monotonicMs() >= oldAtMs) await renew({ severity: 'info', data: {} });
      else if (state.issuedAtMs === undefined) await keep({ ...state, issuedAtMs: clock.nowMs() });
    } catch (error) {
      if (!isStoreTrouble(error)) throw error;
    }
  }

  async function noteWrong(address: string): Promise<void> {
    refusals.note({ address, reason: 'setup_code_wrong' });
    const wrongTries = state.wrongTries + 1;
    if (wrongTries < LIMITS.setupCodeTries) return keep({ ...state, wrongTries });
    return renew({
      severity: 'warning',
      ...strangerAt(address),
      data: { wrongTries },
    });
  }

  return {
    async code() {
      await look();
      return shown();
    },
    async check(text, { address }) {
      const guess = lockout.attempt({ address });
      await evaluating(guess, look);
      // Of hashes, which have one length whatever was sent.
      if (digest.equal(digest.sha256(asTyped(text)), digest.sha256(shown()))) {
        guess.succeeded();
        return;
      }
      guess.failed();
      await noteWrong(address);
      throw new HubError('forbidden', 'the setup code is wrong', {
        field: 'setup_code',
        ...because('setup_code_wrong'),
      });
    },
  };
}

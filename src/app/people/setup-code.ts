/**
 * The setup code: it shows that whoever registers as the first owner can read the hub's log or run its command line.
 * It is worked out from a key and a number, so that it survives a restart and is in no file.
 */
import * as v from 'valibot';
import { HubError } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { asTyped, legible } from '../../domain/legible.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Client, Digest } from '../credential-ports.ts';
import type { Guesses } from './lockout.ts';
import type { Journal, Refusals, Store, Table } from '../ports.ts';
import { checked } from '../schema.ts';
import type { Serial } from '../serial.ts';

/** 50 bits. */
const CHARS = 10;

const RECORD = v.strictObject({ generation: v.number(), wrongTries: v.number() });
type SetupRecord = v.InferOutput<typeof RECORD>;
const SETUP: Table<SetupRecord> = {
  name: 'setup',
  version: 1,
  parse: (value) => checked(RECORD, value),
};
const KEY = 'code';

/** Under the hub's setup key: at least ten bytes. */
export type Hmac = (text: string) => Uint8Array;

export interface SetupCode {
  /** Ten characters, for whoever may see it. */
  code(): string;
  /**
   * Returns where it is the one, in whatever case, with or without dashes and spaces.
   * @throws HubError `forbidden` where it is not, `too_many_requests`, `storage_full`
   */
  check(text: string, client: Client): Promise<void>;
}

export function createSetupCode(deps: {
  store: Store;
  journal: Journal;
  serial: Serial;
  hmac: Hmac;
  digest: Digest;
  lockout: Guesses;
  refusals: Refusals;
}): SetupCode {
  const { store, journal, serial, hmac, digest, lockout, refusals } = deps;
  let state: SetupRecord = store.get(SETUP, KEY) ?? { generation: 1, wrongTries: 0 };

  function code(): string {
    return legible(hmac(`setup code ${state.generation}`).subarray(0, CHARS));
  }

  /** The number of a code that was tried too often never comes back, not even where it cannot be written. */
  async function noteWrong(address: string): Promise<void> {
    const { generation, wrongTries } = state;
    const isLast = wrongTries + 1 >= LIMITS.setupCodeTries;
    const next = isLast
      ? { generation: generation + 1, wrongTries: 0 }
      : { generation, wrongTries: wrongTries + 1 };
    state = next;
    const renewed: NewEvent = {
      type: 'setup_code_renewed',
      severity: 'warning',
      message: `There is a new setup code, after ${LIMITS.setupCodeTries} wrong ones were tried`,
      data: { address },
    };
    refusals.note({ address, reason: 'setup_code_wrong' });
    await serial(() =>
      journal.commit([{ put: SETUP, key: KEY, value: next }], isLast ? [renewed] : []),
    );
  }

  return {
    code,
    async check(text, { address }) {
      const guess = lockout.attempt({ account: 'setup', address, isReal: true });
      // Of hashes, which have one length whatever was sent.
      if (digest.equal(digest.sha256(asTyped(text)), digest.sha256(code()))) {
        guess.succeeded();
        return;
      }
      guess.failed();
      await noteWrong(address);
      throw new HubError('forbidden', 'the setup code is wrong', { field: 'setup_code' });
    },
  };
}

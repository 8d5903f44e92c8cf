/**
 * The PIN of the panels on the wall: off until an owner sets one, and off again after LIMITS.pinFailures wrong ones
 * until an owner signs in. Right ones in between do not make up for the wrong: a guesser could wait for them.
 */
import * as v from 'valibot';
import { strangerAt } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import type { NewEvent } from '../../domain/event.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Client, PasswordHasher } from '../credential-ports.ts';
import { evaluating, type Guesses } from './lockout.ts';
import type { Journal, Refusals, Store, Table } from '../ports.ts';
import { doerOf, type Principal } from '../principal.ts';
import { badCredentials, noLonger, type Proven } from './proven.ts';
import { checked } from '../schema.ts';
import type { Serial } from '../serial.ts';
import type { SessionBook } from './session-book.ts';
import { commitSteps, type Step } from '../records/transaction.ts';

const RECORD = v.strictObject({ hash: v.optional(v.string()), failures: v.number() });
type PinRecord = v.InferOutput<typeof RECORD>;
const PIN: Table<PinRecord> = {
  name: 'pin',
  version: 1,
  parse: (value) => checked(RECORD, value),
};
const KEY = 'panel';

export interface PinState {
  /** Whether one can sign in with it now. */
  readonly enabled: boolean;
  /** Whether too many wrong ones turned it off. */
  readonly disabledByFailures: boolean;
}

export interface Pin {
  state(): PinState;
  /** @throws HubError `forbidden` while it is off, `unauthorized`, `too_many_requests`, `unavailable` */
  signIn(pin: string, client: Client): Promise<Proven>;
  /** Ends the panels' sessions. @throws HubError `invalid`, `unavailable`, `storage_full` */
  set(by: Principal, pin: string): Promise<void>;
  /** Ends the panels' sessions. @throws HubError `storage_full` */
  remove(by: Principal): Promise<void>;
  /** What an owner's signing in does to it. */
  forgiving(): Step[];
}

const OFF = 'Signing in with a PIN is off';
const DISABLED = 'Too many wrong PINs: an owner has to sign in first';

export function createPin(deps: {
  store: Store;
  journal: Journal;
  serial: Serial;
  hasher: PasswordHasher;
  lockout: Guesses;
  refusals: Refusals;
  checkPin: (pin: string) => void;
  book: Pick<SessionBook, 'endingAll'>;
  /** Whether who asks may still do so: hashing takes long. */
  isCurrent: (asker: Principal) => boolean;
}): Pin {
  const { store, journal, serial, hasher, lockout, refusals, checkPin, book } = deps;
  /** As it is on the disk. */
  let saved: PinRecord = store.get(PIN, KEY) ?? { failures: 0 };
  /** Never behind what is on the disk: a failure counts even where it cannot be written. */
  let { failures } = saved;
  let pending = 0;

  const isDisabled = () => failures >= LIMITS.pinFailures;

  function saving(record: PinRecord, events: readonly NewEvent[] = []): Step {
    return {
      changes: [{ put: PIN, key: KEY, value: record }],
      events,
      apply() {
        saved = record;
      },
    };
  }

  async function noteFailure({ address }: Client): Promise<void> {
    failures++;
    refusals.note({ address, reason: 'pin_wrong' });
    await serial(async () => {
      const isLast = isDisabled() && saved.failures < LIMITS.pinFailures;
      const disabled: NewEvent = {
        type: 'pin_disabled',
        severity: 'warning',
        message: `The PIN was turned off after ${LIMITS.pinFailures} wrong ones`,
        ...strangerAt(address),
      };
      await commitSteps(journal, [saving({ ...saved, failures }, isLast ? [disabled] : [])]);
    });
  }

  async function change(by: Principal, hash: string | undefined, message: string): Promise<void> {
    await serial(async () => {
      if (!deps.isCurrent(by)) throw noLonger();
      const event: NewEvent = {
        type: 'pin_changed',
        severity: 'info',
        message,
        ...doerOf(by),
      };
      const record = { ...(hash !== undefined && { hash }), failures: 0 };
      const ending = book.endingAll(undefined, 'the PIN was changed', doerOf(by));
      await commitSteps(journal, [saving(record, [event]), ...ending]);
      failures = 0;
    });
  }

  return {
    state: () => ({
      enabled: saved.hash !== undefined && !isDisabled(),
      disabledByFailures: saved.hash !== undefined && isDisabled(),
    }),

    async signIn(pin, client) {
      const { hash } = saved;
      if (hash === undefined) throw new HubError('forbidden', OFF);
      // Those that are looked at right now may all be wrong.
      if (failures + pending >= LIMITS.pinFailures) throw new HubError('forbidden', DISABLED);
      const { address } = client;
      const guess = lockout.attempt({ account: 'pin', address, isReal: true });
      pending++;
      const { matches } = await evaluating(guess, async () => hasher.verify(pin, hash)).finally(
        () => pending--,
      );
      if (!matches) {
        guess.failed();
        await noteFailure(client);
        throw badCredentials();
      }
      guess.succeeded();
      return { user: undefined, holds: () => saved.hash === hash && !isDisabled() };
    },

    async set(by, pin) {
      checkPin(pin);
      await change(by, await hasher.hash(pin), 'The PIN was set');
    },

    async remove(by) {
      if (saved.hash !== undefined) await change(by, undefined, 'The PIN was removed');
    },

    forgiving() {
      if (failures === 0) return [];
      const step = saving({ ...saved, failures: 0 });
      return [
        {
          ...step,
          apply() {
            step.apply();
            failures = 0;
          },
        },
      ];
    },
  };
}

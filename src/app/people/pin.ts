/**
 * The PIN of the panels on the wall: off until an owner sets one. After LIMITS.pinFailures wrong ones it is closed to the
 * address that they came from, until an owner signs in; panels that are signed in go on. Right ones in between do not
 * make up for the wrong: a guesser could wait for them.
 */
import * as v from 'valibot';
import { strangerAt } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import type { NewEvent } from '../../domain/event.ts';
import { countedAs } from '../../domain/address.ts';
import type { Client, PasswordHasher } from '../base/credential-ports.ts';
import { evaluating, type Guesses } from './lockout.ts';
import type { Journal, Refusals } from '../base/ports/journal.ts';
import type { Store, Table } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type EditableMembers, type Precondition } from '../base/precondition.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import { badCredentials, noLonger, type Proven } from '../users/proven.ts';
import { recordValue } from '../base/schema.ts';
import type { Mutex } from '../base/mutex.ts';
import type { SessionBook } from './session-book.ts';
import { commitSteps, type Step } from '../records/transaction.ts';
import { ALL, WrongPins } from './wrong-pins.ts';

const RECORD = v.strictObject({
  hash: v.optional(v.string()),
  wrong: v.record(v.string(), v.number()),
});
export type PinRecord = v.InferOutput<typeof RECORD>;
/** Of 0.1.0, which knew not where the wrong ones came from. */
const RECORD_1 = v.strictObject({ hash: v.optional(v.string()), failures: v.number() });
export const PIN: Table<PinRecord> = {
  name: 'pin',
  version: 2,
  parse(value, version) {
    if (version >= 2) return recordValue(RECORD, value);
    const { hash, failures } = recordValue(RECORD_1, value);
    return { hash, wrong: failures === 0 ? {} : { [ALL]: failures } };
  },
};
export const PIN_KEY = 'panel';

export interface PinState {
  /** Whether there is one to sign in with. */
  readonly enabled: boolean;
  /** Whether too many wrong ones have closed it to somebody. */
  readonly disabledByFailures: boolean;
}

export interface Pin {
  state(): PinState;
  /** Whether one can sign in with it from there now. */
  isOpenTo(client: Client): boolean;
  /** @throws HubError `forbidden` while it is off or closed, `unauthorized`, `too_many_requests`, `unavailable` */
  signIn(pin: string, client: Client): Promise<Proven>;
  /** What can be changed: another text for another PIN, which does not give it away. */
  editable(): EditableMembers;
  /**
   * Ends the panels' sessions.
   * @param precondition of what is editable
   * @throws HubError `invalid`, `unavailable`, `storage_full`
   */
  set(by: Principal, pin: string, precondition?: Precondition): Promise<void>;
  /** Ends the panels' sessions. @throws HubError `storage_full` */
  remove(by: Principal): Promise<void>;
  /** What an owner's signing in does to it. */
  forgiving(): Step[];
  /** The same for who owns the machine. @returns whether there was anything to forget */
  forgive(): Promise<boolean>;
}

const OFF = 'Signing in with a PIN is off';
const CLOSED = 'Too many wrong PINs from here: an owner has to sign in first';

export function createPin(deps: {
  store: Store;
  journal: Journal;
  mutex: Mutex;
  hasher: PasswordHasher;
  lockout: Guesses;
  refusals: Refusals;
  checkPin: (pin: string) => void;
  book: Pick<SessionBook, 'endingAll' | 'of'>;
  /** Whether who asks may still do so: hashing takes long. */
  isCurrent: (asker: Principal) => boolean;
}): Pin {
  const { store, journal, mutex, hasher, lockout, refusals, checkPin, book } = deps;
  const { hash: savedHash, wrong = {} } = store.get(PIN, PIN_KEY) ?? {};
  /** As it is on the disk. */
  let hash = savedHash;
  /** Never behind what is on the disk: a failure counts even where it cannot be written. */
  const wrongPins = new WrongPins(wrong);

  /** Whether a panel is signed in that was from there, by any session. */
  const isPanel = (client: Client) =>
    book.of(undefined).some(({ record }) => record.address === client.address);
  const isClosedTo = (client: Client) => wrongPins.isClosedTo(client.address, isPanel(client));

  function saving(record: PinRecord, events: readonly NewEvent[] = []): Step {
    return {
      changes: [{ put: PIN, key: PIN_KEY, value: record }],
      events,
      apply() {
        hash = record.hash;
      },
    };
  }

  async function noteFailure({ address }: Client): Promise<void> {
    const events = wrongPins.add(address).map((to): NewEvent => ({
      type: 'pin_disabled',
      severity: 'warning',
      ...strangerAt(address),
      data: { to },
    }));
    refusals.note({ address, reason: 'pin_wrong' });
    await mutex(() => commitSteps(journal, [saving({ hash, wrong: wrongPins.counts() }, events)]));
  }

  /** The tries that count, and whose turn it is: a panel keeps its place before strangers. */
  function begin(client: Client) {
    const { address } = client;
    const isKnown = isPanel(client);
    const lane = countedAs(address).address;
    const attempt = lockout.attempt(
      isKnown ? { account: 'pin', isReal: true, address, lane, isKnown } : { address },
    );
    return { attempt, turn: { key: lane, isKnown } };
  }

  // The salt is in it.
  const editable = () => ({ pin: hash });

  async function change(
    by: Principal,
    nextHash: string | undefined,
    what: 'set' | 'removed',
    precondition = UNCONDITIONALLY,
  ): Promise<void> {
    await mutex(async () => {
      if (!deps.isCurrent(by)) throw noLonger();
      precondition(editable());
      const event: NewEvent = {
        type: 'pin_changed',
        severity: 'info',
        ...doerOf(by),
        data: { change: what },
      };
      const ending = book.endingAll(undefined, 'pin_changed', doerOf(by));
      await commitSteps(journal, [saving({ hash: nextHash, wrong: {} }, [event]), ...ending]);
      wrongPins.clear();
    });
  }

  function forgiving(): Step[] {
    if (wrongPins.isEmpty) return [];
    return [{ ...saving({ hash, wrong: {} }), apply: () => wrongPins.clear() }];
  }

  return {
    state: () => ({
      enabled: hash !== undefined,
      disabledByFailures: hash !== undefined && wrongPins.isClosedToSome,
    }),
    isOpenTo: (client) => hash !== undefined && !isClosedTo(client),

    async signIn(pin, client) {
      const tried = hash;
      if (tried === undefined) throw new HubError('forbidden', OFF, { ...because('pin_off') });
      if (isClosedTo(client)) throw new HubError('forbidden', CLOSED, { ...because('pin_closed') });
      const { attempt, turn } = begin(client);
      const ended = wrongPins.begin(client.address);
      const { matches } = await evaluating(attempt, async () =>
        hasher.verify(pin, tried, turn),
      ).finally(ended);
      if (!matches) {
        attempt.failed();
        await noteFailure(client);
        throw badCredentials();
      }
      attempt.succeeded();
      return { user: undefined, holds: () => hash === tried && !isClosedTo(client) };
    },

    editable,

    async set(by, pin, precondition) {
      checkPin(pin);
      // Hashing takes long: who is late already is told at once.
      precondition?.(editable());
      await change(by, await hasher.hash(pin), 'set', precondition);
    },

    async remove(by) {
      if (hash !== undefined) await change(by, undefined, 'removed');
    },

    forgiving,
    forgive: async () =>
      mutex(async () => {
        const steps = forgiving();
        if (steps.length > 0) await commitSteps(journal, steps);
        return steps.length > 0;
      }),
  };
}

/** The broker of the hub: named by the settings of the process, or kept as a person has set it; tried before, and changed at once. */
import { BROKER_MEMBERS, type BrokerAccess, type BrokerFaultCode } from '../../domain/broker.ts';
import type { Doer } from '../../domain/doer.ts';
import { HubError } from '../../domain/errors.ts';
import { because } from '../../domain/refusals.ts';
import { LIMITS } from '../../domain/limits.ts';
import { brokerFaultSentence } from '../../domain/sentences/broker-faults.ts';
import { MINUTE_MS, SECOND_MS } from '../../domain/units.ts';
import type { SecretBox } from '../base/credential-ports.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import { createMutex } from '../base/mutex.ts';
import type { TriedTopics, TryBroker } from '../base/ports/broker.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Journal } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import { UNCONDITIONALLY, type EditableMembers, type Precondition } from '../base/precondition.ts';
import { createRateLimit } from '../base/rate-limit.ts';
import {
  accessOf,
  BROKER,
  BROKER_KEY,
  openedRecord,
  recordOf,
  type BrokerRecord,
  type BrokerRequest,
} from './broker-record.ts';
import { knowing, withoutBroker, type BrokerSetting } from './known-broker.ts';

/** Who says which broker it is: a setting of the process, a person; nobody yet; a made-up house needs none. */
export const BROKER_SOURCES = ['setting', 'stored', 'none', 'virtual'] as const;
export type BrokerSource = (typeof BROKER_SOURCES)[number];

export interface BrokerView {
  readonly source: BrokerSource;
  readonly url?: string;
  readonly username?: string;
  readonly hasPassword: boolean;
  readonly ca?: string;
  /** The setting that names it, where one does: then nothing else changes it. */
  readonly setting?: string;
}

export interface BrokerFaultView {
  readonly code: BrokerFaultCode;
  readonly message: string;
  readonly topic?: string;
}

export interface BrokerBook {
  /** How the hub is to connect; undefined where it cannot. */
  access(): BrokerAccess | undefined;
  state(): BrokerSetting;
  view(): BrokerView;
  /** What can be changed of it. */
  members(): EditableMembers;
  /**
   * Keeps it, and has the hub connect there from now on. What is as before changes nothing.
   * @param precondition of its members
   * @throws HubError `invalid`, `conflict` where a setting names the broker, `precondition_failed`, `unavailable`, and as Store.commit
   */
  put(asked: BrokerRequest, doer: Doer, precondition?: Precondition): Promise<void>;
  /**
   * Tries a broker, or that which is set: nothing is kept.
   * @returns what does not work; nothing where all does
   * @throws HubError `invalid`, `conflict` where there is none to be tried, `too_many_requests`
   */
  check(asked: BrokerRequest | undefined): Promise<readonly BrokerFaultView[]>;
  /** Told once another is set. */
  onChange(listener: Listener<void>): Cancel;
}

export interface BrokerBookDeps {
  readonly store: Store;
  readonly journal: Journal;
  /** What the settings of the process say: that wins. */
  readonly given: { readonly access: BrokerAccess; readonly setting: string } | undefined;
  readonly isVirtual: boolean;
  /** Seals passwords; undefined where its key could not be written. */
  readonly box: SecretBox | undefined;
  readonly isCertificate: (pem: string) => boolean;
  readonly topics: TriedTopics;
  readonly tryBroker: TryBroker;
  readonly clock: Clock;
  readonly log: Log;
}

const membersOf = (record: BrokerRecord | undefined) => ({
  url: record?.url,
  username: record?.username,
  password: record?.sealedPassword,
  ca: record?.ca,
});

/** One at a time, and not too often: whoever may do this is no scanner of ports. */
function createPace(clock: Clock) {
  const limit = LIMITS.brokerChecksPerMinute;
  const rate = createRateLimit({ clock, limit, windowMs: MINUTE_MS, keys: 1 });
  let isBusy = false;
  const refuse = (message: string, retryAfterSeconds: number) => {
    throw new HubError('too_many_requests', message, { retryAfterSeconds });
  };
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBusy) refuse('a broker is being tried already', LIMITS.brokerCheckMs / SECOND_MS);
    const { isAllowed, retryAfterSeconds } = rate.take('');
    if (!isAllowed) refuse('brokers were tried too often', retryAfterSeconds);
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
}

export function createBrokerBook(deps: BrokerBookDeps): BrokerBook {
  const { store, journal, given, isVirtual, box, isCertificate, topics, tryBroker, log } = deps;
  const listeners = createListeners();
  const mutex = createMutex();
  const pace = createPace(deps.clock);

  const record = () => store.get(BROKER, BROKER_KEY);

  function access(): BrokerAccess | undefined {
    if (isVirtual) return undefined;
    if (given !== undefined) return given.access;
    const kept = record();
    return kept && openedRecord(kept, box);
  }

  function sourceOf(): BrokerSource {
    if (isVirtual) return 'virtual';
    if (given !== undefined) return 'setting';
    return record() === undefined ? 'none' : 'stored';
  }

  function refuseVirtual(): void {
    if (isVirtual)
      throw new HubError('conflict', 'the house is made up, and carries its messages itself', {
        ...because('broker_virtual'),
      });
  }

  function refuseGiven(): void {
    refuseVirtual();
    if (given === undefined) return;
    const { setting } = given;
    throw new HubError(
      'conflict',
      `${setting} names the broker: change it there, or take it away`,
      { setting, ...because('broker_by_setting', { setting }) },
    );
  }

  function asAccess(asked: BrokerRequest): BrokerAccess {
    const isLocked = sourceOf() === 'stored' && access() === undefined;
    return accessOf(asked, isLocked ? 'locked' : access(), isCertificate);
  }

  async function keep(asked: BrokerRequest, doer: Doer, precondition: Precondition): Promise<void> {
    const before = membersOf(record());
    precondition(before);
    const known = access();
    const next = asAccess(asked);
    const changed = BROKER_MEMBERS.filter((member) => next[member] !== known?.[member]);
    if (known !== undefined && changed.length === 0) return;
    const value = recordOf(next, box);
    await journal.commit(
      [{ put: BROKER, key: BROKER_KEY, value }, ...knowing(store)],
      [{ type: 'broker_changed', severity: 'info', ...doer, data: { url: next.url, changed } }],
    );
    listeners.tell();
  }

  return {
    access,
    state() {
      if (isVirtual || access() !== undefined) return 'given';
      return record() === undefined ? withoutBroker(store) : 'locked';
    },
    view() {
      const known = access() ?? record();
      const isSealed = known !== undefined && 'sealedPassword' in known;
      return {
        source: sourceOf(),
        ...(known && { url: known.url }),
        ...(known?.username !== undefined && { username: known.username }),
        hasPassword: isSealed || access()?.password !== undefined,
        ...(known?.ca !== undefined && { ca: known.ca }),
        ...(given !== undefined && !isVirtual && { setting: given.setting }),
      };
    },
    members: () => membersOf(record()),
    async put(asked, doer, precondition = UNCONDITIONALLY) {
      refuseGiven();
      await mutex(async () => keep(asked, doer, precondition));
    },
    async check(asked) {
      refuseVirtual();
      const tried = asked === undefined ? access() : asAccess(asked);
      if (tried === undefined)
        throw new HubError('conflict', 'no broker is set yet: name one', {
          ...because('broker_none'),
        });
      const faults = await pace(async () => tryBroker(tried, topics));
      log.info('broker tried', {
        url: tried.url,
        faults: faults.map(({ code }) => code).join(' '),
      });
      return faults.map((fault) => ({
        code: fault.code,
        message: brokerFaultSentence(tried, fault),
        ...(fault.topic !== undefined && { topic: fault.topic }),
      }));
    },
    onChange: listeners.add,
  };
}

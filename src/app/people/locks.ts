/** What is locked after wrong guesses, for who may see it, and forgetting it. */
import { emailKey } from '../../domain/account.ts';
import { canonicalAddress } from '../../domain/address.ts';
import { strangerAt } from '../../domain/doer.ts';
import { HubError, messageOf } from '../../domain/errors.ts';
import { isoTime } from '../../domain/units.ts';
import type { LockSubject, Lockout } from './lockout.ts';
import type { Journal, Refusals } from '../base/ports/journal.ts';
import type { Log } from '../base/ports/log.ts';
import type { Pin } from './pin.ts';
import { doerOf, type Principal } from '../base/principal.ts';
import type { Users } from '../users/users.ts';

export interface LockView {
  /** An e-mail address, or `pin`. */
  readonly account?: string;
  /** Or the /64 of an IPv6 one; with an account, the id of a session that is known to it. */
  readonly address?: string;
  readonly failures: number;
  readonly until: string;
}

export interface Locks {
  list(): LockView[];
  /** Locks that now hold, and those there have been since the start. */
  stats(): { readonly active: number; readonly total: number };
  /**
   * @param subject an e-mail address or `usr_…`, `pin`, or an IP address or its /64, which go together
   * @throws HubError `not_found` where there is no such account
   */
  unlock(by: Principal, subject: string): Promise<{ readonly wasLocked: boolean }>;
}

export function createLocks(deps: {
  lockout: Lockout;
  users: Pick<Users, 'get' | 'byEmail'>;
  pin: Pick<Pin, 'forgive'>;
  journal: Journal;
  refusals: Refusals;
  log: Log;
}): Locks {
  const { lockout, users, pin, journal, refusals, log } = deps;

  function subjectOf(text: string): LockSubject {
    // A network that is locked is named as such.
    const address = canonicalAddress(text.replace(/\/64$/, ''));
    if (address !== undefined) return { address };
    if (text === 'pin') return { account: text };
    const user = users.get(text) ?? users.byEmail(text);
    if (user === undefined) throw new HubError('not_found', 'User not found', { userId: text });
    return { account: emailKey(user.email) };
  }

  let total = 0;

  /** Accounts are few and lock seldom; addresses may be many, and are told of together. */
  lockout.onLocked(({ account, address, failures, lastAddress }) => {
    total++;
    if (account === undefined) {
      refusals.note({ address, reason: 'locked_out' });
      return;
    }
    const event = { type: 'locked_out', severity: 'warning', objectId: account } as const;
    const doer = strangerAt(lastAddress);
    journal
      .commit([], [{ ...event, ...doer, data: { failures } }])
      .catch((error: unknown) => log.error('event not written', { reason: messageOf(error) }));
  });

  return {
    list: () =>
      lockout.list().map(({ account, address, failures, untilMs }) => ({
        ...(account !== undefined && { account }),
        ...(address !== undefined && { address }),
        failures,
        until: isoTime(untilMs),
      })),

    stats: () => ({ active: lockout.list().length, total }),

    async unlock(by, text) {
      const subject = subjectOf(text);
      const wasClosed = text === 'pin' && (await pin.forgive());
      const wasLocked = lockout.unlock(subject) || wasClosed;
      const objectId = subject.account ?? subject.address;
      if (wasLocked)
        await journal.commit(
          [],
          [{ type: 'unlocked', severity: 'info', objectId, ...doerOf(by), data: {} }],
        );
      return { wasLocked };
    },
  };
}

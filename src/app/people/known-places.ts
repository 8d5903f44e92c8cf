/**
 * Who is no stranger: an address that somebody has signed in well from of late, or a device that holds a session of a
 * person. They have lanes of their own, in the lock-out and in the queue of passwords, where no stranger stands before them.
 */
import { countedAs } from '../../domain/address.ts';
import { LIMITS } from '../../domain/limits.ts';
import type { Client } from '../base/credential-ports.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { SessionBook } from './session-book.ts';
import { sessionCookies } from './session-cookie.ts';
import type { SessionIndexAndMore } from './session-index.ts';
import type { UserRecord, Users } from '../users/users.ts';

export interface KnownPlaces {
  /** The client, with the session whose cookie it has sent. @param cookies the `Cookie` header */
  visitor(client: Client, cookies: string | undefined): Client;
  /** Undefined for a stranger's. */
  laneOf(client: Client): string | undefined;
  /** Whether this account in particular is at home there. */
  isKnownTo(user: UserRecord | undefined, client: Client): boolean;
}

export function createKnownPlaces(deps: {
  users: Pick<Users, 'list'>;
  book: Pick<SessionBook, 'live'>;
  index: Pick<SessionIndexAndMore, 'findByCookie'>;
  clock: Clock;
}): KnownPlaces {
  const { users, book, index, clock } = deps;

  const hasSignedInAt = ({ knownAddresses }: UserRecord, address: string) =>
    clock.nowMs() - (knownAddresses[address] ?? -Infinity) < LIMITS.knownAddressMs;

  /** A panel's is nobody's own: whoever knows the PIN has as many of them as they like. */
  function personsSession({ sessionId }: Client) {
    const record = sessionId === undefined ? undefined : book.live(sessionId)?.record;
    return record?.userId === undefined ? undefined : record;
  }

  return {
    visitor(client, cookies) {
      const [cookie] = sessionCookies(cookies);
      const session = cookie === undefined ? undefined : index.findByCookie(cookie);
      return session === undefined ? client : { ...client, sessionId: session.record.id };
    },

    laneOf(client) {
      const { address } = countedAs(client.address);
      if (users.list().some((user) => hasSignedInAt(user, address))) return address;
      return personsSession(client)?.id;
    },

    isKnownTo(user, client) {
      if (user === undefined) return false;
      const { address } = countedAs(client.address);
      return hasSignedInAt(user, address) || personsSession(client)?.userId === user.id;
    },
  };
}

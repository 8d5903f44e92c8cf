/** Remembers from where people sign in, and tells of a place that is new to them. */
import type { Doer } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import { signInFrom } from '../../domain/sign-in-place.ts';
import type { Step } from '../records/transaction.ts';
import type { UserRecord, Users } from '../users/users.ts';

function newPlaceEvent({ id, name }: UserRecord, doer: Doer): NewEvent {
  return {
    type: 'sign_in_new_place',
    severity: 'warning',
    objectId: id,
    ...doer,
    data: { name },
  };
}

/**
 * @param proven as it was when the password was looked at: that has noted the address already
 * @param doer the same person, where they are now
 * @returns nothing where nothing is to be remembered
 */
export function notingPlace(
  users: Pick<Users, 'get' | 'saving'>,
  proven: UserRecord,
  doer: Doer,
  nowMs: number,
): Step[] {
  const user = users.get(proven.id);
  if (user === undefined) return [];
  const { address = '', program } = doer.from ?? {};
  // Records of 0.1.0 have no places, and know addresses of a month.
  const known = user.places ?? { networks: proven.knownAddresses, programs: {} };
  const { isNew, places } = signInFrom(known, { address, program }, nowMs);
  if (places === user.places) return [];
  return [users.saving({ ...user, places }, isNew ? [newPlaceEvent(user, doer)] : [])];
}

/** Where wrong tries are forgotten. */
import type { LockView } from '../../../app/people/locks.ts';

/** A path has no slash in a part of it: a network is named by an address in it, and goes with that. */
export const unlockPath = ({
  account,
  address = '',
}: Pick<LockView, 'account' | 'address'>): string =>
  `/api/lockouts/${encodeURIComponent(account ?? address.replace(/\/\d+$/, ''))}`;

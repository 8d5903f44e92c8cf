/** What signing in comes to: who it is, or refusals that tell no more than they must. */
import { HubError } from '../../domain/errors.ts';
import type { UserRecord } from './users.ts';

/** Who has just shown to know a secret: a session is opened with it. */
export interface Proven {
  /** Undefined where it was the PIN, which is nobody's own. */
  readonly user: UserRecord | undefined;
  /** Whether it still stands: the secret may be changed while a session is opened. */
  holds(): boolean;
}

/** The same for whoever does not exist, and for each secret that is wrong. */
export function badCredentials(): HubError {
  return new HubError('unauthorized', 'Invalid credentials', { code: 'AUTH_INVALID_CREDENTIALS' });
}

/** For who was let in, and is not any more when it is their turn. */
export function noLonger(): HubError {
  return new HubError('forbidden', 'whoever asks may no longer do so');
}

/** Byte for byte what the ARES document shows. */
export function badRefreshToken(): HubError {
  return new HubError('unauthorized', 'Invalid or expired token', { code: 'AUTH_INVALID_TOKEN' });
}

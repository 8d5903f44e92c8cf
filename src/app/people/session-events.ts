/** Who opens a session, from where, and how that is told. */
import { programOf } from '../../domain/agent.ts';
import { personOf, type Doer } from '../../domain/doer.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Client } from '../base/credential-ports.ts';
import type { SessionRecord } from './live-session.ts';
import type { UserRecord } from '../users/users.ts';

/** Where a session is opened from. */
export interface SignInOrigin {
  readonly client: Client;
  readonly userAgent: string | undefined;
}

/** @param user undefined for a panel's session */
export function openerOf(
  user: UserRecord | undefined,
  { client: { address }, userAgent }: SignInOrigin,
  sessionId: string,
): Doer {
  const program = programOf(userAgent);
  return {
    by: personOf(user),
    from: { address, ...(program !== undefined && { program }), sessionId },
  };
}

export function startedEvent({ id, kind, userId = 'panel' }: SessionRecord, doer: Doer): NewEvent {
  const data = { userId, kind };
  return { type: 'session_started', severity: 'info', objectId: id, ...doer, data };
}

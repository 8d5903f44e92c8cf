/** What happened, and who was refused. */
import type { NewEvent } from '../../../domain/event.ts';
import type { Change } from './store.ts';

/** What happened, kept in order. */
export interface Journal {
  /**
   * Commits the changes and the events that tell of them in one transaction.
   * @throws HubError as Store.commit
   */
  commit(changes: readonly Change[], events: readonly NewEvent[]): Promise<void>;
}

/** A refusal at the door. Many from one address become one event with a count. */
export interface AccessRefusal {
  readonly address: string;
  /** In a word or two: `token_invalid`, `forbidden`, `login_failed`. */
  readonly reason: string;
  /** `tok_…` or `usr_…` of a real one. */
  readonly principalId?: string | undefined;
}

export interface Refusals {
  note(refusal: AccessRefusal): void;
}
